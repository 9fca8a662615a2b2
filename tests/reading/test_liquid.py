from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalpage.reading.liquid import resolved

SITE = {"site.title": "Elm", "site.baseurl": "/b", "site.url": "https://e.org"}


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("no braces", "no braces"),
        ("{{ site.title }} & {{site.title}}", "Elm & Elm"),
        ("{{ \"/x\" | relative_url }} {{ '/x' | absolute_url }}", "/b/x https://e.org/b/x"),
        ("{{ page.nothing }}", "{{ page.nothing }}"),
        ("{{ site.title | upcase }}", "{{ site.title | upcase }}"),
        ("{% if x %}a{% else %}b{% endif %}", "ab"),
        ("{% assign n = '12' %}Read {{ n }}", "Read 12"),
        ("{% raw %}{{ site.title }}{% endraw %}", "{{ site.title }}"),
        ("a{% comment %} b\nc {% endcomment %}d", "a\nd"),
        ("in {% include x.html a='b' %} line", "in {% include x.html a='b' %} line"),
        ("{% include alone.html %}", ""),
        ("{{< progress 1 2 >}} {{% note %}}", "{{< progress 1 2 >}} {{% note %}}"),
        ("open {{ never", "open {{ never"),
        ("{% highlight py %}\nx\n{% endhighlight %}", "```\nx\n```"),
    ],
)
def test_what_is_shown(body: str, shown: str) -> None:
    liquid = resolved(body, SITE)
    assert liquid.restored(liquid.body) == shown


@given(st.lists(st.sampled_from(["{{", "}}", "{%", "%}", " raw ", " endraw ", " comment ", "a", "\n", " x | y "])))
def test_lines_stay_lines(parts: list[str]) -> None:
    body = "".join(parts)
    assert resolved(body, SITE).body.count("\n") == body.count("\n")


def test_a_link_to_what_is_not_resolved_leads_nowhere() -> None:
    liquid = resolved("{% link _posts/a.md %}", SITE)
    assert liquid.is_unresolved(resolved("[a]({% link _posts/a.md %})", SITE).body)
    assert not liquid.is_unresolved("/a")
