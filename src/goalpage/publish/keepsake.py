"""What the site was before a build changed it, so that it can be so again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from goalpage.site.lock import lock_held
from goalpage.site.transaction import Deed, apply


class Keepsake:
    """Told of each change of the site just before it is made; keeps what it takes to undo them."""

    def __init__(self) -> None:
        self._undo: list[tuple[Path, Path, tuple[Deed, ...]]] = []

    def __call__(self, destination: Path, home: Path, deeds: Sequence[Deed]) -> None:
        """Keep the present bytes of every file that `deeds` will change."""
        self._undo.append((destination, home, tuple(Deed(d.path, _bytes(destination / d.path)) for d in deeds)))

    def restore(self) -> None:
        """Let the site be as it was, all of it or nothing. Raises OSError or DestinationError where that fails."""
        for destination, home, deeds in reversed(self._undo):
            there = tuple(deed for deed in deeds if _bytes(destination / deed.path) != deed.data)
            with lock_held(home):
                apply(destination, home, there)
        self._undo.clear()


def _bytes(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
