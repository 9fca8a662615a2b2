"""What happened to each goal between two revisions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from goalpage.compare.areas import moved_on
from goalpage.compare.moves import moves
from goalpage.compare.remarks import Remarks, remarks
from goalpage.compare.standing import Ids, Said, Stand, pairs_of
from goalpage.compare.statements import differences
from goalpage.model import Change, ChangeKind, Goal, Match, Role, Status

SETTLED = (Status.DONE, Status.DROPPED)
"""A goal that stands so is at its end: the next post need not carry it."""


class Comparison(Struct, frozen=True):
    """Two revisions held against each other.

    `old` and `new` say how each goal stands (see `standing`), `one_post` that both are texts of one post,
    `set_before` and `sets_now` that the old and the new one set goals, not only grade some. `known` tells of an id
    whether the goal was stated before the old revision. `match` gives why a goal is taken for the same in both.
    `parts` and `merged` are lineage by id: whole -> its new parts, gone -> the goal it went into.
    """

    ids: Ids
    old: Mapping[str, Stand]
    new: Mapping[str, Stand]
    one_post: bool
    set_before: bool
    sets_now: bool
    known: Callable[[str], bool]
    match: Callable[[str], Match | None]
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    merged: Mapping[str, str] = field(default_factory=dict)


def changes(held: Comparison) -> tuple[Change, ...]:
    """Give every change: the goals of the new list in its order, then those that are gone, in theirs."""
    matches = {name: held.match(name) for name in held.new if name in held.old}
    moved = moves(held.ids, held.old, held.new, matches) if held.one_post else {}
    said = remarks(held.old, held.new, one_post=held.one_post)
    dated = {name for names in moved_on(held.old, held.new).values() for name in names} if held.one_post else set()
    whole = {part: name for name, parts in held.parts.items() for part in parts}
    found: list[Change] = []
    for name in held.new:
        if name in held.old:
            kept = _kept(held, name, matches[name], said)
            found += [change for change in kept if not (change.kind is ChangeKind.DUE and name in dated)]
            found += [moved[name]] if name in moved else []
        else:
            found.append(_come(held, name, (whole[name],) if name in whole else ()))
    return (*found, *(change for name in held.old if name not in held.new for change in _gone(held, name)))


def _come(held: Comparison, name: str, lineage: tuple[str, ...]) -> Change:
    goal = held.new[name].last.goal
    if held.known(name):
        return Change(ChangeKind.RETURNED, name, None, goal, held.match(name))
    return Change(ChangeKind.ADDED, name, None, goal, lineage=lineage)


def _gone(held: Comparison, name: str) -> Iterator[Change]:
    last = held.old[name].last
    if name in held.merged:
        yield Change(ChangeKind.MERGED, name, last.goal, None, lineage=(held.merged[name],))
    elif held.one_post or (held.sets_now and not _settled(last, set_before=held.set_before)):
        yield Change(ChangeKind.REMOVED, name, last.goal, None)


def _settled(last: Said, *, set_before: bool) -> bool:
    """Whether another post need not speak of the goal again: it is done, or was graded where new goals were set."""
    return last.goal.status in SETTLED or (set_before and last.goal.role is Role.REVIEWED)


_EVERY = frozenset(ChangeKind)
_VERDICT = _EVERY - {ChangeKind.REWORDED, ChangeKind.LINK}
"""What is told of a goal where another post grades it: that post names it as loosely as it likes."""
_AGAIN = _EVERY - {ChangeKind.STATUS}
"""What is told of a goal set again beside being set again."""


def _steps(
    pairs: Sequence[tuple[Said, Said]], *, one_post: bool
) -> Iterator[tuple[Goal, Goal, frozenset[ChangeKind]]]:
    """Give the statements to be held against each other, and what is told of each two.

    A goal that another post grades and sets again is set again from what was said before: its words and its target are
    those of the old statement, and its value begins at nothing.
    """
    last = pairs[0][0].goal
    for was, now in pairs:
        if one_post:
            yield was.goal, now.goal, _EVERY
        elif now.goal.role is Role.REVIEWED:
            yield was.goal, now.goal, _VERDICT
        elif was.goal is last:
            yield last, now.goal, _EVERY
        else:
            yield was.goal, now.goal, frozenset({ChangeKind.STATUS})
            yield _begun_anew(last), now.goal, _AGAIN


def _begun_anew(goal: Goal) -> Goal:
    return replace(goal, progress=replace(goal.progress, current=None) if goal.progress else None)


def _kept(held: Comparison, name: str, match: Match | None, said: Remarks) -> Iterator[Change]:
    """Give the changes of a goal that stands in both revisions, its place left out."""
    pairs = pairs_of(held.old[name], held.new[name], one_post=held.one_post)
    for was, now, told in _steps(pairs, one_post=held.one_post):
        for difference in differences(was, now, one_post=held.one_post):
            if difference.kind in told:
                yield Change(difference.kind, name, was, now, match, small=difference.small)
    before, after = pairs[0][0].goal, pairs[-1][1].goal
    if name in said.changed:
        yield Change(ChangeKind.NOTE, name, before, after, match, lineage=said.gone_to.get(name, ()))
    if name in held.parts:
        yield Change(ChangeKind.SPLIT, name, before, after, match, lineage=held.parts[name])
