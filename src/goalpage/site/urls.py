"""Relative links of the frame, put right for pages deeper or shallower than the frame itself."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import urlsplit

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_CSS_URL = re.compile(r"""url\(\s*(["']?)([^"')]+)\1\s*\)""")
_SRCSET = re.compile(r"(\s*)([^\s,][^\s]*[^\s,]|[^\s,])(\s+[^,]*)?(,|$)")


def is_relative(url: str) -> bool:
    """Tell whether a link is resolved against the page's own folder (RFC 3986, section 4.2).

    Blanks around it are dropped first, as browsers do, so that ` javascript:` keeps its scheme.
    """
    url = url.strip()
    return bool(url) and url[0] not in "/#?\\" and not _SCHEME.match(url)


def from_root(url: str, folder: str) -> str:
    """Give a relative link as a path below the site's root, `folder` being where it is written ("" or "goals/").

    Links that climb out of the site stay above it (`../x`), so that they still fail or work as before.
    """
    parts = urlsplit(url.strip())
    path = posixpath.normpath(posixpath.join(folder, parts.path)) if parts.path else folder
    if parts.path.endswith(("/", "/.", "/..")) or parts.path in (".", ".."):
        path = path.rstrip("/") + "/"
    path = "" if path in (".", "./") else path
    return path + (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")


def up(folder: str) -> str:
    """Give the way from a folder below the root ("goals/a/") up to the root ("../../"; "./" from the root itself)."""
    return "../" * folder.count("/") or "./"


def css_urls(css: str) -> list[tuple[int, int]]:
    """Give the offsets of the relative links inside `url(...)` of a style."""
    return [m.span(2) for m in _CSS_URL.finditer(css) if is_relative(m[2])]


def srcset_urls(srcset: str) -> list[tuple[int, int]]:
    """Give the offsets of the relative links in a `srcset` attribute's value."""
    return [m.span(2) for m in _SRCSET.finditer(srcset) if is_relative(m[2])]
