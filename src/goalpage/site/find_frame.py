"""Which page of the built site is the frame: the one that holds the marker."""

from __future__ import annotations

import os
from collections.abc import Container, Iterator
from pathlib import Path

from goalpage.errors import Problem, Severity
from goalpage.pages import Site
from goalpage.site.compile_frame import FrameError, compile_frame, holds_marker
from goalpage.site.frame import Frame

_LARGEST = 2_000_000
"""Bytes past which a page is taken for data, not for a frame."""


def find_frame(
    destination: Path, site: Site, told: str | None, ours: Container[str]
) -> tuple[Frame | None, tuple[Problem, ...]]:
    """Give the compiled frame of the site in `destination`, None where no page holds the marker.

    `told` is the configured page below the site's root. Otherwise the page in whose place our own index goes is
    looked at first, since it is mostly the one that lends its looks. `ours` are the files written by us, which
    are no frames but for that one. A frame that cannot be used is a problem, not an error.
    """
    index = site.file("index.html")
    base = site.canonical("") or ""
    if told:
        text = page_text(destination / told)
        if text is None or not holds_marker(text):
            cure = 'put <div data-goalpage="content"></div> into it and build the blog, or take `frame` out'
            return None, (Problem(told, None, "no-frame", "holds no marker", cure, Severity.WARNING),)
        candidates: Iterator[tuple[str, str]] = iter([(told, text)])
    else:
        candidates = _marked(destination, index, ours)
    for path, text in candidates:
        try:
            return compile_frame(text, path, base, site.title), ()
        except FrameError as error:
            cure = 'write it as <div data-goalpage="content"></div>'
            if told or path == index:
                return None, (Problem(path, None, "no-frame", str(error), cure, Severity.WARNING),)
    return None, ()


def _marked(destination: Path, index: str, ours: Container[str]) -> Iterator[tuple[str, str]]:
    text = page_text(destination / index)
    if text is not None and holds_marker(text):
        yield index, text
    for path in built_pages(destination):
        if path == index or path in ours:
            continue
        text = page_text(destination / path)
        if text is not None and holds_marker(text):
            yield path, text


def built_pages(destination: Path) -> Iterator[str]:
    """Give the HTML files of a built site, by path below it."""
    for root, folders, files in os.walk(destination):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.endswith((".html", ".htm")):
                yield Path(root, name).relative_to(destination).as_posix()


def page_text(path: Path) -> str | None:
    """Give the text of a built page, None where it is a link, too long or not UTF-8."""
    try:
        if path.is_symlink() or path.stat().st_size > _LARGEST:
            return None
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
