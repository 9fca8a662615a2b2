from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from goalpage.reading.clean_html import clean, is_safe
from goalpage.reading.rich import BOLD, Rich, RichBuilder


def built(*parts: str) -> Rich:
    """Give a text of parts, where `<b>` and `</b>` open and close an element and a newline breaks the line."""
    builder = RichBuilder()
    builder.begin_line(1)
    for part in parts:
        if part == "\n":
            builder.break_line()
        elif part.startswith("</"):
            builder.close(part[2:-1])
        elif part.startswith("<"):
            builder.open(part[1:-1], "/u" if part == "<a>" else "")
        else:
            builder.add(part)
    return builder.built()


def test_blanks_are_shown_once_and_not_at_the_ends() -> None:
    assert built("  a \t b", " ", "  c  ").text == "a b c"


def test_elements_nest_and_what_is_left_open_ends_with_the_text() -> None:
    rich = built("<b>", "a ", "<i>", "b", "</b>", " c", "<a>", "d")
    assert rich.html == '<strong>a <em>b</em></strong> c<a href="/u">d</a>'


def test_text_is_escaped_and_unknown_elements_are_left_out() -> None:
    assert built("<font>", "x < y & z", "</font>", "\n", "end").html == "x &lt; y &amp; z<br>end"


def test_a_cut_keeps_the_markup_that_falls_on_it() -> None:
    rich = built("<b>", "bold name", "</b>", ": and ", "<a>", "more", "</a>")
    assert rich.cut(5).html == '<strong>name</strong>: and <a href="/u">more</a>'
    assert rich.cut(0, 9).covered(BOLD) == ((0, 9),)
    assert rich.cut(9, 15).html == ": and"


@given(st.text(alphabet="ab <>&\n", max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_a_cut_is_the_text_between_two_offsets(text: str, start: int, end: int) -> None:
    rich = built("<b>", text, "</b>")
    assert rich.cut(start, end).text == rich.text[start:end].strip()


def test_more_elements_than_can_be_open_lose_no_text() -> None:
    assert built(*["<b>"] * 500, "x", *["</i>"] * 500, "y").text == "xy"


def test_only_inline_elements_and_checked_links_stand() -> None:
    assert clean('<p>a <b onclick="x">b</b></p><a href="javascript:x">c</a>') == "a <b>b</b><a>c</a>"
    assert [is_safe(url) for url in ("/a:b", "a", "https://x", "MAILTO:a@b", "java\nscript:x", "data:x")] == [
        True, True, True, True, False, False,
    ]  # fmt: skip
