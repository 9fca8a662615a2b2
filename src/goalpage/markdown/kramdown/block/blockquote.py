"""Block quotes (kramdown syntax, "Blockquotes")."""

import re

from goalpage.markdown.kramdown.block.ends import NEVER_LAZY
from goalpage.markdown.kramdown.state import BlockState, is_blank

_MARK = re.compile(r" {0,3}> ?")


def blockquote(state: BlockState, line: int) -> bool:
    """Lines that begin with `>`, and the lines of text straight below them."""
    lines, count = state.lines, len(state.lines)
    if not _MARK.match(lines[line]):
        return False
    inner: list[str] = []
    end = line
    while end < count:
        text = lines[end]
        if mark := _MARK.match(text):
            inner.append(text[mark.end() :])
        elif is_blank(text) or NEVER_LAZY.match(text):
            break
        else:
            inner.append(text)
        end += 1
    opening = state.push("blockquote_open", "blockquote", 1, line, end)
    opening.markup = ">"
    state.begin("blockquote")
    state.read_nested(inner, state.origins[line:end])
    state.push("blockquote_close", "blockquote", -1, line, end)
    state.line = end
    return True
