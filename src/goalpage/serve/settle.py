"""When to read again: once a save is whole, once for a burst of them."""

from __future__ import annotations

import os
import queue
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from goalpage.serve.watch import What

QUIET = 0.015
"""Seconds without a change after which a save is taken to be done."""
_MOST_QUIET, _LONGEST = 0.25, 2.0
"""The same in a burst of saves, and the longest that a burst is waited for."""
_FEW = 4
"""So many files one save may touch; more are a checkout, or a folder that moved."""
_CALM = 0.3
"""Seconds since the last reading within which another save belongs to a burst."""
_EMPTY, _SHORTENED = 0.4, 0.15
"""Seconds that a file gone or empty, or cut short, has to become whole: some editors empty it first."""
_STEP = 0.01


class Settler:
    """Gathers changes and has them read, one reading at a time, in a thread of its own."""

    def __init__(
        self, root: Path, known: Callable[[], Mapping[str, bytes]], read: Callable[[frozenset[What]], None]
    ) -> None:
        self._root, self._known, self._read = os.path.realpath(root), known, read
        self._changes: queue.SimpleQueue[tuple[What, str] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="goalpage-settle", daemon=True)
        self._quiet = QUIET

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, once a reading under way is done or half a second has gone."""
        self._changes.put(None)
        self._thread.join(0.5)

    def tell(self, what: What, path: str) -> None:
        """Note a change; from any thread."""
        self._changes.put((what, path))

    def _run(self) -> None:
        ended = 0.0
        while (change := self._changes.get()) is not None:
            is_burst = time.monotonic() - ended < _CALM
            self._quiet = min(self._quiet * 2, _MOST_QUIET) if is_burst else QUIET
            gathered = self._gathered(change)
            if gathered is None:
                return
            self._wait_for_whole({path for what, path in gathered if what is What.TEXT})
            self._read(frozenset(what for what, _ in gathered))
            ended = time.monotonic()

    def _gathered(self, first: tuple[What, str]) -> set[tuple[What, str]] | None:
        """Give the changes up to the next moment of quiet; None at the end."""
        found, start = {first}, time.monotonic()
        while time.monotonic() - start < _LONGEST:
            try:
                change = self._changes.get(timeout=self._quiet if len(found) <= _FEW else _MOST_QUIET)
            except queue.Empty:
                break
            if change is None:
                return None
            found.add(change)
        return found

    def _wait_for_whole(self, paths: Iterable[str]) -> None:
        """Wait while a goal post is gone, empty or the beginning of what it was; a text may also mean to be so."""
        known = self._known()
        start = time.monotonic()
        for path in paths:
            last = known.get(os.path.relpath(path, self._root).replace(os.sep, "/"))
            while last and (wait := _patience(path, last)) and time.monotonic() - start < wait:
                time.sleep(_STEP)


def _patience(path: str, last: bytes) -> float:
    """Give for how long a file that held `last` is waited for, as it stands."""
    try:
        data = Path(path).read_bytes()
    except OSError:
        return _EMPTY
    if not data:
        return _EMPTY
    return _SHORTENED if len(data) < len(last) and last.startswith(data) else 0.0
