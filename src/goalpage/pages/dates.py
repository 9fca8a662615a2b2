"""Dates and spans in words: absolute, from the record alone, never from a clock."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime

from msgspec import Struct

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class When(Struct, frozen=True):
    """A moment for a `<time>` element: `iso` for machines, `text` for people."""

    iso: str
    text: str


def in_words(day: date) -> str:
    """`3 May 2024`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def when(moment: datetime) -> When:
    """The author's own day of a moment."""
    return When(moment.date().isoformat(), in_words(moment.date()))


def moment(at: datetime) -> When:
    """Day and time of a moment, for two that share a day."""
    return When(rfc3339(at), f"{in_words(at.date())}, {at:%H:%M}")


def rfc3339(at: datetime) -> str:
    """A moment as RFC 3339 has it; a moment without an offset is taken as UTC."""
    text = at.isoformat(timespec="seconds")
    return text if at.tzinfo is not None else f"{text}Z"


def partial_in_words(text: str) -> str:
    """A year, month or day (`2021`, `2021-06`, `2021-06-30`) in words; anything else as it is."""
    parts = _parts(text)
    if parts is None:
        return text
    year, month, day = parts
    if day:
        return f"{day} {MONTHS[month - 1]} {year}"
    return f"{MONTHS[month - 1]} {year}" if month else str(year)


def last_day(text: str) -> date | None:
    """The last day of a year, month or day; None where it is no date."""
    parts = _parts(text)
    if parts is None:
        return None
    year, month, day = parts
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def first_day(text: str) -> date | None:
    """The first day of a year, month or day; None where it is no date."""
    parts = _parts(text)
    return date(parts[0], parts[1] or 1, parts[2] or 1) if parts else None


def _parts(text: str) -> tuple[int, int, int] | None:
    """Year, month and day of a date, 0 for a part that is not given; None where it is no date."""
    pieces = text.split("-")
    if not 1 <= len(pieces) <= 3 or not all(p.isdecimal() and p.isascii() for p in pieces) or len(pieces[0]) != 4:
        return None
    year, month, day = (*map(int, pieces), 0, 0)[:3]
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return year, month, day


def span(start: date, end: date) -> str:
    """How long from one day to a later one: `12 days`, `5 weeks`, `14 months`, `2½ years`; `the same day`."""
    days = (end - start).days
    if days <= 0:
        return "the same day"
    if days < 14:
        return _plural(days, "day")
    if days < 60:
        return _plural(round(days / 7), "week")
    months = (end.year - start.year) * 12 + end.month - start.month + round((end.day - start.day) / 31)
    if months < 24:
        return _plural(months, "month")
    years, halves = divmod(round(months / 6), 2)
    if months < 60 and halves:
        return f"{years}½ years"
    return _plural(round(months / 12), "year")


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
