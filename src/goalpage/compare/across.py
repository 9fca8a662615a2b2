"""Which goals a text takes up again that are not in the text before it: absent ones, and those of earlier posts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from heapq import nlargest
from math import log

from msgspec import Struct, field
from rapidfuzz import fuzz

from goalpage.compare.similarity import Likeness, twins
from goalpage.compare.wording import Wording, numbers, stem
from goalpage.model import Match, Reason

CARRIED = 0.68
"""From this likeness on a goal in force is carried into another post."""

AGAIN = 0.82
"""From this likeness on a goal that was absent has come back."""

_SAME_FIGURES, _FAR_FIGURES = 0.06, 0.12
"""What figures add to a likeness, or take from it."""

_CROWDED = 50
"""A word used by more goals than this finds none of them: keeps long histories linear."""

_LIKELY = 30
"""So many goals are compared with a new one at the most."""

_WORDINGS = 6
"""So many wordings of a goal are compared, the first and the newest."""


class Memory(Struct):
    """All goals met so far, by key: their wordings, oldest first, and where each telling word is used."""

    wordings: dict[int, dict[str, Wording]] = field(default_factory=lambda: defaultdict(dict))
    newest: dict[int, int] = field(default_factory=dict)
    users: dict[str, dict[int, None]] = field(default_factory=lambda: defaultdict(dict))
    titles: dict[str, dict[int, None]] = field(default_factory=lambda: defaultdict(dict))
    seen: Counter[str] = field(default_factory=Counter)

    def remember(self, key: int, a: Wording, revision: int) -> None:
        """Note that goal `key` is worded `a` in `revision`."""
        self.newest[key] = revision
        if a.title not in self.wordings[key]:
            self.wordings[key][a.title] = a
            self.titles[a.title].setdefault(key)
            for word in a.telling:
                self.users[word].setdefault(key)
                self.seen[word] += 1

    def branched(self) -> Memory:
        """Give a memory of the same goals that goes its own way from here."""
        return Memory(
            defaultdict(dict, {key: words.copy() for key, words in self.wordings.items()}),
            self.newest.copy(),
            defaultdict(dict, {word: users.copy() for word, users in self.users.items()}),
            defaultdict(dict, {title: keys.copy() for title, keys in self.titles.items()}),
            self.seen.copy(),
        )

    def sharing(self, a: Wording) -> Iterable[int]:
        """Give the likeliest of the goals that ever shared a telling word with `a`."""
        found: dict[int, float] = defaultdict(float)
        for word in sorted(a.telling):
            users = self.users.get(word, {})
            for key in users if len(users) <= _CROWDED else ():
                found[key] += 1 / len(users)
        return nlargest(_LIKELY, found, key=lambda key: (found[key], key))

    def compared(self, key: int) -> list[Wording]:
        """Give the wordings by which goal `key` is compared."""
        all_of_them = list(self.wordings[key].values())
        return all_of_them if len(all_of_them) <= _WORDINGS else [all_of_them[0], *all_of_them[1 - _WORDINGS :]]

    def measure(self, new: Sequence[Wording]) -> Likeness:
        """Give the likeness by which these wordings are compared with those met so far."""
        words = {word for a in new for word in a.telling}
        count = len(self.wordings) + len(new)
        weights = {word: log(1 + count / (self.seen[word] + 1)) for word in words}
        return Likeness(weights, twins(new), log(1 + count))


class Loosely(Struct, frozen=True):
    """How loosely goals may be named: `in_force` are those of the post before, others were absent since."""

    in_force: Collection[int]
    used: Collection[int]
    barred: Callable[[int, int], bool]


def taken_up(memory: Memory, new: Sequence[tuple[int, Wording]], loosely: Loosely) -> dict[int, tuple[int, Match]]:
    """Give, for goals of `new` (index, wording), the key each takes up: surest first, of equals the newest."""
    found: dict[int, tuple[int, Match]] = {}
    gone = set(loosely.used)
    for index, a in new:
        same = [key for key in memory.titles.get(a.title, ()) if key not in gone and not loosely.barred(key, index)]
        if same:
            key = max(same, key=lambda key: (memory.newest[key], -key))
            gone.add(key)
            found[index] = (key, Match(Reason.EXACT))
    for score, index, key in _alike(memory, [(index, a) for index, a in new if index not in found], loosely, gone):
        if index not in found and key not in gone:
            gone.add(key)
            found[index] = (key, Match(Reason.SIMILAR, round(min(1.0, score), 3)))
    return found


def _alike(
    memory: Memory, new: Sequence[tuple[int, Wording]], loosely: Loosely, gone: Collection[int]
) -> list[tuple[float, int, int]]:
    """Give (likeness, index, key) of the pairs that are alike enough, surest first, of equals the newest."""
    measure = memory.measure([a for _, a in new])
    scored = []
    for index, a in new:
        for key in memory.sharing(a):
            if key not in gone and not loosely.barred(key, index):
                score = max(alike(measure, a, b) for b in memory.compared(key))
                if score >= (CARRIED if key in loosely.in_force else AGAIN):
                    scored.append((-score, -memory.newest[key], index, key))
    return [(-unlike, index, key) for unlike, _, index, key in sorted(scored)]


def alike(measure: Likeness, a: Wording, b: Wording) -> float:
    """Give how surely titles of different texts name the same goal, also where one has but some of its words."""
    return (measure.loosely(a, b) + fuzz.token_set_ratio(a.masked, b.masked) / 100) / 2 + _by_figures(a, b)


def _by_figures(a: Wording, b: Wording) -> float:
    """Give what figures add: the same ones speak for one goal; another verb with quite another figure against it."""
    left, right = numbers(a.title), numbers(b.title)
    if not left or not right:
        return 0.0
    if left == right:
        return _SAME_FIGURES
    opens_alike = stem(a.title.partition(" ")[0]) == stem(b.title.partition(" ")[0])
    return 0.0 if opens_alike or not _far_apart(left[0], right[0]) else -_FAR_FIGURES


def _far_apart(left: str, right: str) -> bool:
    """Whether one number is twice the other or more, as far as they are plain ones."""
    try:
        low, high = sorted((float(left.replace(",", "")), float(right.replace(",", ""))))
    except ValueError:
        return False
    return high >= 2 * low
