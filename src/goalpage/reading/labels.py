"""What stands before the words of a goal and calls it one: "1. ", "Goal 4 - ", "Main goal: ", "Objective 2:".

The words are those of every language, since a heading alone seldom tells which it is in.
"""

from __future__ import annotations

import re
from functools import cache

from goalpage.reading.fields.language import LANGUAGES, Kind, any_of, listed


@cache
def ordinal() -> re.Pattern[str]:
    """Find "1. ", "2) ", "#3: ", "Goal 4 - ", "KR 2:", "IV. " at the start of a text; bounded, so linear."""
    return re.compile(
        rf"\s*(?:(?:{_words(Kind.GOAL_LABEL)}|kr|o)\s*)?(?:no\.?\s*|nr\.?\s*)?"
        r"#?\s*(\d{1,3}(?:\.\d{1,2})?|[ivx]{1,5}(?=[.):]))\s*(?:[.):：、](?!\d)\s*|[–—-](?![\d\w])\s*|\Z)",
        re.IGNORECASE,
    )


@cache
def label() -> re.Pattern[str]:
    """Find "Goal: ", "Main goal - ", "KR: " at the start of a text."""
    size = rf"(?:{_words(Kind.GOAL_SIZE)}\s*)?"
    return re.compile(rf"\s*{size}(?:{_words(Kind.GOAL_LABEL)}|kr)\s*[:：–—-]\s*", re.IGNORECASE)


@cache
def objective() -> re.Pattern[str]:
    """Find "O1: ", "Objective 2 - ", "Goal: ": a heading that says it is a goal, whatever stands below it."""
    number = r"\s*#?\d{0,3}(?:\.\d{1,2})?\s*[.):：–—-]"
    return re.compile(rf"\s*(?:o(?=\s?\d)|{_words(Kind.GOAL_LABEL)}(?![^\W\d_])){number}", re.IGNORECASE)


@cache
def says_goal() -> re.Pattern[str]:
    """Find, as a whole text, what says no more than that a goal follows: "Academic goal", "My aim"."""
    return re.compile(rf"(?:[^\W\d_]+\s+){{0,2}}{_words(Kind.GOAL_LABEL, Kind.AIM_LABEL)}", re.IGNORECASE)


def area_label_end(text: str) -> int:
    """Give where the words begin behind "Category: " or "Area - ", 0 where a text opens otherwise."""
    return _opening_end(text, _AREA_SIGNS, Kind.AREA_LABEL)


def opener_end(text: str, start: int) -> int:
    """Give where a goal begins behind what joins it to others ("And finally, ", "Most importantly: "), else `start`."""
    return start + _opening_end(text[start:], _OPENER_SIGNS, Kind.OPENER)


_AREA_SIGNS = re.compile(r"\s*([^:：–—-]{2,24}?)\s*[:：–—-]\s+")
_OPENER_SIGNS = re.compile(r"\s*([\w' -]{2,24}?)\s*(?:[,:，、：]|(?=[^\w\s]{1,3}\s[A-Z]))\s*")


def _opening_end(text: str, signs: re.Pattern[str], kind: Kind) -> int:
    """Give the end of a word of this kind with a sign behind it; looked up, since a pattern of all words is slow."""
    found = signs.match(text)
    return found.end() if found is not None and " ".join(found[1].lower().split()) in _known(kind) else 0


@cache
def _known(kind: Kind) -> frozenset[str]:
    return frozenset(word for code in LANGUAGES for word in listed(code, kind))


_BRACKETED = re.compile(r"\s*[(\[](?P<name>[^\W\d_][^()\[\]]{1,28}[^\W_])[)\]]:?\s+(?=\S)")


def bracketed(text: str) -> re.Match[str] | None:
    """Find a label in brackets at the start of a text, as `name`: "(Career) Lead a team", "[Health] Run"."""
    return _BRACKETED.match(text)


def _words(*kinds: Kind) -> str:
    return any_of({word for code in LANGUAGES for kind in kinds for word in listed(code, kind)})
