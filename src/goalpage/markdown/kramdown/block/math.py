"""Display mathematics between `$$` (kramdown syntax, "Math Blocks")."""

from __future__ import annotations

import re

from goalpage.markdown.kramdown.block.ends import BOUNDARY
from goalpage.markdown.kramdown.state import BlockState, is_blank

_START = re.compile(r" {0,3}(\\?)\$\$")


def math(state: BlockState, line: int) -> bool:
    """`$$ ... $$` that stands alone between block boundaries."""
    start = _START.match(state.lines[line])
    if not start or not state.at_boundary:
        return False
    source = state.source
    at = state.offset(line) + start.end()
    end = source.text.find("$$", at) if at <= source.last_math else -1
    if end < 0:
        return False
    if start[1]:  # the backslash makes it part of a paragraph
        state.lines[line] = source.text[at - 2 : source.line_end(line)]
        return False
    last = source.line(end)
    rest = source.text[end + 2 : source.line_end(last)]
    below = state.lines[last + 1] if last + 1 < len(state.lines) else ""
    if not _ends_block(rest, below):
        return False
    token = state.push("math_block", "math", 0, line, last + 1)
    token.content = source.text[at:end].strip()
    token.markup = "$$"
    state.begin("math")
    state.resume(end + 2)
    return True


def _ends_block(rest: str, below: str) -> bool:
    """Whether nothing but attributes stands on the rest of the line, or else a boundary below it."""
    if not is_blank(rest):
        return bool(BOUNDARY.match(rest))
    return is_blank(below) or bool(BOUNDARY.match(below))
