"""Where pages lie: safe folder names made from ids alone, so that no page ever moves."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from hashlib import sha256
from urllib.parse import quote

from goalpage.pages.values import SAFE

_LONGEST = 120
"""Bytes of a folder name: names may hold 255, and copying tools add to them."""
_WINDOWS = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_UNSAFE = re.compile(r"[^\w.-]+")
GOAL_RESERVED = frozenset({"changes", "diff", "at", "badge.svg", "index.html"})
"""What already stands beside the goals of a history."""
HISTORY_RESERVED = frozenset(
    {
        "look-back",
        "index.html",
        "goals.json",
        "goals.schema.json",
        "feed.xml",
        "goals.ics",
        "goalpage.css",
        "goalpage.js",
        "sitemap.xml",
    }
)
"""What already stands beside the histories."""


def segments(ids: Iterable[str], reserved: frozenset[str]) -> dict[str, str]:
    """The folder name of each id: the id itself where it can be one, never the same twice on any file system."""
    taken = {name.casefold() for name in reserved}
    names: dict[str, str] = {}
    for given in ids:
        if given in names:
            continue
        name = base = _segment(given)
        n = 2
        while name.casefold() in taken:
            name, n = f"{base}-{n}", n + 1
        taken.add(name.casefold())
        names[given] = name
    return names


def _segment(given: str) -> str:
    name = _UNSAFE.sub("-", unicodedata.normalize("NFC", given)).strip("-.") or "goal"
    if len(name.encode("utf-8", "replace")) > _LONGEST:
        kept = name.encode("utf-8", "replace")[: _LONGEST - 9].decode("utf-8", "ignore")
        name = f"{kept}-{sha256(given.encode('utf-8', 'replace')).hexdigest()[:8]}"
    return f"{name}-goal" if _WINDOWS.fullmatch(name) else name


def href(up: str, below: str) -> str:
    """A relative link from a page whose way to our folder is `up` to a folder or file below ours, percent-encoded."""
    return (up + quote(below, safe=SAFE)) or "./"


def post_href(to_root: str, url: str | None) -> str | None:
    """A link from one of our pages to a post: whole addresses as they are, others relative to the site's root."""
    if url is None:
        return None
    if re.match(r"https?://", url):
        return url
    return to_root + quote(url.lstrip("/"), safe=SAFE + "%?#") if not url.startswith("//") else None
