"""Fenced code with backticks or tildes (GFM parser of kramdown, "Fenced Code Blocks")."""

import re

from goalpage.markdown.kramdown.state import BlockState

_OPENING = re.compile(r" {0,3}([`~])(\1{2,})[ \t]*([^\s`]\S*)?\s*$")


def fence(state: BlockState, line: int) -> bool:
    """An opening line, code, and a line of at least as many of the same sign."""
    lines, count = state.lines, len(state.lines)
    text = lines[line]
    if "```" not in text and "~~~" not in text:
        return False
    opening = _OPENING.match(text)
    if not opening:
        return False
    mark = opening[1] + opening[2]
    closing = re.compile(rf"[ ]{{0,3}}{mark}{opening[1]}*[ \t]*$")
    end = next((at for at in range(line + 1, count) if closing.match(lines[at])), 0)
    if not end:
        return False
    token = state.push("fence", "code", 0, line, end + 1)
    token.info = (opening[3] or "").strip()
    token.markup = mark
    token.content = "".join(f"{code}\n" for code in lines[line + 1 : end])
    state.begin("fence")
    state.line = end + 1
    return True
