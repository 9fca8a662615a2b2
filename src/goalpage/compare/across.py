"""Which goals a text takes up again that are not in the text before it: absent ones, and those of earlier posts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from math import log

from rapidfuzz import fuzz

from goalpage.compare.similarity import Likeness, twins
from goalpage.compare.wording import Wording, numbers
from goalpage.model import Match, Reason

CARRIED = 0.68
"""From this likeness on a goal in force is carried into another post."""

AGAIN = 0.82
"""From this likeness on a goal that was absent has come back."""

_CROWDED = 100
"""A word used by more goals than this finds none of them: keeps long histories linear."""


@dataclass(slots=True)
class Memory:
    """All goals met so far, by key: their wordings, oldest first, and where each telling word is used."""

    wordings: dict[int, dict[str, Wording]] = field(default_factory=lambda: defaultdict(dict))
    newest: dict[int, int] = field(default_factory=dict)
    users: dict[str, dict[int, None]] = field(default_factory=lambda: defaultdict(dict))
    seen: Counter[str] = field(default_factory=Counter)

    def remember(self, key: int, a: Wording, revision: int) -> None:
        """Note that goal `key` is worded `a` in `revision`."""
        self.newest[key] = revision
        if a.title not in self.wordings[key]:
            self.wordings[key][a.title] = a
            for word in a.telling or {a.title}:
                self.users[word].setdefault(key)
                self.seen[word] += 1

    def sharing(self, a: Wording) -> Iterator[int]:
        """Give the goals that ever shared a telling word with `a`."""
        found: dict[int, None] = {}
        for word in sorted(a.telling or {a.title}):
            users = self.users.get(word, {})
            if len(users) <= _CROWDED or len(a.telling) == 1:
                found.update(users)
        return iter(found)

    def measure(self, new: Sequence[Wording]) -> Likeness:
        """Give the likeness by which these wordings are compared with those met so far."""
        words = {word for a in new for word in a.telling}
        count = len(self.wordings) + len(new)
        weights = {word: log(1 + count / (self.seen[word] + 1)) for word in words}
        return Likeness(weights, twins(new), log(1 + count))


@dataclass(frozen=True, slots=True)
class Loosely:
    """How loosely goals may be named: `in_force` are those of the post before, others were absent since."""

    in_force: Collection[int]
    used: Collection[int]
    barred: Callable[[int, int], bool]


def taken_up(memory: Memory, new: Sequence[tuple[int, Wording]], loosely: Loosely) -> dict[int, tuple[int, Match]]:
    """Give, for goals of `new` (index, wording), the key each takes up: surest first, of equals the newest."""
    measure = memory.measure([a for _, a in new])
    scored = []
    for index, a in new:
        for key in memory.sharing(a):
            if key in loosely.used or loosely.barred(key, index):
                continue
            score = max(alike(measure, a, b) for b in memory.wordings[key].values())
            if score >= (CARRIED if key in loosely.in_force else AGAIN):
                scored.append((-score, a.title not in memory.wordings[key], -memory.newest[key], index, key))
    found: dict[int, tuple[int, Match]] = {}
    gone: set[int] = set()
    for unlike, inexact, _, index, key in sorted(scored):
        if index not in found and key not in gone:
            gone.add(key)
            found[index] = (key, Match(Reason.SIMILAR if inexact else Reason.EXACT, round(min(1.0, -unlike), 3)))
    return found


def alike(measure: Likeness, a: Wording, b: Wording) -> float:
    """Give how surely two titles of different texts name the same goal, also where one names it by some of its words."""
    if a.title == b.title:
        return 1.1
    same_figures = 0.06 if numbers(a.title) and numbers(a.title) == numbers(b.title) else 0.0
    return (measure.loosely(a, b) + fuzz.token_set_ratio(a.masked, b.masked) / 100) / 2 + same_figures
