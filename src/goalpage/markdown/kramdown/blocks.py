"""The block parser: tries the rules on every line of a container, in kramdown's order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.ruler import Ruler
from markdown_it.token import Token
from markdown_it.utils import EnvType

from goalpage.markdown.kramdown.attributes import give_attributes
from goalpage.markdown.kramdown.document import Document
from goalpage.markdown.kramdown.state import Block, BlockState, is_blank
from goalpage.markdown.limits import note_nesting_limit

BlockRule = Callable[[BlockState, int], bool]
"""Reads a block at a line: pushes its tokens, sets `state.line` behind it and returns True, or leaves all as it is."""

# A line that starts with none of these can begin only what any letter can begin.
SIGNS = frozenset("#>*+-_=`~:|$<{[^ \t0123456789")
ANY = [*sorted(SIGNS), "a"]


class KramdownBlocks(ParserBlock):
    """kramdown's block rules. The chains of the ruler are the first characters of a line ("a" for any letter)."""

    ruler: Ruler[BlockRule]  # type: ignore[assignment]  # our rules read our state

    def __init__(self, rules: Sequence[tuple[str, BlockRule, str]]) -> None:
        self.ruler = Ruler[BlockRule]()
        for name, rule, starts in rules:
            self.ruler.push(name, rule, {"alt": list(starts) if starts else ANY})

    def parse(self, src: str, md: MarkdownIt, env: EnvType, outTokens: list[Token]) -> list[Token]:  # noqa: N803  # as overridden
        """The block tokens of a text; its definitions are left in `env["kramdown"]`."""
        document = env["kramdown"] = Document(md, env, self.read)
        lines = src.split("\n")
        if lines[-1] == "":
            lines.pop()
        self.read(BlockState(document, outTokens, lines, range(len(lines)), 0))
        for token, attributes in document.attributed:
            give_attributes(token, attributes, document.attribute_lists, md)
        return outTokens

    def read(self, state: BlockState) -> None:
        """Read all lines of a container."""
        lines, count = state.lines, len(state.lines)
        chains = {sign: self.ruler.getRules(sign) for sign in SIGNS}
        letters = self.ruler.getRules("a")
        if state.level >= state.md.options["maxNesting"]:
            keep_as_text(state)
            return
        while (line := state.line) < count:
            text = lines[line]
            if is_blank(text):
                skip_blank(state)
                continue
            done = len(state.blocks)
            waiting = state.awaiting
            for rule in chains.get(text[0], letters):
                if rule(state, line):
                    break
            else:
                raise RuntimeError("no block rule took the line; is the paragraph rule enabled?")
            if waiting is not None and len(state.blocks) > done:
                opening = state.blocks[done].token
                if opening >= 0:
                    state.attribute(state.tokens[opening], waiting)
                if state.awaiting is waiting:
                    state.awaiting = None
            if state.closing_line >= 0:
                break
        state.settle()


def skip_blank(state: BlockState) -> None:
    """Pass blank lines; they part blocks, and attributes from what they were meant for."""
    lines, line, count = state.lines, state.line, len(state.lines)
    start = line
    while line < count and (is_blank(lines[line])):
        line += 1
    state.line = line
    state.awaiting = None
    if state.last_kind != "blank":
        state.blocks.append(Block("blank", single=line == start + 1 and not lines[start]))


def keep_as_text(state: BlockState) -> None:
    """Too deep: all lines become one paragraph, and the place is noted."""
    note_nesting_limit(state.env, state.origins[min(state.line, len(state.origins) - 1)])
    start, end = state.line, len(state.lines)
    text = "\n".join(line.strip() for line in state.lines[start:]).strip()
    state.line = end
    if text:
        state.push_text("paragraph", "p", text, start, end)
