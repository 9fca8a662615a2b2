"""The ids that last: the author's own, else a slug of the goal's first wording."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 60
"""Characters of a slug at the most; it is cut at a word."""

_PLAIN = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"}
_LATIN_MARK = re.compile(r"(?<=[a-z])[\u0300-\u036f]+")


def slug(title: str) -> str:
    """Give `title` as a part of a URL: ASCII for Latin letters, other scripts as they are, else `goal`.

    Lower case, words joined by `-`, at most `LONGEST` characters.
    """
    start = title[: 8 * LONGEST]
    apart = unicodedata.normalize("NFKD", start.replace("'", "").replace("’", "")).casefold()
    plain = _LATIN_MARK.sub("", "".join(_PLAIN.get(letter, letter) for letter in apart))
    words = "".join(sign if _is_word(sign) else " " for sign in unicodedata.normalize("NFC", plain))
    return _cut("-".join(words.split())) or "goal"


def _is_word(sign: str) -> bool:
    """Whether `sign` is a letter, a figure, or a mark on one (vowel signs are marks in many scripts)."""
    return unicodedata.category(sign)[0] in "LMN"


def _cut(words: str) -> str:
    if len(words) <= LONGEST:
        return words
    head = words[: LONGEST + 1].rpartition("-")[0]
    return head if len(head) >= LONGEST / 2 else words[:LONGEST].rstrip("-")


def author_slug(given: str) -> str:
    """Give the author's own id as a part of a URL: kept as written where it can stand there."""
    return given if re.fullmatch(r"\w[\w.-]{0,79}", given) and ".." not in given else slug(given)


def unique(wanted: str, taken: dict[str, int]) -> str:
    """Give `wanted`, or `wanted-2` and so on, and note in `taken` how often each name was asked for."""
    name, n = wanted, taken.get(wanted, 0)
    while name in taken:
        n += 1
        name = f"{wanted[: LONGEST - len(str(n)) - 1].rstrip('-')}-{n}"
    taken[wanted] = max(n, 1)
    taken.setdefault(name, 1)
    return name
