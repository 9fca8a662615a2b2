"""One task of another program, as far as goals have the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from goalpage.errors import Problem, Severity
from goalpage.model import Status

DAY = r"\d{4}-\d{2}-\d{2}"


class Task(Struct, frozen=True):
    """A task: its words in Markdown, where it stands, and its fields; dates are YYYY-MM-DD.

    `line` is 1-based in the file, `depth` 0 for a task under no other. `area` is the heading or project above it.
    """

    words: str
    line: int
    status: Status = Status.OPEN
    depth: int = 0
    area: str | None = None
    due: str | None = None
    start: str | None = None
    created: str | None = None
    completion: str | None = None
    cancelled: str | None = None
    priority: str | None = None
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    """Values as (`baseline`, `current` or `target`, the value with its unit)."""


Read = tuple[Sequence[Task], Sequence[Problem]]
"""The tasks of a file, and what of it could not be kept."""


def not_kept(path: str, line: int, what: str) -> Problem:
    """Give the notice that something of a file has no place in a goal."""
    return Problem(path, line, "import-left", f"{what} is left out", "write it into the post by hand", Severity.WARNING)


def taken_out(pattern: str, text: str) -> tuple[str | None, str]:
    """Give the first group of the first match, and the text without that match."""
    found = re.search(pattern, text)
    if found is None:
        return None, text
    return found[1], f"{text[: found.start()]} {text[found.end() :]}"
