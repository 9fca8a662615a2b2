"""From a built page with the marker to a `Frame`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit

from goalpage.site.edits import MARKER, Edit, added_by_us, head_end, is_ours, pieces
from goalpage.site.frame import Frame, Insert, JsonLd, OwnOnly, Relative, Replaced, Slot, Stamp
from goalpage.site.html_scan import Attribute, Tag
from goalpage.site.marked_page import FrameError, MarkedPage, NoMarkerError, marked_page, meta_key
from goalpage.site.naming import own_name, title_pattern
from goalpage.site.urls import css_urls, from_root, is_relative, srcset_urls
from goalpage.site.widgets import asking

_LINK_ATTRIBUTES = frozenset(
    {"href", "xlink:href", "src", "data-src", "action", "formaction", "poster", "data", "manifest", "background"}
)
_SOURCE_SETS = frozenset({"srcset", "imagesrcset", "data-srcset"})
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
__all__ = ["FrameError", "NoMarkerError", "compile_frame", "holds_marker"]

_MARKED = re.compile(rb"""data-goalpage\s*=\s*["']?\s*content\b""", re.IGNORECASE)
_OWN_DATES = frozenset(
    {"article:published_time", "article:modified_time", "og:updated_time", "datepublished", "datemodified"}
)
_OWN_RELATIONS = frozenset({"prev", "next", "shortlink", "amphtml"})
_WANTED = frozenset({"title", "canonical", "description", "og:title", "og:description", "og:url", "robots"})


def holds_marker(data: bytes) -> bool:
    """Tell quickly whether a built page may be the frame."""
    return _MARKED.search(data) is not None


def compile_frame(text: str, path: str, base: str = "", site_title: str = "") -> Frame:
    """Give the frame that the built page `text` at `path` (below the site's root) makes.

    `base` is the root's address for themes without a canonical link, `site_title` tells the page's own
    name from the site's. Raises FrameError where there is no marker to fill.
    """
    page = marked_page(text, path)
    name, h1 = own_name(page, site_title)
    title = page.title
    pattern = title_pattern(text[slice(*title)] if title else "", name, site_title)
    canonical = _canonical(page)
    base = _base(canonical, path) or base
    edits = [Edit(start, end, ask) for ask, start, end in asking(page.found)]
    edits += [*added_by_us(page.found), *_inserts(page)]
    edits += [*_head_edits(page), *_link_edits(page), *_json_edits(page)]
    if title:
        edits.append(Edit(*title, Replaced(Slot.TITLE, text[slice(*title)])))
    if h1:
        edits.append(Edit(*h1, Replaced(Slot.HEADING, text[slice(*h1)])))
    present = {"title"} if title else set()
    present |= {"canonical"} if canonical else set()
    present |= {meta_key(tag) for tag in page.found if tag.name == "meta" and not is_ours(tag)}
    missing = _WANTED - present
    anchor = _anchor(page, base)
    return Frame(path, base, name, pattern, h1 is not None, missing, anchor, tuple(pieces(text, edits)))


def _canonical(page: MarkedPage) -> str:
    for tag in page.found:
        if tag.name == "link" and "canonical" in tag.value("rel").lower().split() and not is_ours(tag):
            return tag.value("href")
    return ""


def _base(canonical: str, path: str) -> str:
    """Give the address of the site's root that the canonical link of its page at `path` tells, or ""."""
    own = Stamp(path, "", "", "").address
    for end in dict.fromkeys((own, path, path.removesuffix(".html"), own.rstrip("/"))):
        if canonical.endswith(end):
            return canonical[: len(canonical) - len(end)]
    parts = urlsplit(canonical)
    return f"{parts.scheme}://{parts.netloc}/" if parts.scheme and parts.netloc else ""


def _anchor(page: MarkedPage, base: str) -> str | None:
    """Give the folder below the root ("" or "goals/") that `<base>` makes all links start from; None without one."""
    href = next((tag.value("href") for tag in page.found if tag.name == "base" and tag.value("href")), None)
    if href is None:
        return None
    if is_relative(href):
        href = from_root(href, page.path[: page.path.rfind("/") + 1])
    elif base and href.startswith(base):
        href = href.removeprefix(base)
    else:
        return ""  # mostly the root, and nothing tells of another
    return href[: href.rfind("/") + 1]


def _inserts(page: MarkedPage) -> Iterator[Edit]:
    opens, closes = page.found[page.opens], page.found[page.closes]
    marker = opens.attribute(MARKER)
    if marker:
        quoted = page.text[marker.start] in "\"'"
        yield Edit(marker.start + quoted, marker.end - quoted, Insert.MARKER)
    yield Edit(opens.end, closes.start, Insert.CONTENT)
    head = head_end(page.found)
    yield Edit(head, head, Insert.HEAD)


def _head_edits(page: MarkedPage) -> Iterator[Edit]:
    for tag in page.found:
        if tag.closes or page.inside(tag):
            continue
        if is_ours(tag):
            continue
        if _is_own(tag):
            yield Edit(tag.start, tag.end, OwnOnly(page.text[tag.start : tag.end]))
        elif tag.name == "meta" and meta_key(tag) in _META:
            yield from _value_edit(page, tag.attribute("content"), _META[meta_key(tag)])
        elif tag.name == "link" and "canonical" in tag.value("rel").lower().split():
            yield from _value_edit(page, tag.attribute("href"), Slot.URL)


def _is_own(tag: Tag) -> bool:
    """Whether a tag is true of the frame's own page alone."""
    if tag.name == "meta":
        return meta_key(tag) in _OWN_DATES
    rel = tag.value("rel").lower().split() if tag.name == "link" else []
    return not _OWN_RELATIONS.isdisjoint(rel) or ("alternate" in rel and bool(tag.value("hreflang")))


def _value_edit(page: MarkedPage, attribute: Attribute | None, slot: Slot) -> Iterator[Edit]:
    if attribute is None or attribute.start == attribute.end:
        return
    bare = page.text[attribute.start] not in "\"'"
    start, end = attribute.start + (not bare), attribute.end - (not bare)
    yield Edit(start, end, Replaced(slot, page.text[start:end], bare))


def _json_edits(page: MarkedPage) -> Iterator[Edit]:
    for n, tag in enumerate(page.found):
        inner = page.inner(n) if tag.name == "script" and tag.value("type").lower() == "application/ld+json" else None
        if inner is None or tag.closes:
            continue
        written = page.text[slice(*inner)]
        try:
            yield Edit(*inner, JsonLd(written, json.loads(written)))
        except ValueError:  # not ours to mend: stays as the theme wrote it
            continue


def _link_edits(page: MarkedPage) -> Iterator[Edit]:
    folder = page.path[: page.path.rfind("/") + 1]
    for tag in page.found:
        if tag.name == "base" and (href := tag.attribute("href")):
            yield from _relative_edits(page, href, folder)
            return  # all other relative links hang on <base>, wherever the page is
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


def _relative_edits(page: MarkedPage, attribute: Attribute, folder: str) -> Iterator[Edit]:
    if attribute.start == attribute.end:
        return
    quoted = page.text[attribute.start] in "\"'"
    start, end = attribute.start + quoted, attribute.end - quoted
    raw = page.text[start:end]
    if attribute.name in _LINK_ATTRIBUTES and is_relative(attribute.value):
        yield _relative(raw, start, folder)
    elif attribute.name in _SOURCE_SETS or attribute.name == "style":
        spans = css_urls(raw) if attribute.name == "style" else srcset_urls(raw)
        for first, last in spans:
            yield _relative(raw[first:last], start + first, folder)


def _relative(raw: str, start: int, folder: str) -> Edit:
    return Edit(start, start + len(raw), Relative(raw, from_root(unescape(raw), folder)))
