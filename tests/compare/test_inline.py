"""Inline differences: whole words, nothing crossed, nothing lost."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalpage.compare import inline_difference


@pytest.mark.cases("inline.md", "old", "new", "expected")
def test_inline_difference(old: str, new: str, expected: str) -> None:
    assert inline_difference(old, new) == expected


class Read(HTMLParser):
    """Old and new wording as a reader of the marks takes them; faults in the nesting."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.old, self.new, self.open, self.faults = "", "", list[str](), list[str]()
        self.feed(html)
        self.close()
        self.faults += self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            return
        if set(self.open) & {"del", "ins"}:
            self.faults.append(f"{tag} inside a mark")
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.old += data if "ins" not in self.open else ""
        self.new += data if "del" not in self.open else ""


WORDS = st.sampled_from(
    ["sail", "the", "and", "of", "boat", "$7,000", "5 km", "3/12", "漁", "船", "é", "a&b", "<x>", ".", "!", "“", "--"]
)
TEXT = st.lists(WORDS, max_size=14).map(" ".join)


@st.composite
def inline_html(draw: st.DrawFn, depth: int = 0) -> str:
    """Clean inline HTML: words in links, code and emphasis."""
    parts = []
    for _ in range(draw(st.integers(0, 4))):
        text = draw(TEXT).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        kind = draw(st.sampled_from(["", "", "em", "code", "a", "br"])) if depth < 2 else ""
        inner = draw(inline_html(depth + 1)) if kind in ("em", "a") else text
        if kind == "a":
            parts.append(f'<a href="/{draw(st.integers(0, 2))}">{inner.replace("<a", "<b").replace("</a", "</b")}</a>')
        else:
            parts.append({"": text, "br": "<br>"}.get(kind, f"<{kind}>{inner}</{kind}>"))
    return draw(st.sampled_from([" ", ""])).join(parts)


def letters(html: str) -> str:
    text = unescape(re.sub(r"<[^>]*>", "", html)) if "<" in html or "&" in html else html
    return "".join(text.split())


def alike(text: str) -> str:
    return text.replace("“", '"')


@given(inline_html(), inline_html())
def test_struck_is_the_old_wording_and_marked_the_new(old: str, new: str) -> None:
    marked = Read(re.sub(r' <span class="retargeted">.*?</span>', "", inline_difference(old, new)))
    assert marked.faults == []
    assert alike(letters_of(marked.new)) == alike(letters(new))
    assert alike(letters_of(marked.old)) == alike(letters(old))


def letters_of(text: str) -> str:
    return "".join(text.split())


@given(inline_html())
def test_nothing_is_marked_in_an_equal_wording(html: str) -> None:
    assert not re.search(r"<(?:ins|del)>", inline_difference(html, html))


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "text",
    [
        "word " * 40_000,
        "a. " * 60_000,
        "x" * 200_000,
        "<em>" * 20_000 + "x",
        '<a "' * 20_000,
        "船" * 60_000,
        "1" * 60_000,
    ],
    ids=["one word", "sentences", "one long word", "open elements", "open tags", "one character", "digits"],
)
def test_long_texts_take_time_in_line_with_their_length(text: str) -> None:
    assert inline_difference(text, "new " + text[: len(text) // 2] + " end" + text[len(text) // 2 :])


def test_two_long_texts_are_aligned_where_words_stand_once() -> None:
    old = [f"w{n % 50}" for n in range(9_000)]
    old[::90] = [f"anchor{n}" for n in range(100)]
    new = [word if n % 500 else "changed" for n, word in enumerate(old)]
    marked = inline_difference(" ".join(old), " ".join(new))
    assert marked.count("<ins>changed</ins>") == len(old) / 500


def test_texts_with_nothing_to_hold_on_to_are_shown_whole() -> None:
    marked = inline_difference("a b " * 5_000, "b c " * 5_000)
    assert marked.count("<del>") == marked.count("<ins>") == 1


def test_deep_nesting_is_read_no_deeper_than_a_hundred() -> None:
    assert inline_difference("x", "<em>" * 500 + "x" + "</em>" * 500).count("<em>") == 100


def test_images_are_words_and_breaks_are_blanks() -> None:
    old, new = 'see <img src="/a.png"> it<br>now', 'see <img src="/b.png"> it now'
    assert inline_difference(old, new) == 'see <del><img src="/a.png"></del> <ins><img src="/b.png"></ins> it now'
