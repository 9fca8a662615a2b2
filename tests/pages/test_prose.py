from __future__ import annotations

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from goalpage.model import Goal
from goalpage.pages.prose import cut, says_more, shortened, statement, struck, with_references

TARGETS = {"6": "../low-resource/", "3": "../cheap/"}


@pytest.mark.parametrize(
    ("html", "linked"),
    [
        ("see #6", 'see <a href="../low-resource/">#6</a>'),
        ("(#6, #3)", '(<a href="../low-resource/">#6</a>, <a href="../cheap/">#3</a>)'),
        ("<em>#3</em>", '<em><a href="../cheap/">#3</a></em>'),
        ("#7 and C#6 and &#6; and #60", None),
        ('<a href="#6">of #6</a>', None),
        ("<code>#6</code>", None),
        ("<a><b>#6</b></a> <code>x</code>", None),
    ],
)
def test_numbers_in_prose_lead_to_their_goals(html: str, linked: str | None) -> None:
    assert with_references(Markup(html), TARGETS) == (linked or html)


def test_a_goal_without_html_is_escaped() -> None:
    assert statement(Goal(title="a < b")) == "a &lt; b"
    assert not says_more(Goal(title="a < b"))
    assert says_more(Goal(title="a", html="<em>a</em>"))


@given(st.lists(st.sampled_from(["<em>", "</em>", "<a href='x'>", "</a>", "word ", "&amp; "]), max_size=12))
def test_a_struck_wording_is_as_well_formed_as_it_was(pieces: list[str]) -> None:
    html = str(html5lib.serialize(html5lib.parseFragment("".join(pieces)), omit_optional_tags=False))
    marked = str(struck(Markup(html)))
    assert marked.count("<del>") == marked.count("</del>")
    html5lib.HTMLParser(strict=True).parseFragment(marked)


def test_addresses_are_told_by_host_and_path() -> None:
    assert shortened("https://www.example.org/a/?q=1") == "example.org/a?q=1"
    assert len(shortened("https://example.org/" + "x" * 500)) <= 61
    assert shortened("http://[bad") == "http://[bad"


def test_long_titles_are_cut_at_a_word() -> None:
    assert cut("one two three", 9) == "one two…"
    assert cut("short") == "short"
