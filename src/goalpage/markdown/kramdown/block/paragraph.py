"""Paragraphs: lines up to a blank one or to the start of another block (kramdown syntax, "Paragraphs")."""

from goalpage.markdown.kramdown.block.ends import PARAGRAPH_END, QUICK
from goalpage.markdown.kramdown.state import BlockState, is_blank


def paragraph(state: BlockState, line: int) -> bool:
    """Take the line, whatever it is, and those that follow as its continuation."""
    lines, count = state.lines, len(state.lines)
    end = line + 1
    while end < count:
        text = lines[end]
        if is_blank(text) or (text[0] in QUICK and PARAGRAPH_END.match(text)):
            break
        end += 1
    text = "\n".join(lines[line:end])
    state.line = end
    if state.last_kind == "paragraph":  # what ended that one turned out to be text
        inline = state.tokens[-2]
        inline.content = f"{inline.content}\n{text.rstrip()}"
        for token in state.tokens[-3:-1]:
            assert token.map
            token.map[1] = state.origins[end - 1] + 1
        return True
    state.push_text("paragraph", "p", text.strip(" \t"), line, end)
    return True
