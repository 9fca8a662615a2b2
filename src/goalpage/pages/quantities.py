"""Numbers in words and figures: `$640`, `35 of 50 books`, `Seven goals`."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from goalpage.model import Direction, Number, Progress

_SMALL = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_BEFORE = frozenset("$€£¥₹₩₽₪₫₺₴₦฿¢")
_DIGITS = 40
"""More digits than this are cut to a power of ten: no goal is told better by them."""


def finite(value: Number | None) -> float | None:
    """A number a chart or JSON can hold; None for none, infinity, and what is too large."""
    if value is None:
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def figure(value: Number) -> str:
    """A number as people write it: `7,000`, `2.5`, `−3`."""
    number = finite(value)
    if number is None:
        return "∞" if isinstance(value, int) or value > 0 else "−∞" if value < 0 else "?"
    if abs(number) >= 10**_DIGITS or 0 < abs(number) < 1e-6:
        return f"{number:.3g}".replace("-", "−")
    text = f"{value:,}" if isinstance(value, int) else f"{Decimal(repr(number)):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", "−")


@lru_cache(maxsize=4096, typed=True)
def amount(value: Number, unit: str) -> str:
    """A number with its unit where people put it: `$640`, `70 %`, `35 books`."""
    number = figure(value)
    if unit and unit[-1] in _BEFORE:
        return f"−{unit}{number[1:]}" if number.startswith("−") else f"{unit}{number}"
    return f"{number}\u00a0{unit}" if unit else number


def progress_in_words(progress: Progress, start: Number | None = None) -> str:
    """A quantity on its way: `35 of 50 books`, `$640, from $7,000, towards $100`; empty where nothing is known.

    `start` is the value the record begins with, told where the author gave no baseline.
    """
    current, target, unit = progress.current, progress.target, progress.unit
    if current is None:
        return f"towards {amount(target, unit)}" if target is not None else ""
    start = progress.baseline if progress.baseline is not None else start
    if _is_count(progress, start):
        return f"{figure(current)} of {amount(target, unit)}" if target is not None else amount(current, unit)
    words = amount(current, unit)
    if start is not None and start != current:
        words += f", from {amount(start, unit)}"
    if target is not None:
        words += f", towards {amount(target, unit)}"
    return words


def _is_count(progress: Progress, start: Number | None) -> bool:
    """Whether a quantity is counted up from nothing, as `35 of 50 books` is."""
    money = bool(progress.unit) and progress.unit[-1] in _BEFORE
    return progress.direction is Direction.UP and not money and progress.unit != "%" and not progress.baseline


def count(number: int, noun: str, plural: str = "") -> str:
    """`one goal`, `seven goals`, `23 goals`, `no goals`."""
    return f"{number_word(number)} {noun if number == 1 else plural or noun + 's'}"


def number_word(number: int) -> str:
    """A count in words up to twelve, in figures above."""
    return _SMALL[number] if number < len(_SMALL) else f"{number:,}"


def capital(sentence: str) -> str:
    """A sentence with its first letter large."""
    return sentence[:1].upper() + sentence[1:]


def joined(words: Sequence[str]) -> str:
    """Words as a list in a sentence: `2019, 2020 and 2021`."""
    *before, last = words
    return f"{', '.join(before)} and {last}" if before else last
