"""A history becomes a followed history: lasting ids, timelines, and what changed between any two revisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from goalpage.compare.areas import moved_on, renamed
from goalpage.compare.changes import Comparison, changes
from goalpage.compare.fallen import with_fallen
from goalpage.compare.pins import Pins
from goalpage.compare.standing import Ids, areas, same_post, sets_goals, standing
from goalpage.compare.who import Who, go_on, lasting_ids
from goalpage.model import Change, Event, Followed, History, Match, Role, Statement, Timeline

_NO_PINS = Pins()


class Named(Struct, frozen=True):
    """A history in which every statement has its goal's lasting id, and why.

    `parts[r]` maps a goal split in revision r to its new parts, `merged[r]` one that is gone to that it went into.
    """

    history: History
    ids: Ids
    matches: Sequence[Sequence[Match | None]]
    parts: Sequence[Mapping[str, tuple[str, ...]]]
    merged: Sequence[Mapping[str, str]]


def follow(history: History, pins: Pins = _NO_PINS) -> Followed:
    """Give `history` with every goal followed: who is who in each revision, and what happened in it.

    Ids last: they do not change when later revisions are added, unless the author then gives a goal an id.
    Time is linear in the revisions.
    """
    return Follower(pins).follow(history)


class Follower:
    """Follows one history again and again while its newest text is being written.

    What it gives is what `follow` gives; the revisions that stand as they did the last time are not followed again.
    """

    def __init__(self, pins: Pins = _NO_PINS) -> None:
        self.pins = pins
        self._settled: Who | None = None
        self._named: Named | None = None
        self._entered: list[tuple[Change, ...]] = []

    def follow(self, history: History) -> Followed:
        """Give `history` with every goal followed."""
        last = self._named.history.revisions if self._named else ()
        kept = next((r for r, (a, b) in enumerate(zip(last, history.revisions, strict=False)) if a != b), None)
        kept = min(len(last), len(history.revisions)) if kept is None else kept
        if self._settled is None or len(self._settled.keys) > kept:
            self._settled = Who(history, self.pins)
        self._settled.history = history
        go_on(self._settled, min(kept, len(history.revisions) - 1))
        who = self._settled.branched()
        go_on(who, len(history.revisions))
        named = _named(who)
        same = self._named is not None and self._named.ids[:kept] == named.ids[:kept]
        self._entered = _changes_entered(named, self._entered[:kept] if same else [])
        self._named = named
        return _gathered(named, self._entered)


def _named(who: Who) -> Named:
    names = lasting_ids(who)
    return Named(
        who.history,
        tuple(tuple(names[key] for key in keys) for keys in who.keys),
        who.matches,
        [{names[whole]: tuple(names[p] for p in these) for whole, these in parts.items()} for parts in who.parts],
        [{names[gone]: names[into] for gone, into in merged.items()} for merged in who.merged],
    )


def followed(named: Named) -> Followed:
    """Give the timelines of a history whose goals are named already."""
    return _gathered(named, _changes_entered(named, []))


def _changes_entered(named: Named, known: list[tuple[Change, ...]]) -> list[tuple[Change, ...]]:
    """Give what changed in each revision; `known` has it for the first ones."""
    first: dict[str, int] = {}
    for r, names in enumerate(named.ids):
        for name in names:
            first.setdefault(name, r)
    return [*known, *(_entered(named, first, r) for r in range(len(known), len(named.ids)))]


def _gathered(named: Named, entered: Sequence[tuple[Change, ...]]) -> Followed:
    """Give the timelines made of what changed in each revision."""
    events: dict[str, list[Event]] = defaultdict(list)
    for r, found in enumerate(entered):
        for name, these in _by_goal(found).items():
            events[name].append(Event(r, tuple(these)))
    timelines = tuple(
        Timeline(name, tuple(said), tuple(events[name])) for name, said in _statements(named).items()
    )
    history = with_fallen(named.history, timelines)
    return Followed(history, tuple(map(tuple, named.ids)), timelines, tuple(map(bool, entered)))


def renamed_areas(followed: Followed, a: int, b: int) -> tuple[tuple[str, str], ...]:
    """Give what reads otherwise in the headings over goals in revision `b` than in `a`: (before, after), in old order.

    Names of areas come first, then years that moved on (`2023`, `2024`); no goal under them changed by it.
    """
    if not same_post(followed.history, a, b):
        return ()
    old, new = (standing(followed.history, followed.ids, r) for r in (a, b))
    names = tuple((before, after) for before, after in renamed(areas(old), areas(new)).items() if before and after)
    return (*names, *(years for years in moved_on(old, new) if years not in names))


def _statements(named: Named) -> dict[str, list[Statement]]:
    """Give every goal's statements by id, oldest first, in the order in which the goals first appeared."""
    found: dict[str, list[Statement]] = defaultdict(list)
    for r, revision in enumerate(named.history.revisions):
        for name in named.ids[r]:
            found.setdefault(name, [])
        for role in (Role.REVIEWED, Role.STATED):
            for g, goal in enumerate(revision.goals):
                if goal.role is role:
                    found[named.ids[r][g]].append(Statement(r, g, named.matches[r][g]))
    return found


def _by_goal(found: Iterable[Change]) -> dict[str, list[Change]]:
    by_goal: dict[str, list[Change]] = defaultdict(list)
    for change in found:
        by_goal[change.goal].append(change)
    return by_goal


def _entered(named: Named, first: Mapping[str, int], r: int) -> tuple[Change, ...]:
    """Give what changed in revision `r` against the one it continues; `first` is where each goal first stood."""
    history, ids, before = named.history, named.ids, named.history.revisions[r].previous
    return changes(
        Comparison(
            ids,
            {} if before is None else standing(history, ids, before),
            standing(history, ids, r),
            one_post=before is not None and same_post(history, before, r),
            set_before=before is not None and sets_goals(history, before),
            sets_now=sets_goals(history, r),
            known=lambda name: first[name] < r,
            match=dict(zip(ids[r], named.matches[r], strict=True)).get,
            parts=named.parts[r],
            merged=named.merged[r],
        )
    )
