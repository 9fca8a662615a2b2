"""Text struck through with `~~` (GFM parser of kramdown)."""

from __future__ import annotations

import re

from goalpage.markdown.kramdown.spans import SpanState

_CLOSING = re.compile(r"(?<=[^\s~])~~")


def strikethrough(state: SpanState) -> bool:
    """`~~text~~`, with no blank inside the marks."""
    src, start = state.src, state.pos + 2
    if start >= state.end or src[start].isspace() or src[start] == "~":
        return False
    if state.is_vain("~~", start) or not state.has_room():
        return False
    closing = _CLOSING.search(src, start + 1, state.end)
    if not closing:
        state.give_up("~~", start)
        return False
    opening = state.push("s_open", "s", 1)
    opening.markup = "~~"
    within, end = state.within, state.end
    state.pos, state.end, state.within = start, closing.start(), (*within, "s")
    state.read(state, None)
    state.end, state.within = end, within
    state.push("s_close", "s", -1).markup = "~~"
    state.pos = closing.end()
    state.element(opening)
    return True
