"""Which goals a text takes up again that are not in the text before it: absent ones, and those of earlier posts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from goalpage.compare.similarity import Likeness, likeness
from goalpage.compare.wording import Wording
from goalpage.model import Match, Reason

AGAIN = 0.8
"""From this likeness on a goal that was absent has come back."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A goal known from earlier revisions: its key, its wordings, and how recently it was stated (larger is newer)."""

    key: int
    wordings: tuple[Wording, ...]
    age: int


def taken_up(
    earlier: Sequence[Earlier],
    new: Sequence[tuple[int, Wording]],
    barred: Callable[[int, int], bool],
    *,
    loosely: bool,
) -> dict[int, tuple[int, Match]]:
    """Give, for goals of `new` (index, wording), the key each takes up: surest first, of equals the newest.

    `loosely` is for another post, which may name a goal by a part of its words alone.
    """
    measure = likeness([w for known in earlier for w in known.wordings[-1:]], [w for _, w in new])
    scored = []
    for index, a, known in _candidates(earlier, new):
        score, exact = max(
            ((alike if loosely else Likeness.of)(measure, a, b), a.title == b.title) for b in known.wordings
        )
        if score >= AGAIN and not barred(known.key, index):
            scored.append((-score, not exact, -known.age, index, known.key))
    found: dict[int, tuple[int, Match]] = {}
    used: set[int] = set()
    for unlike, inexact, _, index, key in sorted(scored):
        if index not in found and key not in used:
            used.add(key)
            found[index] = (key, Match(Reason.SIMILAR if inexact else Reason.EXACT, round(min(1.0, -unlike), 3)))
    return found


def alike(measure: Likeness, a: Wording, b: Wording) -> float:
    """Give how surely two titles of different posts name the same goal, also where one names it loosely."""
    if a.title == b.title:
        return 1.0
    if not a.telling or not b.telling:
        return fuzz.ratio(a.masked, b.masked) / 100
    return fuzz.token_set_ratio(a.masked, b.masked) / 100


def _candidates(
    earlier: Sequence[Earlier], new: Sequence[tuple[int, Wording]]
) -> Iterable[tuple[int, Wording, Earlier]]:
    """Give the pairs that share a telling word, or whose titles hold none."""
    users: dict[str, list[int]] = defaultdict(list)
    for n, known in enumerate(earlier):
        for word in {word for a in known.wordings for word in a.telling or {a.title}}:
            users[word].append(n)
    for index, a in new:
        for n in sorted({n for word in a.telling or {a.title} for n in users.get(word, ())}):
            yield index, a, earlier[n]
