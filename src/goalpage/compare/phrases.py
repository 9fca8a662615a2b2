"""What happened to one goal, in words. Plain text, English."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from goalpage.compare.quantities import (
    amount,
    capital,
    counted,
    date_in_words,
    is_first_measure,
    measured,
    ordinal,
    step,
    towards,
)
from goalpage.compare.wording import figures
from goalpage.model import Change, ChangeKind, Goal, Progress, Role, Status

_TITLE = 50
"""Characters of a title in a sentence at the most, cut at a word."""

STANDS = {
    Status.OPEN: "open",
    Status.ACTIVE: "in progress",
    Status.PAUSED: "paused",
    Status.DONE: "done",
    Status.PARTIAL: "met in part",
    Status.MISSED: "missed",
    Status.DROPPED: "dropped",
}


def change_sentence(change: Change, *, into: str | None = None, titles: Callable[[str], str] = str) -> str:
    """Give a sentence, without a full stop, for one change of one goal: `From $7,000 to $640, towards $100`.

    `titles` gives the title of another goal by its id.
    """
    before, after = change.before, change.after
    match change.kind:
        case ChangeKind.ADDED | ChangeKind.RETURNED:
            return _come(change, titles)
        case ChangeKind.REMOVED:
            return f"Not carried into {into}" if into else "No longer listed"
        case ChangeKind.STATUS if before and after:
            return capital(status_phrase(before, after, into))
        case ChangeKind.PROGRESS | ChangeKind.TARGET if before and after:
            return capital(progress_phrase(before, after))
        case ChangeKind.DUE if before and after:
            return capital(due_phrase(before, after))
        case ChangeKind.REWORDED:
            return "A small correction" if change.small else "Reworded"
        case ChangeKind.MOVED:
            return capital(_move(change, titles))
        case ChangeKind.NOTE if before and after:
            return capital(_note(change, before, after, titles))
        case ChangeKind.LINK:
            return "A link leads elsewhere"
        case ChangeKind.SPLIT:
            return f"Split: {_listed(change.lineage, titles)} {'is' if len(change.lineage) == 1 else 'are'} now apart"
        case ChangeKind.MERGED:
            return f"Merged into {_listed(change.lineage, titles)}"
    return capital(change.kind.value)


def _come(change: Change, titles: Callable[[str], str]) -> str:
    stands = (
        f", {'already ' if change.kind is ChangeKind.ADDED else ''}{STANDS[change.after.status]}"
        if (change.after and change.after.status is not Status.OPEN)
        else ""
    )
    if change.kind is ChangeKind.RETURNED:
        return f"Listed again{stands}"
    return f"Split from {_listed(change.lineage, titles)}{stands}" if change.lineage else f"First stated{stands}"


def status_phrase(before: Goal, after: Goal, into: str | None) -> str:
    """Give a status as it is now: `in progress`, `set again`; of a mark that is gone only that it is gone."""
    if after.status is Status.OPEN and after.role is Role.STATED and (into or before.role is Role.REVIEWED):
        return "set again"
    if after.status is Status.OPEN:
        return f"no longer marked {STANDS[before.status]}"
    return STANDS[after.status]


def progress_phrase(before: Goal, after: Goal) -> str:
    """Give what became of the figures: `from $7,000 to $640, towards $100`."""
    old, new = before.progress or Progress(), after.progress or Progress()
    if is_first_measure(old, new):
        return f"at {measured(new)}"
    parts = []
    if new.current is not None and new.current != old.current:
        parts.append(step(old.current, new.current, new.unit))
    elif old.current is not None and new.current is None:
        parts.append(f"{amount(old.current, old.unit)} no longer given")
    if old.target != new.target:
        parts.append(_target(old, new))
    elif new.current is not None and parts and (goal := towards(new, old)):
        parts.append(goal)
    return ", ".join(parts) or _figures_in_words(before, after)


def _figures_in_words(before: Goal, after: Goal) -> str:
    """Give a figure of the wording before and now, as written; one that no field holds."""
    for old, new in ((before.title, after.title), (before.text, after.text)):
        pairs = zip(figures(old), figures(new), strict=False)
        changed = [(a, b) for a, b in pairs if a != b]
        if len(changed) == 1:
            return "from {} to {}".format(*changed[0])
    return "other figures"


def _target(old: Progress, new: Progress) -> str:
    if new.target is None:
        return "no target any more"
    if old.target is None:
        return f"target set to {amount(new.target, new.unit)}"
    return f"target {'raised' if new.target > old.target else 'lowered'} {step(old.target, new.target, new.unit)}"


def due_phrase(before: Goal, after: Goal) -> str:
    """Give a due date as it is now and was before: `due September 2021, before: March 2021`."""
    if after.due is None:
        return f"no longer due {date_in_words(before.due or '')}"
    was = f", before: {date_in_words(before.due)}" if before.due else ""
    return f"due {date_in_words(after.due)}{was}"


def _move(change: Change, titles: Callable[[str], str]) -> str:
    if change.places is None:
        return "moved"
    old, new = change.places
    if old.parent != new.parent:
        return f"put under {_listed((new.parent,), titles)}" if new.parent else "now a goal of its own"
    if old.area != new.area:
        out = f" from {old.area}" if new.area else f" out of {old.area}"
        return f"moved{out if old.area else ''}{f' to {new.area}' if new.area else ''}"
    return f"moved from {ordinal(old.position)} to {ordinal(new.position)}"


def _note(change: Change, before: Goal, after: Goal, titles: Callable[[str], str]) -> str:
    if change.lineage:
        return f"a note went to {_listed(change.lineage, titles)}"
    old, new = ({note.text for note in goal.notes} for goal in (before, after))
    if new - old and not old - new:
        return "a note added" if len(new - old) == 1 else f"{counted(len(new - old), 'note')} added"
    if old - new and not new - old:
        return "a note taken out" if len(old - new) == 1 else f"{counted(len(old - new), 'note')} taken out"
    return "notes changed" if old != new else "the remarks beside it changed"


def _listed(goals: Sequence[str], titles: Callable[[str], str]) -> str:
    return ", ".join(f"“{short(titles(goal))}”" for goal in goals)


def short(title: str, width: int = _TITLE) -> str:
    """Give a title as it stands in a sentence: at most `width` characters, cut at a word."""
    if len(title) <= width:
        return title
    head = title[:width].rpartition(" ")[0]
    return (head if len(head) > width / 2 else title[:width]).rstrip(" ,;:.-") + "…"
