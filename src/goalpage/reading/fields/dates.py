"""Dates as people write them: 2021-06-30, June 30th, 2021, Q1 2021, by the end of March, the end of the year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache

from msgspec import Struct

from goalpage.reading.fields.language import Kind, alternatives, any_of, bounded, language, words_pattern
from goalpage.reading.fields.texts import Span

ANY_YEAR = 2000
"""Stands for the year where only the fact matters that a text names a period."""

_REMEMBERED = 2000
"""Characters of a text whose dates are kept for the next rule that asks: several rules read the same text."""

_DIGIT = re.compile(r"\d")
_YEAR = r"(?:19[5-9]\d|20[0-9]\d)"
_QUARTER_MONTH = {1: "03", 2: "06", 3: "09", 4: "12"}
_ISO = re.compile(
    rf"(?<![\w-])(?P<y>{_YEAR})[-/.](?P<m>0?[1-9]|1[0-2])(?:[-/.](?P<d>0?[1-9]|[12]\d|3[01]))?(?![\w-]|[/.]\d)"
)
_NUMERIC = re.compile(
    rf"(?<![\w./-])(?P<a>\d{{1,2}})(?P<sep>[/.-])(?P<b>\d{{1,2}})(?P=sep)(?P<y>{_YEAR}|(?<!-)\d\d)(?![\w/]|[.-]\d)"
)
_CJK = re.compile(
    rf"(?:(?P<y>{_YEAR})\s?[年년]\s?)?(?<!\d)(?P<m>1[0-2]|0?[1-9])\s?[月월](?!間)"
    r"(?:\s?(?P<d>3[01]|[12]\d|0?[1-9])\s?[日일号號])?"
)
_CJK_YEAR = re.compile(rf"(?<!\d)(?P<y>{_YEAR})\s?[年년](?!\s?\d{{1,2}}\s?[月월])")
_CJK_QUARTER = re.compile(
    rf"(?:(?P<y>{_YEAR})\s?[年년]\s?)?(?:第\s?)?(?:[1-4一二三四]\s?[-–~、,至到]\s?)?(?P<n>[1-4一二三四])\s?(?:季度|四半期|분기)"
)
_BARE_YEAR = re.compile(rf"(?<![\w$€£#./:,-])(?P<y>{_YEAR})(?![\w%$€£/:+]|[-.,]\d)")


class WrittenDate(Struct, frozen=True):
    """A date in a text: `value` is YYYY, YYYY-MM or YYYY-MM-DD; `assumed` where its year is the context's.

    `ends_year` tells that it is said as the end of a year, which is always a limit.
    """

    value: str
    span: Span
    assumed: bool = False
    ends_year: bool = False


@cache
def _month_numbers(lang: str) -> dict[str, int]:
    return {name: number for number, names in enumerate(language(lang).months, 1) for name in names}


@cache
def _stems(lang: str) -> frozenset[str]:
    """Give the first letters of every month's names."""
    return frozenset(name[:3] for names in language(lang).months for name in names)


@cache
def month_names(lang: str) -> str:
    """Give the regular expression for a month's name, a full stop behind an abbreviation included.

    A name that is a word of its own ("may", "el mar") counts only beside a number or another sign of a date.
    """
    words = set(language(lang).words[Kind.MONTH_OR_WORD])
    names = set(_month_numbers(lang)) - words
    capital = language(lang).words[Kind.CAPITAL_MONTH]
    if capital:
        told = any_of(word.capitalize() for word in capital)
        return rf"(?:{bounded(lang, names)}\.?|(?<!\w)(?-i:{told}\.?)(?!\w)|(?<=\(){any_of(capital)}(?=\)))"
    whole = bounded(lang, names) + (r"\.?" if language(lang).bounds == "both" else "")
    if not words:
        return whole
    of = words_pattern(lang, Kind.DATE_OF, english=True).pattern
    ahead = "|".join(rf"(?<=\d\s{word}\s\w{{3}})" for word in language(lang).words[Kind.DATE_OF])
    beside = rf"(?:(?=\.?\s+(?:(?:{of})\s+)?\d|[/-]\d|\.?\))|(?<=\d\s\w{{3}})|{ahead}|(?<=[/(-]\w{{3}}))"
    return rf"(?:{whole}|{bounded(lang, words)}{beside}\.?)"


@cache
def _worded(lang: str) -> re.Pattern[str]:
    """Finds day, month and year in words in either order, ranges of days and of months included."""
    month = month_names(lang)
    day = r"(?:3[01]|[12]\d|0?[1-9])"
    between, to, both = (
        words_pattern(lang, kind, english=True).pattern for kind in (Kind.DATE_OF, Kind.TO, Kind.AND)
    )
    of = rf"(?:\s+(?:{between})\s+|[\s,.]+|/)"
    endings = any_of({ending for code in (lang, "en") for ending in language(code).words[Kind.DAY_ENDING]})
    until = rf"(?:\s?(?:-|–|{to})\s?{day}{endings}?"
    year = rf"(?:{of}|\s*')(?P<{{}}>{_YEAR}|(?<=')\d\d)(?!\w)"
    first = (
        rf"(?<![\w/.-])(?P<d1>{day})(?:{endings}|\.)?{until}\.?)?"
        rf"{of}(?P<m1>{month})(?:{year.format('y1')})?"
    )
    second = (
        rf"(?P<m2>{month})(?:\s?(?:-|–|/|{to}|{both})\s?(?P<m3>{month}))?"
        rf"(?:[\s.]+(?P<d2>{day}){endings}?(?![\w:%$€]|[.,]\d{{3}}){until}(?!\w))?)?"
        rf"(?:{year.format('y2')})?"
    )
    return re.compile(f"{first}|{second}", re.IGNORECASE)


@cache
def _periods(lang: str) -> re.Pattern[str]:
    """Finds quarters and halves of a year."""
    words = language(lang).words
    period = "|".join(
        map(re.escape, sorted({*words[Kind.QUARTER], *words[Kind.HALF], "q", "quarter", "h"}, key=len)[::-1])
    )
    firsts = "|".join(map(re.escape, words[Kind.FIRST]))
    of = words_pattern(lang, Kind.DATE_OF, english=True).pattern
    return re.compile(
        rf"(?<!\w)(?:(?P<y1>{_YEAR})[\s-]?)?"
        rf"(?:(?P<kind>{period})\s?(?:[-#]\s?)?(?P<n>[1-4])|(?P<n2>[1-4])\.?\s?(?P<kind2>{period})"
        rf"|(?P<word>{firsts})\s+(?P<kind3>half|{period}))(?!\w)"
        rf"(?:(?:\s+(?:{of}))?[\s,/'-]{{1,2}}(?P<y2>{_YEAR}|(?<=')\d\d)(?!\w))?",
        re.IGNORECASE,
    )


@cache
def _year_ends(lang: str) -> re.Pattern[str]:
    own = alternatives(lang, Kind.YEAR_END)
    return re.compile(rf"{own}(?:\s+(?P<y>{_YEAR}))?" if own else r"(?!)", re.IGNORECASE)


def dates_in(text: str, lang: str, year: int | None = None) -> Iterator[WrittenDate]:
    """Give the dates of a text in order; `year` is the one a date without a year belongs to, if known.

    A range gives its first day, a pair of months its last month, a quarter its last month.
    """
    return iter(_dates(text, lang, year)) if len(text) <= _REMEMBERED else iter(_dates.__wrapped__(text, lang, year))


@lru_cache(maxsize=1024)
def _dates(text: str, lang: str, year: int | None) -> tuple[WrittenDate, ...]:
    found = [*_in_words(text, lang, year), *_in_periods(text, lang, year), *_at_year_end(text, lang, year)]
    if _DIGIT.search(text):
        found += [*_iso(text), *_numeric(text, lang), *_in_signs(text, year), *_years(text)]
    kept: list[WrittenDate] = []
    for one in sorted(found, key=lambda one: (one.span[0], -one.span[1])):
        if not kept or one.span[0] >= kept[-1].span[1]:
            kept.append(one)
    return tuple(kept)


def calendar_date(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """Give a date as YYYY, YYYY-MM or YYYY-MM-DD; None for a day that does not exist."""
    if month is None:
        return f"{year:04}"
    if day is None:
        return f"{year:04}-{month:02}" if 1 <= month <= 12 else None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _iso(text: str) -> Iterator[WrittenDate]:
    for found in _ISO.finditer(text):
        day = int(found["d"]) if found["d"] else None
        value = calendar_date(int(found["y"]), int(found["m"]), day)
        if value is not None:
            yield WrittenDate(value, found.span())


def _numeric(text: str, lang: str) -> Iterator[WrittenDate]:
    for found in _NUMERIC.finditer(text):
        year = int(found["y"]) + (2000 if len(found["y"]) == 2 else 0)
        a, b = int(found["a"]), int(found["b"])
        day_first = lang != "en" or found["sep"] == "." or a > 12
        if not day_first and a <= 12 and b <= 12 and a != b:
            value = calendar_date(year)  # 3/4/2021 is March or April: only the year is sure
        else:
            value = calendar_date(year, b, a) if day_first else calendar_date(year, a, b)
        if value is not None:
            yield WrittenDate(value, found.span())


def _in_words(text: str, lang: str, year: int | None) -> Iterator[WrittenDate]:
    if all(names[0][0].isdigit() for names in language(lang).months):
        return  # numbers with a sign, as in `_in_signs`
    lower = text.lower()
    if not any(stem in lower for stem in _stems(lang)):
        return  # the pattern is a large one, and most texts name no month
    months = _month_numbers(lang)
    for found in _worded(lang).finditer(text):
        name = (found["m1"] or found["m3"] or found["m2"]).rstrip(".").lower()
        written = found["y1"] or found["y2"]
        number = months.get(name)
        which = int(written) + (2000 if len(written) == 2 else 0) if written else year
        if number is None or which is None:
            continue
        day = found["d1"] or (None if found["m3"] else found["d2"])
        value = calendar_date(which, number, int(day) if day else None)
        if value is not None:
            yield WrittenDate(value, found.span(), assumed=not written)


def _in_signs(text: str, year: int | None) -> Iterator[WrittenDate]:
    for found in _CJK.finditer(text):
        which = int(found["y"]) if found["y"] else year
        value = calendar_date(which, int(found["m"]), int(found["d"]) if found["d"] else None) if which else None
        if value is not None:
            yield WrittenDate(value, found.span(), assumed=not found["y"])
    for found in _CJK_QUARTER.finditer(text):
        which = int(found["y"]) if found["y"] else year
        if which is not None:
            number = int(found["n"]) if found["n"].isdecimal() else "一二三四".index(found["n"]) + 1
            yield WrittenDate(f"{which:04}-{_QUARTER_MONTH[number]}", found.span(), assumed=not found["y"])
    for found in _CJK_YEAR.finditer(text):
        yield WrittenDate(found["y"], found.span())


def _in_periods(text: str, lang: str, year: int | None) -> Iterator[WrittenDate]:
    firsts = language(lang).words[Kind.FIRST]
    lower = text.lower()
    if _DIGIT.search(text) is None and not any(word in lower for word in firsts):
        return
    halves = {*language(lang).words[Kind.HALF], "h", "half"}
    for found in _periods(lang).finditer(text):
        kind = (found["kind"] or found["kind2"] or found["kind3"]).lower()
        number = int(found["n"] or found["n2"] or 0) or firsts.index(found["word"].lower()) + 1
        written = found["y1"] or found["y2"]
        which = int(written) + (2000 if len(written) == 2 else 0) if written else year
        if which is None or (kind in halves and number > 2):
            continue
        month = ("06" if number == 1 else "12") if kind in halves else _QUARTER_MONTH[number]
        yield WrittenDate(f"{which:04}-{month}", found.span(), assumed=not written)


def _at_year_end(text: str, lang: str, year: int | None) -> Iterator[WrittenDate]:
    for found in _year_ends(lang).finditer(text):
        which = int(found["y"]) if found["y"] else year
        if which is not None:
            yield WrittenDate(f"{which:04}", found.span(), assumed=not found["y"], ends_year=True)


def _years(text: str) -> Iterator[WrittenDate]:
    for found in _BARE_YEAR.finditer(text):
        yield WrittenDate(found["y"], found.span())
