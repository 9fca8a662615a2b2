"""Then and now, by year: what each year set, in its own words, and what has become of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from markupsafe import Markup
from msgspec import Struct

from goalpage.pages.context import Making, goal_href
from goalpage.pages.listing import standing
from goalpage.pages.prose import statement
from goalpage.pages.quantities import capital, count
from goalpage.pages.record import Record, Thread
from goalpage.pages.statuses import SHOWN, Shown, counted
from goalpage.pages.values import Page
from goalpage.pages.view import View
from goalpage.pages.years import year_of


class Outcome(Struct, frozen=True):
    """One goal: its first wording, and where it stands now; `now` is the present title where the words are others."""

    then: Markup
    now: str
    href: str
    status: Shown
    words: Markup


class Set(Struct, frozen=True):
    """What one list set in a year."""

    title: str
    lang: str | None
    href: str
    outcomes: tuple[Outcome, ...]


class Year(Struct, frozen=True):
    """A year and what it set."""

    year: str
    lead: str
    sets: tuple[Set, ...]


class LookBackView(View, frozen=True):
    """Every year, newest first."""

    template: ClassVar[str] = "look_back.html"
    lead: str
    years: tuple[Year, ...]


def look_back_page(making: Making, records: Sequence[Record]) -> Page:
    """`look-back/`."""
    by_year: dict[str, dict[int, list[Thread]]] = {}
    for n, record in enumerate(records):
        for thread in record.threads.values():
            year = year_of(record, thread.first.revision) if record.history.is_series else str(_first(record, thread))
            by_year.setdefault(year, {}).setdefault(n, []).append(thread)
    years = tuple(_year(making, records, year, by_year[year]) for year in sorted(by_year, reverse=True))
    lead = "Each goal in the words in which it was first stated, by year, and where it stands now."
    view = LookBackView(lead=lead if years else "No goals yet.", years=years)
    return making.page(view, "look-back/", "Looking back", description=view.lead)


def _first(record: Record, thread: Thread) -> int:
    return record.revisions[thread.first.revision].date.year


def _year(making: Making, records: Sequence[Record], year: str, by_record: dict[int, list[Thread]]) -> Year:
    last = [records[n].statement(t.last) for n, threads in by_record.items() for t in threads]
    return Year(
        year=year,
        lead=f"{capital(count(len(last), 'goal'))} first stated. {counted(goal.status for goal in last)}",
        sets=tuple(
            _set(making, records[n], source, these)
            for n, threads in by_record.items()
            for source, these in _by_post(records[n], threads).items()
        ),
    )


def _by_post(record: Record, threads: Sequence[Thread]) -> dict[str, list[Thread]]:
    """The goals by the post that stated them first."""
    found: dict[str, list[Thread]] = {}
    for thread in threads:
        found.setdefault(record.revisions[thread.first.revision].source, []).append(thread)
    return found


def _set(making: Making, record: Record, source: str, threads: Sequence[Thread]) -> Set:
    """What one post set, under its own title: that of a series says no more than its years."""
    outcomes = tuple(_outcome(making, record, thread) for thread in threads)
    titles = (revision.post.title for revision in reversed(record.revisions) if revision.source == source)
    title = next(titles, None) if record.history.is_series else None
    return Set(title or record.history.title, record.history.lang, f"../{record.segment}/", outcomes)


def _outcome(making: Making, record: Record, thread: Thread) -> Outcome:
    first, last = record.statement(thread.first), record.statement(thread.last)
    words, name = standing(making, record, thread, last), record.titles[thread.id]
    return Outcome(
        then=statement(first),
        now=name if name != first.title else "",
        href=goal_href("../", record, thread.id),
        status=SHOWN[last.status],
        words=words,
    )
