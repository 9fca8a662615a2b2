"""Paragraphs: lines up to a blank one or to the start of another block (kramdown syntax, "Paragraphs")."""

import re

from goalpage.markdown.kramdown.block.ends import PARAGRAPH_END, QUICK
from goalpage.markdown.kramdown.state import BlockState, is_blank

_TABBED = re.compile(r" {1,3}\t")


def paragraph(state: BlockState, line: int) -> bool:
    """Take the line, whatever it is, and those that follow as its continuation."""
    lines, count = state.lines, len(state.lines)
    if _TABBED.match(lines[line]):
        return _bare_text(state, line)
    end = line + 1
    while end < count:
        text = lines[end]
        if is_blank(text) or (text[0] in QUICK and PARAGRAPH_END.match(text)):
            break
        end += 1
    text = "\n".join(lines[line:end])
    state.line = end
    if state.last_kind == "paragraph":  # what ended that one turned out to be text
        above = lines[line - 1]
        state.grow(f"{above[len(above.rstrip(' ')) :]}\n{text.rstrip()}", end)
        return True
    state.push_text("paragraph", "p", text.strip(" \t"), line, end)
    return True


def _bare_text(state: BlockState, line: int) -> bool:
    """A line that is indented too much for a paragraph, but not as code is: kramdown shows its text alone."""
    opening = state.push_text("paragraph", "p", state.lines[line].strip(), line, line + 1)
    opening.hidden = state.tokens[-1].hidden = True
    state.blocks[-1].kind = "text"
    state.line = line + 1
    return True
