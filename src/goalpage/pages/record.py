"""One followed history with everything the pages ask of it worked out once: lookups, no words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import pairwise

from msgspec import Struct

from goalpage.compare import Between, renamed_areas
from goalpage.compare.fallen import active_from
from goalpage.model import (
    Change,
    ChangeKind,
    Followed,
    Goal,
    History,
    Number,
    Revision,
    Role,
    Statement,
    Timeline,
)
from goalpage.pages.dates import first_day
from goalpage.pages.paths import GOAL_RESERVED, HISTORY_RESERVED, href, segments
from goalpage.pages.quantities import finite


class Point(Struct, frozen=True):
    """A value at a date: from a dated entry under the goal (`revision` None) or from a revision (its index)."""

    day: date
    value: Number
    revision: int | None = None


class Thread(Struct, frozen=True):
    """One goal through a history, as pages need it: its ends, its values and when it last changed.

    `href` is the percent-encoded way to its page below our folder. `first` and `last` are statements; `listed` tells
    whether the goal stands in the present list. `since` is the date of its present status, `touched` of its last
    change, both the author's own; `gone` is the revision in which it left the list for good.
    """

    timeline: Timeline
    segment: str
    href: str
    first: Statement
    last: Statement
    listed: bool
    since: datetime
    touched: datetime
    gone: int | None
    points: tuple[Point, ...]

    @property
    def id(self) -> str:
        """The goal's lasting id."""
        return self.timeline.id

    @property
    def start(self) -> Number | None:
        """The first value known, None where there is none."""
        return self.points[0].value if self.points else None


class Record(Struct, frozen=True):
    """A followed history and its lookups. All revisions are indices into `history.revisions`.

    `shown` are the revisions in which anything changed, oldest first; `snapshot[r]` the shown one that has the list
    of r; `before[r]` the shown one that the shown r continues; `next[r]` the shown one after it in time; `present` the
    revision whose list stands now;
    `happened[r]` what r changed. `renamed[r]` are headings that changed their words above the same goals.
    `titles` are the newest titles by goal, `children` the goals directly under one, by its revision and index.
    `has_areas` tells whether any goal ever stood under a heading.
    """

    followed: Followed
    between: Between
    segment: str
    threads: Mapping[str, Thread]
    shown: tuple[int, ...]
    snapshot: tuple[int, ...]
    before: Mapping[int, int | None]
    present: int
    next: Mapping[int, int]
    happened: tuple[tuple[Change, ...], ...]
    renamed: Mapping[int, tuple[tuple[str, str], ...]]
    titles: Mapping[str, str]
    children: Mapping[tuple[int, int], Sequence[tuple[str, Goal]]]
    has_areas: bool

    @property
    def history(self) -> History:
        """The history itself."""
        return self.followed.history

    @property
    def revisions(self) -> tuple[Revision, ...]:
        """Every revision, oldest first."""
        return self.followed.history.revisions

    @property
    def quiet(self) -> int:
        """How many revisions changed no goal."""
        return len(self.revisions) - len(self.shown)

    def statement(self, statement: Statement) -> Goal:
        """The goal a statement speaks of."""
        return self.revisions[statement.revision].goals[statement.goal]

    def goals(self, revision: int) -> Sequence[tuple[str, Goal]]:
        """Lasting id and goal of each line of a list, in the author's order."""
        return tuple(zip(self.followed.ids[revision], self.revisions[revision].goals, strict=True))

    def parts(self, statement: Statement) -> Sequence[tuple[str, Goal]]:
        """Lasting id and goal of each goal directly under the one a statement speaks of."""
        return self.children.get((statement.revision, statement.goal), ())


def records(followed: Sequence[Followed]) -> tuple[Record, ...]:
    """A record for each history that has revisions, in the order given."""
    names = segments((each.history.id for each in followed), HISTORY_RESERVED)
    return tuple(_record(each, names[each.history.id]) for each in followed if each.history.revisions)


def _record(followed: Followed, segment: str) -> Record:
    history = followed.history
    renamed = _renamed(followed)
    present = _present(history)
    shown = tuple(
        r
        for r, revision in enumerate(history.revisions)
        if followed.changed[r] or r in renamed or (revision.previous is None and revision.goals)
    ) or (present,)
    snapshot, before = _continued(history, shown)
    threads = _threads(followed, segment, frozenset(followed.ids[present]))
    return Record(
        followed=followed,
        between=Between(followed),
        segment=segment,
        threads=threads,
        shown=shown,
        snapshot=snapshot,
        before=before,
        present=present,
        next=dict(pairwise(shown)),
        happened=_happened(followed),
        renamed=renamed,
        titles={id_: _title(history, thread) for id_, thread in threads.items()},
        children=_children(followed),
        has_areas=any(goal.area for revision in history.revisions for goal in revision.goals),
    )


def _title(history: History, thread: Thread) -> str:
    """Give a goal's newest name: as it was set, where it was, since a look back speaks of it loosely."""
    said = [history.revisions[each.revision].goals[each.goal] for each in thread.timeline.statements]
    return next((goal.title for goal in reversed(said) if goal.role is Role.STATED), said[-1].title)


def _renamed(followed: Followed) -> dict[int, tuple[tuple[str, str], ...]]:
    """Give the revisions in which headings alone were renamed, with the old and new names."""
    return {
        r: headings
        for r, revision in enumerate(followed.history.revisions)
        if revision.previous is not None
        and not followed.changed[r]
        and (headings := renamed_areas(followed, revision.previous, r))
    }


def _threads(followed: Followed, segment: str, present: frozenset[str]) -> dict[str, Thread]:
    """Give the threads of all goals that were ever stated, by their ids."""
    history = followed.history
    names = segments((timeline.id for timeline in followed.timelines), GOAL_RESERVED)
    posts = {path: n for n, path in enumerate(history.posts)}
    return {
        each.id: _thread(history, each, names[each.id], href("", f"{segment}/{names[each.id]}/"), posts, present)
        for each in followed.timelines
        if each.statements
    }


def _happened(followed: Followed) -> tuple[tuple[Change, ...], ...]:
    """What each revision changed: the goals of its list in their order, then those that left it."""
    found: list[list[Change]] = [[] for _ in followed.history.revisions]
    for timeline in followed.timelines:
        for event in timeline.events:
            found[event.revision] += event.changes
    for r, changes in enumerate(found):
        places = {goal: n for n, goal in enumerate(followed.ids[r])}
        changes.sort(key=lambda change: places.get(change.goal, len(places)))
    return tuple(map(tuple, found))


def _children(followed: Followed) -> dict[tuple[int, int], list[tuple[str, Goal]]]:
    found: dict[tuple[int, int], list[tuple[str, Goal]]] = {}
    for r, revision in enumerate(followed.history.revisions):
        for goal_id, goal in zip(followed.ids[r], revision.goals, strict=True):
            if goal.parent is not None:
                found.setdefault((r, goal.parent), []).append((goal_id, goal))
    return found


def _present(history: History) -> int:
    """The newest revision; in a series, the newest one of the newest post."""
    newest = len(history.revisions) - 1
    if history.is_series and history.posts:
        return max((r for r, rev in enumerate(history.revisions) if rev.source == history.posts[-1]), default=newest)
    return newest


def _continued(history: History, shown: tuple[int, ...]) -> tuple[tuple[int, ...], dict[int, int | None]]:
    """For each revision the shown one with its list, and for each shown one the shown one it continues."""
    is_shown = frozenset(shown)
    snapshot: list[int] = []
    before: dict[int, int | None] = {}
    for r, revision in enumerate(history.revisions):
        inherited = snapshot[revision.previous] if revision.previous is not None and revision.previous < r else None
        if r in is_shown:
            before[r] = inherited if inherited != r else None
            snapshot.append(r)
        else:
            snapshot.append(inherited if inherited is not None else shown[0])
    return tuple(snapshot), before


def _thread(  # noqa: PLR0913, PLR0917  # the parts of a thread
    history: History, timeline: Timeline, segment: str, href: str, posts: Mapping[str, int], present: frozenset[str]
) -> Thread:
    statements = timeline.statements
    listed = timeline.id in present
    revisions = history.revisions
    last = max(statements, key=lambda s: (posts.get(revisions[s.revision].source, 0), s.revision, s.goal))
    if not history.is_series:
        last = statements[-1]
    since = touched = revisions[statements[0].revision].date
    gone: int | None = None
    for event in timeline.events:
        kinds = {change.kind for change in event.changes}
        if not kinds:
            continue
        touched = revisions[event.revision].date
        if ChangeKind.STATUS in kinds or ChangeKind.ADDED in kinds:
            since = touched
        if ChangeKind.REMOVED in kinds:
            gone = event.revision
        elif kinds & {ChangeKind.RETURNED, ChangeKind.ADDED}:
            gone = None
    since = max(since, history.revisions[active_from(history, statements)].date)
    points = _points(history, statements)
    return Thread(
        timeline, segment, href, statements[0], last, listed, since, touched, None if listed else gone, points
    )


def _points(history: History, statements: Sequence[Statement]) -> tuple[Point, ...]:
    """Every known value in order of date.

    A goal set anew in each post of a series starts from nothing each time: its values are those of the newest post
    that sets it, or, where that has fewer than two, the result of each year.
    """
    if not history.is_series:
        return _values(history, statements)
    set_by = [s for s in statements if _goal(history, s).role is Role.STATED]
    newest = history.revisions[set_by[-1].revision].source if set_by else None
    current = [s for s in set_by if history.revisions[s.revision].source == newest]
    points = _values(history, current)
    if len({point.value for point in points}) > 1:
        return points
    graded = {
        history.revisions[s.revision].source: s for s in reversed(statements) if _goal(history, s).role is Role.REVIEWED
    }
    return _values(history, sorted((*graded.values(), *current), key=lambda s: s.revision))


def _goal(history: History, statement: Statement) -> Goal:
    return history.revisions[statement.revision].goals[statement.goal]


def _values(history: History, statements: Sequence[Statement]) -> tuple[Point, ...]:
    """The dated entries, and what revisions say that entries do not, each value once as long as it stands."""
    entries: dict[date, Point] = {}
    said: list[Point] = []
    for statement in statements:
        goal = _goal(history, statement)
        for entry in goal.log:
            day = first_day(entry.date)
            if day is not None and finite(entry.value) is not None and entry.value is not None:
                entries[day] = Point(day, entry.value)
        current = goal.progress.current if goal.progress is not None else None
        if current is not None and finite(current) is not None:
            said.append(Point(history.revisions[statement.revision].date.date(), current, statement.revision))
    logged = {point.value for point in entries.values()}
    points = [*entries.values(), *(point for point in said if point.value not in logged)]
    points.sort(key=lambda point: (point.day, point.revision if point.revision is not None else -1))
    return tuple(p for n, p in enumerate(points) if n == 0 or p.value != points[n - 1].value or p.revision is None)
