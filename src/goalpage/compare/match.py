"""Which goal of one list is which of the next: exact wording, likeness, then place."""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct, field
from rapidfuzz import fuzz, process

from goalpage.compare.similarity import Likeness, likeness
from goalpage.compare.wording import Wording, wording
from goalpage.model import Goal, Match, Reason, Status

SIMILAR = 0.6
"""From this likeness on two wordings are the same goal wherever they stand."""

NEAR = 0.25
"""From this likeness on they are the same where they stand nearly at the same place."""

CROWDED = 50
"""A word used by more goals than this tells nothing about any pair of them."""

MANY_PAIRS = 250_000
"""Beyond this many pairs only goals that share a telling word are compared: keeps long lists linear."""

Pair = tuple[int, int]


class Matching(Struct):
    """The matches found so far between an old and a new list, by index; each goal in one at most.

    `taken` maps a new goal to its old one, or to -1 where it is known to be of none of them. `in_halves` tells that
    one list both grades and sets goals; otherwise the role may have been read from the date of the post alone.
    """

    old: Sequence[Goal]
    new: Sequence[Goal]
    barred: Callable[[int, int], bool] = lambda i, j: False
    found: dict[int, tuple[int, Match]] = field(default_factory=dict)
    taken: dict[int, int] = field(default_factory=dict)
    in_halves: bool = False

    def __post_init__(self) -> None:
        self.in_halves = any(len({goal.role for goal in goals}) > 1 for goals in (self.old, self.new))

    def take(self, i: int, j: int, reason: Reason, score: float = 1.0) -> bool:
        """Note that old goal `i` is new goal `j`, unless either is matched already or the pair is barred."""
        if i in self.found or j in self.taken or self.barred(i, j):
            return False
        self.found[i] = (j, Match(reason, round(score, 3)))
        self.taken[j] = i
        return True

    def fix(self, i: int | None, j: int, match: Match) -> None:
        """Note what the author told: new goal `j` is old goal `i`, or (None) one that is not in the old list."""
        if i is None or i in self.found:
            self.taken[j] = -1
        else:
            self.taken[j] = i
            self.found[i] = (j, match)

    @property
    def old_left(self) -> list[int]:
        """Indices of the old goals not matched yet."""
        return [i for i in range(len(self.old)) if i not in self.found]

    @property
    def new_left(self) -> list[int]:
        """Indices of the new goals not matched yet."""
        return [j for j in range(len(self.new)) if j not in self.taken]


def match_goals(matching: Matching) -> Likeness:
    """Match what is left in `matching`, surest first; give the likeness it was measured by."""
    old, new = [wording(goal) for goal in matching.old], [wording(goal) for goal in matching.new]
    _match_exact(matching, old, new)
    measure = likeness(old, new)
    if matching.old_left and matching.new_left:
        pairs = _likely_pairs(matching, old, new, measure)
        _match_similar(matching, pairs)
        _match_near(matching, pairs)
        _match_gaps(matching)
    return measure


def _match_exact(matching: Matching, old: Sequence[Wording], new: Sequence[Wording]) -> None:
    """Equal wordings in order, those that also agree in text, status and place first: two equal texts are two goals."""
    for key in (_in_full, _in_place, _by_title):
        by_key: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for i in reversed(matching.old_left):
            by_key[key(matching.old, i, old[i])].append(i)
        for j in matching.new_left:
            candidates = by_key.get(key(matching.new, j, new[j]))
            if candidates and matching.take(candidates[-1], j, Reason.EXACT):
                candidates.pop()


def _in_full(goals: Sequence[Goal], index: int, a: Wording) -> tuple[object, ...]:
    return (*_in_place(goals, index, a), a.text, goals[index].status, goals[index].role)


def _in_place(goals: Sequence[Goal], index: int, a: Wording) -> tuple[object, ...]:
    goal = goals[index]
    return (a.title, goal.area, None if goal.parent is None else goals[goal.parent].title)


def _by_title(_goals: Sequence[Goal], _index: int, a: Wording) -> tuple[object, ...]:
    return (a.title,)


class _Likely(Struct, frozen=True, order=True):
    """A pair that may be one goal: sorted best first, of equals the one that moved least."""

    unlikeness: float
    distance: float
    i: int
    j: int


def _likely_pairs(
    matching: Matching, old: Sequence[Wording], new: Sequence[Wording], measure: Likeness
) -> list[_Likely]:
    """Give the pairs still open whose likeness is at least `NEAR`, best first."""
    left, right = matching.old_left, matching.new_left
    pairs = set(_sharing_pairs(left, right, old, new))
    if len(left) * len(right) <= MANY_PAIRS:
        pairs.update(_lettered_pairs(left, right, old, new))
    likely = []
    for i, j in pairs:
        alike = measure.of(old[i], new[j])
        if alike >= (NEAR if measure.shared(old[i], new[j]) else SIMILAR):
            distance = abs(i / len(old) - j / len(new)) + (matching.old[i].area != matching.new[j].area)
            likely.append(_Likely(-alike, distance, i, j))
    return sorted(likely)


def _sharing_pairs(
    left: Iterable[int], right: Iterable[int], old: Sequence[Wording], new: Sequence[Wording]
) -> Iterator[Pair]:
    """Give the pairs that share a telling word."""
    users: dict[str, list[int]] = defaultdict(list)
    for i in left:
        for word in old[i].telling:
            users[word].append(i)
    for j in right:
        for word in new[j].telling:
            these = users.get(word, ())
            if len(these) <= CROWDED:
                yield from ((i, j) for i in these)


def _lettered_pairs(
    left: Sequence[int], right: Sequence[int], old: Sequence[Wording], new: Sequence[Wording]
) -> Iterator[Pair]:
    """Give the pairs whose letters are alike: typos, numbers, words that CJK text does not part."""
    choices = {i: old[i].masked for i in left}
    for j in right:
        for _, _, i in process.extract(new[j].masked, choices, scorer=fuzz.ratio, score_cutoff=55, limit=5):
            yield i, j


def _match_similar(matching: Matching, pairs: Iterable[_Likely]) -> None:
    for pair in pairs:
        if -pair.unlikeness >= SIMILAR:
            matching.take(pair.i, pair.j, Reason.SIMILAR, -pair.unlikeness)


def _match_near(matching: Matching, pairs: Iterable[_Likely]) -> None:
    """Less alike, but passed by few of the goals already matched."""
    olds, news = sorted(matching.found), sorted(matching.taken)
    for pair in pairs:
        passed = abs(bisect(olds, pair.i) - bisect(news, pair.j))
        if olds and passed <= len(olds) / 4 and _may_continue(matching, pair.i, pair.j):
            matching.take(pair.i, pair.j, Reason.PLACE, (1 - pair.unlikeness) / 2)


def _match_gaps(matching: Matching) -> None:
    """As many goals on both sides between the same two neighbours are the same, in order.

    Only where that is the most of what happened: in a list from which goals went and to which others came it is chance.
    """
    gaps = [(old, new) for old, new in _gaps(matching) if len(old) == len(new)]
    filled = 2 * sum(len(old) for old, _ in gaps)
    others = len(matching.old_left) + len(matching.new_left) - filled
    for old, new in gaps if others < filled / 2 else ():
        for i, j in zip(old, new, strict=True):
            if _may_continue(matching, i, j):
                matching.take(i, j, Reason.PLACE, 0.5)


def _gaps(matching: Matching) -> Iterator[tuple[list[int], list[int]]]:
    """Give the runs of unmatched goals that stand after the same goal and before the same goal."""
    runs = dict(_runs(len(matching.new), set(matching.new_left)))
    for after, run in _runs(len(matching.old), set(matching.old_left)):
        before = run[-1] + 1
        if after < 0 or before >= len(matching.old):
            continue
        other = runs.get(matching.found[after][0])
        if other and matching.found[before][0] == other[-1] + 1:
            yield run, other


def _runs(count: int, left: set[int]) -> Iterator[tuple[int, list[int]]]:
    """Give (index of the goal before it, the run) for each run of consecutive indices in `left`."""
    run: list[int] = []
    for index in range(count + 1):
        if index in left:
            run.append(index)
        elif run:
            yield run[0] - 1, run
            run = []


def _may_continue(matching: Matching, i: int, j: int) -> bool:
    """A goal that was finished does not turn into an unlike one that is not, nor a graded one into one set."""
    finished = (Status.DONE, Status.DROPPED, Status.MISSED)
    old, new = matching.old[i], matching.new[j]
    if old.role is not new.role and matching.in_halves:
        return False
    return old.status not in finished or new.status in finished
