"""Many files changed as one: all of them or none.

1. The new texts are written whole into a staging folder beside the pages and brought to the disk.
2. A journal is written that names every move to make.
3. The moves are made: each a rename, each keeping what it replaces.
4. The journal goes. What was replaced goes with the staging folder.

A failure (a full disk, a signal) takes back what was done. A crash before 2 leaves the old site and some
rubbish; a crash after it leaves the journal, and the next build first makes the moves that are missing.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath

from msgspec import Struct, field

from goalpage.errors import DestinationError

STAGED = ".goalpage-staged"
JOURNAL = ".goalpage-journal.json"
_VERSION = 1
_SYNC_EACH = 32
"""Up to so many files are brought to the disk one by one; beyond it one `sync` of everything is quicker."""


class Deed(Struct, frozen=True):
    """What is done to one file: `path` below the destination gets `data`, or goes where there is none."""

    path: str
    data: bytes | None


class _Ground(Struct):
    """Where a transaction takes place, and what it made so far."""

    destination: Path
    home: Path
    made: list[Path] = field(default_factory=list)
    folders: dict[str, Path] = field(default_factory=dict)

    @property
    def staged(self) -> Path:
        return self.home / STAGED

    @property
    def journal(self) -> Path:
        return self.home / JOURNAL

    def new(self, number: int) -> Path:
        return self.staged / f"new-{number}"

    def old(self, number: int) -> Path:
        return self.staged / f"old-{number}"

    def target(self, path: str) -> Path:
        """Give the place of `path`; DestinationError where a link would lead out of the destination."""
        above, _, name = path.rpartition("/")
        folder = self.folders.get(above)
        if folder is None:
            no_link_on_the_way(self.destination, PurePosixPath(above))
            folder = self.folders[above] = self.destination.joinpath(*PurePosixPath(above).parts)
        return folder / name


def no_link_on_the_way(destination: Path, folder: PurePosixPath) -> None:
    """Raise DestinationError where `folder`, below `destination`, is reached over a link: who knows where it leads."""
    way = destination
    for part in folder.parts:
        way = way / part
        if way.is_symlink():
            message = "is a link, and pages are written only below the site"
            raise DestinationError(message, "put a folder in its place", str(way))


def is_interrupted(home: Path) -> bool:
    """Whether a build was stopped in `home` before it was done."""
    return os.path.lexists(home / STAGED) or os.path.lexists(home / JOURNAL)


def apply(destination: Path, home: Path, deeds: Sequence[Deed]) -> None:
    """Do all `deeds`, or none and raise what went wrong (OSError, KeyboardInterrupt, ...).

    `home` is the folder below `destination` in which the journal and the staged files stand.
    """
    ground = _Ground(destination, home)
    try:
        _stage(ground, deeds)
        _write_journal(ground, deeds)
    except BaseException:
        with suppress(OSError):
            ground.journal.unlink(missing_ok=True)
        _tidy(ground, made=True)
        raise
    try:
        _carry_out(ground, deeds)
        ground.journal.unlink()
    except BaseException:
        _take_back(ground, deeds)
        raise
    _tidy(ground)
    _prune(ground, [deed.path for deed in deeds if deed.data is None])


def complete(destination: Path, home: Path) -> None:
    """Make the moves that an interrupted build had still to make, and clear its rubbish away.

    A journal that cannot be read is dropped: the build that follows compares every file anyway.
    """
    ground = _Ground(destination, home)
    moves, removals = _read_journal(ground)
    for number, path in moves:
        with suppress(FileNotFoundError):  # this move was made before the crash
            ground.target(path).parent.mkdir(parents=True, exist_ok=True)
            ground.new(number).replace(ground.target(path))
    for path in removals:
        with suppress(FileNotFoundError, NotADirectoryError):
            ground.target(path).unlink()
    ground.journal.unlink(missing_ok=True)
    _tidy(ground)
    _prune(ground, removals)


def _stage(ground: _Ground, deeds: Sequence[Deed]) -> None:
    _tidy(ground)
    ground.staged.mkdir()
    texts = [(number, deed.path, deed.data) for number, deed in enumerate(deeds) if deed.data is not None]
    each = len(texts) <= _SYNC_EACH or not hasattr(os, "sync")
    there: set[Path] = set()
    for number, path, data in texts:
        try:
            write_file(ground.new(number), data, sync=each)
            folder = ground.target(path).parent
            if folder not in there:
                _make_folders(ground, folder)
                there.add(folder)
        except OSError as error:
            error.filename = str(ground.target(path))  # the author knows the page, not our name for it
            raise
    if not each:
        os.sync()


def _make_folders(ground: _Ground, folder: Path) -> None:
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for folder in reversed(missing):
        folder.mkdir()
        ground.made.append(folder)


def _write_journal(ground: _Ground, deeds: Sequence[Deed]) -> None:
    journal = {
        "version": _VERSION,
        "moves": [[number, deed.path] for number, deed in enumerate(deeds) if deed.data is not None],
        "removals": [deed.path for deed in deeds if deed.data is None],
    }
    draft = ground.staged / "journal"
    write_file(draft, json.dumps(journal, ensure_ascii=True).encode())
    draft.replace(ground.journal)
    sync_folder(ground.home)


def _read_journal(ground: _Ground) -> tuple[list[tuple[int, str]], list[str]]:
    try:
        journal = json.loads(ground.journal.read_bytes())
        if journal["version"] != _VERSION:
            return [], []
        moves = [(int(number), str(path)) for number, path in journal["moves"]]
        removals = [str(path) for path in journal["removals"]]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return [], []
    if not all(_stays_inside(path) for path in [*(path for _, path in moves), *removals]):
        return [], []
    return moves, removals


def _stays_inside(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return bool(parts) and parts[0] != "/" and ".." not in parts


def _carry_out(ground: _Ground, deeds: Sequence[Deed]) -> None:
    for number, deed in enumerate(deeds):
        target = ground.target(deed.path)
        try:
            if deed.data is None:
                target.replace(ground.old(number))
            else:
                _keep(target, ground.old(number))
                ground.new(number).replace(target)
        except OSError as error:
            error.filename = str(target)
            raise


def _keep(target: Path, kept: Path) -> None:
    """Let `kept` be what `target` is now, without `target` ever being away."""
    if target.is_symlink():
        kept.symlink_to(target.readlink())
        return
    try:
        kept.hardlink_to(target)
    except FileNotFoundError:
        return
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS, errno.EOPNOTSUPP):
            raise
        shutil.copy2(target, kept)  # a file system without hard links


def _take_back(ground: _Ground, deeds: Sequence[Deed]) -> None:
    """Undo the moves made so far. The journal holds until all are undone: should this fail, the next build goes on."""
    with suppress(OSError):
        for number, deed in reversed(list(enumerate(deeds))):
            target, new, old = ground.target(deed.path), ground.new(number), ground.old(number)
            if deed.data is not None and not os.path.lexists(new):
                target.replace(new)
            if os.path.lexists(old) and not (deed.data is not None and _is_same(old, target)):
                old.replace(target)
        ground.journal.unlink(missing_ok=True)
        _tidy(ground, made=True)


def _is_same(one: Path, other: Path) -> bool:
    try:
        return os.path.samestat(one.lstat(), other.lstat())
    except FileNotFoundError:
        return False


def _tidy(ground: _Ground, *, made: bool = False) -> None:
    with suppress(OSError):
        if ground.staged.is_symlink():
            ground.staged.unlink()
    with suppress(OSError):
        for path in list(ground.staged.iterdir()):
            with suppress(OSError):
                path.unlink()
        ground.staged.rmdir()
    if made:
        for folder in reversed(ground.made):
            with suppress(OSError):
                folder.rmdir()


def _prune(ground: _Ground, removed: Sequence[str]) -> None:
    """Take away the folders that our removals left empty, up to the destination."""
    for path in removed:
        for folder in list(PurePosixPath(path).parents)[:-1]:
            try:
                ground.destination.joinpath(*folder.parts).rmdir()
            except OSError:
                break


def write_file(path: Path, data: bytes, *, sync: bool = True) -> None:
    """Write a new file `path`, to the disk itself when `sync`; nothing of it stays when that fails."""
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(fd, view) :]
            if sync:
                os.fsync(fd)
        finally:
            os.close(fd)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def sync_folder(folder: Path) -> None:
    """Bring the names in `folder` to the disk, where the system can."""
    with suppress(OSError, AttributeError):  # Windows opens no folders
        fd = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)
