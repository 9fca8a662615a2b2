"""Code spans (kramdown syntax, "Code Spans")."""

from __future__ import annotations

from goalpage.markdown.kramdown.spans import SpanState, TickRuns


def code(state: SpanState) -> bool:
    """Backticks, code, and as many backticks; a single one between blanks is text."""
    src, pos = state.src, state.pos
    start = pos + 1
    while start < state.end and src[start] == "`":
        start += 1
    mark = src[pos:start]
    single = len(mark) == 1
    if single and (pos == 0 or src[pos - 1].isspace()) and (start >= state.end or src[start].isspace()):
        end = -1
    else:
        end = _closing(state, mark, start)
    if end < 0:
        state.text.append(mark)
        state.pos = start
        return True
    text = src[start:end]
    if not single:
        text = text.removeprefix(" ").removesuffix(" ")
    token = state.push("code_inline", "code", 0, text)
    token.markup = mark
    state.pos = end + len(mark)
    state.element(token)
    return True


def _closing(state: SpanState, mark: str, start: int) -> int:
    """Where a run of backticks ends the code, -1 if nowhere."""
    if state.tick_runs is None:
        state.tick_runs = TickRuns(state.src)
    return state.src.find(mark, start, state.end) if state.tick_runs.longest_after(start) >= len(mark) else -1
