"""HTML blocks (kramdown syntax, "HTML Blocks").

Text inside an element stays as it is, unless `markdown="1"` (or "block", "span") on the element, or the option
`parse_block_html`, asks for more. An element that is never closed reaches to the end of its container.
"""

from __future__ import annotations

import re

from goalpage.markdown.kramdown import html
from goalpage.markdown.kramdown.source import SourceText
from goalpage.markdown.kramdown.state import Block, BlockState

_START = re.compile(r" {0,3}(?=<(?:!--|/?[A-Za-z_]))")
_MARKUP = re.compile(r"<(?=!--|/?[A-Za-z_])")
_VERBATIM = frozenset(("script", "style"))


def html_block(state: BlockState, line: int) -> bool:
    """A comment, or an element that is no part of a line, to its end; what follows on the line is a new block."""
    indent = _START.match(state.lines[line])
    if not indent:
        return False
    source = state.source
    at = state.offset(line) + indent.end()
    if not indent[0] and (comment := source.comment_at(at)):
        _push(state, line, source.text[at : comment.end()], comment.end())
        return True
    if closing := html.CLOSE_TAG.match(source.text, at):
        if html.tag_name(closing[1]) != state.closing:
            return False
        state.closing_line = line
        state.resume(closing.end())
        return True
    opening = html.OPEN_TAG.match(source.text, at)
    if not opening or html.tag_name(opening[1]) in html.SPAN_ONLY - {"script"}:
        return False
    _Element(state, line).read(opening)
    return True


def _push(state: BlockState, line: int, text: str, end: int) -> None:
    """An HTML token of `text`, which ends at the offset `end`."""
    last = state.resume(end)
    token = state.push("html_block", "", 0, line, last)
    token.content = text + "\n"
    state.begin("html")


class _Element:
    """The reading of one outermost element: pieces of HTML, and Markdown between them where it was asked for."""

    def __init__(self, state: BlockState, line: int) -> None:
        self.state = state
        self.line = line
        self.source: SourceText = state.source
        self.open: list[str] = []
        self.pieces: list[str] = []
        self.level = state.level

    def read(self, opening: re.Match[str]) -> None:
        """Read from the opening tag on."""
        state, text, limit = self.state, self.source.text, len(self.source.text)
        done = len(state.blocks)
        at = self._enter(opening)
        apart = not self.open or self.open[0] in _VERBATIM
        while self.open:
            markup = self._next_markup(at)
            if markup < 0:
                self.pieces.append(self._text(text[at:limit] + "\n"))
                at = limit
                break
            self.pieces.append(self._text(text[at:markup]))
            at = self._markup(markup)
        while self.open:
            self.pieces.append(f"</{self.open.pop()}>")
        self._flush(at)
        del state.blocks[done + 1 :]
        if apart and self.state.blocks[-1].kind == "html":
            state.blocks.append(Block("blank"))

    def _next_markup(self, at: int) -> int:
        """Where the next tag or comment begins, -1 if there is none."""
        text = self.source.text
        if self.open[-1] in _VERBATIM:
            end = re.compile(rf"</{self.open[-1]}\s*>", re.IGNORECASE).search(text, at)
            return end.start() if end else -1
        found = _MARKUP.search(text, at)
        return found.start() if found else -1

    def _text(self, text: str) -> str:
        return text if self.open[-1] in _VERBATIM else html.escape_text(text)

    def _markup(self, at: int) -> int:
        """Take the tag or comment at an offset; the offset behind it."""
        text = self.source.text
        if comment := self.source.comment_at(at):
            self.pieces.append(comment[0])
            return comment.end()
        if closing := html.CLOSE_TAG.match(text, at):
            if html.tag_name(closing[1]) == self.open[-1]:
                self.pieces.append(f"</{self.open.pop()}>")
            else:
                self.pieces.append(html.escape_text(closing[0]).replace(">", "&gt;"))
            return closing.end()
        if opening := html.OPEN_TAG.match(text, at):
            return self._enter(opening)
        self.pieces.append("&lt;")
        return at + 1

    def _enter(self, opening: re.Match[str]) -> int:
        """Take an opening tag, and its text too if that is Markdown; the offset behind."""
        name, attributes = html.tag_name(opening[1]), html.tag_attributes(opening[2])
        if opening[3] or name in html.VOID:
            self.pieces.append(html.tag_html(name, attributes, " />"))
            return opening.end()
        self.pieces.append(html.tag_html(name, attributes))
        model = self._model(name, attributes.get("markdown"))
        if model == "block":
            return self._blocks(name, opening.end())
        if model == "span":
            return self._spans(name, opening.end())
        self.open.append(name)
        return opening.end()

    def _model(self, name: str, asked: str | None) -> str:
        """How the text of an element is read: "raw", "span" or "block"."""
        if asked in ("span", "block"):
            return asked
        if asked == "0" or (asked is None and not self.state.document.parse_block_html):
            return "raw"
        return "block" if name in html.HOLDS_BLOCKS else "span" if name in html.HOLDS_SPANS else "raw"

    def _blocks(self, name: str, at: int) -> int:
        """Blocks of Markdown up to a closing tag at the start of a line; the offset behind it."""
        state = self.state
        self._flush(at)
        inner = state.read_inside(name)
        state.line = inner.line
        self.line = inner.closing_line if inner.closing_line >= 0 else inner.line
        self.pieces.append(f"</{name}>")
        return state.offset(state.line) if state.line < len(state.lines) else len(self.source.text)

    def _spans(self, name: str, at: int) -> int:
        """A line of Markdown up to the closing tag."""
        state, text = self.state, self.source.text
        closing = re.compile(rf"</{re.escape(name)}\s*>", re.IGNORECASE).search(text, at)
        end = closing.start() if closing else len(text)
        self._flush(at, "")
        line = self.line
        after = closing.end() if closing else end
        last = state.resume(after)
        self.line = state.line
        state.push_inline(text[at:end].strip(), min(line, last - 1), last)
        self.pieces.append(f"</{name}>")
        return after

    def _flush(self, at: int, end: str = "\n") -> None:
        """Push what was gathered as one token that ends at an offset."""
        last = self.state.resume(at)
        token = self.state.push("html_block", "", 0, min(self.line, last - 1), last)
        token.content = "".join(self.pieces) + end
        self.state.begin("html")
        self.pieces.clear()
        self.line = self.state.line
