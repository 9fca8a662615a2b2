"""Emphasis with `*` and `_` (kramdown syntax, "Emphasis")."""

from __future__ import annotations

from goalpage.markdown.kramdown.spans import SpanState

_BLANKS = " \t\n\r\f\v"


def emphasis(state: SpanState) -> bool:
    """One mark for emphasis, two for strong; never one inside another of its kind."""
    src, pos = state.src, state.pos
    mark = src[pos] * (2 if pos + 1 < state.end and src[pos + 1] == src[pos] else 1)
    after = pos + len(mark)
    if (
        not (after < state.end and src[after] in _BLANKS)
        and not (mark[0] == "_" and _in_word(src, pos))
        and mark_name(mark) not in state.within
        and state.has_room()
    ):
        if _read(state, mark):
            return True
        if len(mark) == 2 and "em" not in state.within and _read(state, mark[0]):
            return True
    state.text.append(mark)
    state.pos = after
    return True


def mark_name(mark: str) -> str:
    """The element a mark makes."""
    return "strong" if len(mark) == 2 else "em"


def _in_word(src: str, pos: int) -> bool:
    """Whether an underscore stands behind a letter, as in snake_case or in a-_b."""
    if pos and src[pos - 1] == "-":
        pos -= 1
    return pos > 0 and src[pos - 1].isalpha()


def _read(state: SpanState, mark: str) -> bool:
    """The span from its opening mark to its closing one, if there is one."""
    start, name, within = state.pos, mark_name(mark), state.within
    key = (mark, within, state.end)
    if (start, key) in state.failed or not _may_close(state, mark, start + len(mark)):
        return False
    place = state.mark()
    state.pos += len(mark)
    content = state.pos
    state.within = (*within, name)
    opening = state.push(f"{name}_open", name, 1)
    opening.markup = mark
    passed: list[int] = []

    def closes(state: SpanState) -> bool:
        pos = state.pos
        if not state.src.startswith(mark, pos):
            return False
        passed.append(pos)
        return pos > content and _closes(state, mark, pos)

    closed = state.read(state, closes)
    state.within = within
    if not closed:
        state.back_to(place)
        state.failed.add((start, key))
        state.failed.update((pos, key) for pos in passed)
        return False
    closing = state.push(f"{name}_close", name, -1)
    closing.markup = mark
    state.pos += len(mark)
    state.element(opening)
    return True


def _closes(state: SpanState, mark: str, pos: int) -> bool:
    """Whether a mark can close what the same mark opened."""
    src, end = state.src, state.end
    if src[pos - 1] in _BLANKS:
        return False
    if len(mark) == 1 and src.startswith(mark * 2, pos) and not src.startswith(mark * 3, pos):
        return False
    after = pos + len(mark)
    return not (mark[0] == "_" and after < end and src[after].isalnum())


def _may_close(state: SpanState, mark: str, start: int) -> bool:
    """Whether anything behind `start` could close the mark, spans that may hide it not looked into."""
    if state.is_vain(mark, start):
        return False
    key = (mark, state.end)
    if state.nearest.get(key, -1) >= start:
        return True
    pos = state.src.find(mark, start + 1, state.end)
    while pos >= 0:
        if _closes(state, mark, pos):
            state.nearest[key] = pos
            return True
        pos = state.src.find(mark, pos + 1, state.end)
    state.give_up(mark, start)
    return False
