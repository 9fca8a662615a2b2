"""Markdown tokens and raw HTML -> one tree of blocks, whichever of the two the author wrote.

The tokens of the parser and the tags inside raw HTML go to the same tree, so that a list written in HTML, or half
in HTML and half in Markdown, reads as any other. Components of a page's framework read as what they show.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from markdown_it.token import Token
from msgspec import Struct, field

from goalpage.reading.components import component_fields
from goalpage.reading.html_tags import Comment, Tag, Text, html_parts
from goalpage.reading.liquid import Liquid
from goalpage.reading.rich import Rich, RichBuilder
from goalpage.reading.tree import DEEPEST, HEADINGS, LISTS, Block, Tree

__all__ = ["HEADINGS", "LISTS", "Block", "blocks_of"]

_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt",
        "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li",
        "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
        "ul",
    }
)  # fmt: skip
_UNSEEN = frozenset({"script", "style", "template", "head", "title", "noscript", "svg", "math", "textarea", "select"})
_VOID = frozenset({"br", "hr", "img", "input", "wbr", "col", "meta", "link", "source", "area", "base", "embed"})
_LIGATURE = re.compile(r"(?:\A|\s)(?:material-(?:icons|symbols)[\w-]*|icons?)(?:\s|\Z)")
"""Finds the class of an element whose text names an icon: https://developers.google.com/fonts/docs/material_icons"""

_ICONS = frozenset({"i", "span", "em", "use", "abbr"})
_INLINE_AS = frozenset({"span", "em", "strong", "i", "b"})
_MOST_OPEN = 4 * DEEPEST  # tags of HTML beyond these are passed over, their text kept
_JSX_BLANK = re.compile(r"\{['\"] ['\"]\}")
# Tags that close nothing, which kramdown shows as text: the tree mends what the author meant.
_ESCAPED_TAG = re.compile(r"&lt;(/?(?:ul|ol|li|div|p|table|tr|td))&gt;")
_MARKDOWN_LINK = re.compile(r"\[([^\[\]]{1,200})\]\(([^()\s]{1,500})\)")


def blocks_of(tokens: Sequence[Token], first_line: int, liquid: Liquid | None = None) -> Block:
    """Give the tree of a parsed text whose first line is line `first_line` (1-based) of its file.

    `liquid` holds what the stand-ins in the text stand for.
    """
    liquid = liquid or Liquid("")
    reader = _Reader(first_line, liquid, Tree(first_line), liquid.body.split("\n"))
    reader.read(tokens)
    body, last = reader.tree.finished(), first_line + len(reader.source) - 1
    if liquid.body and body.end_line > last:  # a tag left open was closed behind the end
        for block in body.walk():
            block.end_line = min(block.end_line, max(block.line, last))
    return body


class _Reader(Struct):
    """Reads tokens into the tree.

    `unseen` counts open elements whose text no reader sees, `ligature` is the element whose text a font shows as an
    icon, `told` what the last component's attributes say.
    """

    first_line: int
    liquid: Liquid
    tree: Tree
    source: Sequence[str] = ()
    unseen: int = 0
    ligature: str = ""
    told: str = ""
    components: dict[str, list[str]] = field(default_factory=dict)

    def read(self, tokens: Iterable[Token]) -> None:
        tree = self.tree
        for token in tokens:
            if token.map:
                tree.line = self.first_line + token.map[0]
            if token.type == "inline":
                self.inline(token)
            elif token.nesting == 1:
                self.opening(token)
            elif token.nesting == -1:
                tree.close(token.tag, fixed=True)
            elif token.type == "html_block":
                self.html(token.content)
            elif token.type in ("fence", "code_block"):
                self.code(token)
            elif token.type == "hr":
                tree.open("hr")
                tree.pop()

    def opening(self, token: Token) -> None:
        attrs = {key: str(value) for key, value in token.attrs.items()} if token.attrs else None
        block = self.tree.open(token.tag or "div", attrs, fixed=True)
        if token.tag == "li":
            block.number = token.info if token.info.isalnum() else None
            block.checked = token.meta.get("checked") if token.meta else None
            line = self.source[token.map[0]] if token.map and token.map[0] < len(self.source) else ""
            block.indent = len(line) - len(line.lstrip(" "))

    def code(self, token: Token) -> None:
        block = self.tree.open("pre")
        block.rich = Rich(self.liquid.restored(token.content.rstrip("\n")), (), ((0, self.tree.line),))
        self.tree.reach((token.map[1] + self.first_line - 1) if token.map else self.tree.line)
        self.tree.pop()

    # -- inline text

    def inline(self, token: Token) -> None:
        if self.tree.stack[-1].tag in ("th", "td"):
            self.tree.open("p")
        text = self.tree.text()
        for child in token.children or ():
            kind = child.type
            if kind == "text":
                if not self.unseen:
                    self.say(text, self.liquid.restored(child.content))
            elif kind in ("softbreak", "hardbreak"):
                self.tree.line += 1
                text.break_line() if kind == "hardbreak" else text.add(" ")
                text.begin_line(self.tree.line)
            elif kind == "html_inline":
                self.inline_html(child.content)
                text = self.tree.text()
            elif not self.unseen:
                self.markup(text, child)
        self.unseen, self.ligature = 0, ""

    def say(self, text: RichBuilder, words: str) -> None:
        """Add words, or the name of an icon that a font shows in their place."""
        text.icons.append(words.strip()) if self.ligature else text.add(words)

    def markup(self, text: RichBuilder, token: Token) -> None:
        attrs = token.attrs or {}
        if token.type == "image":
            text.icons.append(_icon(token.content, attrs))
        elif token.nesting == 1:
            text.open(token.tag, self.href(attrs), str(attrs.get("title", "")))
        elif token.nesting == -1:
            text.close(token.tag)
        elif token.type == "code_inline":
            text.open("code")
            text.add(self.liquid.restored(token.content))
            text.close("code")
        elif token.content:
            text.add(self.liquid.restored(token.content))

    def href(self, attrs: Mapping[str, object]) -> str:
        href = str(attrs.get("href", ""))
        return "" if self.liquid.is_unresolved(href) else href

    def inline_html(self, content: str) -> None:
        for part in html_parts(content):
            if isinstance(part, Comment):
                self.tree.text().comment(part.text)
            elif isinstance(part, Text):
                if not self.unseen:
                    self.tree.text().add(self.liquid.restored(part.text))
            else:
                self.inline_tag(part)

    def inline_tag(self, tag: Tag) -> None:
        text, attrs = self.tree.text(), tag.attrs
        if tag.name in _UNSEEN:
            self.unseen = max(0, self.unseen + (-1 if tag.closes else 1))
            return
        if attrs and not tag.closes:
            text.tags.append(tag.raw)
        if tag.name == "br":
            text.break_line()
            text.begin_line(self.tree.line)
        elif tag.name == "img":
            text.icons.append(_icon(attrs.get("alt", ""), attrs))
        elif tag.name == "input":
            self.input(attrs)
        elif tag.closes:
            self.ligature = "" if tag.name == self.ligature else self.ligature
            text.close(tag.name)
        elif tag.name not in _VOID:
            if tag.name in _ICONS and attrs:
                text.icons.append(" ".join(filter(None, (attrs.get(k) for k in ("aria-label", "title", "class")))))
                self.ligature = tag.name if _LIGATURE.search(attrs.get("class", "")) else self.ligature
            text.open(tag.name, self.href(attrs), attrs.get("title", ""))

    def input(self, attrs: Mapping[str, str]) -> None:
        """Read a form's field: a check box is the task box of its item, a text field leaves the item to readers."""
        item, kind = self.tree.item(), attrs.get("type", "text")
        if item is not None and kind == "checkbox":
            item.checked = "checked" in attrs
        elif item is not None and kind in ("text", "number", "email"):
            item.attrs = {**item.attrs, "input": kind}

    # -- raw HTML

    def html(self, content: str) -> None:
        start = self.tree.line
        for part in html_parts(_ESCAPED_TAG.sub(r"<\1>", content)):
            self.tree.line = start + part.line
            if isinstance(part, Comment):
                self.tree.text().comment(part.text)
            elif isinstance(part, Text):
                self.html_text(part)
            elif part.name in _UNSEEN:
                self.unseen = max(0, self.unseen + (-1 if part.closes else 1))
            elif not self.unseen:
                self.html_tag(part)
        self.tree.end_text()
        self.unseen, self.ligature = 0, ""

    def html_tag(self, tag: Tag) -> None:
        name = self.element(tag)
        if name not in _BLOCKS:
            self.inline_tag(tag)
        elif tag.closes:
            self.tree.close(name)
        elif len(self.tree.stack) < _MOST_OPEN:
            self.tree.open(name, tag.attrs)
            if tag.is_component:
                self.told = component_fields(tag.raw)
            if name == "hr":
                self.tree.pop()

    def element(self, tag: Tag) -> str:
        """Give the HTML element a tag stands for: a component is named for what it shows."""
        if not tag.is_component and tag.name not in self.components:
            return tag.name
        opened = self.components.setdefault(tag.name, [])
        if tag.closes:
            return opened.pop() if opened else tag.name
        opened.append(self.component(tag))
        return opened[-1]

    def component(self, tag: Tag) -> str:
        if tag.name.endswith("list"):
            return "ul"
        if tag.name.endswith("item"):
            return "li"
        if tag.attrs.get("as", "") in _INLINE_AS or not tag.leads:
            return tag.name
        return "li" if self.tree.stack[-1].tag == "ul" else "p"

    def html_text(self, part: Text) -> None:
        tree = self.tree
        if self.unseen or (tree.inline is None and not part.text.strip()):
            return
        for index, line in enumerate(_JSX_BLANK.sub(" ", self.liquid.restored(part.text)).split("\n")):
            if index:
                tree.line += 1
                if tree.inline is not None:
                    tree.inline.add(" ")
                    tree.inline.begin_line(tree.line)
            if line.strip() or tree.inline is not None:
                self.words(line)

    def words(self, line: str) -> None:
        """Add a line of HTML's text; a Markdown link in it is shown raw by the blog, but is meant as a link."""
        text, at = self.tree.text(), 0
        for link in _MARKDOWN_LINK.finditer(line):
            text.add(line[at : link.start()])
            text.open("a", self.href({"href": link[2]}))
            text.add(link[1])
            text.close("a")
            at = link.end()
        self.say(text, line[at:])
        if self.told and line.strip():
            text.comment(self.told)
            self.told = ""


def _icon(alt: str, attrs: Mapping[str, object]) -> str:
    """Give what an image is called: its alternative text, title and file name."""
    source = str(attrs.get("src", "")).rsplit("/", 1)[-1]
    return " ".join(part for part in (alt, str(attrs.get("title", "")), source) if part)
