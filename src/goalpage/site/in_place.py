"""What stands where a page goes: nothing, a page of ours, or something that must not be touched."""

from __future__ import annotations

import re
import stat
from pathlib import Path

from goalpage.errors import DestinationError
from goalpage.site.manifest import digest

_MARK = re.compile(
    rb"""data-goalpage\s*=\s*["']?(?:content|page)\b"""
    rb"""|name\s*=\s*["']?generator["']?\s+content\s*=\s*["']?goalpage\b"""
    rb"""|"generator"\s*:\s*"goalpage\b""",
    re.IGNORECASE,
)


def is_to_write(destination: Path, path: str, data: bytes, *, known: bool) -> bool:
    """Whether `data` is not there yet; DestinationError where something stands in its place that is not ours."""
    target = Path(f"{destination}/{path}")
    try:
        mode = target.lstat().st_mode
    except FileNotFoundError:
        return True
    except NotADirectoryError:
        raise in_the_way(_file_on_the_way(target)) from None
    if stat.S_ISLNK(mode):
        return True  # replaced; what it points to stays as it is
    if not stat.S_ISREG(mode):
        raise in_the_way(target)
    there = target.read_bytes()
    if there == data:
        return False
    if not known and not _MARK.search(there):
        raise in_the_way(target)
    return True


def _file_on_the_way(target: Path) -> Path:
    return next((folder for folder in target.parents if folder.exists() and not folder.is_dir()), target)


def in_the_way(target: Path) -> DestinationError:
    """Give the error that something foreign stands where a page must go."""
    return DestinationError(
        "is not goalpage's, and a page must go there",
        'move it away, or set another `path:`, or mark it as the frame with <div data-goalpage="content"></div>',
        str(target),
    )


def is_as_written(destination: Path, path: str, sha: str) -> bool | None:
    """Whether a page that is no longer wanted is still as we wrote it; None where it is gone already."""
    target = Path(f"{destination}/{path}")
    try:
        if not stat.S_ISREG(target.lstat().st_mode):
            return False
        return digest(target.read_bytes()) == sha
    except (FileNotFoundError, NotADirectoryError):
        return None
