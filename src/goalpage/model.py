"""The values that travel between the stages: goals, revisions, histories, changes, timelines.

Everything here is frozen and knows nothing of files, git or HTML pages. A stage takes some of
these values and gives others: reading gives `Post`, the blog gives `History`, comparing gives
`Followed`, and the pages are made of `Followed` alone.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct, field

from goalpage.errors import Problem

Number = int | float
"""A quantity in the unit named beside it; an int where it is whole."""


class Status(StrEnum):
    """Where a goal stands, as its author says it."""

    OPEN = "open"
    ACTIVE = "active"
    PAUSED = "paused"
    DONE = "done"
    PARTIAL = "partial"
    MISSED = "missed"
    DROPPED = "dropped"


class Role(StrEnum):
    """Whether a post sets a goal or grades one set earlier."""

    STATED = "stated"
    REVIEWED = "reviewed"


class Direction(StrEnum):
    """Which way a value has to go to reach its target."""

    UP = "up"
    DOWN = "down"


class Container(StrEnum):
    """What held a goal in its post."""

    LIST = "list"
    HEADINGS = "headings"
    PARAGRAPHS = "paragraphs"
    TABLE = "table"
    HTML = "html"
    FRONT_MATTER = "front_matter"
    DATA = "data"


class Link(Struct, frozen=True):
    """A link as the author wrote it: `text` is plain, `url` passed the link check."""

    text: str
    url: str


class Note(Struct, frozen=True):
    """A remark under a goal. `html` is clean inline HTML, `line` 1-based in the post's file."""

    text: str
    html: str
    line: int | None = None


class Entry(Struct, frozen=True):
    """A dated value (`- 2021-03-01: $1,200`): `date` is YYYY, YYYY-MM or YYYY-MM-DD, `value` in the goal's unit."""

    date: str
    value: Number | None
    text: str


class Progress(Struct, frozen=True):
    """A quantity on its way. All values are in `unit` (`$`, `%`, `books`, `km`, ... or empty)."""

    current: Number | None = None
    target: Number | None = None
    baseline: Number | None = None
    unit: str = ""
    direction: Direction = Direction.UP
    log_scale: bool = False

    @property
    def fraction(self) -> float | None:
        """How much of the way is done, 0.0-1.0 (clamped), None where it cannot be told."""
        if self.current is None or self.target is None:
            return None
        start = self.baseline if self.baseline is not None else (0 if self.direction is Direction.UP else None)
        if start is None or start == self.target:
            return 1.0 if self.is_met else None
        return min(1.0, max(0.0, (self.current - start) / (self.target - start)))

    @property
    def is_met(self) -> bool:
        """Whether the current value has reached the target."""
        if self.current is None or self.target is None:
            return False
        return self.current >= self.target if self.direction is Direction.UP else self.current <= self.target


class Goal(Struct, frozen=True):
    """One aim as stated in one revision.

    `title` is plain text: the shortest span by which the author names the goal. `text` is the whole
    statement in plain text and `html` the same as clean inline HTML (only inline elements, checked
    links). `parent` is the index of the parent goal in the same list. `due` is YYYY, YYYY-MM or
    YYYY-MM-DD. `confidence` is 0.0-1.0. `line` and `end_line` are 1-based, inclusive, in the post's
    file (the goal with its notes). `id` is the author's own id, if he gave one; the id that lasts
    is given by comparing. `was` are ids or wordings to which the author pinned this goal.
    `inferred` names the fields that were read from prose rather than told.
    """

    title: str
    text: str = ""
    html: str = ""
    number: str | None = None
    notes: tuple[Note, ...] = ()
    links: tuple[Link, ...] = ()
    parent: int | None = None
    area: str | None = None
    status: Status = Status.OPEN
    role: Role = Role.STATED
    progress: Progress | None = None
    due: str | None = None
    confidence: float | None = None
    tags: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    line: int = 1
    end_line: int = 1
    id: str | None = None
    was: tuple[str, ...] = ()
    start: str | None = None
    created: str | None = None
    completion: str | None = None
    cancelled: str | None = None
    priority: str | None = None
    evidence: tuple[Link, ...] = ()
    log: tuple[Entry, ...] = ()
    container: Container = Container.LIST
    inferred: frozenset[str] = frozenset()


class Decision(Struct, frozen=True):
    """Why a part of a post was taken for goals, or left: for `check -v`.

    `line` is 1-based; `cues` are short phrases with their weight, e.g. ("heading names a goal word", 3.0).
    """

    line: int
    container: Container
    taken: bool
    score: float
    cues: tuple[tuple[str, float], ...] = ()


class Post(Struct, frozen=True):
    """What reading made of one text of one post."""

    title: str | None = None
    lang: str | None = None
    goals: tuple[Goal, ...] = ()
    decisions: tuple[Decision, ...] = ()
    problems: tuple[Problem, ...] = ()


class Origin(StrEnum):
    """Where a revision's text comes from."""

    COMMIT = "commit"
    RECORDED = "recorded"
    UNCOMMITTED = "uncommitted"
    FILE = "file"
    """The file as it is, where there is no history."""
    BOUNDARY = "boundary"
    """The oldest commit of a shallow clone: what came before is unknown."""


class Revision(Struct, frozen=True):
    """A goal list as it stood at a date.

    `id` is the author's date and six hex digits of the text's SHA-256 (`2020-02-01-3f9a1c`; a second
    one of the same day and text has `-2`). `date` carries the author's own UTC offset. `source` is the
    post's path below the blog at its newest, `path` its path at this revision. `previous` is the index,
    in the history, of the revision that this one continues: the one before it in the same post, or, for
    the first text of a post in a series, the newest one of the post before; None for the first of all.
    """

    id: str
    date: datetime
    source: str
    path: str
    origin: Origin
    post: Post
    previous: int | None = None
    commit: str | None = None
    message: str | None = None

    @property
    def goals(self) -> tuple[Goal, ...]:
        """The goals of this revision in the author's order."""
        return self.post.goals

    @property
    def day(self) -> str:
        """The author's date, YYYY-MM-DD."""
        return self.date.date().isoformat()


class History(Struct, frozen=True):
    """The revisions of one post, or of a series of posts, oldest first.

    `id` is a slug unique in the blog; it stays when the post is renamed. `posts` are the present paths of its
    posts, oldest first; `post_urls` their URLs in the site in the same order (None where unknown).
    """

    id: str
    title: str
    revisions: tuple[Revision, ...]
    posts: tuple[str, ...]
    post_urls: tuple[str | None, ...] = ()
    lang: str | None = None
    is_series: bool = False


class Reason(StrEnum):
    """Why two statements were taken for the same goal."""

    ID = "id"
    EXACT = "exact"
    SIMILAR = "similar"
    PLACE = "place"
    PINNED = "pinned"


class Match(Struct, frozen=True):
    """That a statement continues an earlier one, why, and how sure it is (`score`, 0.0-1.0)."""

    reason: Reason
    score: float = 1.0


class ChangeKind(StrEnum):
    """What can happen to one goal between two revisions."""

    ADDED = "added"
    REMOVED = "removed"
    RETURNED = "returned"
    STATUS = "status"
    PROGRESS = "progress"
    TARGET = "target"
    DUE = "due"
    REWORDED = "reworded"
    MOVED = "moved"
    NOTE = "note"
    LINK = "link"
    SPLIT = "split"
    MERGED = "merged"


class Place(Struct, frozen=True):
    """Where a goal stands in its list: `position` 1-based among all goals of its revision, `parent` a goal's id."""

    position: int
    area: str | None = None
    parent: str | None = None


class Change(Struct, frozen=True):
    """What happened to one goal between two revisions.

    `goal` is the goal's lasting id; `before` and `after` the statements (None on the side where it does
    not stand). `places` are given for a move, `lineage` (ids of the parts or of the whole) for a split or
    merge, `small` marks a rewording the size of a typo, `match` says why the two are the same goal.
    """

    kind: ChangeKind
    goal: str
    before: Goal | None
    after: Goal | None
    match: Match | None = None
    places: tuple[Place, Place] | None = None
    lineage: tuple[str, ...] = ()
    small: bool = False


class Statement(Struct, frozen=True):
    """One goal as stated in one revision: indices into `History.revisions` and `Revision.goals`."""

    revision: int
    goal: int
    match: Match | None = None


class Event(Struct, frozen=True):
    """What happened to one goal in one revision (index into `History.revisions`)."""

    revision: int
    changes: tuple[Change, ...]


class Timeline(Struct, frozen=True):
    """One goal through a history: its lasting id, its statements and its events, oldest first.

    A goal may stand twice in one revision of a series: first reviewed, then stated anew.
    """

    id: str
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]


class Followed(Struct, frozen=True):
    """A history whose goals are followed: who is who, and what happened.

    `ids[r][g]` is the lasting id of goal g of revision r. `timelines` are in the order in which the goals
    first appeared. `changed[r]` tells whether revision r changed any goal against the one it continues.
    """

    history: History
    ids: tuple[tuple[str, ...], ...]
    timelines: tuple[Timeline, ...]
    changed: tuple[bool, ...]
    problems: tuple[Problem, ...] = field(default=())

    def timeline(self, goal: str) -> Timeline:
        """Give the timeline of the goal with this lasting id; KeyError where there is none."""
        for timeline in self.timelines:
            if timeline.id == goal:
                return timeline
        raise KeyError(goal)
