"""What the block rules share: the lines of one container, and what the whole document defines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.ruler import StateBase
from markdown_it.token import Token
from markdown_it.utils import EnvType

from goalpage.markdown.kramdown.attributes import AttributeList
from goalpage.markdown.kramdown.html import COMMENT

Nesting = Literal[-1, 0, 1]


@dataclass(slots=True)
class Footnote:
    """The definition of a footnote."""

    tokens: list[Token]
    line: int  # 0-based line of the document
    number: int = 0  # 1-based in order of first mention; 0 while nobody has mentioned it
    mentions: int = 0


@dataclass(slots=True)
class Document:
    """What a text defines for use anywhere in it."""

    links: dict[str, tuple[str, str | None]] = field(default_factory=dict)  # id -> address, title
    longest_id: int = 0  # characters of the longest link id
    link_attributes: dict[str, AttributeList] = field(default_factory=dict)  # by link id
    attribute_lists: dict[str, AttributeList] = field(default_factory=dict)
    footnotes: dict[str, Footnote] = field(default_factory=dict)
    mentioned: list[str] = field(default_factory=list)  # footnotes in order of first mention
    abbreviations: dict[str, str] = field(default_factory=dict)
    auto_ids: bool = True
    parse_block_html: bool = False
    parse_span_html: bool = True
    attributed: list[tuple[Token, AttributeList]] = field(default_factory=list)  # resolved once all is read


@dataclass(slots=True)
class Block:
    """A finished block of a container: its kind, and the index of its opening token (-1 if it has none)."""

    kind: str
    token: int = -1
    link: str = ""  # the id, if it is the definition of a link
    single: bool = False  # whether a blank is one empty line


class SourceText:
    """The lines of a container as one text, for what does not end with a line. Offsets count its characters."""

    def __init__(self, lines: list[str]) -> None:
        self.text = "\n".join(lines)
        self._ends = list(accumulate(len(line) + 1 for line in lines))
        self.last_math = self.text.rfind("$$")
        self._last_comment_end = self.text.rfind("-->")

    def offset(self, state: BlockState, line: int) -> int:
        """Where line `line` begins; if its start was consumed, where the rest of it begins."""
        return self._ends[line] - 1 - len(state.lines[line])

    def line(self, offset: int) -> int:
        """The line in which an offset stands."""
        return bisect_right(self._ends, offset)

    def line_end(self, line: int) -> int:
        """The offset of the newline that ends a line."""
        return self._ends[line] - 1

    def comment_at(self, offset: int) -> re.Match[str] | None:
        """The comment that begins at an offset."""
        return COMMENT.match(self.text, offset) if offset <= self._last_comment_end else None


class FenceEnds:
    """The lines of a container that are runs of one sign, as may close fenced code."""

    def __init__(self, lines: list[str], sign: str) -> None:
        run = re.compile(rf" {{0,3}}({sign}{{3,}})\s*$")
        found = [
            (at, len(match[1]))
            for at, text in enumerate(lines)
            if sign in text and (match := run.match(text))
        ]
        self._lines = [at for at, _ in found]
        self._runs = [length for _, length in found]
        self._longest = list(accumulate(reversed(self._runs), max))[::-1]  # from each on

    def after(self, line: int, most: int) -> tuple[int, int]:
        """The first line behind `line` with as long a run as there is, up to `most` signs, and that length."""
        at = bisect_right(self._lines, line)
        if at == len(self._lines):
            return -1, 0
        length = min(most, self._longest[at])
        while self._runs[at] < length:
            at += 1
        return self._lines[at], length


class BlockState(StateBase):
    """The reading of one container: the document itself, a list item, a quote, a definition.

    ``lines`` are its lines without what belongs to the container (markers, indentation); line ``i`` of them is line
    ``origins[i]`` of the document.
    """

    def __init__(
        self,
        md: MarkdownIt,
        env: EnvType,
        document: Document,
        tokens: list[Token],
        lines: list[str],
        origins: Sequence[int],
        level: int,
        read: Callable[[BlockState], None],
    ) -> None:
        self.src = ""
        self.md = md
        self.env = env
        self.document = document
        self.tokens = tokens
        self.lines = lines
        self.origins = origins
        self.level = level
        self.read = read
        self.line = 0
        self.blocks: list[Block] = []
        self.awaiting: AttributeList | None = None  # for the next block
        self.closing = ""  # the HTML element whose closing tag ends this container
        self.closed = False
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

    def resume(self, offset: int) -> int:
        """Go on at an offset of `source`, within a line if text stands behind it; the line after the last used."""
        source = self.source
        if offset >= len(source.text):
            self.line = len(self.lines)
            return self.line
        line = source.line(offset)
        rest = source.text[offset : source.line_end(line)]
        if not rest.strip():
            self.line = line + 1
            return self.line
        self.lines[line] = rest.lstrip(" \t") if rest[0] in " \t" else rest
        self.line = line
        return line + 1

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

    def begin(self, kind: str) -> None:
        """Take the token pushed last for the opening of a new block."""
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
        inner = BlockState(
            self.md, self.env, self.document, self.tokens, lines, origins, self.level, self.read
        )
        self.read(inner)
        return inner

    def read_inside(self, element: str) -> BlockState:
        """Read our own lines on, from the present one, as blocks inside an HTML element; the state at its end."""
        inner = BlockState(
            self.md, self.env, self.document, self.tokens, self.lines, self.origins, self.level + 1, self.read
        )
        inner.line = self.line
        inner.closing = element
        inner._source = self._source
        self.read(inner)
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
