"""What changed between any two revisions of a followed history."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from goalpage.compare.changes import Comparison, changes
from goalpage.compare.standing import same_post, sets_goals, standing
from goalpage.model import Change, ChangeKind, Event, Followed, Match, Reason, Timeline

_LINEAGE = frozenset({ChangeKind.SPLIT, ChangeKind.MERGED})
_CERTAIN = Match(Reason.EXACT)
"""A goal whose words nothing befell is the same goal."""


def changes_between(followed: Followed, a: int, b: int) -> tuple[Change, ...]:
    """Give what changed from revision `a` to revision `b` (indices into `history.revisions`), either way round.

    First come the goals of `b` in its order, then those that are not there any more. For many pairs of one history
    a `Between` looks less up anew.
    """
    return Between(followed).changes(a, b)


class Between:
    """Compares any two revisions of one history; what all pairs need is looked up once."""

    def __init__(self, followed: Followed) -> None:
        self._followed = followed
        self._timelines = {timeline.id: timeline for timeline in followed.timelines}
        self._days = {timeline.id: [event.revision for event in timeline.events] for timeline in followed.timelines}
        self._entered: dict[int, list[Change]] = defaultdict(list)
        self._lineage: list[tuple[int, Change]] = []
        for timeline in followed.timelines:
            for event in timeline.events:
                self._entered[event.revision].extend(event.changes)
                found = (change for change in event.changes if change.kind in _LINEAGE)
                self._lineage.extend((event.revision, change) for change in found)

    def changes(self, a: int, b: int) -> tuple[Change, ...]:
        """Give what changed from revision `a` to revision `b`, as `changes_between` does."""
        history, ids = self._followed.history, self._followed.ids
        if a == b:
            return ()
        if a < b and history.revisions[b].previous == a:
            names = dict.fromkeys((*standing(history, ids, b), *ids[a]))
            order = {name: n for n, name in enumerate(names)}
            return tuple(sorted(self._entered.get(b, ()), key=lambda change: order.get(change.goal, len(order))))
        return changes(self._comparison(a, b))

    def _comparison(self, a: int, b: int) -> Comparison:
        history, ids = self._followed.history, self._followed.ids
        old, new = standing(history, ids, a), standing(history, ids, b)
        parts, merged = self._lineage_between(a, b) if a < b else ({}, {})
        return Comparison(
            ids,
            old,
            new,
            one_post=same_post(history, a, b),
            set_before=sets_goals(history, a),
            sets_now=sets_goals(history, b),
            known=lambda name: self._first(name) < max(a, b) and self._first(name) <= a,
            match=self._weakest(min(a, b), max(a, b)),
            parts={
                whole: these
                for whole, all_of_them in parts.items()
                if (these := tuple(part for part in all_of_them if part in new))
            },
            merged={gone: into for gone, into in merged.items() if into in new},
        )

    def _first(self, name: str) -> int:
        return self._timelines[name].statements[0].revision

    def _lineage_between(self, a: int, b: int) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
        """Give the splits (whole -> parts) and merges (gone -> into) of the revisions after `a` and up to `b`."""
        parts: dict[str, tuple[str, ...]] = {}
        merged: dict[str, str] = {}
        for revision, change in self._lineage:
            if not a < revision <= b:
                continue
            if change.kind is ChangeKind.SPLIT:
                parts[change.goal] = (*parts.get(change.goal, ()), *change.lineage)
            else:
                merged[change.goal] = change.lineage[0]
        return parts, merged

    def _weakest(self, first: int, last: int) -> Callable[[str], Match | None]:
        """Give, for a goal, the least sure of the matches that lead from one revision to the other.

        Only where something befell it can a match be less than certain, so its events are asked, not its statements.
        """

        def match(name: str) -> Match | None:
            found = [change.match for event in self._events(name, first, last) for change in event.changes]
            return min(filter(None, found), key=lambda match: match.score, default=_CERTAIN)

        return match

    def _events(self, name: str, first: int, last: int) -> Iterator[Event]:
        timeline: Timeline = self._timelines[name]
        days: Mapping[str, list[int]] = self._days
        for n in range(bisect_right(days[name], first), bisect_left(days[name], last + 1)):
            yield timeline.events[n]
