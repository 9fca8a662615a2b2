"""How a built page names itself: in its title, its social tags and its heading."""

from __future__ import annotations

import re
from html import escape, unescape

from goalpage.site.html_scan import plain_text
from goalpage.site.marked_page import MarkedPage

_SITE_BEHIND = re.compile(r"(?:\s+[|/·•:<>«»–—-]+|[|:])\s*$")
_SITE_BEFORE = re.compile(r"^\s*(?:[|/·•:<>«»–—-]+\s+|[|:])\s*")
"""What parts the name of a page from that of its site, which follows or goes before."""


def own_name(page: MarkedPage, site_title: str) -> tuple[str, tuple[int, int] | None]:
    """Give the name by which the frame page calls itself, and where its heading says it.

    The heading is the last `h1` before the content that does not say the site's name alone: themes put the
    site's name, too, into an `h1`, and then the page's may be an `h2`.
    """
    site = {page.meta("og:site_name"), site_title, ""}
    social = page.meta("og:title")
    span = page.title
    title = " ".join(unescape(page.text[slice(*span)]).split()) if span else ""
    firsts = _headings(page, "h1")
    headings = [h for h in firsts if h[0] not in site]
    if firsts and not headings:
        name = social or _less_site(title, site)
        headings = [h for h in _headings(page, "h2") if h[0] == name]
    exact = [h for h in headings if h[0] == social] or [h for h in headings if h[0] in title] or headings
    if exact:
        return social or exact[-1][0], exact[-1][1]
    return social or _less_site(title, site), None


def _headings(page: MarkedPage, name: str) -> list[tuple[str, tuple[int, int]]]:
    """Give the text and the inside's offsets of each heading that is seen before the content."""
    found = []
    for n, tag in enumerate(page.found[: page.opens]):
        inner = page.inner(n) if tag.name == name and not tag.closes else None
        if inner and not page.unseen(tag):
            found.append((plain_text(page.text, page.found, *inner), inner))
    return found


def _less_site(title: str, site: set[str]) -> str:
    """Give the text of `<title>` without the site's name before or behind it."""
    for name in sorted(site - {""}, key=len, reverse=True):
        if title.startswith(name) and (found := _SITE_BEFORE.match(rest := title.removeprefix(name))):
            return rest[found.end() :] or title
        if title.endswith(name) and (found := _SITE_BEHIND.search(rest := title.removesuffix(name))):
            return rest[: found.start()] or title
    return title


def title_pattern(written: str, name: str, site_title: str) -> tuple[str, str]:
    """Give what the theme puts before and behind a page's name in `<title>` (HTML)."""
    for said in filter(None, (escape(name, quote=False), escape(name), name)):
        before, found, after = written.partition(said)
        if found and said != site_title:
            return before, after
    # The theme's title names only the site: ours goes before it.
    return "", f" | {written.strip()}" if written.strip() else ""
