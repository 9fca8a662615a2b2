"""Which statements an author means by a number, an id or some words; what pinning or parting two of them takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from goalpage.compare.follow import follow
from goalpage.compare.pins import Pin, Pins, names, speaks_of
from goalpage.compare.wording import folded
from goalpage.model import Followed, Reason, Role

UNSURE = 0.8
"""Below this likeness a match is told as unsure.

Of the matches by likeness in 33 records labelled by hand 2 of 53 at or above it were wrong, 5 of 26 below; of those by
place 5 of 10.
"""


class Wording(Struct, frozen=True):
    """One wording of one goal: its title, and where it first stood (indices of revision and goal)."""

    goal: str
    title: str
    revision: int
    index: int


class MeaningError(Exception):
    """Two statements cannot be pinned or parted: its text says why, `cure` what can be done."""

    def __init__(self, message: str, cure: str) -> None:
        self.cure = cure
        super().__init__(message)


class Unsure(Struct, frozen=True):
    """That `later` was taken for the goal of `earlier` without certainty: in revision `revision`, on line `line`."""

    earlier: str
    later: str
    revision: int
    line: int
    reason: Reason
    score: float


def unsure(followed: Followed) -> Iterator[Unsure]:
    """Give the matches of which nobody can be sure from the words alone, each wording of a goal once."""
    for timeline in followed.timelines:
        seen: set[str] = set()
        last = ""
        for said in timeline.statements:
            goal = followed.history.revisions[said.revision].goals[said.goal]
            match, words = said.match, folded(goal.title)
            is_unsure = match is not None and (
                match.reason is Reason.PLACE or (match.reason is Reason.SIMILAR and match.score < UNSURE)
            )
            if match is not None and is_unsure and words not in seen and last:
                yield Unsure(last, goal.title, said.revision, goal.line, match.reason, match.score)
            seen.add(words)
            last = goal.title


def wordings(followed: Followed, *, at: int | None = None) -> tuple[Wording, ...]:
    """Give every wording of every goal, in order of time; with `at` those in this one revision."""
    found: dict[tuple[str, str], Wording] = {}
    for r, revision in enumerate(followed.history.revisions):
        if at is not None and r != at:
            continue
        for g, (name, goal) in enumerate(zip(followed.ids[r], revision.goals, strict=True)):
            found.setdefault((name, folded(goal.title)), Wording(name, goal.title, r, g))
    return tuple(found.values())


def meant(name: str, followed: Followed, among: Iterable[Wording]) -> tuple[Wording, ...]:
    """Give the wordings that `name` means: by id, else by number in the newest list, by title, by a part of one."""
    words, newest = folded(name), len(followed.history.revisions) - 1
    numbered = {
        goal_id
        for goal_id, goal in zip(followed.ids[newest], followed.history.revisions[newest].goals, strict=True)
        if goal.number is not None and goal.number.strip(".)# ").casefold() == name.strip().removeprefix("#").casefold()
    }
    every = tuple(among)
    for chosen in (
        tuple(each for each in every if each.goal == name.strip()),
        tuple(each for each in every if each.goal in numbered),
        tuple(each for each in every if folded(each.title) == words),
        tuple(each for each in every if words and words in folded(each.title)),
    ):
        if chosen:
            return chosen
    return ()


def pin_same(followed: Followed, earlier: Sequence[Wording], later: Sequence[Wording]) -> Pin:
    """Give the pin by which the goal of `later` is that of `earlier`; MeaningError where it cannot be so."""
    a, b = earlier[0], later[0]
    if a.goal == b.goal:
        others = [each for each in later if folded(each.title) != folded(a.title)]
        if not others:
            raise MeaningError("they are one goal already, by the very same words", "nothing need be told")
        return Pin(a.title, others[0].title)
    if b.revision < a.revision:
        a, b = b, a
    both = _together(followed, a.goal, b.goal)
    if both is not None:
        day = followed.history.revisions[both].day
        raise MeaningError(f"both stand in the list of {day}", "two goals of one list are two goals")
    return Pin(a.title, b.title)


def _together(followed: Followed, a: str, b: str) -> int | None:
    """Give a revision in which both goals stand in the same half of the list."""
    for r, standing in enumerate(followed.ids):
        goals = followed.history.revisions[r].goals
        for role in Role:
            if {a, b} <= {name for name, goal in zip(standing, goals, strict=True) if goal.role is role}:
                return r
    return None


def pin_apart(
    followed: Followed, earlier: Sequence[Wording], later: Sequence[Wording], *, only: str | None = None
) -> Pin:
    """Give the pin by which `later` (in the revision with the id `only`) is not the goal of `earlier`.

    Raises MeaningError where it is not that already, or where words cannot tell the two apart.
    """
    if earlier[0].goal != later[0].goal:
        raise MeaningError("they are two goals already", "nothing need be told")
    if only is not None:
        return Pin(earlier[0].title, later[0].title, same=False, revision=only)
    pairs = [(a, b) for b in later for a in reversed(earlier) if folded(a.title) != folded(b.title)]
    pair = next(((a, b) for a, b in pairs if (a.revision, a.index) < (b.revision, b.index)), None)
    if pair is None:
        cure = "say with `--at` in which revision (its id or date) the later one begins"
        raise MeaningError("both are worded alike", cure)
    return Pin(pair[0].title, pair[1].title, same=False)


def holds(followed: Followed, pins: Pins, pin: Pin) -> bool:
    """Whether following anew with `pin` beside `pins` has its effect: where wordings are shared it may not."""
    anew = follow(followed.history, Pins((*pins.pins, pin)))
    stated = [
        (name, goal, revision.id)
        for revision, names_there in zip(anew.history.revisions, anew.ids, strict=True)
        for name, goal in zip(names_there, revision.goals, strict=True)
    ]
    earlier = next((name for name, goal, _ in stated if names(pin.earlier, goal)), None)
    later = next((name for name, goal, revision in stated if speaks_of(pin, goal, revision)), None)
    return (earlier == later) is pin.same
