"""What is to be added to a blog: values."""

from __future__ import annotations

import difflib

from msgspec import Struct


class Addition(Struct, frozen=True):
    """A file to write: its path below the blog, its text, what it held before (None: it is new), and what it is for."""

    path: str
    text: str
    before: str | None
    why: str

    @property
    def difference(self) -> tuple[str, ...]:
        """The lines of a unified diff, without line ends."""
        old = (self.before or "").splitlines()
        source = "/dev/null" if self.before is None else f"a/{self.path}"
        lines = difflib.unified_diff(old, self.text.splitlines(), source, f"b/{self.path}", lineterm="")
        return tuple(lines)


class ByHand(Struct, frozen=True):
    """Lines for a file that only its author can change rightly: a program, or settings already made."""

    path: str
    lines: tuple[str, ...]
    why: str


class Setup(Struct, frozen=True):
    """What a blog needs: files to write, lines to add by hand, and what is there already.

    `path` is where the pages go below the site (`/goals/`), `build` the command that builds blog and pages.
    """

    path: str
    build: str
    additions: tuple[Addition, ...] = ()
    by_hand: tuple[ByHand, ...] = ()
    there: tuple[str, ...] = ()
