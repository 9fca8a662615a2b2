"""Underlined headings (kramdown syntax, "Setext Style")."""

import re

from goalpage.markdown.kramdown.block.heading import push_heading
from goalpage.markdown.kramdown.state import BlockState

_UNDERLINE = re.compile(r"([-=])[-=]*\s*$")


def setext(state: BlockState, line: int) -> bool:
    """One line of text at a block boundary over a line of `=` or `-`."""
    lines = state.lines
    if line + 1 >= len(lines) or not lines[line + 1] or lines[line + 1][0] not in "-=":
        return False
    underline = _UNDERLINE.match(lines[line + 1])
    if not underline or not state.at_boundary:
        return False
    level = 1 if underline[1] == "=" else 2
    push_heading(state, level, lines[line].strip(), line, line + 2).markup = underline[1]
    return True
