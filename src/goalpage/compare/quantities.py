"""Figures in sentences: `$7,000`, `35 books`, `Two`, `third`."""

from __future__ import annotations

from math import log10

from goalpage.model import Direction, Number, Progress

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_BEFORE = "$€£¥₹₩₽₺₴฿"


def amount(value: Number, unit: str) -> str:
    """Give a value with its unit where people put it: `$7,000`, `70 %`, `35 books`."""
    figure = _figure(value)
    if unit and unit[-1] in _BEFORE:
        return f"{unit}{figure}"
    return f"{figure} {_one(unit) if value == 1 else unit}" if unit else figure


def _figure(value: Number) -> str:
    if isinstance(value, float):
        return f"{value:,.2f}".rstrip("0").rstrip(".") if 0.01 <= abs(value) < 1e15 else f"{value:g}"
    return f"{value:,}" if abs(value) < 10**15 else f"10^{int(log10(abs(value)))}"


def _one(unit: str) -> str:
    """Give an English plural in the singular."""
    return unit[:-1] if len(unit) > 3 and unit.endswith("s") and not unit.endswith("ss") else unit


def step(old: Number | None, new: Number, unit: str) -> str:
    """Give a value before and now: `from $7,000 to $640`; the unit stands once where it follows."""
    if old is None:
        return f"at {amount(new, unit)}"
    before = amount(old, unit if unit and unit[-1] in _BEFORE else "")
    return f"from {before} to {amount(new, unit)}"


def is_first_measure(old: Progress, new: Progress) -> bool:
    """Whether a count and its target are both told for the first time, as by a grade: `7/10`."""
    told = new.current is not None and new.target is not None and new.direction is Direction.UP
    counts = new.baseline is None and new.unit[-1:] not in (*_BEFORE, "%")
    return told and counts and old.current is None and old.target is None


def measured(progress: Progress) -> str:
    """Give a count and its target at once: `7 of 10`, `3 of 12 books`; each where it is known."""
    known = [value for value in (progress.current, progress.target) if value is not None]
    return " of ".join([*(_figure(value) for value in known[:-1]), *(amount(one, progress.unit) for one in known[-1:])])


def way(progress: Progress, old: Number | None) -> str:
    """Give the side to which a value went: `up`, `down`, or nothing where there was none before."""
    if old is None or progress.current is None or old == progress.current:
        return ""
    return "up" if progress.current > old else "down"


def towards(progress: Progress, old: Progress) -> str:
    """Give what is still to be reached: `towards $100`; `target of 12 books reached` where that is new; or nothing."""
    if progress.target is None or (progress.is_met and old.is_met):
        return ""
    if progress.target == 0:
        return "none left" if progress.is_met else ""
    met = "reached" if progress.direction is Direction.UP else "met"
    target = amount(progress.target, progress.unit)
    return f"target of {target} {met}" if progress.is_met else f"towards {target}"


def counted(number: int, noun: str = "goal") -> str:
    """Give `one goal`, `seven goals`, `23 goals`."""
    word = _WORDS[number] if number < len(_WORDS) else f"{number:,}"
    return f"{word} {noun if number == 1 else noun + 's'}"


def ordinal(position: int) -> str:
    """Give `first`, `third`, `12th`."""
    if 0 < position <= len(_ORDINALS):
        return _ORDINALS[position - 1]
    tail = "th" if position % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(position % 10, "th")
    return f"{position}{tail}"


def date_in_words(date: str) -> str:
    """Give YYYY, YYYY-MM or YYYY-MM-DD as people write it: `2021`, `September 2021`, `3 September 2021`."""
    year, _, rest = date.partition("-")
    month, _, day = rest.partition("-")
    if not month.isdecimal() or not 1 <= int(month) <= len(_MONTHS):
        return date
    named = f"{_MONTHS[int(month) - 1]} {year}"
    return f"{int(day)} {named}" if day.isdecimal() else named


def capital(text: str) -> str:
    """Give `text` with its first letter large."""
    return text[:1].upper() + text[1:]
