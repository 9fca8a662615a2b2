"""Writing the additions into a blog: all of them or none, and never over a file that changed meanwhile."""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from goalpage.errors import DestinationError
from goalpage.init.values import Addition


def write_additions(root: Path, additions: Sequence[Addition]) -> None:
    """Write the additions into the blog at `root`; DestinationError, with the blog as it was, where that cannot be."""
    for each in additions:
        _check(root, each)
    made: list[Path] = []
    staged: list[tuple[Addition, Path, Path]] = []
    done: list[tuple[Addition, Path]] = []
    try:
        for each in additions:
            target = root / each.path
            made += _made_folders(target.parent)
            temporary = target.parent / f".goalpage-{secrets.token_hex(6)}"
            staged.append((each, target, temporary))
            _write(temporary, each, target)
        for each, target, temporary in staged:
            _put(each, target, temporary)
            done.append((each, target))
    except OSError as error:
        _undo(done)
        where = str(getattr(error, "goalpage_target", None) or error.filename or root)
        message = f"cannot be written ({error.strerror or error}); the blog is as it was"
        raise DestinationError(message, "get the right to write there", where) from error
    finally:
        for _, _, temporary in staged:
            temporary.unlink(missing_ok=True)
        for folder in reversed(made):
            with suppress(OSError):  # only where it stayed empty
                folder.rmdir()


def _check(root: Path, addition: Addition) -> None:
    target = root / addition.path
    if not os.path.realpath(target.parent).startswith(os.path.realpath(root)):
        raise DestinationError("a link leads out of the blog", "put a folder in its place", str(target.parent))
    there = os.path.lexists(target)
    if addition.before is None:
        if there:
            raise DestinationError("is there already", "look at it, and run `goalpage init` again", str(target))
    elif target.is_symlink() or not there or _read(target) != addition.before:
        raise DestinationError("has changed meanwhile", "run `goalpage init` again", str(target))


def _read(target: Path) -> str:
    return target.read_bytes().decode("utf-8", "replace")


def _made_folders(folder: Path) -> list[Path]:
    made: list[Path] = []
    while not folder.is_dir():
        made.append(folder)
        folder = folder.parent
    for path in reversed(made):
        path.mkdir()
    return made[::-1]


def _write(temporary: Path, addition: Addition, target: Path) -> None:
    with temporary.open("xb") as stream:
        stream.write(addition.text.encode("utf-8"))
        stream.flush()
        os.fsync(stream.fileno())
    if addition.before is not None:
        temporary.chmod(target.stat().st_mode & 0o7777)


def _put(addition: Addition, target: Path, temporary: Path) -> None:
    """Put the file in its place: a new one only where nothing stands, which a rename would not look at."""
    if addition.before is not None:
        temporary.replace(target)
        return
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        with target.open("xb") as stream:
            stream.write(addition.text.encode("utf-8"))


def _undo(done: Sequence[tuple[Addition, Path]]) -> None:
    for addition, target in done:
        with suppress(OSError):
            if addition.before is None:
                target.unlink()
            else:
                target.write_bytes(addition.before.encode("utf-8"))
