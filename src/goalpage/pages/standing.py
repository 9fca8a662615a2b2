"""Which list of a history is the one that stands: the newest that sets goals."""

from __future__ import annotations

from goalpage.model import Goal, Role
from goalpage.pages.record import Record


def setting(record: Record) -> int:
    """Give the newest revision that sets goals: a look back at the list only grades them."""
    for r in range(len(record.revisions) - 1, -1, -1):
        if any(goal.role is Role.STATED for goal in record.revisions[r].goals):
            return r
    return record.present


def goals_set(record: Record, r: int) -> list[tuple[str, Goal]]:
    """Give the goals that a revision sets, with their lasting ids; all of it where it sets none."""
    every = record.goals(r)
    return [pair for pair in every if pair[1].role is Role.STATED] or list(every)
