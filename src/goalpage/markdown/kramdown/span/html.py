"""HTML elements in text (kramdown syntax, "HTML Spans")."""

from __future__ import annotations

import re

from markdown_it.token import Token

from goalpage.markdown.kramdown import html
from goalpage.markdown.kramdown.spans import SpanState

_PROGRAMS = frozenset(("script", "style"))


def html_span(state: SpanState) -> bool:
    """A comment, or an element with the text up to its closing tag; left open it reaches to the end of the text."""
    src, pos = state.src, state.pos
    if comment := state.comment():
        state.push("html_inline", "", 0, comment[0])
        state.pos = state.symbol_end = comment.end()
        return True
    if stray := html.CLOSE_TAG.match(src, pos, state.end):
        state.text.append(stray[0])
        state.pos = stray.end()
        return True
    if not (opening := html.OPEN_TAG.match(src, pos, state.end)):
        return False
    name = html.tag_name(opening[1])
    if name in html.BLOCK_ONLY or not state.has_room():
        return False
    attributes = html.tag_attributes(opening[2])
    void = bool(opening[3]) or name in html.VOID
    token = state.push("html_inline", "", 0, html.tag_html(name, attributes, " />" if void else ">"))
    state.pos = opening.end()
    if not void:
        start = len(state.tokens)
        _read_inside(state, name, _is_raw(state, name, attributes.get("markdown")))
        state.flush()
        if name in _PROGRAMS:
            _keep_quotes(state, start)
        state.push("html_inline", "", 0, f"</{name}>")
    state.element(token)
    return True


def _is_raw(state: SpanState, name: str, asked: str | None) -> bool:
    """Whether the text of an element is shown as it is."""
    if name not in html.HOLDS_SPANS and name not in html.HOLDS_BLOCKS:
        return True
    if asked is None:
        return state.raw or not state.document.parse_span_html
    return asked == "0"


def _read_inside(state: SpanState, name: str, raw: bool) -> None:
    """All up to the closing tag; in raw text only HTML counts."""
    closing = re.compile(rf"</{re.escape(name)}\s*>", re.IGNORECASE)
    within, around = state.within, state.raw
    state.within, state.raw = (*within, f"<{name}"), raw

    def stop(state: SpanState) -> bool:
        return state.src[state.pos] == "<" and bool(closing.match(state.src, state.pos, state.end))

    closed = (state.read_raw if raw else state.read)(state, stop)
    state.within, state.raw = within, around
    if closed and (found := closing.match(state.src, state.pos, state.end)):
        state.flush()
        state.pos = found.end()


def _keep_quotes(state: SpanState, start: int) -> None:
    """Make HTML of the text tokens from `start` on, with its quotes as written: in a program they are no text."""
    for at in range(start, len(state.tokens)):
        token = state.tokens[at]
        if token.type == "text":
            content = token.content.replace("&", "&amp;").replace("<", "&lt;")
            state.tokens[at] = Token("html_inline", "", 0, content=content, level=token.level)
