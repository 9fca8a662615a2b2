"""A tree of blocks built by opening and closing elements, the way browsers mend pages.

Markdown's own blocks are `fixed`: a tag written in HTML can never close them. Tags that close nothing are
ignored, tags left open end with their surroundings, and text outside any paragraph gets one of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from goalpage.reading.rich import Rich, RichBuilder

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
LISTS = frozenset({"ul", "ol"})
DEEPEST = 60
"""Blocks nested deeper than this stand beside the one above them: no word is lost."""

_HOLD_TEXT = frozenset({*HEADINGS, "p", "summary", "dt"})
# A new one of these ends an open one of the same list or row (HTML's implied end tags).
_ENDED_BY = {
    "li": frozenset({"li"}),
    "tr": frozenset({"tr", "td", "th"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
}


class Block(Struct):
    """One block as read. `tag` is its HTML element, `line` and `end_line` are 1-based in the file, inclusive.

    A block holds either `rich` (paragraph, heading, code) or `children`. `number` is a list item's as written,
    `checked` its task box (True, False, or the character in the box), None without a box; `indent` are the blanks
    before its marker.
    """

    tag: str
    line: int
    end_line: int
    rich: Rich = field(default_factory=Rich)
    children: list[Block] = field(default_factory=list)
    number: str | None = None
    checked: bool | str | None = None
    attrs: dict[str, str] = field(default_factory=dict)
    fixed: bool = False
    indent: int = 0

    def walk(self) -> Iterator[Block]:
        """Give this block and all below it, in the order of the text."""
        waiting = [self]
        while waiting:
            block = waiting.pop()
            yield block
            waiting.extend(reversed(block.children))


class Tree(Struct):
    """The tree while it grows: `stack` are the open blocks, outermost first, `line` is where reading stands."""

    line: int
    stack: list[Block] = field(default_factory=list)
    inline: RichBuilder | None = None

    def __post_init__(self) -> None:
        self.stack = [Block("body", self.line, self.line, fixed=True)]

    def open(self, tag: str, attrs: dict[str, str] | None = None, *, fixed: bool = False) -> Block:
        """Begin a block inside the innermost open one that can hold it."""
        self.end_text()
        self._end_implied(tag)
        parent = self.stack[-1]
        if tag in LISTS and parent.tag in LISTS and parent.children:
            parent = parent.children[-1]  # a list straight inside a list belongs to the item before it
        if len(self.stack) > DEEPEST:
            parent = self.stack[DEEPEST]
        block = Block(tag, self.line, self.line, attrs=attrs or {}, fixed=fixed)
        parent.children.append(block)
        self.stack.append(block)
        return block

    def close(self, tag: str, *, fixed: bool = False) -> None:
        """End the innermost open block of this name: Markdown's own if `fixed`, else one written in HTML."""
        self.end_text()
        for depth in range(len(self.stack) - 1, 0, -1):
            block = self.stack[depth]
            if block.fixed and not fixed:
                return
            if block.fixed == fixed and (block.tag == tag or not tag):
                self._pop_to(depth)
                return

    def pop(self) -> None:
        """End the innermost open block."""
        self._pop_to(len(self.stack) - 1)

    def text(self) -> RichBuilder:
        """Give the open text, beginning a paragraph where there is none."""
        if self.inline is None:
            if self.stack[-1].tag not in _HOLD_TEXT:
                self.open("p")
            self.inline = RichBuilder()
            self.inline.begin_line(self.line)
        return self.inline

    def end_text(self) -> None:
        """End the open text and the paragraph that was opened for it."""
        if self.inline is None:
            return
        rich, self.inline = self.inline.built(), None
        holder = self.stack[-1]
        block = holder
        if holder.rich.text or holder.rich.comments:  # text after an element inside a paragraph: one more
            block = Block("p", self.line, self.line)
            holder.children.append(block)
        block.rich = rich
        block.end_line = max(block.end_line, self.line)
        if holder.tag == "p" and not holder.fixed:
            self.pop()
            if block is holder and not (rich.text or rich.comments or rich.icons):
                self.stack[-1].children.pop()

    def reach(self, line: int) -> None:
        """Note that the innermost open block goes on to this line."""
        self.stack[-1].end_line = max(self.stack[-1].end_line, line)

    def item(self) -> Block | None:
        """Give the innermost open list item."""
        return next((block for block in reversed(self.stack) if block.tag == "li"), None)

    def finished(self) -> Block:
        """Give the root of the tree, all that is open ended."""
        self.end_text()
        self._pop_to(1)
        return self.stack[0]

    def _end_implied(self, tag: str) -> None:
        if self.stack[-1].tag == "p" and not self.stack[-1].fixed:
            self.pop()
        ended = _ENDED_BY.get(tag)
        if not ended:
            return
        outermost = 0
        for depth in range(len(self.stack) - 1, 0, -1):
            block = self.stack[depth]
            if block.fixed or block.tag in LISTS or block.tag == "table":
                break
            if block.tag in ended:
                outermost = depth
        if outermost:
            self._pop_to(outermost)

    def _pop_to(self, depth: int) -> None:
        for index in range(len(self.stack) - 1, depth - 1, -1):
            outer = self.stack[index - 1]
            outer.end_line = max(outer.end_line, self.stack[index].end_line)
        del self.stack[depth:]
