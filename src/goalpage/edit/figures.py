"""A goal's value, target, due date and title where its post writes them: in its own words, a note, a cell, an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goalpage.edit.labels import Way, label_replaced
from goalpage.edit.place import Place, labels_of
from goalpage.edit.source import Source, Span, Splice
from goalpage.edit.wanted import Amount
from goalpage.model import Number

_NUMBER = re.compile(r"(?<![\w.,])(?P<sign>[$€£¥₹₽]\s?)?(?P<digits>\d[\d.,'\u00a0\u202f]*\d|\d)(?P<k>[kKmM](?!\w))?")
_ISO = re.compile(r"(?<![\d-])\d{4}(?:-\d{2}(?:-\d{2})?)?(?![\d-])")
_MOST = 12
_MARKS = r"[*_~`\[\]\\]*"


def value_ways(source: Source, place: Place, old: Number | None, amount: Amount) -> Iterator[Way]:
    """Give the ways to write a value in the place of the old one, the likeliest place first."""
    if old is None:
        return
    found = [(span, text) for span, text in _written(source, place, old, amount)]
    text = source.text
    found.sort(
        key=lambda one: (
            not re.search(r"(?i)current|now|so far|at\s*$", text[max(0, one[0][0] - 24) : one[0][0]]),
            one[0],
        )
    )
    for span, written in found[:_MOST]:
        yield (Splice(*span, written),)


def _written(source: Source, place: Place, old: Number, amount: Amount) -> Iterator[tuple[Span, str]]:
    start = place.lead[0]
    end = source.line(place.last).end
    for found in _NUMBER.finditer(source.text, start, end):
        if _is(found, old):
            yield found.span("digits") if not found["k"] else (found.start("digits"), found.end()), _as(found, amount)


def _is(found: re.Match[str], value: Number) -> bool:
    digits = re.sub(r"['\u00a0\u202f]", "", found["digits"])
    times = {"k": 1000, "m": 1_000_000}.get((found["k"] or "").lower(), 1)
    for plain in (digits.replace(",", ""), digits.replace(".", "").replace(",", ".")):
        try:
            if abs(float(plain) * times - value) < 1e-9:
                return True
        except ValueError:
            continue
    return False


def _as(found: re.Match[str], amount: Amount) -> str:
    """Give a number written as the author gave it, in the manner of the one it replaces."""
    given = re.search(r"\d[\d.,'\u00a0\u202f]*\d|\d", amount.text)
    multiplied = re.search(r"\d\s?(k|m|mio|million|thousand)\b", amount.text, re.IGNORECASE)
    if given is None or multiplied:
        return amount.text.strip(" $€£¥₹₽%")
    digits = given.group()
    comma = re.search(r"\d([,'\u00a0\u202f])\d{3}(?!\d)", found["digits"])
    if digits.isdigit() and len(digits) > 4 and comma is not None:
        return f"{int(digits):,}".replace(",", comma[1])
    return digits


def logged(source: Source, place: Place, amount: Amount, today: str | None) -> Iterator[Way]:
    """Give the way to add a dated entry where the goal has such (`- 2021-03-01: $1,200`)."""
    entries = [label for label in labels_of(source, place) if label.key[:1].isdigit()]
    if not entries or today is None:
        return
    last = max(entries, key=lambda label: (label.key, label.number))
    if last.key == today:
        yield (Splice(*last.value, amount.text),)
        return
    line = source.line(last.number)
    words = line.text.replace(last.key, today, 1)
    at = words.rindex(source.text[slice(*last.value)])
    words = words[:at] + amount.text
    below = entries[-1].number == last.number
    if not below:  # the newest stands first
        yield (Splice(line.start, line.start, words + (line.ending or source.ending)),)
    elif line.ending:
        yield (Splice(line.after, line.after, words + line.ending),)
    else:
        yield (Splice(line.end, line.end, source.ending + words),)


def due_ways(source: Source, place: Place, old: str | None, due: str) -> Iterator[Way]:
    """Give the ways to write another due date in the place of the old one, as it is written there."""
    yield from label_replaced(source, place, "due", due)
    if old is None:
        return
    start, end = place.lead[0], source.line(place.last).end
    for found in _ISO.finditer(source.text, start, end):
        if found.group() == old:
            yield (Splice(*found.span(), due),)
    if old[4:] == due[4:]:  # "June 2022": another year
        for found in re.compile(rf"(?<!\d){old[:4]}(?!\d)").finditer(source.text, start, end):
            yield (Splice(*found.span(), due[:4]),)


def title_ways(source: Source, place: Place, title: str) -> Iterator[Way]:
    """Give the ways to write another title in the place of the old one, its markup kept."""
    text, words = source.text, place.goal.title.split()
    start, end = place.lead
    if not words:
        return
    at = text.find(place.goal.title, start, end)
    if at >= 0:
        yield (Splice(at, at + len(place.goal.title), title),)
    inside = rf"{_MARKS}\s+{_MARKS}".join(_word(word) for word in words[:200])
    found = re.compile(inside).search(text, start, end)
    if found is not None:
        yield (Splice(*found.span(), title),)
    yield (Splice(start, end, title),)


def _word(word: str) -> str:
    """Give a pattern for a word as the source may write it: other quotes and dashes, markup around its letters."""
    return "".join(
        "(?:'|’|‘|\"|“|”|--?-?|–|—|\\.\\.\\.|…)" if c in "'’‘\"“”–—…" else rf"{_MARKS}{re.escape(c)}" for c in word
    )
