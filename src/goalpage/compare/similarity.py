"""How alike two wordings are, 0.0-1.0, measured against the lists they stand in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log

from msgspec import Struct
from rapidfuzz import fuzz

from goalpage.compare.wording import Wording


class Likeness(Struct, frozen=True):
    """Compares wordings, weighing a word by how few goals of the lists at hand use it.

    `weights` are those of the stems, `unseen` that of any other; `twins` the masked titles that two goals of one
    list share, which only their numbers tell apart.
    """

    weights: dict[str, float]
    twins: frozenset[str]
    unseen: float = 1.0

    def of(self, a: Wording, b: Wording) -> float:
        """Give how alike `a` and `b` are: letters and telling words count alike, nearly the same letters are a typo."""
        letters = self._letters(a, b)
        return max(self.loosely(a, b), letters if letters >= 0.85 else 0.0)

    def loosely(self, a: Wording, b: Wording) -> float:
        """The same with no regard to typos, where another word of nearly the same letters is as likely."""
        if a.title == b.title:
            return 1.0
        shared = self.shared(a, b)
        whole = 0.9 if _opens(a.masked, b.masked) and not self._are_twins(a, b) else 0.0
        return max((self._letters(a, b) + shared) / 2, whole * (0.75 + shared / 4))

    def shared(self, a: Wording, b: Wording) -> float:
        """Give the part of the telling words of both that they share, by weight."""
        common = self._weight(a.telling & b.telling)
        total = self._weight(a.telling) + self._weight(b.telling)
        return 2 * common / total if total else 0.0

    def _weight(self, words: Iterable[str]) -> float:
        return sum(self.weights.get(word, self.unseen) for word in words)

    def _letters(self, a: Wording, b: Wording) -> float:
        if self._are_twins(a, b):
            return fuzz.ratio(a.title, b.title) / 100
        return fuzz.ratio(a.masked, b.masked) / 100

    def _are_twins(self, a: Wording, b: Wording) -> bool:
        return a.masked in self.twins or b.masked in self.twins


def _opens(a: str, b: str) -> bool:
    """Whether one wording goes on from the other: `Eiffel Tower`, `Eiffel Tower : Paris`."""
    short, long = sorted((a, b), key=len)
    return len(short) >= 6 and long.startswith(short + " ")


def likeness(*lists: Sequence[Wording]) -> Likeness:
    """Give the measure for goals of these lists, each of which is one revision's."""
    seen = Counter(word for wordings in lists for a in wordings for word in a.telling)
    count = sum(len(wordings) for wordings in lists)
    weights = {word: log(1 + count / n) for word, n in seen.items()}
    return Likeness(weights, frozenset(masked for wordings in lists for masked in twins(wordings)))


def twins(wordings: Iterable[Wording]) -> frozenset[str]:
    """Give the masked titles that stand for several goals of one list."""
    titles: dict[str, set[str]] = {}
    for a in wordings:
        titles.setdefault(a.masked, set()).add(a.title)
    return frozenset(masked for masked, these in titles.items() if len(these) > 1)
