"""Sections that got another heading: not a move of every goal under them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

Area = str | None


def renamed(old: Mapping[str, Area], new: Mapping[str, Area]) -> dict[Area, Area]:
    """Give the areas that were renamed: `old` and `new` give each goal's area, None where it stands under none.

    An area was renamed when its name is gone and at least half of its goals that are still there stand under one
    name that is new.
    """
    moved: dict[Area, Counter[Area]] = {}
    names = set(new.values())
    known = set(old.values())
    for goal, area in old.items():
        if goal in new and area not in names:
            moved.setdefault(area, Counter())[new[goal]] += 1
    found: dict[Area, Area] = {}
    for area, counts in moved.items():
        name, count = max(counts.items(), key=lambda item: (item[1], item[0] or ""))
        if name not in known and 2 * count >= counts.total():
            found[area] = name
    return found
