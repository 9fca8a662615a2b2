"""What is due to be looked at: goals that are due, and those nobody has touched for long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from goalpage.cli.messages import Terminal, shown

if TYPE_CHECKING:
    from goalpage.findings import Findings
    from goalpage.model import Goal
    from goalpage.pages.record import Record, Thread
    from goalpage.report import BuildOptions


class _Line(Struct, frozen=True):
    """One goal to be looked at: `end` is the last day of its due date where that has come, `untouched` is in days."""

    record: Record
    thread: Thread
    goal: Goal
    end: date | None
    untouched: int
    is_stale: bool


def say_agenda(  # what is asked, of what, and how it is to be said
    terminal: Terminal,
    /,
    found: Findings,
    options: BuildOptions,
    records: Sequence[Record],
    today: date,
    stale: int,
    *,
    json: bool,
    ics: bool,
) -> None:
    """Say which goals are due on `today`, or have not been touched for `stale` days: as text, JSON or a calendar."""
    lines = [line for record in records for line in _lines(record, today, stale)]
    lines.sort(key=lambda line: (line.end is None, line.end or today, -line.untouched))
    if json:
        terminal.answer_json({"today": today.isoformat(), "goals": [_data(line) for line in lines]})
    elif ics:
        terminal.answer(_calendar(found, options, lines, today).rstrip("\r\n"))
    elif not lines:
        terminal.answer(f"Nothing is due, and every open goal was touched in the last {stale} days.")
    else:
        for line in lines:
            terminal.answer(_told(line, today))


def _lines(record: Record, today: date, stale: int) -> Iterator[_Line]:
    from goalpage.drafting import OPEN
    from goalpage.pages.dates import last_day
    from goalpage.pages.standing import goals_set, setting

    for id_, goal in goals_set(record, setting(record)):
        thread = record.threads[id_]
        end = last_day(goal.due) if goal.due else None
        has_come = end if end is not None and end <= today else None
        untouched = (today - thread.touched.date()).days
        still = goal.status in OPEN and record.statement(thread.last).status in OPEN
        if still and (has_come or untouched >= stale):
            yield _Line(record, thread, goal, has_come, untouched, untouched >= stale)


def _told(line: _Line, today: date) -> str:
    from goalpage.pages.dates import in_words, partial_in_words, span
    from goalpage.pages.standing import setting

    touched = line.thread.touched.date()
    reasons = []
    if line.end is not None:
        ago = f", {span(line.end, today)} ago" if line.end < today else ", today"
        reasons.append(f"due {partial_in_words(line.goal.due or '')}{ago}")
    if line.is_stale:
        reasons.append(f"untouched for {span(touched, today)}, since {in_words(touched)}")
    where = f"{line.record.revisions[setting(line.record)].source}:{line.goal.line}"
    return shown(f"{where}: {line.goal.title}: {'; '.join(reasons)}")


def _data(line: _Line) -> dict[str, Any]:
    from goalpage.pages.standing import setting

    return {
        "history": line.record.history.id,
        "goal": line.thread.id,
        "title": line.goal.title,
        "status": line.goal.status.value,
        "due": line.goal.due,
        "is_due": line.end is not None,
        "is_stale": line.is_stale,
        "last_changed": line.thread.touched.isoformat(),
        "days_untouched": line.untouched,
        "source": line.record.revisions[setting(line.record)].source,
        "line": line.goal.line,
    }


def _calendar(found: Findings, options: BuildOptions, lines: Sequence[_Line], today: date) -> str:
    from msgspec.structs import replace

    from goalpage.build import site_of
    from goalpage.pages.calendar import calendar_of, due_entry

    site = site_of(found, options)
    entries = []
    for line in lines:
        entry = due_entry(site, line.record, line.thread, line.goal, line.end or today)
        if line.end is None:
            words = f"Untouched for {line.untouched} days, from {line.record.history.title}"
            entry = replace(entry, uid=f"look-at.{entry.uid}", description=words)
        entries.append(entry)
    return calendar_of(site, entries).decode("utf-8").replace("\r\n", "\n")
