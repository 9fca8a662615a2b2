"""What happened to one goal, in a few words: one short phrase a change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from functools import lru_cache
from typing import Literal

from markupsafe import Markup, escape

from goalpage.compare import change_sentence, is_first_measure
from goalpage.model import Change, ChangeKind, Goal, Match, Progress, Reason, Role
from goalpage.pages.dates import partial_in_words
from goalpage.pages.quantities import amount, capital, progress_in_words

_SURE = 0.9
"""At and above this likeness two wordings are plainly the same goal and nothing is said of it."""


def phrase(change: Change, titles: Mapping[str, str], into: str | None = None) -> Markup:
    """A phrase without a full stop: `done`, `$7,000 → $4,200`, `moved from third to first`.

    `titles` names other goals by id; `into` is the year of the post that carried on, or did not (see `period`).
    """
    match change.kind:
        case ChangeKind.PROGRESS if change.before and change.after and _has_step(change.before, change.after):
            return value_step(change.before, change.after)
        case ChangeKind.TARGET if change.before and change.after:
            return target_step(change.before, change.after)
        case ChangeKind.DUE if change.before and change.after:
            return due_step(change.before, change.after)
        case _:
            told = change_sentence(change, into=into, titles=lambda goal: titles.get(goal, goal))
            return escape(told[:1].lower() + told[1:])


def telling(changes: Sequence[Change]) -> Sequence[Change]:
    """The changes without those that only repeat another: progress a change of target, a note an entry of a value."""
    told = {(change.goal, change.kind) for change in changes}
    return [change for change in changes if not _repeats(change, told)]


def _repeats(change: Change, told: Set[tuple[str, ChangeKind]]) -> bool:
    before, after = change.before, change.after
    if before is None or after is None:
        return False
    if change.kind is ChangeKind.TARGET and _is_first_measure(before, after):
        return (change.goal, ChangeKind.PROGRESS) in told
    if change.kind is ChangeKind.PROGRESS:
        return (change.goal, ChangeKind.TARGET) in told and not _has_step(before, after)
    if change.kind is ChangeKind.NOTE:
        beside = [(goal.notes, goal.evidence, goal.confidence) for goal in (before, after)]
        return (change.goal, ChangeKind.PROGRESS) in told and beside[0] == beside[1] and not change.lineage
    return False


def sentence_of(changes: Sequence[Change], titles: Mapping[str, str], into: str | None = None) -> Markup:
    """What happened to one goal at once: `In progress; $7,000 → $4,200.`"""
    told = telling(changes)
    phrases: dict[Markup, bool] = {}
    for n, change in enumerate(told):
        last = told[n - 1] if n else None
        if last is not None and _is_verdict_with_value(last, change):
            verdict, _ = phrases.popitem()
            phrases[Markup("{} at {}").format(verdict, value_step(*_both(change)))] = False
        else:
            phrases.setdefault(phrase(change, titles, into), last is not None and _is_set_again(last, change))
    text = Markup("").join(
        Markup(", " if follows else "; ") + words if n else words for n, (words, follows) in enumerate(phrases.items())
    )
    return Markup(capital(str(text))) + "." if phrases else Markup("")


def _is_verdict_with_value(verdict: Change, value: Change) -> bool:
    """Whether a goal was graded and its value told for the first time in one breath: `missed at 212 km`."""
    before, after = value.before, value.after
    return (
        (verdict.kind, value.kind) == (ChangeKind.STATUS, ChangeKind.PROGRESS)
        and verdict.after is after
        and after is not None
        and after.role is Role.REVIEWED
        and (before is None or before.progress is None or before.progress.current is None)
        and after.progress is not None
        and after.progress.current is not None
    )


def _both(change: Change) -> tuple[Goal, Goal]:
    assert change.before is not None
    assert change.after is not None
    return change.before, change.after


def _is_set_again(last: Change, change: Change) -> bool:
    """Whether `change` tells how a goal that was graded is set again: `set again, target 500 km → 300 km`."""
    return (
        last.before is not None
        and last.after is change.after
        and last.before.role is Role.REVIEWED
        and last.after is not None
        and last.after.role is Role.STATED
    )


def _has_step(before: Goal, after: Goal) -> bool:
    """Whether the value itself is another one."""
    return _amount(before.progress, "current") != _amount(after.progress, "current")


def value_step(before: Goal, after: Goal) -> Markup:
    """A value before and after, the first struck and the second marked: `$7,000 → $4,200`."""
    old, new = _amount(before.progress, "current"), _amount(after.progress, "current")
    if _is_first_measure(before, after):
        assert after.progress is not None
        return step(None, progress_in_words(after.progress, None))
    return step(old, new) if new is not None else Markup("<del>{}</del> no longer given").format(old)


def _is_first_measure(before: Goal, after: Goal) -> bool:
    return is_first_measure(before.progress or Progress(), after.progress or Progress())


def target_step(before: Goal, after: Goal) -> Markup:
    """A target before and after: `target $200 → $100`."""
    old, new = _amount(before.progress, "target"), _amount(after.progress, "target")
    return (
        Markup("target ") + step(old, new)
        if new is not None
        else Markup("no target any more, before: <del>{}</del>").format(old)
    )


def due_step(before: Goal, after: Goal) -> Markup:
    """A due date before and after; one taken away is said, never guessed at."""
    old, new = (partial_in_words(goal.due) if goal.due else None for goal in (before, after))
    return Markup("due ") + step(old, new) if new is not None else Markup("no longer due <del>{}</del>").format(old)


@lru_cache(maxsize=4096)
def step(old: str | None, new: str | None) -> Markup:
    """Something before and after, the first struck and the second marked."""
    if old is None or old == new:
        return Markup("<ins>{}</ins>").format(new)
    return Markup('<del>{}</del> <span aria-hidden="true">→</span> <ins>{}</ins>').format(old, new)


def _amount(progress: Progress | None, part: Literal["current", "target"]) -> str | None:
    if progress is None:
        return None
    value = progress.current if part == "current" else progress.target
    return amount(value, progress.unit) if value is not None else None


def likeness(match: Match | None) -> str:
    """Why two statements are taken for the same goal, where a reader may doubt it; empty where it is plain."""
    if match is None:
        return ""
    match match.reason:
        case Reason.SIMILAR if match.score < _SURE:
            return f"taken for the same goal: {round(match.score * 100)}\u00a0% alike"
        case Reason.PLACE:
            return "taken for the same goal: same place in the list"
        case Reason.PINNED:
            return "named as the same goal by the author"
        case _:
            return ""


def reason(match: Match | None) -> str:
    """Why two statements are the same goal, told in full for the provenance of a goal."""
    if match is None:
        return "first seen"
    match match.reason:
        case Reason.ID:
            return "same id"
        case Reason.EXACT:
            return "same words, figures aside"
        case Reason.SIMILAR:
            return f"{round(match.score * 100)}\u00a0% alike"
        case Reason.PLACE:
            return "same place in the list"
        case Reason.PINNED:
            return "named by the author"
