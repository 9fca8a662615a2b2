"""Quantities as people write them: $7,000, €5k, 1 500 km, 12, twelve, 3.5 %."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from msgspec import Struct

from goalpage.model import Number
from goalpage.reading.fields.language import Kind, any_of, bounded, is_word, language
from goalpage.reading.fields.texts import Span

LARGEST = 10**15
"""Nothing a person counts is larger; a longer number is no quantity."""

_REMEMBERED = 2000
"""Characters of a text whose quantities are kept for the next rule that asks: several rules read the same text."""

_SIGN = r"(?:USD?|CA|AU|R)\$|[$€£¥₹₽₺₩₴₦₫฿]|zł\b|Fr\.|(?:CHF|USD|EUR|GBP|INR|PLN|JPY|AUD|(?-i:CAD|COP|TRY))\b"
_WORD_SIGN = r"dollars?\b|euros?\b|円|元|원|руб(?:лей|ля|\.)?|lira\b|złotych\b|bucks\b"
_THIN = "\u00a0\u2007\u2009\u202f"
_TEN = 10
_PER = "每毎周週日天月年"
"""Signs before a number that make it a rate: "週三日"."""
_YEAR = re.compile(r"(?:19[5-9]|20[0-6])\d\Z")


class Amount(Struct, frozen=True):
    """One quantity in a text: `unit` is a currency sign, `%`, or empty; `span` covers signs and multipliers.

    `thousands` tells that it was written with a k; `spelled` that it is a word.
    """

    value: Number
    unit: str
    span: Span
    thousands: bool = False
    spelled: bool = False

    @property
    def is_money(self) -> bool:
        """Whether it carries a currency."""
        return self.unit not in ("", "%")


@cache
def amount_pattern(lang: str) -> str:
    """Give the regular expression of one written quantity, without groups that need a name of their own."""
    words = "|".join(re.escape(word) for word in language(lang).multipliers)
    cjk = "" if language(lang).bounds == "both" else "|[千万억만천億亿]"
    blank = "" if language(lang).decimal_mark == "." else " "  # where a comma divides thousands, a blank does not
    grouped = rf"\d{{1,3}}(?P<sep>[,.'{_THIN}{blank}])\d{{3}}(?:(?P=sep)\d{{3}})*(?:[.,]\d{{1,2}})?(?!\d)"
    return (
        rf"(?:(?P<before>{_SIGN})\s?)?(?P<digits>{grouped}|\d{{1,15}}(?:[.,]\d{{1,6}})?(?!\d))"
        rf"(?:(?P<k>[kK])(?!\w)|(?P<m>[mM]|bn|mio)(?![\w])|\+?\s?(?P<word>{words}{cjk})(?!\w))?"
        rf"(?:\s?(?P<percent>%)|\s?(?P<after>{_SIGN}|{_WORD_SIGN}))?"
    )


@cache
def _finder(lang: str) -> re.Pattern[str]:
    before = r"\w" if language(lang).bounds == "both" else "0-9A-Za-z_"  # a number may follow a sign of its script
    behind = r"[-–—/:]\d|e\d|[.,]?\d*\s?[ap]\.?m\b"  # a range, a ratio, a time of day
    return re.compile(rf"(?<![{before}#.,:/+*^–—-])(?:{amount_pattern(lang)})(?!{behind})", re.IGNORECASE)


@cache
def _speller(lang: str) -> re.Pattern[str]:
    word = bounded(lang, set(language(lang).numbers)) or r"(?!)"
    return re.compile(rf"(?P<number>{word})(?:-(?P<ones>{word}))?", re.IGNORECASE)


def amounts_in(text: str, lang: str, *, spelled: bool = True) -> Iterator[Amount]:
    """Give the quantities of a text in order, without years, dates, times, ordinals and fractions."""
    read = _amounts if len(text) <= _REMEMBERED else _amounts.__wrapped__
    return iter(read(text, lang, spelled))


@lru_cache(maxsize=1024)
def _amounts(text: str, lang: str, spelled: bool) -> tuple[Amount, ...]:
    found = [amount for match in _finder(lang).finditer(text) if (amount := _amount(match, lang)) is not None]
    if spelled and language(lang).bounds == "both":
        numbers = language(lang).numbers
        for match in _speller(lang).finditer(text):
            ahead = text[max(0, match.start() - 24) : match.start()].split()
            if match.group()[0].isupper() and ahead and not is_word(ahead[-1], lang, Kind.COUNT_VERB):
                continue  # part of a name: "The Five Towers"
            value = numbers[match["number"].lower()] + (numbers[match["ones"].lower()] if match["ones"] else 0)
            found.append(Amount(value, "", match.span(), spelled=True))
        found.sort(key=lambda amount: amount.span)
    elif spelled and language(lang).bounds == "none":
        found = sorted((*found, *_numerals(text, lang)), key=lambda amount: amount.span)
    return tuple(found)


@cache
def _numeral(lang: str) -> re.Pattern[str]:
    """Finds a number in signs right before the counter of what adds up: "二十本"."""
    signs = "".join(language(lang).numbers)
    counters = any_of(set(language(lang).words[Kind.SUM_UNIT]))
    return re.compile(rf"(?<![{signs}{_PER}])([{signs}]{{1,7}})(?={counters})")


def _numerals(text: str, lang: str) -> Iterator[Amount]:
    """Give the numbers written in signs, each from two on: one of a thing is no count."""
    numbers = language(lang).numbers
    for match in _numeral(lang).finditer(text):
        total, ones = 0, 0
        for sign in match[1]:
            value = int(numbers[sign])
            if value >= _TEN:
                total, ones = total + (ones or 1) * value, 0
            else:
                ones = value
        if total + ones > 1:
            yield Amount(total + ones, "", match.span(1), spelled=True)


def _amount(match: re.Match[str], lang: str) -> Amount | None:
    value = number_of(match["digits"], lang)
    if value is None:
        return None
    unit = match["before"] or match["after"] or ("%" if match["percent"] else "")
    thousands = bool(match["k"])
    if thousands:
        value = value * 1000
    elif match["m"] and (match["before"] or match["after"] or match["m"] != "m"):
        value = value * (10**9 if match["m"].lower() == "bn" else 10**6)
    elif match["m"]:
        return None  # metres, minutes or millions: it cannot be told
    elif match["word"]:
        value = value * _multiplier(match["word"].lower(), lang)
    elif not unit and _YEAR.match(match["digits"]):
        return None
    if value > LARGEST:
        return None
    return Amount(_whole(value), unit.strip(), match.span(), thousands)


def _multiplier(word: str, lang: str) -> Number:
    return language(lang).multipliers.get(word) or {"千": 1000, "천": 1000, "万": 10**4, "만": 10**4}.get(word, 10**8)


def number_of(digits: str, lang: str) -> Number | None:
    """Give the number a digit group stands for: `7,000` and `1.000,5` by the marks' places; None where too long.

    A single mark before exactly three digits divides thousands, unless it is the language's decimal mark and the
    digits look like a fraction.
    """
    if sum(c.isdigit() for c in digits) > 15:
        return None
    marks = [c for c in digits if not c.isdigit()]
    if not marks:
        return int(digits)
    last = marks[-1]
    whole, _, rest = digits.rpartition(last)
    grouped = len(rest) == 3 and (len(set(marks)) == 1)
    if grouped and len(marks) == 1 and last == language(lang).decimal_mark:
        grouped = rest.endswith("00") and not whole.startswith("0")
    if grouped or (len(marks) > 1 and len(set(marks)) == 1):
        return int("".join(c for c in digits if c.isdigit()))
    return _whole(float("".join(c for c in whole if c.isdigit()) + "." + rest))


def _whole(value: Number) -> Number:
    return int(value) if value == int(value) else round(value, 6)
