"""Which folder the site is, and whether it may be written to."""

from __future__ import annotations

import os
from pathlib import Path

from goalpage.errors import DestinationError


def destination_of(blog: Path, configured: str, told: Path | None) -> Path:
    """Give the folder of the site: `told` on the command line, else `configured`, which is relative to `blog`.

    DestinationError where pages would mix with what they are made of or with what is not a site: the blog's own
    folder or one above it, a `.git`, the home folder, the root, a file.
    """
    destination = told if told is not None else blog / configured
    real = _real(destination)
    source = _real(blog)
    if real.parent == real:
        raise _unfit(destination, "is the root of the file system")
    if real == source:
        raise _unfit(destination, "is the blog's own folder")
    if real in source.parents:
        raise _unfit(destination, "holds the blog itself")
    if any(part.casefold() == ".git" for part in real.parts):
        raise _unfit(destination, "lies in a git folder")
    if real == _home():
        raise _unfit(destination, "is your home folder")
    blocking = next((place for place in (real, *real.parents) if os.path.lexists(place)), real)
    if not blocking.is_dir():
        raise DestinationError("is not a folder", "name a folder with --destination, or move this away", str(blocking))
    return destination


def _real(path: Path) -> Path:
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise DestinationError(f"cannot be used ({error})", "name a folder with --destination", str(path)) from error


def _home() -> Path | None:
    try:
        return Path(os.path.realpath(Path.home()))
    except RuntimeError:  # no home is known
        return None


def _unfit(destination: Path, why: str) -> DestinationError:
    cure = "name the folder of the built blog with --destination"
    return DestinationError(f"{why}, not a site", cure, str(destination))
