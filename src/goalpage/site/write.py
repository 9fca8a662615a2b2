"""Writing the pages into the site: changed files only, all of them or none, nothing foreign touched."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from enum import Enum, auto
from pathlib import Path, PurePosixPath

from msgspec import Struct

from goalpage.errors import DestinationError
from goalpage.site import lock
from goalpage.site import manifest as manifests
from goalpage.site.in_place import in_the_way, is_as_written, is_to_write
from goalpage.site.lasting import Lasting, missing_pages, refuse_loss
from goalpage.site.manifest import Manifest
from goalpage.site.transaction import Deed, apply, complete, is_interrupted, no_link_on_the_way


class Removal(Enum):
    """What may be taken away of what is published."""

    GUARDED = auto()
    """What the blog no longer gives; but a page that lasts as long as its post stops the build."""
    HELD = auto()
    """The same, but pages that last, and those of histories gone as a whole, stay: a slip in a post takes none away."""
    ALLOWED = auto()
    """All that the blog no longer gives."""


_RIGHTS = "get the right to write there, or name another folder with --destination"
_CURES = {errno.EACCES: _RIGHTS, errno.EPERM: _RIGHTS, errno.EROFS: _RIGHTS, errno.ENOSPC: "make room on the disk"}


class Written(Struct, frozen=True):
    """What writing did, as paths below the destination.

    `kept` are stale files of ours that somebody has changed, `held` the folders whose pages were left as they were.
    """

    written: tuple[str, ...] = ()
    unchanged: int = 0
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    held: tuple[str, ...] = ()


Witness = Callable[[Path, Path, Sequence[Deed]], None]
"""Told, just before the site changes, of its folder, of ours in it, and of what will be done."""


class _Order(Struct, frozen=True):
    """What is to be written where: `files` of ours, and `guests` in the blog's own, by path below `destination`."""

    files: Mapping[str, bytes]
    guests: Mapping[str, bytes]
    destination: Path
    home: PurePosixPath
    lasting: Lasting
    removal: Removal
    witness: Witness | None = None

    @property
    def folder(self) -> Path:
        return self.destination.joinpath(*self.home.parts)

    @property
    def manifest(self) -> str:
        return (self.home / manifests.NAME).as_posix()


class _Plan(Struct, frozen=True):
    deeds: tuple[Deed, ...]
    result: Written


def write_site(  # noqa: PLR0913 - six plain values, most left out
    files: Mapping[str, bytes],
    destination: Path,
    home: str = "goals",
    lasting: Lasting | None = None,
    removal: Removal = Removal.GUARDED,
    *,
    guests: Mapping[str, bytes] | None = None,
    witness: Witness | None = None,
    rehearse: bool = False,
) -> Written:
    """Make the site hold `files` (bytes by path below `destination`), and give what that took.

    `home` is the folder of our pages, below `destination`; the manifest stands there. `lasting` tells which pages
    are to stay as long as their posts do. Pages of ours that are not in `files` go, as far as `removal` lets them, so
    that a build after any edits equals a clean one. `guests` are pages of the blog in which something of ours is
    filled in: they are written with the rest, and stay the blog's. `witness` is told before anything changes; with
    `rehearse` nothing does, and what would be done is given.

    Raises DestinationError, with the site left as it was, when a file that is not ours stands where ours must go,
    when a link leads out of the destination, when a published record would be lost, or when the disk refuses.
    """
    order = _Order(files, guests or {}, destination, PurePosixPath(home), lasting or Lasting(), removal, witness)
    try:
        if _is_settled(order):
            return Written(unchanged=len(order.files) + len(order.guests))
        if rehearse:
            return _rehearsed(order)
        return _written(order)
    except OSError as error:
        raise _refused(error, destination) from error


def published(destination: Path, home: str = "goals") -> Manifest:
    """Give the manifest of the site as it stands; an empty one where there is none."""
    path = destination.joinpath(*PurePosixPath(home).parts, manifests.NAME)
    with suppress(OSError):
        if stat.S_ISREG(path.lstat().st_mode):
            return Manifest.read(path.read_bytes()) or Manifest()
    return Manifest()


def complete_interrupted(destination: Path, home: str = "goals") -> None:
    """Finish what a build that was killed had begun to write, so that its pages are not taken for the blog's own.

    Nothing is done where none was. Raises DestinationError when the disk refuses.
    """
    folder = destination.joinpath(*PurePosixPath(home).parts)
    try:
        if is_interrupted(folder):
            no_link_on_the_way(destination, PurePosixPath(home))
            with lock.lock_held(folder):
                complete(destination, folder)
    except OSError as error:
        raise _refused(error, destination) from error


def _is_settled(order: _Order) -> bool:
    """Whether the site is what is wanted already: then there is nothing to lock, to write or to refuse."""
    if is_interrupted(order.folder) or os.path.lexists(order.folder / lock.NAME):
        return False
    manifest = _manifest(order, Manifest(), {})
    wanted = {**manifest, **order.files, **order.guests}  # the manifest first: it tells most changes
    if not order.files and _is_there(order):
        return False
    return not any(is_to_write(order.destination, path, data, known=True) for path, data in wanted.items())


def _written(order: _Order) -> Written:
    no_link_on_the_way(order.destination, order.home)
    made = _made_folders(order.folder)
    try:
        with lock.lock_held(order.folder):
            if is_interrupted(order.folder):
                complete(order.destination, order.folder)
            plan = _planned(order)
            if plan.deeds:
                if order.witness is not None:
                    order.witness(order.destination, order.folder, plan.deeds)
                apply(order.destination, order.folder, plan.deeds)
            return plan.result
    finally:
        if not order.files:
            made.append(order.folder)
        for path in reversed(made):
            with suppress(OSError):  # only where it stayed empty
                path.rmdir()


def _rehearsed(order: _Order) -> Written:
    """Give what writing would do, or raise what would stop it."""
    no_link_on_the_way(order.destination, order.home)
    folder = order.folder
    while not os.path.lexists(folder):
        folder = folder.parent
    if not folder.is_dir():
        raise in_the_way(folder)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))
    return _planned(order).result


def _made_folders(folder: Path) -> list[Path]:
    made = []
    while not folder.is_dir():
        made.append(folder)
        folder = folder.parent
    for path in reversed(made):
        path.mkdir(exist_ok=True)
    return made[::-1]


def _planned(order: _Order) -> _Plan:
    before = published(order.destination, order.home.as_posix())
    held = _kept_back(order, before)
    wanted = {**order.files, **order.guests, **_manifest(order, before, held)}
    known = before.files.keys() | {order.manifest} | order.guests.keys()
    write = [
        Deed(path, data)
        for path, data in wanted.items()
        if is_to_write(order.destination, path, data, known=path in known)
    ]
    stale = {
        path: is_as_written(order.destination, path, before.files[path])
        for path in sorted(before.files.keys() - wanted.keys() - held.keys())
    }
    removed = tuple(path for path, as_written in stale.items() if as_written)
    gone = () if order.manifest in wanted or not _is_there(order) else (order.manifest,)
    deeds = (*sorted(write, key=_leaves_first), *(Deed(path, None) for path in (*removed, *gone)))
    written = tuple(deed.path for deed in write if deed.path != order.manifest)
    kept = tuple(path for path, as_written in stale.items() if as_written is False)
    folders = tuple(dict.fromkeys(_folder(order, path) for path in held))
    return _Plan(deeds, Written(written, len(order.files) + len(order.guests) - len(written), removed, kept, folders))


def _manifest(order: _Order, before: Manifest, held: Mapping[str, str]) -> dict[str, bytes]:
    """Give the manifest to write, by its path; none where there is nothing of ours."""
    if not order.files and not held:
        return {}
    now = Manifest.of(order.files, order.lasting.pages)
    if held:
        lasting = {path: post for path, post in before.lasting.items() if path in held}
        now = Manifest({**now.files, **held}, {**lasting, **now.lasting})
    return {order.manifest: now.data()}


def _is_there(order: _Order) -> bool:
    return order.folder.joinpath(manifests.NAME).is_file()


def _kept_back(order: _Order, before: Manifest) -> dict[str, str]:
    """Give the published files, with their digests, that stay though this build does not give them.

    DestinationError where pages would go that must not.
    """
    if order.removal is Removal.ALLOWED:
        return {}
    missing = missing_pages(before, order.lasting, order.files.keys() | order.guests.keys(), order.destination)
    if order.removal is Removal.GUARDED:
        refuse_loss(missing, order.lasting)
        return {}
    present = {_folder(order, path) for path in order.files}
    return {
        path: sha for path, sha in before.files.items() if path in missing or _folder(order, path) not in present
    }


def _folder(order: _Order, path: str) -> str:
    """Give the folder of a history: the first below our own; our own for what lies in it."""
    depth = len(order.home.parts)
    parts = PurePosixPath(path).parts
    return "/".join(parts[: depth + 1] if len(parts) > depth + 1 else parts[:depth])


def _leaves_first(deed: Deed) -> tuple[int, str]:
    """Sort deep pages first, so that whoever reads meanwhile finds each page a new one links to."""
    return (-deed.path.count("/"), deed.path)


def _refused(error: OSError, destination: Path) -> DestinationError:
    where = os.fsdecode(error.filename) if isinstance(error.filename, (str, bytes)) else str(destination)
    message = f"cannot be written ({error.strerror or error}); the site is as it was"
    return DestinationError(message, _CURES.get(error.errno or 0, ""), where)
