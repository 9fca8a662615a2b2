"""Splits and merges: one goal became several, or several one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct

from goalpage.compare.match import Matching
from goalpage.compare.wording import Wording, wording

TAKEN_OVER = 0.75
"""A part takes at least this much of its telling words from the whole."""


class Lineage(Struct, frozen=True):
    """Where a whole stands in one list and its further parts in the other, by index."""

    whole: int
    kept: int
    parts: tuple[int, ...]


def splits(matching: Matching) -> tuple[Lineage, ...]:
    """Give the old goals of which a part became a goal of its own: `whole` old, `kept` and `parts` new."""
    pairs = [(i, j) for i, (j, _) in sorted(matching.found.items())]
    old, new = [wording(goal) for goal in matching.old], [wording(goal) for goal in matching.new]
    return _parted(pairs, old, new, matching.new_left)


def merges(matching: Matching) -> tuple[Lineage, ...]:
    """Give the new goals into which a further old goal went: `whole` new, `kept` and `parts` old."""
    pairs = [(j, i) for j, i in sorted(matching.taken.items()) if i >= 0]
    old, new = [wording(goal) for goal in matching.old], [wording(goal) for goal in matching.new]
    return _parted(pairs, new, old, matching.old_left)


def _parted(
    pairs: Iterable[tuple[int, int]], wholes: Sequence[Wording], parts: Sequence[Wording], left: Sequence[int]
) -> tuple[Lineage, ...]:
    users: dict[str, list[int]] = defaultdict(list)
    for index in left:
        for word in _told(parts[index]):
            users[word].append(index)
    found, taken = [], set[int]()
    for whole, kept in pairs if users else ():
        lost = _told(wholes[whole]) - _told(parts[kept])
        near = {index for word in lost for index in users.get(word, ())} - taken
        mine = tuple(index for index in sorted(near) if _is_part(parts[index], wholes[whole], parts[kept]))
        if mine:
            taken.update(mine)
            found.append(Lineage(whole, kept, mine))
    return tuple(found)


def _told(a: Wording) -> frozenset[str]:
    """Give the telling words of the whole statement, so that a long one is not cut at its title."""
    return a.telling


def _is_part(part: Wording, whole: Wording, kept: Wording) -> bool:
    """Whether the whole held what the part says and what was kept, and the part says what was not kept."""
    mine, all_of_it, rest = _told(part), _told(whole), _told(kept)
    if len(mine) < 2 or len(mine & all_of_it) < TAKEN_OVER * len(mine):
        return False
    return bool(mine & all_of_it - rest) and len(rest & all_of_it) >= TAKEN_OVER * len(rest) and len(rest) > 0
