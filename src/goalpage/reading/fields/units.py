"""What a number counts: the noun behind it, and whether that is a quantity that grows towards a goal."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from goalpage.reading.fields.language import Kind, alternatives, is_word, language
from goalpage.reading.fields.texts import Span

_NO_PLURALS = ("this", "always", "does", "less")
_HYPHENED = re.compile(r"-(?P<word>[^\W\d_]+)")
_WORD = re.compile(
    r"[ \u00a0]?(?P<word>[^\W\d_][^\W_]*(?:['’][^\W\d_]+)?"
    r"(?:(?<=[^\W_]{2})(?<!s)[/-][^\W\d_]{2,}(?=\s+[^\W\d_]))?)"  # "12 on-topic books", not "5x/week"
)
MOST_WORDS = 4
"""So many words may stand between a number and its noun ("4 new long-form blog posts")."""


class Noun(Struct, frozen=True):
    """What a number counts: its word and where the phrase stands."""

    word: str
    span: Span


def noun_after(text: str, at: int, lang: str) -> Noun | None:
    """Give the counted noun that follows a number, None where none does before a stop word or sign."""
    if language(lang).bounds != "both":
        return _counter_after(text, at, lang)
    words = 0
    end = at = at + (text[at : at + 1] == "+")  # "10+ books"
    first: Noun | None = None
    while words < MOST_WORDS:
        found = _WORD.match(text, end) or (_HYPHENED.match(text, end) if words else None)
        if found is None:
            break
        word = found["word"]
        if is_word(word, lang, Kind.UNIT_STOP):
            break
        is_attached = not words and found.start() == found.start("word")
        end, words = found.end(), words + 1
        noun = Noun(word, (found.start("word"), end))
        first = first or noun
        if is_attached or (is_measure(word, lang) and not is_plural(word)):
            return noun
        if lang != "en" or is_plural(word):
            return noun
    return None


def _counter_after(text: str, at: int, lang: str) -> Noun | None:
    """Give the counter word of Japanese, Korean, Chinese, or the word after a Turkish number."""
    rest = text[at : at + 24].lstrip()
    start = at + len(text[at : at + 24]) - len(rest)
    kinds = (Kind.SUM_UNIT, Kind.THRESHOLD_UNIT, Kind.DISTANCE_UNIT, Kind.WEIGHT_UNIT, Kind.TIMES)
    words = sorted((word for kind in kinds for word in language(lang).words[kind]), key=len, reverse=True)
    for word in words:
        if rest.lower().startswith(word):
            return Noun(word, (start, start + len(word)))
    found = re.match(r"[^\W\d_]+", rest)
    return Noun(found.group(), (start, start + found.end())) if found and language(lang).script == "latin" else None


def is_plural(word: str) -> bool:
    """Tell whether an English word looks like a plural."""
    lower = word.lower()
    if is_word(lower, "en", Kind.SUM_UNIT):
        return True
    ends = lower.endswith("s") and not lower.endswith(("ss", "us", "is", "'s"))
    return ends and len(lower) > 3 and lower not in _NO_PLURALS


def is_measure(word: str, lang: str) -> bool:
    """Tell whether a word is a unit of measure: what it measures may stand behind it, but is not what is counted."""
    return is_word(word, lang, Kind.THRESHOLD_UNIT, Kind.DISTANCE_UNIT, Kind.WEIGHT_UNIT)


@cache
def rate_pattern(lang: str) -> re.Pattern[str]:
    """Finds what makes a quantity a rate right behind it: "a week", "/week", "per day", "every month", "daily"."""
    per, period = alternatives(lang, Kind.PER), alternatives(lang, Kind.PERIOD)
    times, adverb = alternatives(lang, Kind.TIMES), alternatives(lang, Kind.RATE_ADVERB)
    per = rf"(?:{per}|/)\s*(?:{per}\s*)?(?:\w+\s+)?"
    return re.compile(rf"[\s-]*(?:{times}\s*)?(?:{per}{period}|{adverb})", re.IGNORECASE)


@cache
def lead_pattern(lang: str, *kinds: Kind) -> re.Pattern[str]:
    """Finds a word of these kinds right before a position."""
    return re.compile(rf"{alternatives(lang, *kinds) or '(?!)'}[\s:~(\"']*\Z", re.IGNORECASE)


def leads(text: str, at: int, lang: str, *kinds: Kind) -> bool:
    """Tell whether a word of these kinds stands right before a position."""
    return lead_pattern(lang, *kinds).search(text, max(0, at - 40), at) is not None
