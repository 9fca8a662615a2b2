"""What changes on disk, as far as it matters: the blog's texts, its built pages, and git's record."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable, Iterator
from enum import Enum, auto
from pathlib import Path, PurePath

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

from goalpage.blog.files import DATA, PAGES
from goalpage.refs import git_folders

_TELLING: list[type[FileSystemEvent]] = [
    DirCreatedEvent, DirDeletedEvent, DirMovedEvent, FileClosedEvent, FileCreatedEvent, FileDeletedEvent,
    FileModifiedEvent, FileMovedEvent,
]  # fmt: skip
"""Events of writing; those of reading come from ourselves too, and would never end."""
_NEVER = frozenset({"node_modules", "bower_components", "__pycache__"})
_INTERVAL = 0.4
"""Seconds between two looks where the system tells nothing by itself."""
_LIMITS = (errno.ENOSPC, errno.EMFILE, errno.ENFILE)


class What(Enum):
    """What a change is of."""

    TEXT = auto()
    """Something a build reads."""
    SITE = auto()
    """Something the blog's generator built."""


Tell = Callable[[What, str], None]
"""Told what changed, and the path of the file (absolute)."""


def matters(root: str, path: str, is_folder: bool) -> bool:
    """Tell whether a change of `path` below the blog `root` can change a build: no editor's own files do."""
    parts = PurePath(os.path.relpath(path, root)).parts
    if any(part.startswith((".", "#")) or part in _NEVER for part in parts) or ".." in parts:
        return False
    return is_folder or path.lower().endswith((*PAGES, *DATA))


def matters_to_git(path: str, is_folder: bool) -> bool:
    """Tell whether a change of `path` in a git folder can change what is checked out."""
    parts = PurePath(path).parts
    if is_folder or path.endswith((".lock", "~")):
        return False
    return parts[-1] in ("HEAD", "packed-refs", "shallow", "tables.list") or "refs" in parts


class Watch:
    """Watches a blog, its site and its repository, and tells of each change that matters, from a thread of its own."""

    def __init__(self, root: Path, destination: Path, tell: Tell, *, poll: bool = False) -> None:
        self._root, self._site = os.path.realpath(root), os.path.realpath(destination)
        self._tell, self._poll = tell, poll
        self._observer: BaseObserver = _observer(poll)
        self._watched: dict[tuple[str, bool], tuple[ObservedWatch, tuple[int, int]]] = {}
        self._lock = threading.Lock()
        self.fell_back: str | None = None

    def start(self) -> None:
        """Begin. Where the system's limits are reached, look every moment instead; `fell_back` then says why."""
        try:
            self._observer.start()
            self.follow_folders()
        except OSError as error:
            if self._poll or error.errno not in _LIMITS:
                raise
            self.fell_back = error.strerror or str(error)
            self.stop()
            self._poll, self._observer = True, _observer(poll=True)
            self._watched = {}
            self._observer.start()
            self.follow_folders()

    def stop(self) -> None:
        """End."""
        self._observer.stop()
        if self._observer.is_alive():
            self._observer.join(0.5)

    def follow_folders(self) -> bool:
        """Watch the folders there are now, and no other; tell whether any was new."""
        with self._lock:
            wanted = {}
            for place, is_deep in self._places():
                try:
                    found = os.stat(place)  # noqa: PTH116 - of words, not of a Path
                except OSError:
                    continue
                wanted[place, is_deep] = (found.st_dev, found.st_ino)
            for key in [key for key, (_, node) in self._watched.items() if wanted.get(key) != node]:
                self._observer.unschedule(self._watched.pop(key)[0])
            new = [key for key in wanted if key not in self._watched]
            for key in new:
                watch = self._observer.schedule(
                    _Handler(self._changed), key[0], recursive=key[1], event_filter=_TELLING
                )
                self._watched[key] = (watch, wanted[key])
            return bool(new)

    def _places(self) -> Iterator[tuple[str, bool]]:
        """Give the folders to watch, and whether all below them counts too."""
        yield self._root, False
        try:
            entries = list(os.scandir(self._root))
        except OSError:
            entries = []
        for entry in entries:
            is_folder = entry.is_dir(follow_symlinks=False) and entry.path != self._site
            if is_folder and matters(self._root, entry.path, is_folder=True):
                yield entry.path, True
        yield self._site, True
        folders = git_folders(Path(self._root))
        for folder in dict.fromkeys(map(str, folders or ())):
            yield folder, False
            yield f"{folder}/refs", True
            yield f"{folder}/reftable", True

    def _changed(self, path: str, is_folder: bool) -> None:
        if path == self._site or path.startswith(self._site + os.sep):
            if not PurePath(path).name.startswith("."):
                self._tell(What.SITE, path)
        elif f"{os.sep}.git{os.sep}" in path or not path.startswith(self._root + os.sep):
            if matters_to_git(path, is_folder):
                self._tell(What.TEXT, path)
        elif matters(self._root, path, is_folder) or PurePath(path).name == ".git":
            self._tell(What.TEXT, path)


class _Handler(FileSystemEventHandler):
    def __init__(self, changed: Callable[[str, bool], None]) -> None:
        self._changed = changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        for path in (event.src_path, event.dest_path):
            if path:
                self._changed(os.fsdecode(path), event.is_directory)


def _observer(poll: bool) -> BaseObserver:
    return PollingObserver(timeout=_INTERVAL) if poll else Observer()
