"""Fenced code with backticks or tildes (kramdown syntax, "Fenced Code Blocks", and its GFM parser)."""

from __future__ import annotations

import re

from goalpage.markdown.kramdown.state import BlockState

_OPENING = re.compile(r" {0,3}(([`~])\2{2,})(\s*)(\S*)\s*$")


def fence(state: BlockState, line: int) -> bool:
    """An opening line, code, and a line of at least as many of the same sign; without that line it is no code.

    Where the closing line is shorter than the opening one, the signs it lacks count as the name of the language.
    """
    text = state.lines[line]
    if "```" not in text and "~~~" not in text:
        return False
    opening = _OPENING.match(text)
    if not opening:
        return False
    run, sign, blank, name = opening.groups()
    end, length = state.fence_ends(sign).after(line, len(run))
    if end < 0 or (length < len(run) and blank and name):
        return False
    token = state.push("fence", "code", 0, line, end + 1)
    token.info = run[length:] + name
    token.markup = run[:length]
    token.content = "".join(f"{code}\n" for code in state.lines[line + 1 : end])
    state.begin("fence")
    state.line = end + 1
    return True
