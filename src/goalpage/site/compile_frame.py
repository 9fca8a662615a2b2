"""From a built page with the marker to a `Frame`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape

from goalpage.site.edits import MARKER, Edit, added_by_us, head_end, is_ours, pieces
from goalpage.site.frame import CONTENT, Frame, Insert, JsonLd, Relative, Replaced, Slot, Stamp
from goalpage.site.html_scan import Attribute, Tag, closing, plain_text, tags
from goalpage.site.urls import css_urls, from_root, is_relative, srcset_urls
from goalpage.site.widgets import asking

_LINK_ATTRIBUTES = frozenset({"href", "src", "action", "poster", "data", "formaction"})
_WORDS_ONLY = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "pre"])
_META = {
    "description": Slot.DESCRIPTION,
    "og:description": Slot.DESCRIPTION,
    "twitter:description": Slot.DESCRIPTION,
    "og:title": Slot.NAME,
    "twitter:title": Slot.NAME,
    "name": Slot.NAME,
    "headline": Slot.NAME,
    "og:url": Slot.URL,
    "twitter:url": Slot.URL,
    "url": Slot.URL,
    "robots": Slot.ROBOTS,
}
_MARKED = re.compile(rb"""data-goalpage\s*=\s*["']?\s*content\b""", re.IGNORECASE)
_WANTED = frozenset({"title", "canonical", "description", "og:title", "og:description", "og:url", "robots"})


class FrameError(ValueError):
    """The page cannot be a frame: the marked element never ends, or can hold nothing but words."""


class NoMarkerError(FrameError):
    """The page holds no marked element: its words speak of one, at most."""


@dataclass(frozen=True, slots=True)
class _Page:
    """A scanned page: its text, its tags, and the index of the marked element's start and end tag."""

    text: str
    path: str
    found: tuple[Tag, ...]
    opens: int
    closes: int

    def inside(self, tag: Tag) -> bool:
        """Whether the tag stands in the marked element, whose inside is ours."""
        return self.found[self.opens].end <= tag.start < self.found[self.closes].start

    def inner(self, index: int) -> tuple[int, int] | None:
        """Give the offsets of what stands in the element whose start tag has this index."""
        end = closing(self.found, index)
        return None if end is None else (self.found[index].end, self.found[end].start)


def holds_marker(data: bytes) -> bool:
    """Tell quickly whether a built page may be the frame."""
    return _MARKED.search(data) is not None


def compile_frame(text: str, path: str, base: str = "", site_title: str = "") -> Frame:
    """Give the frame that the built page `text` at `path` (below the site's root) makes.

    `base` is the root's address for themes without a canonical link, `site_title` tells the page's own
    name from the site's. Raises FrameError where there is no marker to fill.
    """
    page = _page(text, path)
    name, h1 = _own_name(page, site_title)
    title = _title(page)
    pattern = _pattern(text[slice(*title)] if title else "", name, site_title)
    canonical = _canonical(page)
    own = Stamp(path, "", "", "").address
    if canonical and canonical.endswith(own):
        base = canonical[: len(canonical) - len(own)]
    edits = [Edit(start, end, ask) for ask, start, end in asking(page.found)]
    edits += [*added_by_us(page.found), *_inserts(page)]
    edits += [*_head_edits(page), *_link_edits(page), *_json_edits(page)]
    if title:
        edits.append(Edit(*title, Replaced(Slot.TITLE, text[slice(*title)])))
    if h1:
        edits.append(Edit(*h1, Replaced(Slot.NAME, text[slice(*h1)])))
    present = {"title"} if title else set()
    present |= {"canonical"} if canonical else set()
    present |= {_meta_key(tag) for tag in page.found if tag.name == "meta" and not is_ours(tag)}
    return Frame(path, base, name, pattern, h1 is not None, _WANTED - present, tuple(pieces(text, edits)))


def _page(text: str, path: str) -> _Page:
    found = tags(text)
    opens = next((n for n, tag in enumerate(found) if not tag.closes and _is_marked(tag)), None)
    if opens is None:
        raise NoMarkerError(f'no element has {MARKER}="{CONTENT}"')
    closes = closing(found, opens)
    if closes is None:
        raise FrameError(f'the <{found[opens].name}> with {MARKER}="{CONTENT}" has no end tag')
    if found[opens].name in _WORDS_ONLY:
        raise FrameError(f'a <{found[opens].name}> with {MARKER}="{CONTENT}" can hold no page')
    return _Page(text, path, found, opens, closes)


def _is_marked(tag: Tag) -> bool:
    return tag.value(MARKER).strip().lower() == CONTENT


def _meta_key(tag: Tag) -> str:
    return (tag.value("name") or tag.value("property") or tag.value("itemprop")).lower()


def _title(page: _Page) -> tuple[int, int] | None:
    # An svg may hold a <title> too, but never before the head's own.
    for n, tag in enumerate(page.found):
        if tag.name == "title" and not tag.closes and not is_ours(tag):
            return page.inner(n)
        if tag.name == "body":
            return None
    return None


def _canonical(page: _Page) -> str:
    for tag in page.found:
        if tag.name == "link" and "canonical" in tag.value("rel").lower().split() and not is_ours(tag):
            return tag.value("href")
    return ""


def _own_name(page: _Page, site_title: str) -> tuple[str, tuple[int, int] | None]:
    """Give the name by which the frame page calls itself, and where its first heading says it.

    The heading is the last `h1` before the content that does not say the site's name alone: themes put the
    site's name, too, into an `h1`.
    """
    site = _meta_value(page, "og:site_name") or site_title
    social = _meta_value(page, "og:title")
    span = _title(page)
    title = " ".join(unescape(page.text[slice(*span)]).split()) if span else ""
    headings = []
    for n, tag in enumerate(page.found[: page.opens]):
        inner = page.inner(n) if tag.name == "h1" and not tag.closes else None
        if inner:
            headings.append((plain_text(page.text, page.found, *inner), inner))
    headings = [h for h in headings if h[0] and h[0] not in (site, site_title)]
    exact = [h for h in headings if h[0] == social] or [h for h in headings if h[0] in title] or headings
    heading = exact[-1] if exact else None
    return social or (heading[0] if heading else "") or title, heading[1] if heading else None


def _meta_value(page: _Page, key: str) -> str:
    metas = (tag for tag in page.found if tag.name == "meta" and not is_ours(tag))
    return next((tag.value("content") for tag in metas if _meta_key(tag) == key), "")


def _pattern(written: str, name: str, site_title: str) -> tuple[str, str]:
    """Give what the theme puts before and behind a page's name in `<title>` (HTML)."""
    for said in filter(None, (escape(name, quote=False), escape(name), name)):
        before, found, after = written.partition(said)
        if found and said != site_title:
            return before, after
    # The theme's title names only the site: ours goes before it.
    return "", f" | {written.strip()}" if written.strip() else ""


def _inserts(page: _Page) -> Iterator[Edit]:
    opens, closes = page.found[page.opens], page.found[page.closes]
    marker = opens.attribute(MARKER)
    if marker:
        quoted = page.text[marker.start] in "\"'"
        yield Edit(marker.start + quoted, marker.end - quoted, Insert.MARKER)
    yield Edit(opens.end, closes.start, Insert.CONTENT)
    head = head_end(page.found)
    yield Edit(head, head, Insert.HEAD)


def _head_edits(page: _Page) -> Iterator[Edit]:
    for tag in page.found:
        if tag.closes or page.inside(tag):
            continue
        if is_ours(tag):
            continue
        if tag.name == "meta" and _meta_key(tag) in _META:
            yield from _value_edit(page, tag.attribute("content"), _META[_meta_key(tag)])
        elif tag.name == "link" and "canonical" in tag.value("rel").lower().split():
            yield from _value_edit(page, tag.attribute("href"), Slot.URL)


def _value_edit(page: _Page, attribute: Attribute | None, slot: Slot) -> Iterator[Edit]:
    if attribute is None or attribute.start == attribute.end:
        return
    bare = page.text[attribute.start] not in "\"'"
    start, end = attribute.start + (not bare), attribute.end - (not bare)
    yield Edit(start, end, Replaced(slot, page.text[start:end], bare))


def _json_edits(page: _Page) -> Iterator[Edit]:
    for n, tag in enumerate(page.found):
        inner = page.inner(n) if tag.name == "script" and tag.value("type").lower() == "application/ld+json" else None
        if inner is None or tag.closes:
            continue
        written = page.text[slice(*inner)]
        try:
            yield Edit(*inner, JsonLd(written, json.loads(written)))
        except ValueError:  # not ours to mend: stays as the theme wrote it
            continue


def _link_edits(page: _Page) -> Iterator[Edit]:
    if any(tag.name == "base" and tag.value("href") for tag in page.found):
        return  # relative links hang on <base>, wherever the page is
    folder = page.path[: page.path.rfind("/") + 1]
    for n, tag in enumerate(page.found):
        if tag.closes or page.inside(tag) or is_ours(tag):
            continue
        for attribute in tag.attributes:
            yield from _relative_edits(page, attribute, folder)
        inner = page.inner(n) if tag.name == "style" else None
        if inner:
            css = page.text[slice(*inner)]
            for start, end in css_urls(css):
                yield _relative(css[start:end], inner[0] + start, folder)


def _relative_edits(page: _Page, attribute: Attribute, folder: str) -> Iterator[Edit]:
    if attribute.start == attribute.end:
        return
    quoted = page.text[attribute.start] in "\"'"
    start, end = attribute.start + quoted, attribute.end - quoted
    raw = page.text[start:end]
    if attribute.name in _LINK_ATTRIBUTES and is_relative(attribute.value):
        yield _relative(raw, start, folder)
    elif attribute.name in ("srcset", "style"):
        spans = srcset_urls(raw) if attribute.name == "srcset" else css_urls(raw)
        for first, last in spans:
            yield _relative(raw[first:last], start + first, folder)


def _relative(raw: str, start: int, folder: str) -> Edit:
    return Edit(start, start + len(raw), Relative(raw, from_root(unescape(raw), folder)))
