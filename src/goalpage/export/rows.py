"""Every goal that stands, flat: what the formats of other programs are made of. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from goalpage.model import Goal
from goalpage.pages.record import Record
from goalpage.pages.standing import goals_set, setting
from goalpage.pages.values import Site


class Row(Struct, frozen=True):
    """One goal as it stands by its last word: its list, its ids, how deep it stands, and where its page is.

    `goal` is as the list states it, `last` as it was last spoken of (a look back may have graded it). Dates are
    YYYY-MM-DD. `parent` is the lasting id of the goal above it.
    """

    history: str
    list: str
    id: str
    goal: Goal
    last: Goal
    parent: str | None
    depth: int
    first_stated: str
    last_changed: str
    url: str
    source: str


def rows(records: Sequence[Record], site: Site) -> tuple[Row, ...]:
    """Give the goals of every list that stands, in the authors' order."""
    return tuple(row for record in records for row in _of_record(record, site))


def _of_record(record: Record, site: Site) -> list[Row]:
    r = setting(record)
    ids = record.followed.ids[r]
    found = []
    for id_, goal in goals_set(record, r):
        thread = record.threads[id_]
        above = _above(record, r, goal)
        page = site.file(f"{record.segment}/{thread.segment}/index.html")
        found.append(
            Row(
                record.history.id,
                record.history.title,
                id_,
                goal,
                record.statement(thread.last),
                ids[above[0]] if above else None,
                len(above),
                record.revisions[thread.first.revision].day,
                thread.touched.date().isoformat(),
                site.canonical(page) or site.address(page),
                record.revisions[r].source,
            )
        )
    return found


def _above(record: Record, r: int, goal: Goal) -> list[int]:
    """Give the indices of the goals above one, the nearest first."""
    found: list[int] = []
    goals = record.revisions[r].goals
    while goal.parent is not None and goal.parent not in found:
        found.append(goal.parent)
        goal = goals[goal.parent]
    return found
