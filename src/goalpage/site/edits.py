"""Replacing places of a built page, and only these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from goalpage.site.frame import Piece
from goalpage.site.html_scan import Tag, closing

MARKER = "data-goalpage"
"""The attribute by which an author's element asks for something of ours, and ours tell themselves from his."""

_HEAD = frozenset(["title", "meta", "link", "script", "style", "base", "head", "html", "noscript"])


class Edit(Struct, frozen=True):
    """What goes in place of the text from offset `start` to `end`; "" takes it away."""

    start: int
    end: int
    piece: Piece


def pieces(text: str, edits: Iterable[Edit]) -> Iterator[Piece]:
    """Give the text in pieces, each edit's own among them; an edit inside another one is left out."""
    at = 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end > e.start, -e.end)):
        if edit.start < at:
            continue
        if edit.start > at:
            yield text[at : edit.start]
        if edit.piece != "":
            yield edit.piece
        at = edit.end
    yield text[at:]


def is_ours(tag: Tag) -> bool:
    """Whether a tag of the head was put there by us."""
    return tag.value(MARKER) == "head"


def added_by_us(found: tuple[Tag, ...]) -> Iterator[Edit]:
    """Give the edits that take away what we added to the head of a page stamped or filled before."""
    for n, tag in enumerate(found):
        if is_ours(tag) and not tag.closes:
            end = closing(found, n)
            yield Edit(tag.start, tag.end if end is None else found[end].end, "")


def head_end(found: tuple[Tag, ...]) -> int:
    """Give the offset where the head of a page ends; its end tag and even `<body>` may be left out in HTML."""
    for name, closes in (("head", True), ("body", False)):
        for tag in found:
            if tag.name == name and tag.closes is closes:
                return tag.start
    last, aside = 0, False
    for tag in found:
        if tag.name not in _HEAD:
            break
        if tag.name == "noscript":
            aside = not tag.closes  # what stands in it counts only where scripts do not run
        if not aside:
            last = tag.end
    return last
