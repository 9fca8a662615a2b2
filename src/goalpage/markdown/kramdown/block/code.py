"""Indented code (kramdown syntax, "Standard Code Blocks")."""

import re

from goalpage.markdown.kramdown.block.ends import NEVER_LAZY
from goalpage.markdown.kramdown.state import BlockState, is_blank

_INDENT = re.compile(r" {4}|\t")


def code(state: BlockState, line: int) -> bool:
    """Lines indented by four spaces or a tab; lines straight below them belong to the last one."""
    lines, count = state.lines, len(state.lines)
    if not (lines[line].startswith("    ") or lines[line][0] == "\t"):
        return False
    found: list[str] = []
    after_blank = False
    joined = 0
    at = end = line
    while at < count:
        text = lines[at]
        at += 1
        if is_blank(text):
            indent = _INDENT.match(text)
            found.append(text[indent.end() :] if indent else text)
            after_blank = True
            continue
        if indent := _INDENT.match(text):
            found.append(text[indent.end() :])
        elif after_blank or NEVER_LAZY.match(text):
            break
        else:
            found[-1] += f" {text}"
            joined += 1
        after_blank = False
        end = at
    token = state.push("code_block", "code", 0, line, end)
    token.content = "\n".join(found[: end - line - joined]) + "\n"
    state.begin("code")
    state.line = end
    return True
