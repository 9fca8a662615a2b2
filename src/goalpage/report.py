"""What a build is asked for, and what it says of itself."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from msgspec import Struct

from goalpage.errors import Problem, Severity


class BuildOptions(Struct, frozen=True):
    """What the author asks of one build, and what only the outside knows.

    `now` is the moment of the build: posts dated later are not published yet. `today` decides which due dates have gone
    by; without it the day of the newest revision does, so that the same blog gives the same bytes on any day.
    `destination` stands in for the configured one; `cache` is the user's cache folder for us (None: no cache).
    `debug` lets our own faults through, with their traceback.
    """

    now: datetime
    today: date | None = None
    destination: Path | None = None
    posts: tuple[str, ...] = ()
    committed: bool = False
    shallow: bool = False
    force: bool = False
    allow_removal: bool = False
    cache: Path | None = None
    debug: bool = False


class Taken(Struct, frozen=True):
    """One history that was found: its posts, why they were taken, and how much there is in it."""

    id: str
    title: str
    posts: tuple[str, ...]
    why: tuple[str, ...]
    revisions: int
    goals: int


class Report(Struct, frozen=True):
    """What a build found and did. Paths of pages are below `destination`; `kept` and `held` as `Written` has them.

    At `until` a post is to be published that is held back for now: what the report says holds only till then.
    """

    destination: str
    index: str
    taken: tuple[Taken, ...]
    looks_like: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]
    written: tuple[str, ...] = ()
    unchanged: int = 0
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    until: datetime | None = None

    @property
    def worst(self) -> Severity:
        """The weight of its heaviest problem."""
        found = {problem.severity for problem in self.problems}
        return next((weight for weight in (Severity.ERROR, Severity.WARNING) if weight in found), Severity.NOTICE)
