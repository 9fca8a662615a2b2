"""What is not to be shown: goals the author hides, revisions older than he wants."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from goalpage.compare.follow import Named
from goalpage.compare.follow import followed as goals_followed
from goalpage.compare.wording import folded
from goalpage.errors import Problem
from goalpage.model import ChangeKind, Followed, Goal, History, Link, Match, Revision


def since(history: History, first: date | None) -> History:
    """Give `history` without the revisions dated before `first`; what continued one of them begins anew."""
    if first is None:
        return history
    kept = [r for r, revision in enumerate(history.revisions) if revision.date.date() >= first]
    at = {r: n for n, r in enumerate(kept)}
    revisions = tuple(replace(history.revisions[r], previous=_kept_before(history, r, at)) for r in kept)
    return replace(history, revisions=revisions)


def _kept_before(history: History, r: int, at: dict[int, int]) -> int | None:
    before = history.revisions[r].previous
    while before is not None and before not in at:
        before = history.revisions[before].previous
    return None if before is None else at[before]


class Hidden(Struct, frozen=True):
    """What is not to be told of a history: the goals that are gone (ids), and patterns for words that tell of them."""

    goals: frozenset[str] = frozenset()
    secrets: tuple[re.Pattern[str], ...] = ()

    def clean(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Give the problems that tell nothing of what is hidden."""
        return tuple(p for p in problems if not _tells(f"{p.message} {p.cure}", self.secrets))


def hidden(followed: Followed, hide: Sequence[str]) -> Hidden:
    """Give what `hide` (ids, or words of a goal's text) hides, in any wording the goals had; subgoals with them."""
    gone = _hidden(followed, hide)
    return Hidden(gone, _secrets(followed, gone, hide))


def without_hidden(followed: Followed, hide: Sequence[str]) -> Followed:
    """Give `followed` without the goals that `hide` names by id or by words of their text, in any wording they had.

    They vanish with their subgoals from every revision, timeline, change and id list. What others say of them goes
    too: notes, commit messages, area names and problems that hold the words, or a hidden goal's whole wording.
    """
    return without(followed, hidden(followed, hide))


def without(followed: Followed, what: Hidden) -> Followed:
    """Give `followed` without what is hidden."""
    gone, secrets = what.goals, what.secrets
    if not secrets:
        return followed
    kept = [[g for g, name in enumerate(names) if name not in gone] for names in followed.ids]
    revisions = tuple(_cleared(revision, kept[r], what) for r, revision in enumerate(followed.history.revisions))
    shown = goals_followed(
        Named(
            replace(followed.history, revisions=revisions),
            tuple(tuple(followed.ids[r][g] for g in these) for r, these in enumerate(kept)),
            _matches(followed, kept),
            *_lineage(followed, gone),
        )
    )
    return replace(shown, problems=what.clean(followed.problems))


def _hidden(followed: Followed, hide: Sequence[str]) -> frozenset[str]:
    """Give the ids of the goals to hide, those under them included."""
    found: set[str] = set()
    for name in hide:
        words = _words(name)
        for r, revision in enumerate(followed.history.revisions):
            for goal_id, goal in zip(followed.ids[r], revision.goals, strict=True):
                if name in (goal_id, goal.id) or words.search(_said(goal.title, goal.text, goal.html, goal.id or "")):
                    found.add(goal_id)
    grown = True
    while grown:
        under = {
            name
            for r, revision in enumerate(followed.history.revisions)
            for name, goal in zip(followed.ids[r], revision.goals, strict=True)
            if goal.parent is not None and followed.ids[r][goal.parent] in found
        }
        grown = not under <= found
        found |= under
    return frozenset(found)


def _said(*texts: str) -> str:
    return " | ".join(folded(text) for text in texts)


def _words(name: str) -> re.Pattern[str]:
    """Give a pattern for the whole words of `name` in folded text; nothing matches a name without words."""
    words = folded(name)
    bound = (r"(?<!\w)" if words[:1].isascii() else "", r"(?!\w)" if words[-1:].isascii() else "")
    return re.compile(bound[0] + re.escape(words) + bound[1]) if words else re.compile(r"(?!)")


def _secrets(followed: Followed, gone: frozenset[str], hide: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    """Give patterns for what must not be told: the words to hide, and every wording of a hidden goal of three words."""
    wordings = {
        folded(goal.title)
        for r, revision in enumerate(followed.history.revisions)
        for name, goal in zip(followed.ids[r], revision.goals, strict=True)
        if name in gone
    }
    told = {folded(name) for name in hide} | {words for words in wordings if len(words.split()) > 2 or len(words) > 20}
    return tuple(_words(words) for words in sorted(told) if words)


def _tells(text: str | None, secrets: Iterable[re.Pattern[str]]) -> bool:
    words = folded(text or "")
    return any(secret.search(words) for secret in secrets)


def _cleared(revision: Revision, kept: Sequence[int], what: Hidden) -> Revision:
    """Give the revision with the goals at `kept` alone, and nothing in it that tells of the others."""
    secrets = what.secrets
    at = {g: n for n, g in enumerate(kept)}
    goals = tuple(_cleared_goal(revision.goals[g], at, secrets) for g in kept)
    post = replace(revision.post, goals=goals, problems=what.clean(revision.post.problems))
    return replace(revision, post=post, message=None if _tells(revision.message, secrets) else revision.message)


def _cleared_goal(goal: Goal, at: Mapping[int, int], secrets: Sequence[re.Pattern[str]]) -> Goal:
    return replace(
        goal,
        parent=None if goal.parent is None else at.get(goal.parent),
        notes=tuple(note for note in goal.notes if not _tells(f"{note.text} {note.html}", secrets)),
        area=None if _tells(goal.area, secrets) else goal.area,
        links=_cleared_links(goal.links, secrets),
        evidence=_cleared_links(goal.evidence, secrets),
        log=tuple(entry for entry in goal.log if not _tells(entry.text, secrets)),
        tags=tuple(tag for tag in goal.tags if not _tells(tag, secrets)),
        was=tuple(name for name in goal.was if not _tells(name, secrets)),
    )


def _cleared_links(links: Iterable[Link], secrets: Sequence[re.Pattern[str]]) -> tuple[Link, ...]:
    return tuple(link for link in links if not _tells(f"{link.text} {link.url}", secrets))


def _matches(followed: Followed, kept: Sequence[Sequence[int]]) -> list[list[Match | None]]:
    by_place = {
        (said.revision, said.goal): said.match for timeline in followed.timelines for said in timeline.statements
    }
    return [[by_place[r, g] for g in these] for r, these in enumerate(kept)]


def _lineage(followed: Followed, gone: frozenset[str]) -> tuple[list[dict[str, tuple[str, ...]]], list[dict[str, str]]]:
    """Give splits and merges by revision in which no hidden goal has a part."""
    parts: list[dict[str, tuple[str, ...]]] = [{} for _ in followed.ids]
    merged: list[dict[str, str]] = [{} for _ in followed.ids]
    for timeline in followed.timelines:
        for event in timeline.events if timeline.id not in gone else ():
            for change in event.changes:
                shown = tuple(name for name in change.lineage if name not in gone)
                if change.kind is ChangeKind.SPLIT and shown:
                    parts[event.revision][change.goal] = shown
                elif change.kind is ChangeKind.MERGED and shown:
                    merged[event.revision][change.goal] = shown[0]
    return parts, merged
