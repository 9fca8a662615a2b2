"""What two wordings are compared by: folded text, numbers, words that carry meaning."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from msgspec import Struct

from goalpage.compare.stopwords import NUMBER_WORDS, STOP_WORDS
from goalpage.model import Goal

CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Scripts written without blanks between words: kana and Han, as a character class."""

MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963"
    "\u0970-\u0dff\u0e00-\u0e4e\u0e80-\u0ece\u0f00-\u0fff\u1000-\u109f\u1780-\u17d3"
)
"""Signs that belong to a letter, with the scripts that live by them, as a character class."""

CJK_NUMERALS = "〇零一二三四五六七八九十百千万億两"

_SIGNS = str.maketrans({
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "\u00ad": None, "\u200b": None, "\ufe0f": None, "\ufeff": None,
})  # fmt: skip
_BLANKS = re.compile(r"\s+")
_LETTER = rf"(?:[^\W\d_{CJK}]|[{MARKS}])"
_WORD = rf"[{CJK}]|\d+(?:[.,:/]\d+)*|{_LETTER}+(?:'{_LETTER}+)*[+#]*"
_WORD_OF_ASCII = re.compile(r"\d+(?:[.,:/]\d+)*|[A-Za-z]+(?:'[A-Za-z]+)*[+#]*")
_NUMBER = re.compile(rf"\d+(?:[.,:/]\d+)*|[{CJK_NUMERALS}]+")
_FIGURE = rf"\d+(?:[.,:/]\d+)*|[{CJK_NUMERALS}]+|[^\W\d_{CJK}]+"
_YEAR = re.compile(r"(?:19|20)\d\d")

_LONG = 1000
"""Longer titles are compared for likeness by so many characters at their beginning, and few longer texts remembered."""


class Wording(Struct, frozen=True):
    """A goal's wording in the forms it is compared by.

    `title` and `text` are folded (see `folded`); `masked` is the beginning of the title with each number as `#`;
    `telling` holds the stems of its words that are neither stop words nor numbers.
    """

    title: str
    text: str
    masked: str
    telling: frozenset[str]


_SIGN = rf"(?:[^\W_{CJK}]|[{MARKS}])"
_LETTERED = rf"[{CJK}]|{_SIGN}+(?:['.,:/]{_SIGN}+)*[+#]*|[$€£¥₹₩₽%‰°]"

pattern = cache(re.compile)
"""Patterns with classes of many scripts take milliseconds to compile: they are when a text asks for them."""


def _words_in(text: str) -> list[str]:
    return (_WORD_OF_ASCII if text.isascii() else pattern(_WORD)).findall(text)


def lettered(text: str) -> str:
    """Give the words, figures and units of `text` in the case they are written in: what a reader calls the wording."""
    return " ".join(pattern(_LETTERED).findall(unicodedata.normalize("NFKC", text).translate(_SIGNS)))


def folded(text: str) -> str:
    """Give the words of `text` in lower case with single blanks between; punctuation is dropped."""
    return _folded(text) if len(text) <= _LONG else _folded_long(text)


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).translate(_SIGNS).casefold()
    words = " ".join(_words_in(plain))
    joined = words if plain.isascii() else pattern(rf"(?<=[{CJK}]) (?=[{CJK}])").sub("", words)
    return joined or _BLANKS.sub(" ", plain).strip()


_folded_long = lru_cache(maxsize=8)(_folded.__wrapped__)


def words_of(text: str) -> list[str]:
    """Give the words of `text`, folded; a CJK character is one."""
    return _words_in(folded(text))


def masked(text: str) -> str:
    """Give folded `text` with every number, in figures or in words, as `#`."""
    words = ("#" if word in NUMBER_WORDS else word for word in folded(text).split())
    return _NUMBER.sub("#", " ".join(words))


def numbers(text: str) -> tuple[str, ...]:
    """Give the numbers in `text` as figures, years left out: `two` and `2` are the same."""
    words = " ".join(NUMBER_WORDS.get(word, word) for word in folded(text).split())
    return tuple(n for n in _NUMBER.findall(words) if not _YEAR.fullmatch(n))


def figures(text: str) -> tuple[str, ...]:
    """Give the numbers in `text` as they are written, in figures or in words."""
    words = pattern(_FIGURE).findall(text)
    return tuple(word for word in words if word.casefold() in NUMBER_WORDS or _NUMBER.match(word))


def years(text: str) -> tuple[str, ...]:
    """Give the years (1900-2099) named in `text`."""
    return tuple(n for n in _NUMBER.findall(folded(text)) if _YEAR.fullmatch(n))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Give `word` without the endings that only bend it: enough to pair `reading` with `read`, `posts` with `post`."""
    for ending in ("ing", "ies", "ed", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            base = word[: -len(ending)]
            if len(base) > 3 and base[-1] == base[-2] and ending in ("ing", "ed"):
                base = base[:-1]
            return (base + "y" if ending == "ies" else base).removesuffix("e")
    return word.removesuffix("e") if len(word) > 4 else word


def wording_of(title: str, text: str) -> Wording:
    """Give the forms in which a goal with this `title` and `text` is compared."""
    start = title[:_LONG]
    return Wording(folded(title), folded(text or title), *_likened(start))


@lru_cache(maxsize=8192)
def _likened(title: str) -> tuple[str, frozenset[str]]:
    """Give a title's masked form and its telling stems."""
    words = (word for word in words_of(title) if word not in STOP_WORDS and word not in NUMBER_WORDS)
    return masked(title), frozenset(stem(word) for word in words if not _NUMBER.match(word))


def wording(goal: Goal) -> Wording:
    """Give the forms in which `goal` is compared."""
    return wording_of(goal.title, goal.text)


def forget() -> None:
    """Drop what is remembered of wordings: for measuring, and for programs that run on."""
    for remembered in (_folded, _folded_long, _likened, stem):
        remembered.cache_clear()
