"""What changed, in a sentence a person would write. Plain text, English."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from goalpage.compare.between import changes_between
from goalpage.compare.follow import renamed_areas
from goalpage.compare.phrases import due_phrase, progress_phrase, short, status_phrase
from goalpage.compare.quantities import capital, counted, way
from goalpage.compare.standing import same_post, sets_goals
from goalpage.model import Change, ChangeKind, Followed, Goal, Progress, Role, Status

NOTHING = "No change in meaning"
"""Said of a revision in which markup, wrapping, numbering or other parts of the post alone changed."""

_NAMED = 2
"""So many goals with new figures are named; more are counted."""

_ROOM = 150
"""Characters of a sentence that still reads as one line."""

_WIDTHS = (50, 34)
"""Characters of a title, in a sentence with room and in one without."""

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")

_DECEMBER = 12
"""Goals set in it are those of the year that comes."""


_FIRST = ("done", "met in part", "missed", "dropped")
"""The verdicts, in the order in which they are told."""

_VERDICTS = frozenset({Status.DONE, Status.PARTIAL, Status.MISSED, Status.DROPPED})

_COUNTED = re.compile(r"([a-z]+|[\d,]+) goals? (.+)")

_WITH_FIGURES = "with new figures"
_NOTES = "with other notes"


class _Part(Struct, frozen=True):
    """What one or more goals have in common: `said` of them, behind the name of one or the number of several.

    `counted` is said instead where there is no room to name them, of all parts with the same words. With a `noun`
    the things are counted and no goal is named: `two small corrections`.
    """

    goals: tuple[Change, ...]
    said: str = ""
    counted: str = ""
    noun: str = ""

    def named(self, width: int) -> str:
        if self.noun:
            return counted(len(self.goals), self.noun)
        if len(self.goals) > 1:
            return f"{counted(len(self.goals))} {self.said}"
        goal = _as_set(self.goals[0])
        name = f"“{short(goal.title, width)}”" if goal else self.goals[0].goal
        return f"notes on {name}" if self.said == _NOTES else f"{name} {self.said}"


def _as_set(change: Change) -> Goal | None:
    """Give the statement whose name a goal goes by: a look back speaks loosely of what was set before."""
    before, after = change.before, change.after
    loosely = before is not None and after is not None and after.role is Role.REVIEWED and before.role is Role.STATED
    return before if loosely else after or before


def sentence(changes: Sequence[Change], lang: str = "en", *, into: str | None = None) -> str:
    """Give one sentence, without a full stop, for all that changed: `Two goals done, one new goal`.

    Goals are named while it still reads as one line; then the smallest things are counted first. `into` names the
    period of the new post where one post continues another (`2021`). English whatever `lang` is.
    """
    parts = _parts(changes, into)
    if not parts:
        return NOTHING
    for width in _WIDTHS:
        text = _joined([part.named(width) for part in parts])
        if len(text) <= _ROOM:
            return capital(text)
    for kept in range(len(parts) - 1, -1, -1):
        told = [part.named(_WIDTHS[-1]) for part in parts[:kept]] + _counts(parts[kept:])
        text = _joined(told)
        if len(text) <= _ROOM:
            break
    return capital(text)


def _joined(told: Sequence[str]) -> str:
    """Join what is told; where goals are counted more than once, they are called so the first time only."""
    said: list[str] = []
    counting = False
    for part in told:
        found = _COUNTED.match(part)
        said.append(f"{found[1]} {found[2]}" if found and counting else part)
        counting = counting or found is not None
    return ", ".join(said)


def _counts(parts: Sequence[_Part]) -> list[str]:
    found: dict[tuple[str, str], int] = {}
    for part in parts:
        words = (part.noun or "goal", "" if part.noun else part.counted or part.said)
        found[words] = found.get(words, 0) + len(part.goals)
    return [f"{counted(number, noun)} {said}".rstrip() for (noun, said), number in found.items()]


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


def _parts(changes: Sequence[Change], into: str | None) -> list[_Part]:
    """Give all that changed, the weightiest first; a goal told for something weighty is not told for its notes, too."""
    told = [*_statuses(changes, into), *_figures(changes), *_dues(changes)]
    settled = {change.goal for part in told for change in part.goals}
    told += [*_added(changes), *_left(changes, into)]
    told += _small([change for change in changes if change.goal not in settled])
    return told


def _of(changes: Sequence[Change], *kinds: ChangeKind) -> tuple[Change, ...]:
    """Give one change a goal of these kinds, the first."""
    return tuple({change.goal: change for change in reversed(changes) if change.kind in kinds}.values())[::-1]


def _statuses(changes: Sequence[Change], into: str | None) -> Iterator[_Part]:
    """Tell verdicts; a goal graded and set again in one post is told once."""
    words: dict[str, list[str]] = defaultdict(list)
    last: dict[str, Change] = {}
    for change in changes:
        if change.kind is ChangeKind.STATUS and change.before and change.after:
            words[change.goal].append(status_phrase(change.before, change.after, into))
            last[change.goal] = change
    said: dict[str, list[Change]] = defaultdict(list)
    apart = sum(len(phrases) > 1 for phrases in words.values()) > 1
    for goal, phrases in words.items():
        for phrase in phrases if apart else [" and ".join(dict.fromkeys(phrases))]:
            said[phrase].append(last[goal])
    figures = {change.goal: change for change in _new_figures(changes)}
    for phrase in sorted(said, key=_weight):
        these = tuple(said[phrase])
        figure = figures.get(these[0].goal) if len(these) == 1 else None
        if figure and figure.after is these[0].after:
            yield _Part(these, f"{phrase}, {_figure(figure)}", phrase)
        else:
            yield _Part(these, phrase)


def _weight(phrase: str) -> tuple[int, str]:
    verdict = phrase.partition(" and ")[0]
    return (_FIRST.index(verdict) if verdict in _FIRST else len(_FIRST), phrase)


def _figures(changes: Sequence[Change]) -> Iterator[_Part]:
    """Tell new figures of the goals whose status does not tell it: one done has reached them."""
    by_status = _of(changes, ChangeKind.STATUS)
    verdicts = {change.goal for change in by_status if change.after and change.after.status in _VERDICTS}
    alone = {part.goals[0].goal for part in _statuses(changes, None) if len(part.goals) == 1}
    these = [change for change in _new_figures(changes) if change.goal not in verdicts | alone]
    if len(these) > _NAMED:
        yield _Part(tuple(these), _WITH_FIGURES)
        return
    for change in these:
        yield _Part((change,), _figure(change), _WITH_FIGURES)


def _new_figures(changes: Sequence[Change]) -> list[Change]:
    return [c for c in _of(changes, ChangeKind.PROGRESS, ChangeKind.TARGET) if c.before and c.after]


def _figure(change: Change) -> str:
    """Give what became of a figure: `down from $7,000 to $640`, and the target where that is what changed."""
    if change.before is None or change.after is None:
        return ""
    old, new = change.before.progress or Progress(), change.after.progress or Progress()
    phrase = progress_phrase(change.before, change.after)
    value, comma, rest = phrase.partition(", towards ")
    # The target is the same as ever: one value more says where the goal stands.
    phrase = value if comma and old.current is not None else value + comma + rest
    return " ".join(filter(None, (way(new, old.current), phrase)))


def _dues(changes: Sequence[Change]) -> Iterator[_Part]:
    told = {change.goal for part in _statuses(changes, None) for change in part.goals}
    these = tuple(change for change in _of(changes, ChangeKind.DUE) if change.goal not in told)
    if len(these) == 1 and these[0].before and these[0].after:
        yield _Part(these, due_phrase(these[0].before, these[0].after), "with another due date")
    elif these:
        yield _Part(these, "with another due date")


def _added(changes: Sequence[Change]) -> Iterator[_Part]:
    these = _of(changes, ChangeKind.ADDED)
    done = tuple(change for change in these if change.after is not None and change.after.status is Status.DONE)
    new = tuple(change for change in these if change not in done)
    for goals, said in ((new, "added"), (done, "added, already done")):
        if goals:
            yield _Part(goals, said)


def _left(changes: Sequence[Change], into: str | None) -> Iterator[_Part]:
    for kind, said in (
        (ChangeKind.REMOVED, f"not carried into {into}" if into else "no longer listed"),
        (ChangeKind.RETURNED, "listed again"),
        (ChangeKind.SPLIT, "split"),
        (ChangeKind.MERGED, "merged into another"),
    ):
        these = _of(changes, kind)
        if these:
            yield _Part(these, said)


def _small(changes: Sequence[Change]) -> Iterator[_Part]:
    """Tell rewordings, moves, notes and links; what befell one goal alone is told together."""
    reworded = tuple(change for change in _of(changes, ChangeKind.REWORDED) if not change.small)
    moved = _of(changes, ChangeKind.MOVED)
    if len(reworded) == len(moved) == 1 and reworded[0].goal == moved[0].goal:
        yield _Part(reworded, "reworded and moved")
    else:
        yield from (_Part(these, said) for these, said in ((reworded, "reworded"), (moved, "moved")) if these)
    told = {change.goal for change in (*reworded, *moved)}
    notes = tuple(change for change in _of(changes, ChangeKind.NOTE) if change.goal not in told)
    if notes:
        yield _Part(notes, _NOTES)
    corrected = tuple(change for change in _of(changes, ChangeKind.REWORDED) if change.small)
    for these, noun in ((corrected, "small correction"), (_of(changes, ChangeKind.LINK), "changed link")):
        if these:
            yield _Part(these, noun=noun)
