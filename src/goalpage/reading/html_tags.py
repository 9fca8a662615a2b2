"""Raw HTML -> tags, texts and comments with their lines, by the standard library's parser."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from msgspec import Struct


class Tag(Struct, frozen=True):
    """A start or end tag. `line` counts from 0 within the piece of HTML, `raw` is a start tag as written.

    `leads` tells that nothing but blanks stands before it on its line.
    """

    name: str
    attrs: dict[str, str]
    closes: bool
    line: int
    raw: str = ""
    leads: bool = False

    @property
    def is_component(self) -> bool:
        """Whether it is no HTML element but a component of the page's framework (`<Goal ...>`)."""
        return self.raw[1:2].isupper()


class Text(Struct, frozen=True):
    """Text between tags, character references resolved."""

    text: str
    line: int


class Comment(Struct, frozen=True):
    """What stands in `<!-- ... -->`."""

    text: str
    line: int


Part = Tag | Text | Comment


class _Parts(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[Part] = []
        self.lines = html.split("\n")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, column = self.getpos()
        raw = self.get_starttag_text() or ""
        leads = not self.lines[line - 1][:column].strip() if column < 40 else False
        self.parts.append(Tag(tag, {k: v or "" for k, v in attrs}, False, line - 1, raw, leads))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)  # browsers ignore the slash but on void elements

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(Tag(tag, {}, True, self.getpos()[0] - 1))

    def handle_data(self, data: str) -> None:
        self.parts.append(Text(data, self.getpos()[0] - 1))

    def handle_comment(self, data: str) -> None:
        self.parts.append(Comment(data.strip(), self.getpos()[0] - 1))


def html_parts(html: str) -> Iterator[Part]:
    """Give the parts of a piece of HTML in order; what is no tag is text."""
    parser = _Parts(html)
    parser.feed(html)
    parser.close()
    yield from parser.parts
