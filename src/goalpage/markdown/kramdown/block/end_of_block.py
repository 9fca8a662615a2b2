"""The end-of-block marker `^` (kramdown syntax, "EOB Marker")."""

from goalpage.markdown.kramdown.state import Block, BlockState


def end_of_block(state: BlockState, line: int) -> bool:
    """A line of `^` alone parts two blocks that would be one."""
    if state.lines[line].rstrip() != "^":
        return False
    state.blocks.append(Block("end_of_block"))
    state.line = line + 1
    return True
