"""Which language a text is most likely in."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from goalpage.reading.fields.language import LANGUAGES, Kind, listed, script_of

SAMPLE = 6000
"""So many characters of a text are looked at."""

_LEAST_LETTERS = 40
_SCRIPTS = {
    "kana": ("\u3040", "\u30ff"), "hangul": ("\uac00", "\ud7a3"), "han": ("\u4e00", "\u9fff"),
    "cyrillic": ("\u0400", "\u04ff"), "greek": ("\u0370", "\u03ff"), "hebrew": ("\u0590", "\u05ff"),
    "arabic": ("\u0600", "\u06ff"), "devanagari": ("\u0900", "\u097f"), "thai": ("\u0e00", "\u0e7f"),
}  # fmt: skip
"""The Unicode blocks by which a script is told; what is in none of them is Latin."""

_FIRST_SIGN = min(first for first, _ in _SCRIPTS.values())
_WORD, _WORD_OF_ASCII = re.compile(r"[^\W\d_]+"), re.compile("[a-z]+")


def guessed_language(text: str) -> str | None:
    """Give the code of the language a text is most likely in, None where it cannot be told.

    Scripts tell Japanese, Korean, Chinese and Russian; the most common words tell the others.
    """
    sample = text[:SAMPLE].lower()
    words = (_WORD_OF_ASCII if sample.isascii() else _WORD).findall(sample)
    letters = sum(map(len, words))
    if letters < _LEAST_LETTERS:
        return None
    script = None if sample.isascii() else _script(sample, letters)
    spoken = [code for code in LANGUAGES if script_of(code) == (script or "latin")]
    if script is not None and len(spoken) == 1:
        return spoken[0]
    often = Counter(words)
    counts = {code: sum(often[word] for word in often.keys() & _common(code)) for code in spoken}
    first, second = sorted((*counts.items(), ("", 0), ("", 0)), key=lambda one: -one[1])[:2]
    return first[0] if first[1] > max(1.2 * second[1], 0.03 * len(words)) else None


def _script(sample: str, letters: int) -> str | None:
    """Give the script in which a good part of a text's letters is, None for the Latin one.

    Japanese is told by its kana, even where most of its signs are Chinese.
    """
    foreign = [c for c in sample if c >= _FIRST_SIGN and c.isalpha()]
    counts = {name: sum(low <= c <= high for c in foreign) for name, (low, high) in _SCRIPTS.items()}
    if max(counts["kana"] + counts["han"], *counts.values()) <= 0.3 * letters:
        return None
    counts["kana"] *= 3
    return max(counts, key=lambda name: counts[name])


@cache
def _common(code: str) -> frozenset[str]:
    return frozenset(listed(code, Kind.COMMON))
