"""HTML elements in text (kramdown syntax, "HTML Spans")."""

from __future__ import annotations

import re

from goalpage.markdown.kramdown import html
from goalpage.markdown.kramdown.block.ends import SPAN_TAGS
from goalpage.markdown.kramdown.spans import SpanState

_BLOCK_TAGS = html.KNOWN - SPAN_TAGS


def html_span(state: SpanState) -> bool:
    """A comment, or an element with the text up to its closing tag; left open it reaches to the end of the text."""
    src, pos = state.src, state.pos
    if comment := state.comment():
        state.push("html_inline", "", 0, comment[0])
        state.pos = comment.end()
        return True
    if not (opening := html.OPEN_TAG.match(src, pos, state.end)):
        return False
    name = html.tag_name(opening[1])
    if name in _BLOCK_TAGS or len(state.within) >= state.md.options["maxNesting"] or state.effort <= 0:
        return False
    attributes = html.tag_attributes(opening[2])
    void = bool(opening[3]) or name in html.VOID
    token = state.push("html_inline", "", 0, html.tag_html(name, attributes, " />" if void else ">"))
    state.pos = opening.end()
    if not void:
        asked = attributes.get("markdown")
        raw = name not in html.HOLDS_SPANS and name not in html.HOLDS_BLOCKS
        if asked == "0" or (asked is None and (raw or not state.document.parse_span_html)):
            _read_raw(state, name)
        else:
            _read_inside(state, name)
        state.push("html_inline", "", 0, f"</{name}>")
    state.element(token)
    return True


def _read_inside(state: SpanState, name: str) -> None:
    """Spans up to the closing tag."""
    closing = re.compile(rf"</{re.escape(name)}\s*>", re.IGNORECASE)
    within = state.within
    state.within = (*within, f"<{name}")

    def stop(state: SpanState) -> bool:
        return state.src[state.pos] == "<" and bool(closing.match(state.src, state.pos, state.end))

    closed = state.read(state, stop)
    state.within = within
    if closed and (found := closing.match(state.src, state.pos, state.end)):
        if state.text:
            state.flush()
        state.pos = found.end()


def _read_raw(state: SpanState, name: str) -> None:
    """Text as it is up to the closing tag, other tags inside kept."""
    closing = re.compile(rf"</{re.escape(name)}\s*>", re.IGNORECASE)
    start = state.pos
    found = None if state.is_vain(closing, start) else closing.search(state.src, start, state.end)
    if not found:
        state.give_up(closing, start)
    end = found.start() if found else state.end
    state.push("html_inline", "", 0, _raw_html(state.src[start:end]))
    state.pos = found.end() if found else state.end


def _raw_html(text: str) -> str:
    """Text in which only whole tags are markup."""
    parts, at = [], 0
    for tag in _TAG.finditer(text):
        parts += html.escape_text(text[at : tag.start()]), tag[0]
        at = tag.end()
    parts.append(html.escape_text(text[at:]))
    return "".join(parts)


_TAG = re.compile(rf"{html.OPEN_TAG.pattern}|{html.CLOSE_TAG.pattern}")
