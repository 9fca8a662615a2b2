"""Code spans (kramdown syntax, "Code Spans")."""

from __future__ import annotations

import re
import sys

from goalpage.markdown.kramdown.spans import SpanState

_TICKS = re.compile("`+")


def code(state: SpanState) -> bool:
    """Backticks, code, and as many backticks; a single one between blanks is text."""
    src, pos = state.src, state.pos
    ticks = _TICKS.match(src, pos, state.end)
    if not ticks:
        return False
    mark, start = ticks[0], ticks.end()
    single = len(mark) == 1
    if single and (pos == 0 or src[pos - 1].isspace()) and (start >= state.end or src[start].isspace()):
        end = -1
    else:
        end = _closing(state, mark, start)
    if end < 0:
        state.text.append(mark)
        state.pos = start
        return True
    token = state.push("code_inline", "code", 0, src[start:end] if single else src[start:end].strip(" "))
    token.markup = mark
    state.pos = end + len(mark)
    state.element(token)
    return True


def _closing(state: SpanState, mark: str, start: int) -> int:
    """Where a run of backticks ends the code. Where a shorter run is not to be found, no longer one is."""
    if len(mark) >= state.vain_ticks.get(state.end, sys.maxsize):
        return -1
    end = state.src.find(mark, start, state.end)
    if end < 0:
        state.vain_ticks[state.end] = len(mark)
    return end
