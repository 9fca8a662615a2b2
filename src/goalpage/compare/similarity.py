"""How alike two wordings are, 0.0-1.0, measured against the lists they stand in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from rapidfuzz import fuzz

from goalpage.compare.wording import Wording


@dataclass(frozen=True, slots=True)
class Likeness:
    """Compares wordings, weighing a word by how few goals of the lists at hand use it.

    `weights` are those of the stems; `twins` the masked titles that two goals of one list share, which
    only their numbers tell apart.
    """

    weights: dict[str, float]
    twins: frozenset[str]

    def of(self, a: Wording, b: Wording) -> float:
        """Give how alike `a` and `b` are: letters and telling words count alike."""
        if a.title == b.title:
            return 1.0
        masks = a.masked not in self.twins and b.masked not in self.twins
        left, right = (a.masked, b.masked) if masks else (a.title, b.title)
        letters = fuzz.ratio(left, right) / 100
        shared = self.shared(a, b)
        whole = 0.9 if _opens(left, right) else 0.0
        return max((letters + shared) / 2, whole * (0.75 + shared / 4), _sure(letters))

    def shared(self, a: Wording, b: Wording) -> float:
        """Give the part of the telling words of both that they share, by weight."""
        common = sum(self.weights.get(word, 1.0) for word in a.telling & b.telling)
        total = sum(self.weights.get(word, 1.0) for word in a.telling) + sum(
            self.weights.get(word, 1.0) for word in b.telling
        )
        return 2 * common / total if total else 0.0


def _sure(letters: float) -> float:
    """Nearly the same letters are a typo, whatever the words are worth."""
    return letters if letters >= 0.85 else 0.0


def _opens(a: str, b: str) -> bool:
    """Whether one wording goes on from the other: `Eiffel Tower`, `Eiffel Tower : Paris`."""
    short, long = sorted((a, b), key=len)
    return len(short) >= 6 and long.startswith(short + " ")


def likeness(*lists: Sequence[Wording]) -> Likeness:
    """Give the measure for goals of these lists, each of which is one revision's."""
    seen = Counter(word for wordings in lists for a in wordings for word in a.telling)
    count = sum(len(wordings) for wordings in lists)
    weights = {word: log(1 + count / n) for word, n in seen.items()}
    return Likeness(weights, frozenset(masked for wordings in lists for masked in _twins(wordings)))


def _twins(wordings: Iterable[Wording]) -> list[str]:
    titles: dict[str, set[str]] = {}
    for a in wordings:
        titles.setdefault(a.masked, set()).add(a.title)
    return [masked for masked, these in titles.items() if len(these) > 1]
