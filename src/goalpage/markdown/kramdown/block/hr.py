"""Horizontal rules (kramdown syntax, "Horizontal Rules")."""

import re

from goalpage.markdown.kramdown.state import BlockState

# Possessive, so that a long line of signs which is no rule after all costs one pass.
RULE = re.compile(r" {0,3}(?:\*[ \t]*+\*[ \t]*+\*[* \t]*+|-[ \t]*+-[ \t]*+-[- \t]*+|_[ \t]*+_[ \t]*+_[_ \t]*+)$")


def hr(state: BlockState, line: int) -> bool:
    """Three or more `*`, `-` or `_` alone on a line."""
    text = state.lines[line]
    if not RULE.match(text):
        return False
    token = state.push("hr", "hr", 0, line, line + 1)
    token.markup = text.strip()
    state.begin("hr")
    state.line = line + 1
    return True
