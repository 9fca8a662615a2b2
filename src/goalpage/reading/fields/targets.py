"""Targets alone: "Read 12 books", "Save $1,000". Only what adds up counts: no rates, thresholds, ordinals, dates."""

from __future__ import annotations

import re
from functools import cache

from goalpage.model import Direction, Progress
from goalpage.reading.fields.amounts import Amount, amounts_in
from goalpage.reading.fields.language import Kind, alternatives, is_word, language, words_pattern
from goalpage.reading.fields.texts import Found
from goalpage.reading.fields.units import Noun, leads, noun_after, rate_pattern

LEAST_DISTANCE = 90
"""A shorter way is run in one go (a marathon): a threshold, no sum."""

_REACH = 60


def target_in(text: str, lang: str) -> Found[Progress] | None:
    """Give the one quantity that a goal's text wants reached; None for none, or for several."""
    found = [progress for amount in amounts_in(text, lang) if (progress := _target(text, amount, lang)) is not None]
    values = {(one.value.target, one.value.unit) for one in found}
    return found[0] if len(values) == 1 else None


def _target(text: str, amount: Amount, lang: str) -> Found[Progress] | None:
    if leads(text, amount.span[0], lang, Kind.ORDINAL):
        return None
    scope = _scope(lang).match(text, amount.span[1])
    noun = noun_after(text, scope.end() if scope else amount.span[1], lang)
    if _within_scope(lang).search(text, max(0, amount.span[0] - 40), amount.span[0]):
        return None
    end = noun.span[1] if noun else amount.span[1]
    if rate_pattern(lang).match(text, amount.span[1]) or rate_pattern(lang).match(text, end):
        return None
    if amount.is_money or _is_money_by_place(text, amount, lang):
        adds_up = _money_adds_up(text, amount, lang)
    elif amount.unit == "%":
        return None
    else:
        adds_up = noun is not None and _count_adds_up(text, amount, noun, lang)
    if not adds_up:
        return None
    unit = amount.unit or (noun.word.lower() if noun else "")
    direction = Direction.UP
    return Found(Progress(None, amount.value, None, unit, direction), text[amount.span[0] : end], (amount.span[0], end))


@cache
def _scope(lang: str) -> re.Pattern[str]:
    """Finds what makes a number a part of a whole: "4 of 5 chapters" wants four."""
    of = alternatives(lang, Kind.OF)
    return re.compile(rf"\s+{of}\s+(?:(?:the|my)\s+)?\d{{1,6}}(?=\s)" if of else r"(?!)", re.IGNORECASE)


@cache
def _within_scope(lang: str) -> re.Pattern[str]:
    of = alternatives(lang, Kind.OF)
    return re.compile(rf"\d\s+{of}\s+(?:(?:the|my)\s+)?\Z" if of else r"(?!)", re.IGNORECASE)


def _is_money_by_place(text: str, amount: Amount, lang: str) -> bool:
    place = words_pattern(lang, Kind.MONEY_PLACE).match(text[amount.span[1] : amount.span[1] + 24].lstrip())
    return place is not None and not amount.spelled and (amount.thousands or amount.value >= 100)


def _money_adds_up(text: str, amount: Amount, lang: str) -> bool:
    before = text[max(0, amount.span[0] - _REACH) : amount.span[0]]
    if leads(text, amount.span[0], lang, Kind.LESS) or before.rstrip().lower().endswith((" a", " an", " the")):
        return False
    place = words_pattern(lang, Kind.MONEY_PLACE).match(text[amount.span[1] : amount.span[1] + 24].lstrip())
    return place is not None or words_pattern(lang, Kind.SAVE_VERB).search(before) is not None


def _count_adds_up(text: str, amount: Amount, noun: Noun, lang: str) -> bool:
    before = text[max(0, amount.span[0] - _REACH) : amount.span[0]]
    if amount.value < 2 or amount.value != int(amount.value) or leads(text, amount.span[0], lang, Kind.LESS):
        return False
    if before.rstrip().lower().endswith((" a", " an", " per", " in", " every", " within", " age")):
        return False
    word = noun.word.lower()
    if is_word(word, lang, Kind.WEIGHT_UNIT):
        return words_pattern(lang, Kind.WEIGH_VERB).search(before) is not None
    if is_word(word, lang, Kind.DISTANCE_UNIT):
        return amount.value >= LEAST_DISTANCE and not amount.thousands
    if is_word(word, lang, Kind.THRESHOLD_UNIT) and not is_word(word, lang, Kind.SUM_UNIT):
        return False
    if language(lang).bounds != "both":
        return is_word(word, lang, Kind.SUM_UNIT) or lang == "tr"
    opens = not any(c.isalpha() for c in before)
    return opens or words_pattern(lang, Kind.COUNT_VERB, Kind.AT_LEAST).search(before) is not None
