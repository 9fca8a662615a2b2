"""What a short remark beside a target says was reached: "(23 visited)", "(finished 31)", "- 17 down", ": 31"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from goalpage.model import Progress
from goalpage.reading.fields.amounts import Amount, amounts_in
from goalpage.reading.fields.language import Kind, words_pattern
from goalpage.reading.fields.openings import is_past
from goalpage.reading.fields.reached import is_of
from goalpage.reading.fields.texts import Found, Span
from goalpage.reading.fields.wording import brackets

_MOST_WORDS = 4
_TAIL = re.compile(r"(?:\s[-–—]+\s*|:\s+|[.!]\s+)((?:[^().!:–—]|(?<=\d)\.(?=\d)){1,40})[.!]?\s*\Z")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_SMALL = frozenset({"at", "in", "so", "far", "and", "have", "i", "i've", "been", "of", "them", "the", "way"})
"""English words that may stand beside; other languages say it with a participle alone, or with words for "now"."""
_YEARS = range(1900, 2100)


def counted_in(text: str, target: Found[Progress], lang: str) -> Found[Progress] | None:
    """Give the value that a remark of a few words tells with its target, None where none does.

    The number is of the target's unit or of none, and beside it stands nothing but a word for having done it; alone it
    may stand behind a colon or a dash, but not in brackets, where it may be anything.
    """
    if target.value.target is None or target.span is None:
        return None
    for span, inside, is_tail in _remarks(text, target.span[1]):
        value = _value(inside, target.value, lang, alone=is_tail)
        if value is not None:
            return Found(replace(target.value, current=value.value), inside, span)
    return None


def _remarks(text: str, after: int) -> Iterator[tuple[Span, str, bool]]:
    for around, inside in brackets(text):
        if around[0] >= after:
            yield around, inside, False
    tail = _TAIL.search(text, after)
    if tail is not None:
        yield tail.span(1), tail[1], True


def _value(inside: str, target: Progress, lang: str, *, alone: bool) -> Amount | None:
    amounts = list(amounts_in(inside, lang, spelled=False))
    if len(amounts) != 1 or words_pattern(lang, Kind.REMAINING).search(inside):
        return None
    amount = amounts[0]
    beside = f"{inside[: amount.span[0]]} {inside[amount.span[1] :]}"
    said = words_pattern(lang, Kind.DONE, Kind.CURRENT, Kind.REACHED, english=True).sub(" ", beside)
    words = [word.lower() for word in _WORD.findall(said)]
    if len(words) > _MOST_WORDS or any(c.isdigit() for c in beside) or "/" in beside:
        return None
    unit = target.unit.lower()
    told = said != beside or any(is_past(word, lang) for word in words)
    known = all(is_past(word, lang) or word in _SMALL or word == unit for word in words)
    own = is_of(amount, inside, target, lang) or not amount.unit
    if not (known and own and (told or alone)):
        return None
    if not told and (amount.value in _YEARS or amount.value > target.target):  # type: ignore[operator]  # there is one
        return None
    return amount
