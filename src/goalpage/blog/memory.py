"""What reading a blog again can take from the last time. It changes nothing of what is found, only how soon."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from goalpage.blog.files import read_bytes

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")
_SETTLED = 3.0
"""Seconds after which a file's times can be trusted to change when it does: some disks count in steps of two."""


class Memo(Generic[_Key, _Value]):
    """Values worked out once. What was not asked for between two turns is forgotten."""

    def __init__(self) -> None:
        self._now: dict[_Key, _Value] = {}
        self._last: dict[_Key, _Value] = {}

    def get(self, key: _Key, make: Callable[[], _Value]) -> _Value:
        """Give the value kept under `key`, made where there is none."""
        if key in self._now:
            return self._now[key]
        value = self._now[key] = self._last[key] if key in self._last else make()
        return value

    def turn(self) -> None:
        """Forget what was not asked for since the last turn."""
        self._now, self._last = {}, self._now


@dataclass(frozen=True, slots=True)
class _Read:
    """A file as it was read: its bytes, and what the disk said of it just before, None where that may not tell."""

    state: tuple[int, ...] | None
    data: bytes


@dataclass(slots=True)
class Memory:
    """Files by their state on disk, judgements and decoded texts by their bytes, git's record by its refs."""

    judgements: Memo[Any, Any] = field(default_factory=Memo)
    opened: Memo[Any, Any] = field(default_factory=Memo)
    records: dict[str, Any] = field(default_factory=dict)
    _files: dict[Path, _Read] = field(default_factory=dict)

    def bytes_of(self, file: Path) -> bytes:
        """Give the bytes of a regular file; raises OSError as `read_bytes` does."""
        found = file.stat()
        state = (found.st_mode, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_dev)
        known = self._files.get(file)
        if known is not None and known.state == state:
            return known.data
        data = read_bytes(file)
        if known is not None and known.data == data:
            data = known.data  # one copy, whose hash is known
        is_old = time.time() - found.st_ctime > _SETTLED
        self._files[file] = _Read(state if is_old else None, data)
        return data

    def turn(self) -> None:
        """Forget what the last reading did not ask for."""
        self.judgements.turn()
        self.opened.turn()
