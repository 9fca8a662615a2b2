"""What a heading, a lead-in or a title names, in the post's language or in English."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from goalpage.reading.fields.language import base_code, language

GOAL, PLAN, COMING, PAST, REVIEW = "goal_words", "plan_words", "coming_words", "past_words", "review_words"
COUNTER, CLOSING, GOAL_COLUMN = "counter_words", "closing_words", "goal_columns"
VERDICT = "verdicts"
_KINDS = (GOAL, PLAN, COMING, PAST, REVIEW, COUNTER, CLOSING, GOAL_COLUMN, VERDICT)
_VERDICTS = ("done", "partial", "missed", "dropped", "active", "paused", "great", "fair", "poor")
_UNBOUNDED = frozenset({"ja", "zh", "ko"})  # written without spaces


@lru_cache(maxsize=4096)
def named(text: str, lang: str | None = None) -> frozenset[str]:
    """Give the kinds of words that a text holds."""
    text = text.lower().replace("’", "'").replace("_", " ")
    return frozenset(kind for kind in _KINDS if any(p.search(text) for p in _patterns(kind, base_code(lang))))


def is_verdict(text: str, lang: str | None = None) -> bool:
    """Whether a text is a verdict and nothing else: "Done", "not achieved!"."""
    text = text.lower().replace("’", "'").strip(" .!:-–—")
    return any(pattern.fullmatch(text) for pattern in _patterns(VERDICT, base_code(lang)))


@cache
def _patterns(kind: str, code: str) -> tuple[re.Pattern[str], ...]:
    found = []
    for each in dict.fromkeys((code, "en")):
        kinds = _VERDICTS if kind == VERDICT else (kind,)
        words = [word for name in kinds for word in language(each).words.get(name, ())]
        if words:
            parts = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
            found.append(re.compile(parts if each in _UNBOUNDED else rf"(?<!\w)(?:{parts})(?!\w)"))
    return tuple(found)


_STOP_WORDS = frozenset(
    "a an and are as be been by for from have here his her i i'm i've in is it's list main key my of on our own personal set so "
    "some that the these this three four five six ten to top up we what with year years yearly annual overarching big".split()
)


@lru_cache(maxsize=4096)
def is_general(text: str, lang: str | None = None) -> bool:
    """Whether a text holds nothing beside goal words, years, periods and small words."""
    rest = text.lower().replace("’", "'").replace("_", " ")
    for kind in (GOAL, PLAN, COMING, PAST, REVIEW):
        for pattern in _patterns(kind, base_code(lang)):
            rest = pattern.sub(" ", rest)
    words = re.findall(r"[^\W\d_]+(?:'[a-z]+)?", rest)
    common = {w for code in {base_code(lang), "en"} for w in language(code).words.get("common", ())}
    return all(word in _STOP_WORDS or word in common for word in words)
