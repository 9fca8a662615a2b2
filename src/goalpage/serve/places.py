"""From what a browser asks for to a file of the site, and to no other."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote_to_bytes

_ENCODED_SEPARATOR = re.compile(rb"%(?:2f|5c|00)", re.IGNORECASE)
_UNFIT = re.compile(r"[\x00-\x1f\x7f\\]")


def site_path(target: bytes, baseurl: str = "") -> str | None:
    """Give the path below the site that a request's `target` (raw, without its query) names; None for none.

    Decoded once. No segment is empty (but the last), is a dot or two, begins with a dot or ends with one; nothing that
    any system takes for a separator hides in an escape. `baseurl` is left off where it leads the path.
    """
    if not target.startswith(b"/") or _ENCODED_SEPARATOR.search(target):
        return None
    try:
        path = unquote_to_bytes(target).decode("utf-8")
    except UnicodeDecodeError:
        return None
    base = baseurl.rstrip("/")
    if base and (path == base or path.startswith(base + "/")):
        path = path[len(base) :] or "/"
    below = path[1:]
    segments = below.split("/")
    if _UNFIT.search(below) or any(not each for each in segments[:-1]):
        return None
    return None if any(each.startswith(".") or each.endswith((".", " ")) for each in segments) else below


def meant(path: str) -> Iterator[str]:
    """Give the files that a path of the site may mean: itself, with `.html`, or the index of its folder."""
    if path and not path.endswith("/"):
        yield path
        yield f"{path}.html"
    else:
        yield f"{path}index.html"


def file_within(site: Path, path: str) -> Path | None:
    """Give the real file at `path` below the folder `site`; None where there is none, or a link leads out of it."""
    root = os.path.realpath(site)
    try:
        real = os.path.realpath(os.path.join(root, path))  # noqa: PTH118 - the same words as below
        if not real.startswith(root.rstrip(os.sep) + os.sep):
            return None
        if any(part.startswith(".") for part in Path(real).relative_to(root).parts):
            return None
        return Path(real) if stat.S_ISREG(os.stat(real).st_mode) else None  # noqa: PTH116 - of words, not of a Path
    except (OSError, ValueError):
        return None
