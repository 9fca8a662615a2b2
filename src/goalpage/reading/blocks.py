"""Markdown tokens and raw HTML -> one tree of blocks, whichever of the two the author wrote.

A stack of open blocks takes the tokens of the parser and the tags inside raw HTML alike, so that a list
written in HTML, or half in HTML and half in Markdown, reads as any other. Tags that close nothing are
ignored, tags left open end with their surroundings (the way browsers mend pages).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from goalpage.reading.html_tags import Comment, Tag, Text, html_parts
from goalpage.reading.liquid import Liquid
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
_ICONS = frozenset({"i", "span", "em", "svg", "use", "abbr"})
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
_JSX_BLANK = re.compile(r"\{['\"] ['\"]\}")
_MARKDOWN_LINK = re.compile(r"\[([^\[\]]{1,200})\]\(([^()\s]{1,500})\)")
DEEPEST = 60


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


def blocks_of(tokens: Sequence[Token], first_line: int, liquid: Liquid | None = None) -> Block:
    """Give the tree of a parsed text whose first line is line `first_line` (1-based) of its file.

    `liquid` holds what the stand-ins in the text stand for.
    """
    builder = _TreeBuilder(first_line, liquid or Liquid(""))
    builder.read(tokens)
    return builder.finished()


@dataclass(slots=True)
class _TreeBuilder:
    first_line: int
    liquid: Liquid
    stack: list[Block] = field(default_factory=list)
    inline: RichBuilder | None = None
    line: int = 1
    unseen: int = 0
    components: dict[str, list[str]] = field(default_factory=dict)

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
                self._pop()

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
        self._pop()

    # -- blocks

    def _open(self, tag: str, attrs: dict[str, str]) -> Block:
        self._end_leaf()
        self._end_implied(tag)
        parent = self.stack[-1]
        if tag in LISTS and parent.tag in LISTS and parent.children:
            parent = parent.children[-1]  # a list straight inside a list belongs to the item before it
        if len(self.stack) > DEEPEST:
            parent = self.stack[DEEPEST]  # what is nested deeper stands beside its parent: no word is lost
        block = Block(tag, self.line, self.line, attrs=attrs)
        parent.children.append(block)
        self.stack.append(block)
        return block

    def _end_implied(self, tag: str) -> None:
        if self.stack[-1].tag == "p" and not self.stack[-1].fixed:
            self._pop()
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
        for index in range(len(self.stack) - 1, depth - 1, -1):
            self.stack[index - 1].end_line = max(self.stack[index - 1].end_line, self.stack[index].end_line)
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

    def _pop(self) -> None:
        self._pop_to(len(self.stack) - 1)

    def _reach(self, line: int) -> None:
        self.stack[-1].end_line = max(self.stack[-1].end_line, line)

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
            block.end_line = max(block.end_line, self.line)
            self._reach(self.line)
        if block.tag == "p" and not block.fixed and self.stack[-1] is block:
            self._pop()

    def _inline(self, token: Token) -> None:
        if self.stack[-1].tag in ("th", "td"):
            self._open("p", {})
        leaf = self._leaf()
        for child in token.children or ():
            kind = child.type
            if kind == "text":
                if not self.unseen:
                    leaf.add(self.liquid.restored(child.content))
            elif kind in ("softbreak", "hardbreak"):
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
                self._markup(leaf, child)

    def _markup(self, leaf: RichBuilder, token: Token) -> None:
        if token.type == "image":
            self._image(leaf, token.content, token.attrs or {})
        elif token.nesting == 1:
            leaf.open(token.tag, self._href(token.attrs or {}), str((token.attrs or {}).get("title", "")))
        elif token.nesting == -1:
            leaf.close(token.tag)
        elif token.content:
            text = self.liquid.restored(token.content)
            if token.type == "code_inline":
                leaf.open("code")
                leaf.add(text)
                leaf.close("code")
            else:
                leaf.add(text)

    def _href(self, attrs: Mapping[str, object]) -> str:
        href = str(attrs.get("href", ""))
        return "" if self.liquid.is_unresolved(href) else href

    def _image(self, leaf: RichBuilder, alt: str, attrs: Mapping[str, object]) -> None:
        source = str(attrs.get("src", "")).rsplit("/", 1)[-1]
        leaf.icons.append(" ".join(filter(None, (alt, str(attrs.get("title", "")), source))))

    def _html_inline(self, content: str) -> None:
        for part in html_parts(content):
            if isinstance(part, Comment):
                self._leaf().comments.append(part.text)
            elif isinstance(part, Text):
                self._leaf().add(self.liquid.restored(part.text))
            else:
                self._inline_tag(part)

    def _inline_tag(self, tag: Tag) -> None:
        leaf = self._leaf()
        attrs = tag.attrs
        if not tag.closes and attrs:
            leaf.tags.append(tag.raw)
        if tag.name == "br":
            leaf.break_line()
            leaf.begin_line(self.line)
        elif tag.name == "img":
            self._image(leaf, attrs.get("alt", ""), attrs)
        elif tag.name == "input":
            self._input(attrs)
        elif tag.closes:
            leaf.close(tag.name)
        elif tag.name not in _VOID:
            if tag.name in _ICONS and (attrs.get("class") or attrs.get("title") or attrs.get("aria-label")):
                leaf.icons.append(" ".join(filter(None, (attrs.get(k) for k in ("aria-label", "title", "class")))))
            leaf.open(tag.name, self._href(attrs), attrs.get("title", ""))

    def _input(self, attrs: Mapping[str, str]) -> None:
        """Read a form's field: a check box is the task box of its item, a text field leaves the item to readers."""
        item = next((block for block in reversed(self.stack) if block.tag == "li"), None)
        if item is None:
            return
        if attrs.get("type", "text") == "checkbox":
            item.checked = "checked" in attrs
        elif attrs.get("type", "text") in ("text", "number", "email"):
            item.attrs = {**item.attrs, "input": attrs.get("type", "text")}

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
            elif not self.unseen:
                self._html_tag(part)
        self._end_leaf()

    def _html_tag(self, tag: Tag) -> None:
        name = self._element(tag)
        if name not in _BLOCKS:
            self._inline_tag(tag)
        elif tag.closes:
            self._close_written(name)
        elif len(self.stack) < 4 * DEEPEST:
            block = self._open(name, tag.attrs)
            if name == "hr":
                self._pop()
            elif tag.is_component:
                block.attrs = {**tag.attrs, "component": tag.raw}

    def _element(self, tag: Tag) -> str:
        """Give the HTML element a tag stands for: a component is named for what it shows."""
        if not tag.is_component and tag.name not in self.components:
            return tag.name
        name = tag.name
        if not tag.closes:
            name = self._component(tag)
            self.components.setdefault(tag.name, []).append(name)
            return name
        opened = self.components.get(tag.name)
        return opened.pop() if opened else tag.name

    def _component(self, tag: Tag) -> str:
        if tag.name.endswith("list"):
            return "ul"
        if tag.name.endswith("item"):
            return "li"
        if tag.attrs.get("as", "") in ("span", "em", "strong", "i", "b") or not tag.leads:
            return tag.name
        return "li" if self.stack[-1].tag == "ul" else "p"

    def _html_text(self, part: Text) -> None:
        if self.unseen or (self.inline is None and not part.text.strip()):
            return
        text = _JSX_BLANK.sub(" ", self.liquid.restored(part.text))
        for index, line in enumerate(text.split("\n")):
            if index:
                self.line += 1
                if self.inline is not None:
                    self.inline.add(" ")
                    self.inline.begin_line(self.line)
            if line.strip() or self.inline is not None:
                self._html_words(line)

    def _html_words(self, line: str) -> None:
        """Add a line of HTML's text; a Markdown link in it is shown raw by the blog, but is meant as a link."""
        leaf, at = self._leaf(), 0
        for link in _MARKDOWN_LINK.finditer(line):
            leaf.add(line[at : link.start()])
            leaf.open("a", self._href({"href": link[2]}))
            leaf.add(link[1])
            leaf.close("a")
            at = link.end()
        leaf.add(line[at:])

    def finished(self) -> Block:
        self._end_leaf()
        self._pop_to(1)
        return self.stack[0]
