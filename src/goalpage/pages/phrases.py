"""What happened to one goal, in a few words: one short phrase a change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

from goalpage.model import Change, ChangeKind, Goal, Match, Place, Progress, Reason
from goalpage.pages.dates import partial_in_words
from goalpage.pages.quantities import amount, capital, ordinal
from goalpage.pages.statuses import SHOWN

_SURE = 0.9
"""At and above this likeness two wordings are plainly the same goal and nothing is said of it."""


def phrase(change: Change, titles: Mapping[str, str]) -> Markup:
    """A phrase without a full stop (`done`, `$7,000 → $4,200`, `moved from third to first`); `titles` name other goals."""
    before, after = change.before, change.after
    match change.kind:
        case ChangeKind.ADDED:
            told = f"first stated, already {SHOWN[after.status].word}" if after and after.status != "open" else "first stated"
            return escape(told)
        case ChangeKind.REMOVED:
            return Markup("no longer listed")
        case ChangeKind.RETURNED:
            return Markup("listed again")
        case ChangeKind.STATUS if before and after:
            return escape(f"{SHOWN[after.status].word}, before: {SHOWN[before.status].word}")
        case ChangeKind.PROGRESS:
            return value_step(before, after)
        case ChangeKind.TARGET:
            return target_step(before, after)
        case ChangeKind.DUE:
            return due_step(before, after)
        case ChangeKind.REWORDED:
            return Markup("a small correction" if change.small else "reworded")
        case ChangeKind.MOVED:
            return move(change.places, titles)
        case ChangeKind.NOTE:
            return escape(_counted_notes(before, after))
        case ChangeKind.LINK:
            return Markup("a link changed")
        case ChangeKind.SPLIT:
            return Markup("split into ") + _named(change.lineage, titles) if change.lineage else Markup("split")
        case ChangeKind.MERGED:
            return Markup("merged with ") + _named(change.lineage, titles) if change.lineage else Markup("merged")
    return escape(change.kind.value)


def sentence_of(changes: Iterable[Change], titles: Mapping[str, str]) -> Markup:
    """What happened to one goal at once: `In progress, before: open; $7,000 → $4,200.`"""
    phrases = list(dict.fromkeys(phrase(change, titles) for change in changes))
    text = Markup("; ").join(phrases)
    return Markup(capital(str(text))) + "." if phrases else Markup("")


def value_step(before: Goal | None, after: Goal | None) -> Markup:
    """A value before and after, the first struck and the second marked: `$7,000 → $4,200`."""
    return _step(_value(before), _value(after), "value")


def target_step(before: Goal | None, after: Goal | None) -> Markup:
    """A target before and after."""
    step = _step(_target(before), _target(after), "target")
    return step if "target" in step else Markup("target ") + step


def due_step(before: Goal | None, after: Goal | None) -> Markup:
    """A due date before and after; a date taken away is said, never guessed at."""
    old, new = before.due if before else None, after.due if after else None
    if old is None or new is None:
        return Markup("due <ins>{}</ins>").format(partial_in_words(new)) if new else Markup("no longer due <del>{}</del>").format(
            partial_in_words(old or "")
        )
    return Markup("due ") + _step(partial_in_words(old), partial_in_words(new), "due")


def _step(old: str | None, new: str | None, what: str) -> Markup:
    if old is None:
        return Markup("<ins>{}</ins>").format(new) if new is not None else Markup("")
    if new is None:
        return Markup("{} <del>{}</del> no longer given").format(what, old)
    return Markup('<del>{}</del> <span aria-hidden="true">→</span> <ins>{}</ins>').format(old, new)


def _value(goal: Goal | None) -> str | None:
    return _amount_of(goal.progress, "current") if goal else None


def _target(goal: Goal | None) -> str | None:
    return _amount_of(goal.progress, "target") if goal else None


def _amount_of(progress: Progress | None, part: str) -> str | None:
    value = getattr(progress, part) if progress else None
    return amount(value, progress.unit) if progress and value is not None else None


def move(places: tuple[Place, Place] | None, titles: Mapping[str, str]) -> Markup:
    """Where a goal went: `moved from third to first`, `moved from Research to Health`, `put under ...`."""
    if places is None:
        return Markup("moved")
    old, new = places
    if old.parent != new.parent:
        if new.parent is None:
            return Markup("now a goal of its own, before under ") + _named((old.parent or "",), titles)
        return Markup("put under ") + _named((new.parent,), titles)
    if old.area != new.area:
        if old.area and new.area:
            return Markup("moved from <bdi>{}</bdi> to <bdi>{}</bdi>").format(old.area, new.area)
        return Markup("moved to <bdi>{}</bdi>").format(new.area) if new.area else Markup("moved out of <bdi>{}</bdi>").format(old.area)
    return escape(f"moved from {ordinal(old.position)} to {ordinal(new.position)}")


def _named(goals: Iterable[str], titles: Mapping[str, str]) -> Markup:
    return Markup(", ").join(Markup("“<bdi>{}</bdi>”").format(titles.get(goal, goal)) for goal in goals)


def _counted_notes(before: Goal | None, after: Goal | None) -> str:
    old = [n.text for n in before.notes] if before else []
    new = [n.text for n in after.notes] if after else []
    added, gone = sum(n not in old for n in new), sum(n not in new for n in old)
    if added and gone:
        return "notes changed"
    if added:
        return "a note added" if added == 1 else "notes added"
    if gone:
        return "a note taken out" if gone == 1 else "notes taken out"
    return "notes moved"


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
            return "same words"
        case Reason.SIMILAR:
            return f"{round(match.score * 100)}\u00a0% alike"
        case Reason.PLACE:
            return "same place in the list"
        case Reason.PINNED:
            return "named by the author"
