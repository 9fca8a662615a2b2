"""How far a build is, for a person who waits."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from goalpage.cli.messages import Terminal

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_PATIENCE = 0.7
"""Seconds before anything is shown: most builds are done by then, and a flash of bars tells nobody anything."""


@contextmanager
def shown_progress(terminal: Terminal) -> Iterator[Callable[[str, int, int], None]]:
    """Give what a build tells its progress; it is shown on a terminal, once the build takes longer than a moment."""
    bar = _Bar()
    try:
        yield bar.update if terminal.is_interactive and not terminal.quiet else _ignore
    finally:
        bar.stop()


def _ignore(what: str, done: int, of: int) -> None:
    """Show nothing."""


class _Bar:
    def __init__(self) -> None:
        self._start = time.monotonic()
        self._progress: Progress | None = None
        self._tasks: dict[str, TaskID] = {}

    def update(self, what: str, done: int, of: int) -> None:
        if self._progress is None:
            if time.monotonic() - self._start < _PATIENCE:
                return
            self._progress = self._begun()
        if what not in self._tasks:
            self._tasks[what] = self._progress.add_task(what, total=of)
        self._progress.update(self._tasks[what], completed=done, total=of)

    def stop(self) -> None:
        if self._progress is not None:
            self._progress.stop()

    def _begun(self) -> Progress:
        from rich.console import Console
        from rich.progress import Progress

        progress = Progress(console=Console(stderr=True), transient=True)
        progress.start()
        return progress
