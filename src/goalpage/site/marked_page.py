"""A built page with a marked element in it, scanned."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from goalpage.site.edits import MARKER, is_ours
from goalpage.site.frame import CONTENT
from goalpage.site.html_scan import Tag, closing, tags

_APART = frozenset({"template", "svg", "math", "noscript"})
"""What is not shown, or is a picture: no title or heading of the page."""
_WORDS_ONLY = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "pre"])


class FrameError(ValueError):
    """The page cannot be a frame: the marked element never ends, can hold nothing but words, or is not shown."""


class NoMarkerError(FrameError):
    """The page holds no marked element: its words speak of one, at most."""


class MarkedPage(Struct, frozen=True):
    """A scanned page: its text, its tags, and the index of the marked element's start and end tag.

    `apart` are the offsets of what stands in templates, pictures and the like, and speaks of no page.
    """

    text: str
    path: str
    found: tuple[Tag, ...]
    opens: int
    closes: int
    apart: tuple[tuple[int, int], ...]

    def inside(self, tag: Tag) -> bool:
        """Whether the tag stands in the marked element, whose inside is ours."""
        return self.found[self.opens].end <= tag.start < self.found[self.closes].start

    def unseen(self, tag: Tag) -> bool:
        """Whether the tag stands in an element that is not shown, or in a picture."""
        return _within(tag, self.apart)

    def inner(self, index: int) -> tuple[int, int] | None:
        """Give the offsets of what stands in the element whose start tag has this index."""
        end = closing(self.found, index)
        return None if end is None else (self.found[index].end, self.found[end].start)

    @property
    def title(self) -> tuple[int, int] | None:
        """The offsets of the text of `<title>`, where the theme writes one."""
        for n, tag in enumerate(self.found):
            if tag.name == "title" and not tag.closes and not is_ours(tag) and not self.unseen(tag):
                return self.inner(n)
        return None

    def meta(self, key: str) -> str:
        """Give what the theme's `<meta>` of this name or property says."""
        metas = (tag for tag in self.found if tag.name == "meta" and not is_ours(tag))
        return next((tag.value("content") for tag in metas if meta_key(tag) == key), "")


def marked_page(text: str, path: str) -> MarkedPage:
    """Scan the built page `text` at `path`. Raises FrameError where there is no marked element to fill."""
    found = tags(text)
    apart = tuple(_apart(found))
    marked = [n for n, tag in enumerate(found) if not tag.closes and _is_marked(tag)]
    if not marked:
        raise NoMarkerError(f'no element has {MARKER}="{CONTENT}"')
    opens = next((n for n in marked if not _within(found[n], apart)), None)
    if opens is None:
        raise FrameError(f'the <{found[marked[0]].name}> with {MARKER}="{CONTENT}" stands in what is not shown')
    text_of = text[found[opens].start : found[opens].end]
    if text_of.endswith("/>"):
        raise FrameError(f"{text_of} never ends: `/>` means nothing in HTML")
    closes = closing(found, opens)
    if closes is None:
        raise FrameError(f'the <{found[opens].name}> with {MARKER}="{CONTENT}" has no end tag')
    if found[opens].name in _WORDS_ONLY:
        raise FrameError(f'a <{found[opens].name}> with {MARKER}="{CONTENT}" can hold no page')
    return MarkedPage(text, path, found, opens, closes, apart)


def _apart(found: tuple[Tag, ...]) -> Iterator[tuple[int, int]]:
    reached = 0
    for n, tag in enumerate(found):
        if tag.name in _APART and not tag.closes and tag.start >= reached:
            end = closing(found, n)
            reached = found[end].end if end is not None else tag.end
            yield tag.start, reached


def _within(tag: Tag, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(start < tag.start < end for start, end in spans)


def _is_marked(tag: Tag) -> bool:
    return tag.value(MARKER).strip().lower() == CONTENT


def meta_key(tag: Tag) -> str:
    """Give what a `<meta>` speaks of, in lower case."""
    return (tag.value("name") or tag.value("property") or tag.value("itemprop")).lower()
