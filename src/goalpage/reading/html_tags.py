"""Raw HTML -> tags, texts and comments with their lines, by the standard library's parser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser


@dataclass(frozen=True, slots=True)
class Tag:
    """A start or end tag. `line` counts from 0 within the piece of HTML."""

    name: str
    attrs: dict[str, str]
    closes: bool
    line: int


@dataclass(frozen=True, slots=True)
class Text:
    """Text between tags, character references resolved."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Comment:
    """What stands in `<!-- ... -->`."""

    text: str
    line: int


Part = Tag | Text | Comment


class _Parts(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[Part] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append(Tag(tag, {k: v or "" for k, v in attrs}, False, self.getpos()[0] - 1))

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
    parser = _Parts()
    parser.feed(html)
    parser.close()
    yield from parser.parts
