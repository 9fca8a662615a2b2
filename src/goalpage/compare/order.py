"""Which goals moved: all that do not belong to a longest run that kept its order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def longest_rising(places: Sequence[int]) -> tuple[int, ...]:
    """Give the indices of a longest strictly rising subsequence of `places`, by patience sorting.

    Of several, the one with the smallest values: of two goals that changed places the one that went up is
    left out, so it is the one said to have moved.
    """
    tops: list[int] = []
    top_at: list[int] = []
    before: list[int] = []
    for index, place in enumerate(places):
        pile = bisect_left(tops, place)
        before.append(top_at[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(place)
            top_at.append(index)
        else:
            tops[pile], top_at[pile] = place, index
    run: list[int] = []
    index = top_at[-1] if top_at else -1
    while index >= 0:
        run.append(index)
        index = before[index]
    return tuple(reversed(run))
