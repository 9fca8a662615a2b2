"""What a commit of goal posts says: `goals: BERT-level training $7,000 -> $640; quantum MNIST done`. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from goalpage.compare.phrases import STANDS, short
from goalpage.compare.quantities import step
from goalpage.model import Change, ChangeKind, Goal, Number, Progress, Role, Status

_SUBJECT = 72
"""Characters of the first line at most, as `git log --oneline` and the forges show it."""

_TITLES = (40, 28, 20)
"""Characters of a title: as many as let the whole message stand in one line."""

_FIRST = (ChangeKind.STATUS, ChangeKind.PROGRESS, ChangeKind.TARGET, ChangeKind.DUE)
"""What weighs most, in the order in which it is told of one goal; the rest is told where none of these happened."""

_REST = {
    ChangeKind.REMOVED: "no longer listed",
    ChangeKind.RETURNED: "listed again",
    ChangeKind.SPLIT: "split",
    ChangeKind.MERGED: "merged",
    ChangeKind.REWORDED: "reworded",
    ChangeKind.MOVED: "moved",
    ChangeKind.LINK: "another link",
    ChangeKind.NOTE: "another note",
}


class Story(Struct, frozen=True):
    """What is recorded of one history: its title, what changed, and how many goals a first text states (else None)."""

    title: str
    changes: tuple[Change, ...]
    first: int | None = None


def commit_message(stories: Sequence[Story]) -> str:
    """Give the message: one line of at most 72 characters, and each change on a line below where not all fit."""
    for width in _TITLES:
        told = [part for story in stories for part in _parts(story, width)]
        subject = _subject(told)
        if told and len(subject) <= _SUBJECT:
            return subject
    told = [part for story in stories for part in _parts(story, _TITLES[0])]
    if not told:
        return _subject([f"edit {short(stories[0].title, _TITLES[0])}" if stories else "no change"])
    for kept in range(len(told) - 1, 0, -1):
        subject = _subject([*told[:kept], f"{len(told) - kept} more"])
        if len(subject) <= _SUBJECT:
            break
    else:
        subject = _subject([f"{len(told)} changes" if len(told) > 1 else _parts_cut(told[0])])
    return "".join([f"{subject}\n", *(f"\n- {part}" for part in told)])


def _subject(parts: Sequence[str]) -> str:
    return "goals: " + "; ".join(parts)


def _parts_cut(part: str) -> str:
    return short(part, _SUBJECT - len(_subject([""])))


def _parts(story: Story, width: int) -> Iterator[str]:
    if story.first is not None:
        yield f"{short(story.title, width)}, {story.first} {'goal' if story.first == 1 else 'goals'}"
        return
    by_goal: dict[str, list[Change]] = {}
    for change in story.changes:
        by_goal.setdefault(change.goal, []).append(change)
    for changes in sorted(by_goal.values(), key=_is_small):
        yield _of_one_goal(changes, width)


def _is_small(changes: Sequence[Change]) -> bool:
    """Whether nothing happened to a goal that a reader would ask for."""
    return all(change.kind in (ChangeKind.NOTE, ChangeKind.LINK, ChangeKind.MOVED) for change in changes)


def _of_one_goal(changes: Sequence[Change], width: int) -> str:
    """Give what happened to one goal, behind its title."""
    goal = next((each for change in reversed(changes) if (each := change.after or change.before)), None)
    title = short(" ".join(goal.title.split()), width) if goal else changes[0].goal
    added = next((change for change in changes if change.kind is ChangeKind.ADDED), None)
    if added is not None:
        stands = added.after.status if added.after else Status.OPEN
        return f"new: {title}" + (f" ({STANDS[stands]})" if stands is not Status.OPEN else "")
    weighty = sorted((change for change in changes if change.kind in _FIRST), key=lambda c: _FIRST.index(c.kind))
    phrases = [phrase for change in weighty if change.before and change.after
               for phrase in _phrases(change.kind, change.before, change.after)]  # fmt: skip
    if not phrases:
        kinds = {change.kind for change in changes}
        phrases = [words for kind, words in _REST.items() if kind in kinds][:1]
    return " ".join((title, ", ".join(dict.fromkeys(phrases)) or "changed"))


def _phrases(kind: ChangeKind, before: Goal, after: Goal) -> Iterator[str]:
    if kind is ChangeKind.STATUS:
        again = after.status is Status.OPEN and after.role is Role.STATED and before.role is Role.REVIEWED
        yield "set again" if again else STANDS[after.status]
    elif kind is ChangeKind.DUE:
        yield f"due {after.due}" if after.due else "no longer due"
    else:
        yield from _figures(before.progress or Progress(), after.progress or Progress())


def _figures(old: Progress, new: Progress) -> Iterator[str]:
    if new.current is not None and new.current != old.current:
        yield _arrow(old.current, new.current, new.unit)
    if new.target is not None and new.target != old.target:
        yield f"target {_arrow(old.target, new.target, new.unit)}"


def _arrow(old: Number | None, new: Number, unit: str) -> str:
    """Give `$7,000 -> $640`, `2 -> 7 books`, or the new value alone."""
    return step(old, new, unit).removeprefix("at ").removeprefix("from ").replace(" to ", " -> ", 1)
