"""The date a post gives itself, in the spellings that site generators take."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

_NUMERIC = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:(?:[Tt]|[ ]+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?[ ]*(.*)\Z"
)
_YEAR_LAST = re.compile(
    r"(\d{1,2})(?P<mark>[./-])[ ]?(\d{1,2})(?P=mark)[ ]?(\d{4})(?:[ ]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?[ ]*(.*)\Z"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})()()()()\Z")
_NAMED = re.compile(
    r"(?:[A-Za-z]{3,9}\.?,?[ ]+)?"
    r"(?:(?P<m1>[A-Za-z]{3,9})\.?[ ]+(?P<d1>\d{1,2})|(?P<d2>\d{1,2})[ ]+(?P<m2>[A-Za-z]{3,9})\.?)"
    r"(?:st|nd|rd|th)?,?[ ]+(?P<y>\d{4})(?:,?[ ]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?[ ]*(?P<zone>.*)\Z"
)
_CTIME = re.compile(
    r"[A-Za-z]{3}[ ]+(?P<m1>[A-Za-z]{3})[ ]+(?P<d1>\d{1,2})[ ]+(\d{1,2}):(\d{2}):(\d{2})"
    r"[ ]+(?P<zone>(?:[A-Z]{1,5}|[+-]\d{4})?)[ ]*(?P<y>\d{4})\Z"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_OFFSET = re.compile(r"(?:UTC|GMT)?[ ]?([+-])(\d{1,2}):?(\d{2})?\Z")
_ZONE_NAME = re.compile(r"[A-Za-z]+(?:[/_+-][A-Za-z0-9_+-]+)*\Z")
_ZONES = {"Z": 0, "UTC": 0, "GMT": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
          "PST": -8, "PDT": -7, "CET": 1, "CEST": 2, "BST": 1, "WET": 0, "EET": 2, "JST": 9}  # fmt: skip


def post_date(text: str) -> datetime | None:
    """Give the date in `text` (with its offset where it has one), None where it is no date that there is.

    Read are `2021-04-02`, with a time and an offset, `2021/4/2`, `20210402`, `2.4.2021`, the English `April 2, 2021`,
    and what `date` prints, `Fri Apr  2 14:55:17 CST 2021`. Before a year at the end the day stands first, as Ruby
    reads it, unless it can only be the second (`4/23/2021`); `2/4/2021` is read differently by many, and so is no date.
    """
    text = text.strip()
    if len(text) > 60:
        return None
    found = _NUMERIC.match(text) or _COMPACT.match(text)
    if found:
        year, month, day, hour, minute, second, rest = found.groups()
        return _datetime(int(year), int(month), int(day), (hour, minute, second), rest)
    year_last = _YEAR_LAST.match(text)
    if year_last is not None:
        return _with_year_last(year_last)
    named = _NAMED.match(text)
    ctime = _CTIME.match(text) if named is None else None
    if named is not None:
        month, day, clock = (named["m1"] or named["m2"]), (named["d1"] or named["d2"]), named.groups()[5:8]
    elif ctime is not None:
        month, day, clock = ctime["m1"], ctime["d1"], ctime.groups()[2:5]
    told = named or ctime
    if told is None or month.casefold()[:3] not in _MONTHS:
        return None
    number = _MONTHS.index(month.casefold()[:3]) + 1
    return _datetime(int(told["y"]), number, int(day), clock, told["zone"])


def _with_year_last(found: re.Match[str]) -> datetime | None:
    first, mark, second, year, *clock, rest = found.groups()
    day, month = int(first), int(second)
    if month > 12:
        day, month = month, day
    elif mark == "/" and day <= 12 and day != month:
        return None
    return _datetime(int(year), month, day, tuple(clock), rest)


def _datetime(year: int, month: int, day: int, clock: tuple[str | None, ...], rest: str) -> datetime | None:
    half = re.match(r"([AaPp])\.?[Mm]\.?[ ]*", rest)
    hour, minute, second = (int(part or 0) for part in clock)
    if half:
        rest = rest[half.end() :]
        hour = hour % 12 + (12 if half[1] in "Pp" else 0)
    known, zone = _zone(rest)
    if not known:
        return None
    try:
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone)
    except ValueError:
        return None


def _zone(text: str) -> tuple[bool, tzinfo | None]:
    """Tell whether `text` can stand where a zone does, and give the offset it names (None: the blog's own)."""
    if not text:
        return True, None
    if text.upper() in _ZONES:
        hours = _ZONES[text.upper()]
        return True, timezone(timedelta(hours=hours)) if hours else UTC
    found = _OFFSET.match(text)
    if found:
        hours, minutes = int(found[2]), int(found[3] or 0)
        if hours > 15 or minutes > 59:
            return False, None
        offset = timedelta(hours=hours, minutes=minutes)
        return True, timezone(-offset if found[1] == "-" else offset)
    return bool(_ZONE_NAME.match(text)) and "/" in text, None
