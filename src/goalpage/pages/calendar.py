"""`goals.ics`: due dates, and days to look back, as all-day events (RFC 5545)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from msgspec import Struct

from goalpage.model import Goal, Status
from goalpage.pages.context import goal_href
from goalpage.pages.dates import last_day, partial_in_words
from goalpage.pages.record import Record, Thread
from goalpage.pages.statuses import SHOWN
from goalpage.pages.values import File, Site

_LONGEST = 75
"""Bytes of a line without its end (RFC 5545, section 3.1)."""
_STILL = frozenset({Status.OPEN, Status.ACTIVE, Status.PAUSED})
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class Entry(Struct, frozen=True):
    """One day to keep: an id for good, when it was last changed, what it says in a line and in full, its page."""

    day: date
    uid: str
    stamp: datetime
    summary: str
    description: str
    url: str | None = None


def calendar(site: Site, records: Sequence[Record]) -> File:
    """Every goal that is listed and due, on the last day of its due date, and for each list a day to look back."""
    entries: list[Entry] = []
    for record in records:
        for thread in record.threads.values():
            goal = record.statement(thread.last)
            end = last_day(goal.due) if goal.due and thread.listed else None
            if end is not None:
                entries.append(due_entry(site, record, thread, goal, end))
        entries += _look_back(site, record)
    return File(site.file("goals.ics"), calendar_of(site, entries))


def calendar_of(site: Site, entries: Sequence[Entry]) -> bytes:
    """Give a calendar of these days (RFC 5545, section 3.4)."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//goalpage//{_text(site.generator)}//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(f'Goals · {site.title}' if site.title else 'Goals')}",
        *(line for entry in entries for line in _event(entry)),
        "END:VCALENDAR",
    ]
    return b"".join(piece for line in lines for piece in _folded(line))


def due_entry(site: Site, record: Record, thread: Thread, goal: Goal, end: date) -> Entry:
    """Give the day on which a goal is due."""
    due = partial_in_words(goal.due or "")
    base = site.canonical(site.file(""))
    return Entry(
        end,
        f"{thread.id}.{record.history.id}@{_host(site)}",
        record.revisions[thread.last.revision].date,
        f"{SHOWN[goal.status].sign} {goal.title}",
        f"{SHOWN[goal.status].word}, due {due}, from {record.history.title}",
        goal_href(base, record, thread.id) if base else None,
    )


def _look_back(site: Site, record: Record) -> Iterator[Entry]:
    """Give the day to look back at a list in which anything is open: the end of its year, else a year after it began.

    It follows from the list alone, so that no clock is asked: that of a list which stays open for longer is in the
    past, and `goalpage review --due` tells what is due now.
    """
    listed = [record.statement(thread.last) for thread in record.threads.values() if thread.listed]
    still = [goal for goal in listed if goal.status in _STILL]
    day = look_back_day(record)
    if not still or day is None:
        return
    count = f"{len(still)} {'goal' if len(still) == 1 else 'goals'} still open"
    base = site.canonical(site.file(""))
    yield Entry(
        day,
        f"look-back.{record.history.id}@{_host(site)}",
        record.revisions[record.present].date,
        f"Look back: {record.history.title}",
        f"{count}; goalpage review {record.history.id}",
        f"{base}{record.segment}/" if base else None,
    )


def look_back_day(record: Record) -> date | None:
    """Give the day on which a list is to be looked back at: the last of its year, else a year after it began."""
    present = record.revisions[record.present]
    years = _YEAR.findall(present.post.title or record.history.title)
    if years:
        return date(int(max(years)), 12, 31)
    first = next((r.date.date() for r in record.revisions if r.source == present.source), present.date.date())
    try:
        return first.replace(year=first.year + 1)
    except ValueError:  # 29 February, or the last year there is
        return first + timedelta(days=366) if first.year < date.max.year else None


def _host(site: Site) -> str:
    return (urlsplit(site.url).hostname if site.url else None) or "goalpage.invalid"


def _event(entry: Entry) -> Iterator[str]:
    stamp = entry.stamp if entry.stamp.tzinfo is not None else entry.stamp.replace(tzinfo=UTC)
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(entry.uid)}"
    yield f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}"
    if entry.day < date.max:
        yield f"DTEND;VALUE=DATE:{entry.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(entry.summary)}"
    yield f"DESCRIPTION:{_text(entry.description)}"
    if entry.url:
        yield f"URL:{entry.url}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(value: str) -> str:
    """A TEXT value with what would end or split it escaped (RFC 5545, section 3.3.11)."""
    plain = _CONTROL.sub("", value)
    escaped = plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return re.sub(r"\r\n|\r|\n", r"\\n", escaped)


def _folded(line: str) -> Iterator[bytes]:
    """A line in pieces of at most 75 bytes, none cut inside a character, each with its end."""
    data = line.encode("utf-8", "replace")
    start, room = 0, _LONGEST
    while len(data) - start > room:
        end = start + room
        while data[end] & 0xC0 == 0x80:
            end -= 1
        yield (b" " if start else b"") + data[start:end] + b"\r\n"
        start, room = end, _LONGEST - 1
    yield (b" " if start else b"") + data[start:] + b"\r\n"
