"""Markdown tokens and raw HTML -> one tree of blocks, whichever of the two the author wrote.

A stack of open blocks takes the tokens of the parser and the tags inside raw HTML alike, so that a list
written in HTML, or half in HTML and half in Markdown, reads as any other. Tags that close nothing are
ignored, tags left open end with their surroundings (the way browsers mend pages).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from goalpage.reading.html_tags import Comment, Tag, Text, html_parts
from goalpage.reading.rich import Rich, RichBuilder

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
LISTS = frozenset({"ul", "ol"})
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_UNSEEN = frozenset({"script", "style", "template", "head", "title", "noscript", "svg", "math", "textarea", "select"})
_VOID = frozenset(
    {"br", "hr", "img", "input", "wbr", "col", "meta", "link", "source", "area", "base", "embed", "track"}
)
# A new one of these ends an open one of the same row (HTML "implied end tags").
_ENDED_BY = {
    "li": frozenset({"li"}),
    "tr": frozenset({"tr", "td", "th"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
}
_ENDS_PARAGRAPH = _BLOCKS
DEEPEST = 200


@dataclass(slots=True)
class Block:
    """One block as read. `tag` is its HTML element, `line` and `end_line` are 1-based in the file, inclusive.

    A block holds either `rich` (paragraph, heading, code) or `children`. `number` is a list item's as written,
    `checked` its task box (True, False, or the character in the box), None without a box.
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

    def walk(self) -> Iterator[Block]:
        """Give this block and all below it, in the order of the text."""
        waiting = [self]
        while waiting:
            block = waiting.pop()
            yield block
            waiting.extend(reversed(block.children))


def blocks_of(tokens: Sequence[Token], first_line: int) -> Block:
    """Give the tree of a parsed text whose first line is line `first_line` (1-based) of its file."""
    builder = _TreeBuilder(first_line)
    builder.read(tokens)
    return builder.finished()


@dataclass(slots=True)
class _TreeBuilder:
    first_line: int
    stack: list[Block] = field(default_factory=list)
    inline: RichBuilder | None = None
    line: int = 1
    unseen: int = 0

    def __post_init__(self) -> None:
        self.line = self.first_line
        self.stack = [Block("body", self.first_line, self.first_line, fixed=True)]

    def read(self, tokens: Iterable[Token]) -> None:
        for token in tokens:
            if token.map:
                self.line = self.first_line + token.map[0]
            if token.type == "inline":
                self._inline(token)
            elif token.type == "html_block":
                self._html(token.content)
            elif token.nesting == 1:
                self._open_token(token)
            elif token.nesting == -1:
                self._close_fixed(token.tag)
            elif token.type in ("fence", "code_block"):
                self._code(token)
            elif token.type == "hr":
                self._open("hr", {})
                self._end_leaf()
                self.stack.pop()

    def _open_token(self, token: Token) -> None:
        block = self._open(token.tag or "div", {k: str(v) for k, v in token.attrs.items()} if token.attrs else {})
        block.fixed = True
        if token.tag == "li":
            block.number = f"{token.info}" if token.info and token.info.isalnum() else None
            checked = token.meta.get("checked") if token.meta else None
            block.checked = checked

    def _code(self, token: Token) -> None:
        block = self._open("pre", {})
        lines = token.content.rstrip("\n").split("\n")
        block.rich = Rich("\n".join(lines))
        self._reach((token.map[1] + self.first_line - 1) if token.map else self.line)
        self.stack.pop()

    # -- blocks

    def _open(self, tag: str, attrs: dict[str, str]) -> Block:
        self._end_leaf()
        self._end_implied(tag)
        parent = self.stack[-1]
        if tag in LISTS and parent.tag in LISTS and parent.children:
            parent = parent.children[-1]  # a list straight inside a list belongs to the item before it
        block = Block(tag, self.line, self.line, attrs=attrs)
        if len(self.stack) < DEEPEST:
            parent.children.append(block)
        self.stack.append(block)
        return block

    def _end_implied(self, tag: str) -> None:
        if self.stack[-1].tag == "p" and not self.stack[-1].fixed:
            self.stack.pop()
        ended = _ENDED_BY.get(tag)
        if not ended:
            return
        for depth in range(len(self.stack) - 1, 0, -1):
            block = self.stack[depth]
            if block.fixed or block.tag in LISTS or block.tag == "table":
                return
            if block.tag in ended:
                self._pop_to(depth)
                return

    def _pop_to(self, depth: int) -> None:
        del self.stack[depth:]

    def _close_fixed(self, tag: str) -> None:
        self._end_leaf()
        for depth in range(len(self.stack) - 1, 0, -1):
            if self.stack[depth].fixed and (not tag or self.stack[depth].tag == tag):
                self._pop_to(depth)
                return

    def _close_written(self, tag: str) -> None:
        self._end_leaf()
        for depth in range(len(self.stack) - 1, 0, -1):
            if self.stack[depth].fixed:
                return
            if self.stack[depth].tag == tag:
                self._pop_to(depth)
                return

    def _reach(self, line: int) -> None:
        for block in self.stack:
            block.end_line = max(block.end_line, line)

    # -- inline text

    def _leaf(self) -> RichBuilder:
        if self.inline is None:
            if self.stack[-1].tag not in HEADINGS and self.stack[-1].tag not in ("p", "summary", "dt"):
                self._open("p", {})
            self.inline = RichBuilder()
            self.inline.begin_line(self.line)
        return self.inline

    def _end_leaf(self) -> None:
        if self.inline is None:
            return
        rich = self.inline.built()
        self.inline = None
        block = self.stack[-1]
        if block.rich.text or block.rich.comments:
            block = Block("p", self.line, self.line)
            self.stack[-1].children.append(block)
        block.rich = rich
        if not block.fixed and not rich.text and not rich.comments and block.tag == "p":
            parent = self.stack[-2] if len(self.stack) > 1 else None
            if parent and parent.children and parent.children[-1] is block:
                parent.children.pop()
        elif rich.text:
            self._reach(self.line)
        if block.tag == "p" and not block.fixed and self.stack[-1] is block:
            self.stack.pop()

    def _inline(self, token: Token) -> None:
        if self.stack[-1].tag in ("th", "td"):
            self._open("p", {})
        leaf = self._leaf()
        for child in token.children or ():
            kind = child.type
            if kind == "text":
                if not self.unseen:
                    leaf.add(child.content)
            elif kind == "softbreak" or kind == "hardbreak":
                self.line += 1
                if kind == "hardbreak":
                    leaf.break_line()
                else:
                    leaf.add(" ")
                leaf.begin_line(self.line)
            elif kind == "html_inline":
                self._html_inline(child.content)
                leaf = self._leaf()
            else:
                _add_markup(leaf, child)

    def _html_inline(self, content: str) -> None:
        for part in html_parts(content):
            if isinstance(part, Comment):
                self._leaf().comments.append(part.text)
            elif isinstance(part, Text):
                self._leaf().add(part.text)
            else:
                self._inline_tag(part)

    def _inline_tag(self, tag: Tag) -> None:
        leaf = self._leaf()
        if tag.name == "br":
            leaf.break_line()
            leaf.begin_line(self.line)
        elif tag.name == "img":
            leaf.open("img", label=tag.attrs.get("alt", ""))
            leaf.close("img")
        elif tag.closes:
            leaf.close(tag.name)
        elif tag.name not in _VOID:
            leaf.open(tag.name, tag.attrs.get("href", ""), tag.attrs.get("title", ""))

    # -- raw HTML

    def _html(self, content: str) -> None:
        start = self.line
        for part in html_parts(content):
            self.line = start + part.line
            if isinstance(part, Comment):
                self._leaf().comments.append(part.text)
            elif isinstance(part, Text):
                self._html_text(part)
            elif part.name in _UNSEEN:
                self.unseen = max(0, self.unseen + (-1 if part.closes else 1))
            elif self.unseen:
                continue
            elif part.name not in _BLOCKS:
                self._inline_tag(part)
            elif part.closes:
                self._close_written(part.name)
            else:
                self._open(part.name, part.attrs)
                if part.name == "hr":
                    self.stack.pop()
        self._end_leaf()

    def _html_text(self, part: Text) -> None:
        if self.unseen or (self.inline is None and not part.text.strip()):
            return
        for index, line in enumerate(part.text.split("\n")):
            if index:
                self.line += 1
                if self.inline is not None:
                    self.inline.add(" ")
                    self.inline.begin_line(self.line)
            if line.strip() or self.inline is not None:
                self._leaf().add(line)

    def finished(self) -> Block:
        self._end_leaf()
        return self.stack[0]


def _add_markup(leaf: RichBuilder, token: Token) -> None:
    if token.type == "image":
        leaf.open("img", str(token.attrs.get("src", "")), token.content)
        leaf.close("img")
    elif token.nesting == 1:
        leaf.open(token.tag, str(token.attrs.get("href", "")) if token.attrs else "")
    elif token.nesting == -1:
        leaf.close(token.tag)
    elif token.type == "code_inline":
        leaf.open("code")
        leaf.add(token.content)
        leaf.close("code")
    elif token.content:
        leaf.add(token.content)
