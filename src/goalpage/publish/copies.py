"""Recording without git: a whole copy of the post below `_revisions/`, as `blog.recorded` reads them."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path, PurePosixPath

from msgspec import Struct

from goalpage.blog.files import RECORDED
from goalpage.blog.lineage import bare_name, stem_of
from goalpage.errors import GoalpageError

_POSTS = ("_posts", "_drafts")


class Copied(Struct, frozen=True):
    """The copies that were made, and the folders made for them, deepest last."""

    files: tuple[Path, ...]
    folders: tuple[Path, ...]


def copy_posts(root: Path, source: str, posts: tuple[tuple[str, bytes], ...], day: date) -> Copied:
    """Keep a copy of each post (path below the blog, bytes), named for `day`.

    Raises GoalpageError, with no copy left, where one cannot be written.
    """
    files: list[Path] = []
    folders: list[Path] = []
    try:
        for path, data in posts:
            folder = root / folder_for(root, source, path)
            _make(folder, folders)
            files.append(_kept(folder, PurePosixPath(path).suffix, data, day))
    except BaseException as error:
        remove(Copied(tuple(files), tuple(folders)))
        if isinstance(error, OSError):
            message = f"the copy cannot be written ({error.strerror or error}), so nothing was published"
            raise GoalpageError(message, "", str(error.filename or folder)) from None
        raise
    return Copied(tuple(files), tuple(folders))


def remove(copied: Copied) -> None:
    """Take the copies away again, and the folders that were made for them."""
    for file in copied.files:
        file.unlink(missing_ok=True)
    for folder in reversed(copied.folders):
        with suppress(OSError):
            folder.rmdir()


def folder_for(root: Path, source: str, path: str) -> PurePosixPath:
    """Give the folder, below the blog, for copies of the post at `path`: the one it has, else one nothing publishes.

    Beside `_posts`, where Jekyll passes over what begins with an underscore; else at the blog's root.
    """
    post = PurePosixPath(path)
    for place in (post.parent, post.parent.parent, PurePosixPath(source), PurePosixPath()):
        for name in (stem_of(path), bare_name(path)):
            if (root / place / RECORDED / name).is_dir():
                return place / RECORDED / name
    place = post.parent.parent if post.parent.name in _POSTS else PurePosixPath()
    return place / RECORDED / stem_of(path)


def _make(folder: Path, made: list[Path]) -> None:
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        each.mkdir()
        made.append(each)


def _kept(folder: Path, suffix: str, data: bytes, day: date) -> Path:
    """Write one copy under the first name of the day that is free: whole, or not at all."""
    draft = folder / f".{day.isoformat()}-{secrets.token_hex(4)}.tmp"
    try:
        with draft.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        for name in _names(day):
            file = folder / f"{name}{suffix}"
            if _is_taken(file, draft):
                return file
    finally:
        draft.unlink(missing_ok=True)
    raise GoalpageError(f"{folder}: every name of {day} is taken", "name another day with --today")


def _is_taken(file: Path, draft: Path) -> bool:
    """Give the draft this name, unless it belongs to another file."""
    try:
        file.hardlink_to(draft)
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links
        if os.path.lexists(file):
            return False
        draft.replace(file)
    return True


def _names(day: date) -> Iterator[str]:
    yield day.isoformat()
    yield from (f"{day.isoformat()}-{number}" for number in range(2, 10_000))
