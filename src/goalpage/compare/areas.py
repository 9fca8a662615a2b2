"""Sections that got another heading or year: not a move, nor another due date, of every goal under them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from goalpage.compare.standing import Stand
from goalpage.model import Goal

_YEAR = re.compile(r"\d{4}")

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


def moved_on(old: Mapping[str, Stand], new: Mapping[str, Stand]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Give the years of headings that moved on (2023 -> 2024), each with the ids of the goals that share in it.

    A goal has its year from the heading where it does not name it itself. The heading's year moved on where that of
    every such goal under it, two at least, did: then it is told of the heading, once.
    """
    under: dict[tuple[Area, Area], list[tuple[str, Goal, Goal]]] = defaultdict(list)
    for name, stand in new.items():
        if name in old:
            before, after = old[name].last.goal, stand.last.goal
            if _has_headings_year(before) and _has_headings_year(after):
                under[before.area, after.area].append((name, before, after))
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for goals in under.values():
        steps = {(before.due or "", after.due or "") for _, before, after in goals}
        step = steps.pop()
        if not steps and len(goals) > 1 and step[0] != step[1]:
            found[step] = (*found.get(step, ()), *(name for name, *_ in goals))
    return found


def _has_headings_year(goal: Goal) -> bool:
    if goal.due is None or not _YEAR.fullmatch(goal.due):
        return False
    return not any(goal.due in text for text in _own_words(goal))


def _own_words(goal: Goal) -> Iterable[str]:
    return (goal.title, goal.text, *(note.text for note in goal.notes))
