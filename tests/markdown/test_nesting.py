"""What is nested too deep is kept as text, and the line is told."""

from __future__ import annotations

import pytest

from goalpage.markdown import parser

DIALECTS = ["kramdown", "commonmark"]


def words_of(tokens) -> str:
    return "\n".join(token.content for token in tokens if token.type == "inline")


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("text", ["- " * 10_000 + "deep\n", "> " * 25_000 + "deep\n", "> - " * 5_000 + "deep\n"])
def test_text_nested_too_deep_on_one_line_is_kept(dialect, text):
    env: dict[str, object] = {}
    assert "deep" in words_of(parser(dialect).parse("one\n\n" + text, env))
    assert env["nesting_limit_lines"] == [2]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_item_of_a_list_a_thousand_deep_is_kept(dialect):
    text = "".join(f"{'  ' * level}- level{level}\n" for level in range(1000))
    env: dict[str, object] = {}
    words = words_of(parser(dialect).parse(text, env)).split()
    assert [f"level{level}" for level in range(1000)] == [word for word in words if word != "-"]
    assert env["nesting_limit_lines"] == [49]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_ten_levels_are_no_matter(dialect):
    text = "".join(f"{'  ' * level}- level{level}\n" for level in range(10))
    env: dict[str, object] = {}
    tokens = parser(dialect).parse(text, env)
    assert "nesting_limit_lines" not in env
    assert max(token.level for token in tokens if token.type == "list_item_open") == 19


@pytest.mark.parametrize("text", ["<b>" * 1000 + "deep", "![" * 1000 + "deep" + "](u)" * 1000])
def test_spans_nested_too_deep_are_kept_as_text(text):
    env: dict[str, object] = {}
    assert "deep" in parser("kramdown").render(f"one\n\n{text}\n", env)
    assert env["nesting_limit_lines"] == [2]


def test_elements_that_hold_markdown_may_nest_too_deep_as_well():
    text = "<div markdown='1'>\n" * 300 + "deep\n"
    env: dict[str, object] = {}
    assert "deep" in words_of(parser("kramdown").parse(text, env))
    assert env["nesting_limit_lines"] == [100]


def test_other_dialects_are_refused_by_name():
    with pytest.raises(ValueError, match=r"'markdown'; known are commonmark, kramdown"):
        parser("markdown")


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_line_may_be_read_alone(dialect):
    assert parser(dialect).renderInline("*one* [two](three)") == '<em>one</em> <a href="three">two</a>'
