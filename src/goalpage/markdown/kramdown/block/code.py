"""Indented code (kramdown syntax, "Standard Code Blocks")."""

import re

from goalpage.markdown.kramdown.block.indented import indented_lines
from goalpage.markdown.kramdown.state import BlockState

_TEXT = re.compile(r" {0,3}\S")


def code(state: BlockState, line: int) -> bool:
    """Lines indented by four spaces or a tab; text straight below belongs to the last line."""
    text = state.lines[line]
    if not (text.startswith("    ") or text[0] == "\t"):
        return False
    found = indented_lines(state.lines, line)
    parts = [found[0].text]
    for below in found[1:]:
        parts += " " if below.lazy and _TEXT.match(below.text) else "\n", below.text
    end = line + len(found)
    token = state.push("code_block", "code", 0, line, end)
    token.content = "".join(parts) + "\n"
    state.begin("code")
    state.line = end
    return True
