"""The years of a series: which one a post is for, and in whose lists a goal stood."""

from __future__ import annotations

from goalpage.model import Role, Status
from goalpage.pages.listing import years_of
from goalpage.pages.quantities import joined
from goalpage.pages.record import Record, Thread
from goalpage.pages.statuses import SETTLED, SHOWN


def year_of(record: Record, revision: int) -> str:
    """The year a post is for: the one year in its title, else that of its date."""
    at = record.revisions[revision]
    years = years_of(at)
    return next(iter(years)) if len(years) == 1 else str(at.date.year)


def lists_in_words(record: Record, thread: Thread) -> str:
    """The years in whose lists a goal stood, with what came of it: `2019, 2020 (done) and 2021`; empty for one list.

    How it stands now is not said again beside the last of them.
    """
    lists: dict[str, tuple[str, Status]] = {}
    newest = ""
    for said in thread.timeline.statements:
        goal = record.statement(said)
        if goal.role is Role.STATED:
            newest = record.revisions[said.revision].source
            lists[newest] = year_of(record, said.revision), goal.status
        elif newest:
            lists[newest] = lists[newest][0], goal.status
    if len(lists) < 2:
        return ""
    *earlier, (last, _) = lists.values()
    words = [f"{year} ({SHOWN[status].word})" if status in SETTLED else year for year, status in earlier]
    return joined([*words, last])
