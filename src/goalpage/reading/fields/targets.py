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

_NAME_AHEAD = re.compile(r"\w\s+[A-Z]\w*\s*\Z")
"""A capital word within a text, which makes a number behind it part of a name: of a race's "145 Miles", of a sequel."""

MOST_OFTEN = 10
"""A larger number is no rate when words stand between it and "a week"."""

_REACH = 60
_COMPARED = re.compile(
    r"[^\W\d_][^=<>≤≥\n]{1,40}?\s?(=|<=?|>=?|≤|≥)\s?([$€£]?\d[\d.,]*\s?%?(?:\s?[^\W\d_]{1,12})?)\.?\s*\Z"
)
"""A measure, a sign of comparison and a number, and nothing else."""


def target_in(text: str, lang: str) -> Found[Progress] | None:
    """Give the one quantity that a goal's text wants reached; None for none, or for several."""
    found = [progress for amount in amounts_in(text, lang) if (progress := _target(text, amount, lang)) is not None]
    values = {(one.value.target, one.value.unit) for one in found}
    return found[0] if len(values) == 1 else None


def rate_in(text: str, lang: str) -> Found[Progress] | None:
    """Give the one rate that a goal's text wants kept ("3 times a week"), its unit in the author's words.

    "Once a week" is a habit, and one of something a day too: they have no quantity to reach.
    """
    found = [progress for amount in amounts_in(text, lang) if (progress := _rate(text, amount, lang)) is not None]
    return found[0] if len({one.value.target for one in found}) == 1 else None


def compared_in(text: str, lang: str) -> Found[Progress] | None:
    """Give the number that a measure is to be, or to stay below or above, where the text ends in it: "GPA = 4.0"."""
    found = _COMPARED.match(text)
    amount = next(amounts_in(found[2], lang), None) if found is not None else None
    if found is None or amount is None or amount.span[0] > 0:
        return None
    direction = Direction.DOWN if found[1][0] in "<≤" else Direction.UP
    unit = amount.unit or found[2][amount.span[1] :].strip(" .")
    return Found(Progress(None, amount.value, unit=unit, direction=direction), found[0][found.start(1) :].strip(), None)


def _rate(text: str, amount: Amount, lang: str) -> Found[Progress] | None:
    rate = _rate_behind(text, amount, lang)
    if rate is None or amount.unit == "%" or amount.value < 2 or leads(text, amount.span[0], lang, Kind.ORDINAL):
        return None
    words = text[amount.span[1] : rate].strip(" -")
    unit = f"{amount.unit} {words}".strip() if amount.unit else words
    return Found(Progress(None, amount.value, unit=" ".join(unit.split())), text[amount.span[0] : rate], None)


def _rate_behind(text: str, amount: Amount, lang: str) -> int | None:
    """Give where a rate that follows a number ends, None where none follows."""
    noun = noun_after(text, amount.span[1], lang)
    for at in (amount.span[1], *((noun.span[1],) if noun else ())):
        found = rate_pattern(lang).match(text, at)
        if found is not None:
            return found.end()
    found = _rate_further_on(lang).match(text, noun.span[1]) if noun and amount.value <= MOST_OFTEN else None
    return found.end() if found is not None else None


@cache
def _rate_further_on(lang: str) -> re.Pattern[str]:
    word = rf"\s+(?!{words_pattern(lang, Kind.AND, english=True).pattern})[^\W\d_]+"
    return re.compile(rf"(?:{word}){{1,3}}?(?:{rate_pattern(lang).pattern})", re.IGNORECASE)


def _target(text: str, amount: Amount, lang: str) -> Found[Progress] | None:
    if leads(text, amount.span[0], lang, Kind.ORDINAL):
        return None
    scope = _scope(lang).match(text, amount.span[1])
    noun = noun_after(text, scope.end() if scope else amount.span[1], lang)
    if _within_scope(lang).search(text, max(0, amount.span[0] - 40), amount.span[0]):
        return None
    if scope is not None and int(scope["whole"]) <= amount.value:
        return None  # "50 of 50 states" says how much there is
    end = noun.span[1] if noun else amount.span[1]
    if _rate_behind(text, amount, lang) is not None:
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
    mine = words_pattern(lang, Kind.DETERMINER, english=True).pattern
    return re.compile(rf"\s+{of}\s+(?:(?:{mine})\s+)?(?P<whole>\d{{1,6}})(?=\s)" if of else r"(?!)", re.IGNORECASE)


@cache
def _within_scope(lang: str) -> re.Pattern[str]:
    of = alternatives(lang, Kind.OF)
    mine = words_pattern(lang, Kind.DETERMINER, english=True).pattern
    return re.compile(rf"\d\s+{of}\s+(?:(?:{mine})\s+)?\Z" if of else r"(?!)", re.IGNORECASE)


@cache
def _money_place(lang: str) -> re.Pattern[str]:
    """Finds the place of money behind an amount: "in savings", "in yearly revenue"."""
    places = alternatives(lang, Kind.MONEY_PLACE)
    return re.compile(rf"\s*(?:(?:[^\W\d_]+\s+){{0,2}}?{places})" if places else r"(?!)", re.IGNORECASE)


def _is_money_by_place(text: str, amount: Amount, lang: str) -> bool:
    place = _money_place(lang).match(text, amount.span[1])
    return place is not None and not amount.spelled and (amount.thousands or amount.value >= 100)


def _money_adds_up(text: str, amount: Amount, lang: str) -> bool:
    before = text[max(0, amount.span[0] - _REACH) : amount.span[0]]
    near = _near(text, amount, lang)
    if leads(text, amount.span[0], lang, Kind.LESS) or before.rstrip().lower().endswith((" a", " an", " the")):
        return False
    place = _money_place(lang).match(text, amount.span[1])
    if not any(map(str.isalnum, before)) and text[amount.span[1] :].strip():
        return True  # "$15,000 given to the lifeboats"
    return place is not None or words_pattern(lang, Kind.SAVE_VERB).search(near) is not None


def _near(text: str, amount: Amount, lang: str) -> str:
    """Give the words in which an amount's verb stands: before it, and behind it where verbs come last."""
    before = text[max(0, amount.span[0] - _REACH) : amount.span[0]]
    return f"{before} \n {text[amount.span[1] : amount.span[1] + _REACH]}" if language(lang).verb_last else before


def _count_adds_up(text: str, amount: Amount, noun: Noun, lang: str) -> bool:
    before = text[max(0, amount.span[0] - _REACH) : amount.span[0]]
    near = _near(text, amount, lang)
    weighs = is_word(noun.word.lower(), lang, Kind.WEIGHT_UNIT)
    is_count = amount.value >= 2 and (amount.value == int(amount.value) or weighs)
    if not is_count or leads(text, amount.span[0], lang, Kind.LESS):
        return False
    if before.rstrip().lower().endswith((" a", " an", " per", " in", " every", " within", " age")):
        return False
    word = noun.word.lower()
    is_after_name = _NAME_AHEAD.search(before) is not None
    if is_after_name and noun.word[:1].islower():
        return False  # the number is the name's own: "keep Workshop 2 talks short"
    if weighs:
        return words_pattern(lang, Kind.WEIGH_VERB).search(near) is not None
    if is_word(word, lang, Kind.DISTANCE_UNIT):
        return amount.value >= LEAST_DISTANCE and not amount.thousands and not is_after_name
    if is_word(word, lang, Kind.THRESHOLD_UNIT) and not is_word(word, lang, Kind.SUM_UNIT):
        return False
    if noun.span[0] == amount.span[1] and language(lang).bounds == "both":
        return False  # "30g", "5x": a unit of its own
    if language(lang).bounds != "both":
        return is_word(word, lang, Kind.SUM_UNIT) or language(lang).script == "latin"
    opens = not any(c.isalpha() for c in before)
    return opens or words_pattern(lang, Kind.COUNT_VERB, Kind.AT_LEAST, Kind.ONLY).search(near) is not None
