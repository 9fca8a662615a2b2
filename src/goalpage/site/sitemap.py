"""Our pages in a sitemap of their own, and in the blog's (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape, unescape

from goalpage.pages import File, Page, Site
from goalpage.site.built_site import BuiltSite

_NAME = "sitemap.xml"
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_BEGIN, _END = b"<!-- goalpage -->", b"<!-- /goalpage -->"
_OURS = re.compile(re.escape(_BEGIN) + b".*?" + re.escape(_END), re.DOTALL)
_CLOSES = re.compile(rb"</(urlset|sitemapindex)\s*>\s*\Z")
_ADDRESS = re.compile(rb"<loc>\s*(.*?)\s*</loc>", re.DOTALL)


def sitemap(pages: Sequence[Page], site: Site) -> tuple[File, ...]:
    """Give the sitemap of the pages that may be indexed; none where the site's address is unknown.

    Where our pages stand in the site's root, its sitemap is the blog's.
    """
    entries = list(_entries(pages, site, frozenset()))
    if not entries or not site.folder:
        return ()
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{_NAMESPACE}">\n'
    text += "\n".join([*entries, "</urlset>\n"])
    return (File(site.file(_NAME), text.encode("utf-8")),)


def in_sitemap_of_blog(built: BuiltSite, pages: Sequence[Page], site: Site) -> dict[str, bytes]:
    """Give the blog's own sitemap with our pages in it, by its path; nothing where it has none, or needs no change.

    What we put there before is put anew, so that doing it twice is doing it once.
    """
    there = built.data(_NAME)
    if there is None or (not pages and _BEGIN not in there):
        return {}
    bare = _OURS.sub(b"", there)
    closes = _CLOSES.search(bare)
    if closes is None:
        return {}
    entries = list(_wanted(closes[1] == b"sitemapindex", bare, pages, site))
    told = _BEGIN + "".join(entries).encode("utf-8") + _END if entries else b""
    whole = bare[: closes.start()] + told + bare[closes.start() :]
    return {_NAME: whole} if told or whole != there else {}


def _wanted(is_index: bool, bare: bytes, pages: Sequence[Page], site: Site) -> Iterator[str]:
    named = frozenset(unescape(m.decode("utf-8", "replace")) for m in _ADDRESS.findall(bare))
    if not is_index:
        yield from _entries(pages, site, named)
        return
    address = site.canonical(site.file(_NAME))
    if pages and address and address not in named:
        yield f"<sitemap><loc>{escape(address)}</loc></sitemap>"


def _entries(pages: Sequence[Page], site: Site, named: frozenset[str]) -> Iterator[str]:
    """Give an entry for each page that may be indexed and is not `named` already."""
    for page in pages:
        address = site.canonical(page.path) if page.indexed else None
        if address and address not in named:
            changed = f"<lastmod>{page.updated[:10]}</lastmod>" if page.updated else ""
            yield f"<url><loc>{escape(address)}</loc>{changed}</url>"
