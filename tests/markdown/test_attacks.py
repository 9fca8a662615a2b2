"""Texts made to cost much are read in time that grows with their length, and lose no letter."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from goalpage.markdown import parser

ATTACKS = {
    "brackets": "1. " + "[" * 20_000,
    "closed brackets": "[" * 10_000 + "word" + "]" * 10_000,
    "images": "![" * 5_000 + "word" + "](u)" * 5_000,
    "link starts": "[word](" * 10_000,
    "marks": "1. " + "*word **word " * 20_000,
    "marks that might close": "*word **word " * 20_000 + "word** word*`word*`",
    "closing marks": "word** *word " * 20_000,
    "runs of marks": "*" * 50_000 + "word" + "*" * 50_000,
    "growing backticks": "".join("e" + "`" * count for count in range(1, 2500)),
    "shrinking backticks": "".join("e" + "`" * count for count in range(2500, 1, -1)),
    "open comments": "1. </" + "<!--" * 100_000,
    "lines of open comments": "<!--\n" * 30_000,
    "open elements": "<div>\n" * 20_000,
    "open tags": "<a href='" * 20_000,
    "elements with markdown": "<div markdown='1'>\n</div>\n" * 10_000,
    "link definitions": "".join(f"[{number}]: u\n" for number in range(20_000)) + "\n1. " + "[0] " * 5_000,
    "columns": "|" + "a|" * 1_000 + "\n|" + "-|" * 1_000 + "\n" + "|\n" * 2_000,
    "footnotes": "".join(f"x[^{n}]\n" for n in range(5_000)) + "".join(f"\n[^{n}]: n\n" for n in range(5_000)),
    "fences": "```x\n" * 30_000,
    "mathematics": "$$ a\n\n" * 20_000,
    "attributes": "*a*" + "{:.x}" * 10_000 + "{:" * 30_000,
    "extensions": "{::comment}\n" * 10_000 + "{::comment} " * 10_000,
    "definitions": "word\n: word\n" * 10_000,
    "rules that are none": "- " * 30_000 + "\n" + "_ " * 30_000 + "word",
    "dashes": "-" * 50_001 + "word",
    "quotes": "\"'" * 30_000,
    "lazy lines": "> word\n" + "word\n" * 50_000,
    "empty lines": "\n" * 200_000,
    "addresses": "<http:" * 30_000 + "http://a.b" + "." * 50_000,
    "mail": "<a@" + "b." * 50_000 + ">" + "a-" * 50_000 + "@",
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("dialect", ["kramdown", "commonmark"])
@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_ends_soon_and_loses_no_words(dialect, name):
    shown = parser(dialect).render(ATTACKS[name] + "\n\nThe end.\n")
    assert shown.count("word") >= ATTACKS[name].count("word")
    assert re.search(r"The end\.", shown)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("dialect", ["kramdown", "commonmark"])
def test_a_line_of_ten_megabytes_is_read(dialect):
    (inline,) = [token for token in parser(dialect).parse("1. " + "word " * 2_000_000) if token.type == "inline"]
    assert inline.content.count("word") == 2_000_000


@pytest.mark.timeout(60)
@pytest.mark.parametrize("dialect", ["kramdown", "commonmark"])
def test_many_items_are_read(dialect):
    text = "".join(f"{number}. goal {number}\n" for number in range(1, 10_001))
    tokens = parser(dialect).parse(text)
    assert [token.info for token in tokens if token.type == "list_item_open"][-1] == "10000"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "javascript&colon;alert(1)",
        "&#106;avascript:alert(1)",
        "&#x6A&#x61;vascript:alert(1)",
        "vbscript:x",
        "file:///etc/passwd",
        "data:text/html,<script>alert(1)</script>",
        "data:image/svg+xml,<svg onload=alert(1)>",
    ],
)
@pytest.mark.parametrize("dialect", ["kramdown", "commonmark"])
@pytest.mark.parametrize(
    "form", ["[a]({})", "![a]({})", "[a](<{}>)", "[a]\n\n[a]: {}", "<{}>", "*a*{{:href='{}'}}", "[a](b){{:href='{}'}}"]
)
def test_no_link_leads_to_a_script_a_file_or_data(dialect, form, address):
    shown = parser(dialect).render(form.format(address))
    tags = _Targets()
    tags.feed(shown)
    plain = [re.sub(r"[\x00-\x20]", "", target).lower() for target in tags.found]
    assert not [target for target in plain if re.match(r"(javascript|vbscript|file|data):", target)], shown


class _Targets(HTMLParser):
    """The addresses tags lead to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for key, value in attrs if key in ("href", "src")]


@pytest.mark.parametrize("dialect", ["kramdown", "commonmark"])
def test_an_image_may_be_data(dialect):
    assert "<img" in parser(dialect).render("![a](data:image/png;base64,AAAA)")
