"""What reading a blog again can take from the last time. It changes nothing of what is found, only how soon."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar

from msgspec import Struct, field

from goalpage.blog.files import read_bytes
from goalpage.reading.fields import names_goals
from goalpage.reading.fields.language import Kind
from goalpage.reading.named import named

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")
_SETTLED = 3.0
"""Seconds after which a file's times can be trusted to change when it does: some disks count in steps of two."""


class Memo(Generic[_Key, _Value]):
    """Values worked out once. What was not asked for between two turns is forgotten."""

    def __init__(self) -> None:
        self._now: dict[_Key, _Value] = {}
        self._last: dict[_Key, _Value] = {}
        self.made = 0
        """How many values had to be worked out."""

    def get(self, key: _Key, make: Callable[[], _Value]) -> _Value:
        """Give the value kept under `key`, made where there is none."""
        if key in self._now:
            return self._now[key]
        if key in self._last:
            value = self._last[key]
        else:
            value = make()
            self.made += 1
        self._now[key] = value
        return value

    @property
    def kept(self) -> Mapping[_Key, _Value]:
        """What was asked for since the last turn."""
        return self._now

    def recall(self, values: Mapping[_Key, _Value]) -> None:
        """Know these values as if they had been worked out before the last turn."""
        self._last = {**values, **self._last}

    def turn(self) -> None:
        """Forget what was not asked for since the last turn."""
        self._now, self._last = {}, self._now


class _Read(Struct, frozen=True):
    """A file as it was read: its bytes, and what the disk said of it just before, None where that may not tell."""

    state: tuple[int, ...] | None
    data: bytes


class Memory(Struct):
    """Files by their state on disk, judgements and decoded texts by their bytes, git's record by its refs.

    `named` tells of titles, by language, whether they name goals or a look back.
    """

    judgements: Memo[Any, Any] = field(default_factory=Memo)
    opened: Memo[Any, Any] = field(default_factory=Memo)
    records: dict[str, Any] = field(default_factory=dict)
    named: Memo[str, bool] = field(default_factory=Memo)
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

    def names_goals(self, words: str, lang: str | None) -> bool:
        """Tell whether a title, file name or heading names goals."""
        return self.named.get(f"{lang}:{words}", lambda: names_goals(words, lang=lang))

    def names_review(self, title: str, lang: str | None) -> bool:
        """Tell whether a title names a look back."""
        return self.named.get(f"{lang}:review:{title}", lambda: Kind.REVIEW in named(title, lang))

    def turn(self) -> None:
        """Forget what the last reading did not ask for."""
        self.named.turn()
        self.judgements.turn()
        self.opened.turn()
