"""`goals.ics`: due dates as all-day events (RFC 5545)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, timedelta
from urllib.parse import urlsplit

from goalpage.model import Goal
from goalpage.pages.context import goal_href
from goalpage.pages.dates import last_day, partial_in_words
from goalpage.pages.record import Record, Thread
from goalpage.pages.statuses import SHOWN
from goalpage.pages.values import File, Site

_LONGEST = 75
"""Bytes of a line without its end (RFC 5545, section 3.1)."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def calendar(site: Site, records: Sequence[Record]) -> File:
    """Every goal that is listed and due, on the last day of its due date."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//goalpage//{_text(site.generator)}//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]
    lines.append(f"X-WR-CALNAME:{_text(f'Goals · {site.title}' if site.title else 'Goals')}")
    for record in records:
        for thread in record.threads.values():
            goal = record.statement(thread.last)
            end = last_day(goal.due) if goal.due and thread.listed else None
            if end is not None:
                lines += _event(site, record, thread, goal, end)
    lines.append("END:VCALENDAR")
    return File(site.file("goals.ics"), b"".join(piece for line in lines for piece in _folded(line)))


def _event(site: Site, record: Record, thread: Thread, goal: Goal, end: date) -> Iterator[str]:
    host = (urlsplit(site.url).hostname if site.url else None) or "goalpage.invalid"
    newest = record.revisions[thread.last.revision].date
    stamp = newest if newest.tzinfo is not None else newest.replace(tzinfo=UTC)
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(thread.id)}.{_text(record.history.id)}@{host}"
    yield f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{end:%Y%m%d}"
    if end < date.max:
        yield f"DTEND;VALUE=DATE:{end + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(f'{SHOWN[goal.status].sign} {goal.title}')}"
    due = partial_in_words(goal.due or "")
    yield f"DESCRIPTION:{_text(f'{SHOWN[goal.status].word}, due {due}, from {record.history.title}')}"
    base = site.canonical(site.file(""))
    if base:
        yield f"URL:{goal_href(base, record, thread.id)}"
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
