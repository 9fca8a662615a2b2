"""What changed, in a sentence a person would write. Plain text, English."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from goalpage.compare.follow import changes_between, renamed_areas
from goalpage.compare.phrases import due_phrase, progress_phrase, short, status_phrase
from goalpage.compare.quantities import capital, counted, way
from goalpage.compare.standing import same_post, sets_goals
from goalpage.model import Change, ChangeKind, Followed, Goal, Progress, Role, Status

NOTHING = "No change in meaning"
"""Said of a revision in which markup, wrapping, numbering or other parts of the post alone changed."""

_NAMED = 2
"""So many goals of one sort are named; more are counted."""


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")

_DECEMBER = 12
"""Goals set in it are those of the year that comes."""


_FIRST = ("done", "partly done", "missed", "dropped")
"""The verdicts, in the order in which they are told."""


def sentence(changes: Sequence[Change], lang: str = "en", *, into: str | None = None) -> str:
    """Give one sentence, without a full stop, for all that changed: `Two goals done, one new goal`.

    `into` names the period of the new post where one post continues another (`2021`). English whatever `lang` is.
    """
    parts = [part for told in _PARTS for part in told(changes, into)]
    return capital(", ".join(parts)) if parts else NOTHING


def revision_sentence(followed: Followed, r: int) -> str:
    """Give the sentence for revision `r` against the one it continues: `Seven goals set` for the first of all."""
    revision = followed.history.revisions[r]
    if revision.previous is None:
        return _first(revision.goals)
    found = changes_between(followed, revision.previous, r)
    headings = (
        "" if found else "".join(f", “{a}” now reads “{b}”" for a, b in renamed_areas(followed, revision.previous, r))
    )
    return f"No goal changed{headings}" if headings else sentence(found, into=period(followed, r))


def period(followed: Followed, r: int) -> str | None:
    """Give the year into which the post of revision `r` carries goals; None where it continues its own text.

    It is the year named in the title, else that of the date.
    """
    revision = followed.history.revisions[r]
    if revision.previous is None or same_post(followed.history, revision.previous, r):
        return None
    named = max(_YEAR.findall(revision.post.title or ""), default="")
    ahead = revision.date.month == _DECEMBER and sets_goals(followed.history, r)
    coming = str(revision.date.year + ahead)
    return named if named and (not ahead or named >= coming) else coming


def _first(goals: Sequence[Goal]) -> str:
    if not goals:
        return "No goals yet"
    done = sum(goal.status is Status.DONE for goal in goals)
    graded = sum(goal.role is Role.REVIEWED for goal in goals)
    text = f"{counted(len(goals) - graded)} set" if len(goals) > graded else ""
    text += (", " if text else "") + f"{counted(graded)} graded" if graded else ""
    return capital(text + (f", {counted(done).partition(' ')[0]} of them done" if done else ""))


def _of(changes: Sequence[Change], *kinds: ChangeKind) -> list[Change]:
    """Give one change a goal of these kinds, the first."""
    return list({change.goal: change for change in reversed(changes) if change.kind in kinds}.values())[::-1]


def _title(change: Change) -> str:
    goal = change.after or change.before
    return f"“{short(goal.title)}”" if goal else change.goal


def _count(these: Sequence[Change], said: str) -> Iterator[str]:
    """Name the goal where it is only one, else count them."""
    if len(these) == 1:
        yield f"{_title(these[0])} {said}"
    elif these:
        yield f"{counted(len(these))} {said}"


def _statuses(changes: Sequence[Change], into: str | None) -> Iterator[str]:
    said: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        if change.kind is ChangeKind.STATUS and change.before and change.after:
            said[status_phrase(change.before, change.after, into)].append(change)
    figures = {change.goal: change for change in _named_figures(changes)}
    for words in sorted(said, key=lambda words: (_FIRST.index(words) if words in _FIRST else len(_FIRST), words)):
        these = said[words]
        told = figures.get(these[0].goal) if len(these) == 1 else None
        yield from _count(these, f"{words}, {_figure(told)}" if told and told.after is these[0].after else words)


def _figures(changes: Sequence[Change], into: str | None) -> Iterator[str]:
    named = _named_figures(changes)
    these = _of(changes, ChangeKind.PROGRESS, ChangeKind.TARGET)
    if len(these) > len(named):
        yield f"new figures for {counted(len(these))}"
    told = " ".join(_statuses(changes, into)) if named else ""
    for change in named:
        if f"{_title(change)} " not in told or _figure(change) not in told:
            yield f"{_title(change)} {_figure(change)}"


def _named_figures(changes: Sequence[Change]) -> list[Change]:
    """Give the changed figures where they are few enough to be told each."""
    these = [c for c in _of(changes, ChangeKind.PROGRESS, ChangeKind.TARGET) if c.before and c.after]
    return these if len(these) <= _NAMED else []


def _figure(change: Change) -> str:
    if change.before is None or change.after is None:
        return ""
    old, new = change.before.progress or Progress(), change.after.progress or Progress()
    return " ".join(filter(None, (way(new, old.current), progress_phrase(change.before, change.after))))


def _dues(changes: Sequence[Change], _into: str | None) -> Iterator[str]:
    these = _of(changes, ChangeKind.DUE)
    if len(these) == 1 and these[0].before and these[0].after:
        yield f"{_title(these[0])} {due_phrase(these[0].before, these[0].after)}"
    elif these:
        yield f"{counted(len(these))} with another due date"


def _added(changes: Sequence[Change], _into: str | None) -> Iterator[str]:
    these = _of(changes, ChangeKind.ADDED)
    if these:
        done = sum(change.after is not None and change.after.status is Status.DONE for change in these)
        new = counted(len(these), "new goal")
        yield new + (f" ({'already' if done == len(these) else f'{done} already'} done)" if done else "")


def _left(changes: Sequence[Change], into: str | None) -> Iterator[str]:
    yield from _count(_of(changes, ChangeKind.REMOVED), f"not carried into {into}" if into else "no longer listed")
    yield from _count(_of(changes, ChangeKind.RETURNED), "listed again")
    yield from _count(_of(changes, ChangeKind.SPLIT), "split")
    yield from _count(_of(changes, ChangeKind.MERGED), "merged into another")


def _wordings(changes: Sequence[Change], _into: str | None) -> Iterator[str]:
    these = _of(changes, ChangeKind.REWORDED)
    small = [change for change in these if change.small]
    yield from _count([change for change in these if not change.small], "reworded")
    if small:
        yield "one small correction" if len(small) == 1 else counted(len(small), "small correction")


def _rest(changes: Sequence[Change], _into: str | None) -> Iterator[str]:
    yield from _count(_of(changes, ChangeKind.MOVED), "moved")
    notes = _of(changes, ChangeKind.NOTE)
    if notes:
        yield f"notes on {_title(notes[0]) if len(notes) == 1 else counted(len(notes))}"
    links = _of(changes, ChangeKind.LINK)
    if links:
        yield "one link changed" if len(links) == 1 else f"{counted(len(links), 'link')} changed"


_PARTS = (_statuses, _figures, _dues, _added, _left, _wordings, _rest)
