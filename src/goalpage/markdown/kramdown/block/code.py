"""Indented code (kramdown syntax, "Standard Code Blocks")."""

import re

from goalpage.markdown.kramdown.block.ends import NEVER_LAZY
from goalpage.markdown.kramdown.state import BlockState

_INDENT = re.compile(r" {4}| {0,3}\t")
_LAZY_START = re.compile(r" {0,3}(\S)")


def code(state: BlockState, line: int) -> bool:
    """Lines indented by four spaces or a tab; lines straight below them belong to the last one."""
    lines, count = state.lines, len(state.lines)
    if not (lines[line].startswith("    ") or lines[line][0] == "\t"):
        return False
    found: list[str] = []
    at = end = line
    while at < count:
        text = lines[at]
        if not text or text.isspace():
            found.append("")
        elif indent := _INDENT.match(text):
            found.append(text[indent.end() :])
            end = at + 1
        elif end == at and not NEVER_LAZY.match(text):
            found[-1] = f"{found[-1]} {text.strip(' ')}"
            end = at + 1
            found.append("")  # keeps one entry a line until they are joined
        else:
            break
        at += 1
    token = state.push("code_block", "code", 0, line, end)
    token.content = "\n".join(found).rstrip("\n") + "\n"
    state.begin("code")
    state.line = end
    return True
