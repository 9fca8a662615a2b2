"""The blog as its generator has built it: which pages are its own, and which of them speak to us."""

from __future__ import annotations

import os
from collections.abc import Container, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

_MARKS = (b"data-goalpage", b"DATA-GOALPAGE")
_LARGEST = 2_000_000
"""Bytes past which a page is taken for data."""


class BuiltSite(Struct, frozen=True):
    """The built blog in `folder`, less what is ours.

    `pages` are its HTML files by path below the folder, `marked` the bytes of those that hold our attribute.
    `chooses_for_search` says that a page tells Pagefind what to index, `searched` that one mentions Pagefind at all.
    """

    folder: Path
    pages: tuple[str, ...] = ()
    marked: Mapping[str, bytes] | None = None
    chooses_for_search: bool = False
    searched: bool = False

    def data(self, path: str) -> bytes | None:
        """Give the bytes of a file of the site, None where there is none, or none that can be a page."""
        return _bytes(os.path.join(self.folder, path))  # noqa: PTH118 - twice as quick for thousands

    @property
    def watched(self) -> tuple[str, ...]:
        """What to watch for a change of the blog's pages: each of them, and the folders in which others may appear."""
        return (*self.pages, *dict.fromkeys(path.rpartition("/")[0] for path in ("", *self.pages)))


def built_site(folder: Path, ours: Container[str]) -> BuiltSite:
    """Read the built blog in `folder`, each page once; `ours` are the files written by us."""
    pages, marked, chooses, searched = [], {}, False, False
    site = BuiltSite(folder)
    for path in _html_files(os.fspath(folder), ""):
        data = site.data(path) if path not in ours else None
        if data is None:
            continue
        pages.append(path)
        if any(mark in data for mark in _MARKS):
            marked[path] = data
        elif not searched or not chooses:
            searched = searched or b"pagefind" in data
            chooses = chooses or b"data-pagefind-body" in data
    return BuiltSite(folder, tuple(pages), marked, chooses, searched)


def _html_files(folder: str, below: str) -> Iterator[str]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if not entry.name.startswith("."):
                yield from _html_files(entry.path, f"{below}{entry.name}/")
        elif entry.name.endswith((".html", ".htm")) and entry.is_file(follow_symlinks=False):
            yield below + entry.name


def _bytes(path: str) -> bytes | None:
    try:
        if os.path.islink(path):  # noqa: PTH114 - twice as quick for thousands
            return None
        with open(path, "rb") as file:  # noqa: PTH123 - twice as quick for thousands
            data = file.read(_LARGEST + 1)
    except (OSError, ValueError):  # ValueError: a NUL in a configured path
        return None
    return data if len(data) <= _LARGEST else None
