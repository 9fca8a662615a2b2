"""What the bar and the panel say: what changed since the last commit, and what is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from goalpage.compare import changes_between, sentence
from goalpage.errors import Problem, escaped
from goalpage.model import Change, ChangeKind, Followed, Goal, Origin
from goalpage.pages.phrases import phrase, telling
from goalpage.pages.quantities import count
from goalpage.serve.places import file_within

_MOST = 3
"""Changes named one by one; of more, the others are counted."""
_AROUND = 2
"""Lines shown before and after the one that is wrong."""
_LONGEST = 200
"""Characters shown of a line."""


class Uncommitted(Struct, frozen=True):
    """What the text as it stands changed against the last commit: revisions `before` and `now` (-1: none)."""

    history: str
    title: str
    words: str
    before: int
    now: int


class Fault(Struct, frozen=True):
    """A problem with the lines around it: (1-based number, text)."""

    where: str
    message: str
    cure: str
    line: int | None
    around: tuple[tuple[int, str], ...]


def uncommitted(followed: Sequence[Followed]) -> tuple[Uncommitted, ...]:
    """Give what is not committed yet, one for each text that differs from its last commit."""
    found = []
    for each in followed:
        revisions = each.history.revisions
        for now, revision in enumerate(revisions):
            if revision.origin is not Origin.UNCOMMITTED:
                continue
            is_new = revision.previous is None or revisions[revision.previous].source != revision.source
            before = -1 if is_new or revision.previous is None else revision.previous
            words = "a new post" if before < 0 else told(changes_between(each, before, now), _titles(each))
            found.append(Uncommitted(each.history.id, each.history.title, words, before, now))
    return tuple(found)


def told(changes: Sequence[Change], titles: dict[str, str]) -> str:
    """Give changes in a few words: `goal 3 $640 → $420, one note`."""
    these = telling(changes)
    notes = Counter(change.kind for change in these if change.kind in _COUNTED)
    named = [change for change in these if change.kind not in _COUNTED]
    parts = [_change(change, titles) for change in named[:_MOST]]
    if len(named) > _MOST:
        parts.append(f"{count(len(named) - _MOST, 'more change')}")
    parts += [count(times, _COUNTED[kind]) for kind, times in notes.items()]
    return ", ".join(parts) or sentence(()).lower()


_COUNTED = {ChangeKind.NOTE: "note", ChangeKind.LINK: "link", ChangeKind.MOVED: "move"}


def _titles(followed: Followed) -> dict[str, str]:
    revisions = followed.history.revisions
    last = {each.id: each.statements[-1] for each in followed.timelines if each.statements}
    return {name: revisions[said.revision].goals[said.goal].title for name, said in last.items()}


def _change(change: Change, titles: dict[str, str]) -> str:
    name, words = _name(change.after or change.before), phrase(change, titles).striptags()
    return f"{name}: {words}" if words[:1].isdigit() else f"{name} {words}"  # two figures side by side read as one


def _name(goal: Goal | None) -> str:
    if goal is None:
        return "a goal"
    if goal.number:
        return f"goal {goal.number.rstrip('.)')}"
    return f"“{goal.title if len(goal.title) <= 40 else goal.title[:38].rstrip() + '…'}”"


def faults(problems: Sequence[Problem], root: Path) -> tuple[Fault, ...]:
    """Give the problems with the lines around them, read from the blog at `root`."""
    return tuple(_fault(problem, root) for problem in dict.fromkeys(problems))


def _fault(problem: Problem, root: Path) -> Fault:
    where = problem.path if problem.line is None else f"{problem.path}:{problem.line}"
    file = file_within(root, problem.path) if problem.line is not None and problem.commit is None else None
    around: tuple[tuple[int, str], ...] = ()
    if file is not None and problem.line is not None:
        try:
            lines = file.read_bytes().decode("utf-8", "replace").splitlines()
        except OSError:
            lines = []
        first = max(0, problem.line - 1 - _AROUND)
        around = tuple(
            (first + n + 1, escaped(text.expandtabs(4))[:_LONGEST])
            for n, text in enumerate(lines[first : problem.line + _AROUND])
        )
    return Fault(escaped(where), escaped(problem.message), escaped(problem.cure), problem.line, around)
