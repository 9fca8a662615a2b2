"""What part of the author's life a goal belongs to: the nearest heading or label that names a topic."""

from __future__ import annotations

import re
from functools import cache

from goalpage.reading.choice import is_section
from goalpage.reading.containers import Candidate
from goalpage.reading.directions import Directions
from goalpage.reading.fields.language import Kind, base_code, words_pattern
from goalpage.reading.fields.openings import is_sentence
from goalpage.reading.fields.wording import EMOJI_NAMES
from goalpage.reading.labels import area_label_end, ordinal
from goalpage.reading.named import is_general, named

_EMOJI = re.compile(rf"{EMOJI_NAMES}|[\U0001F000-\U0001FAFF\u2600-\u27BF\u2B00-\u2BFF\uFE0F\u200D\u20E3]+")
_MOST_WORDS = 10
"""A longer heading is a sentence that leads in: it names no topic."""

_YEAR = re.compile(r"\W*(?:19|20)\d\d\W*\Z")


def area_of(candidate: Candidate, lang: str | None, directions: Directions) -> str | None:
    """Give the nearest label or heading above a part that names a topic; None where all are general.

    A heading that the author names as the place of his goals is none.
    """
    told = [name for name in (directions.section, directions.review, directions.new) if name]
    above = [s.heading.text for s in candidate.path if not any(is_section(s, name) for name in told)]
    if candidate.label is not None and not is_sentence(candidate.label.text, lang):
        above.append(candidate.label.text)
    for text in reversed(above):
        name = area_name(text)
        if name and len(name.split()) <= _MOST_WORDS and is_topical(text, lang):
            return name
    return None


def is_topical(text: str, lang: str | None) -> bool:
    """Whether a heading names more than "my goals for next year" does; a year alone is a topic of its own."""
    if _YEAR.match(text):
        return True
    kinds = named(text, lang)
    if Kind.GOAL in kinds and _described(base_code(lang)).search(text):
        return False
    return not (Kind.CLOSING in kinds or Kind.REVIEW in kinds or is_general(text, lang))


@cache
def _described(lang: str) -> re.Pattern[str]:
    """Finds what a heading adds on the list it names: "My goals, in rough order of weight"."""
    words = words_pattern(lang, Kind.DESCRIBING, english=True).pattern
    return re.compile(rf"[,，、]\s*(?:{words})\s+\w+\s+\w+", re.IGNORECASE)


def area_name(text: str) -> str:
    """Give a heading without its ordinal, its signs and its colon."""
    opening = ordinal().match(text)
    if opening and opening.end() < len(text):
        text = text[opening.end() :]
    text = text[area_label_end(text) :]
    return " ".join(_EMOJI.sub(" ", text).split()).strip(" #:：–—-")
