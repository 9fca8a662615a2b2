"""What the block rules share: the lines of one container and how far they are read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from markdown_it.ruler import StateBase
from markdown_it.token import Token
from msgspec import Struct

from goalpage.markdown.kramdown.attributes import AttributeList
from goalpage.markdown.kramdown.document import Document
from goalpage.markdown.kramdown.source import FenceEnds, SourceText

Nesting = Literal[-1, 0, 1]


class Block(Struct):
    """A finished block of a container: its kind, and the index of its opening token (-1 if it has none)."""

    kind: str
    token: int = -1
    link: str = ""  # the id, if it is the definition of a link
    single: bool = False  # whether a blank is one empty line


class BlockState(StateBase):
    """The reading of one container: the document itself, a list item, a quote, a definition.

    ``lines`` are its lines without what belongs to the container (markers, indentation); line ``i`` of them is line
    ``origins[i]`` of the document.
    """

    def __init__(
        self,
        document: Document,
        tokens: list[Token],
        lines: list[str],
        origins: Sequence[int],
        level: int,
    ) -> None:
        self.src = ""
        self.md = document.md
        self.env = document.env
        self.document = document
        self.tokens = tokens
        self.lines = lines
        self.origins = origins
        self.level = level
        self.line = 0
        self.blocks: list[Block] = []
        self.awaiting: AttributeList | None = None  # for the next block
        self.closing = ""  # the HTML element whose closing tag ends this container
        self.closing_line = -1  # where that tag stood
        self.vain: set[str] = set()  # what was sought to the end of the container and is not there
        self._more: list[str] = []  # of the paragraph above, still to be added to its text
        self._paragraph: Token | None = None
        self._source: SourceText | None = None
        self._fences: dict[str, FenceEnds] = {}

    @property
    def source(self) -> SourceText:
        """All lines of the container as one text."""
        if self._source is None:
            self._source = SourceText(self.lines)
        return self._source

    def fence_ends(self, sign: str) -> FenceEnds:
        """The lines that may close code fenced with a sign."""
        if sign not in self._fences:
            self._fences[sign] = FenceEnds(self.lines, sign)
        return self._fences[sign]

    def offset(self, line: int) -> int:
        """Where line `line`, or what of it is still to be read, begins in `source`."""
        return self.source.offset(line, self.lines[line])

    def resume(self, offset: int) -> int:
        """Go on at an offset of `source`, within a line if text stands behind it; the line after the last used."""
        source = self.source
        if offset >= len(source.text):
            self.line = last = len(self.lines)
            while last > 1 and is_blank(self.lines[last - 1]):
                last -= 1
            return last
        line = source.line(offset)
        rest = source.text[offset : source.line_end(line)]
        if is_blank(rest):
            self.line = line + 1
            return self.line
        self.lines[line] = rest.lstrip(" \t") if rest[0] in " \t" else rest
        self.line = line
        return line if line and offset == source.line_end(line - 1) + 1 else line + 1

    @property
    def last_kind(self) -> str:
        """The kind of the block before, "" at the start."""
        return self.blocks[-1].kind if self.blocks else ""

    @property
    def at_boundary(self) -> bool:
        """Whether nothing of the container stands right above the present line."""
        return self.last_kind in ("", "blank", "end_of_block") or self.awaiting is not None

    def push(self, ttype: str, tag: str, nesting: Nesting, start: int, end: int) -> Token:
        """A new token at the end; lines `start` to before `end` of this container."""
        if nesting < 0:
            self.level -= 1
        token = Token(ttype, tag, nesting, block=True, level=self.level)
        if nesting > 0:
            self.level += 1
        if nesting >= 0:
            token.map = [self.origins[start], self.origins[end - 1] + 1]
        self.tokens.append(token)
        return token

    def grow(self, text: str, end: int) -> None:
        """Add text to the paragraph right above, whose lines now reach to before `end`."""
        self._paragraph = self.tokens[-2]
        self._more.append(text)
        for token in self.tokens[-3:-1]:
            if token.map:
                token.map[1] = self.origins[end - 1] + 1

    def settle(self) -> None:
        """Give a paragraph that has grown its whole text."""
        if self._paragraph:
            self._paragraph.content += "".join(self._more)
            self._more.clear()
            self._paragraph = None

    def begin(self, kind: str) -> None:
        """Take the token pushed last for the opening of a new block."""
        self.settle()
        self.blocks.append(Block(kind, len(self.tokens) - 1))

    def push_text(self, kind: str, tag: str, text: str, start: int, end: int) -> Token:
        """A block that holds inline text: its opening token is returned."""
        opening = self.push(f"{kind}_open", tag, 1, start, end)
        self.begin(kind)
        self.push_inline(text, start, end)
        self.push(f"{kind}_close", tag, -1, start, end)
        return opening

    def push_inline(self, text: str, start: int, end: int) -> Token:
        """An inline token, whose children the inline rules fill in later."""
        inline = self.push("inline", "", 0, start, end)
        inline.content = text
        inline.children = []
        return inline

    def read_nested(self, lines: list[str], origins: Sequence[int]) -> BlockState:
        """Read a container inside onto our tokens; `origins` are its lines in the document. Returns its state."""
        inner = BlockState(self.document, self.tokens, lines, origins, self.level)
        self.document.read(inner)
        return inner

    def read_inside(self, element: str) -> BlockState:
        """Read our own lines on, from the present one, as blocks inside an HTML element; the state at its end."""
        inner = BlockState(self.document, self.tokens, self.lines, self.origins, self.level + 1)
        inner.line = self.line
        inner.closing = element
        inner._source = self._source
        self.document.read(inner)
        return inner

    def attribute(self, token: Token, attributes: AttributeList) -> None:
        """Give `attributes` to a token once every attribute list definition is known."""
        self.document.attributed.append((token, attributes))


def is_blank(text: str) -> bool:
    """Whether a line holds nothing but blanks; a no-break space is a character like any other."""
    return not text or (text.isspace() and not text.strip(" \t\r\f\v"))


def meta(token: Token) -> dict[str, Any]:
    """The token's own dictionary, made if it has none."""
    if not token.meta:
        token.meta = {}
    return token.meta
