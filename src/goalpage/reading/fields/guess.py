"""Which language a text is most likely in."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from goalpage.reading.fields.language import LANGUAGES, Kind, language

SAMPLE = 6000
"""So many characters of a text are looked at."""

_LEAST_LETTERS = 40
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
    foreign = [] if sample.isascii() else [c for c in sample if c > "\u03ff" and c.isalpha()]
    kana = sum("\u3040" <= c <= "\u30ff" for c in foreign)
    hangul = sum("\uac00" <= c <= "\ud7a3" for c in foreign)
    han = sum("\u4e00" <= c <= "\u9fff" for c in foreign)
    cyrillic = sum(c <= "\u04ff" for c in foreign)
    if max(kana + han, hangul, cyrillic) > 0.3 * letters:
        return max((kana * 3, "ja"), (hangul, "ko"), (han, "zh"), (cyrillic, "ru"))[1]
    often = Counter(words)
    counts = {code: sum(often[word] for word in often.keys() & _common(code)) for code in LANGUAGES}
    first, second = sorted(counts, key=lambda code: -counts[code])[:2]
    return first if counts[first] > max(1.2 * counts[second], 0.03 * len(words)) else None


@cache
def _common(code: str) -> frozenset[str]:
    return frozenset(language(code).words[Kind.COMMON])
