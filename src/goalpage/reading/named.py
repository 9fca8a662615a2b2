"""What a heading, a lead-in or a title names, in the post's language or in English."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from goalpage.reading.fields.language import Kind, base_code, language, words_pattern
from goalpage.reading.fields.naming import without_other_goals
from goalpage.reading.fields.openings import speaks_of_own

_VERDICTS = (
    Kind.DONE,
    Kind.PARTIAL,
    Kind.MISSED,
    Kind.DROPPED,
    Kind.ACTIVE,
    Kind.PAUSED,
    Kind.GREAT,
    Kind.FAIR,
    Kind.POOR,
)
_TOLD_APART = (
    Kind.GOAL, Kind.PLAN, Kind.COMING, Kind.PAST, Kind.REVIEW, Kind.COUNTER, Kind.CLOSING, Kind.GOAL_COLUMN,
    Kind.ADVICE, Kind.GREETING,
)  # fmt: skip
_GENERAL = (Kind.GOAL, Kind.PLAN, Kind.COMING, Kind.PAST, Kind.REVIEW)
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
"""Finds a year that a text names."""
_PARTICLES = re.compile(r"\s?(?:[年년]|г\.?|год[ау]?)?(?:에는|에서는|에|는|은|には|は|に)?")
_YEAR_WORD = re.compile(r"(?:19|20)\d\d\s?(?:年度?|년도?|г\.?|год[ау]?)[の的]?")
_YEARLY_PLAN = re.compile(r"(?:19|20)\d\d\s+plans?\b|\bplans?\s+(?:for|of)\s+(?:19|20)\d\d")
_SHORT = 30  # characters of a heading that may be a year alone
_READ = 500  # characters of a text that are looked at
# Words that name no topic in a heading.
_SMALL = frozenset(
    {
        "a", "accomplish", "achieve", "an", "and", "annual", "are", "as", "at", "be", "been", "big",
        "broad", "by", "complete", "day", "do", "five", "following", "for", "four", "from", "have", "her",
        "here", "his", "hope", "hopes", "i", "i'm", "i've", "in", "is", "it's", "key", "list", "main",
        "month", "my", "of", "on", "our", "overarching", "own", "plan", "plans", "progress", "quarter", "season", "set",
        "six", "so", "some", "specific", "ten", "that", "the", "these", "this", "three", "to", "top", "up",
        "want", "was", "we", "week", "were", "what", "with", "year", "yearly", "years",
    }
)  # fmt: skip


@lru_cache(maxsize=4096)
def named(text: str, lang: str | None = None) -> frozenset[Kind]:
    """Give the kinds of words that a text holds, of those that tell the parts of a post apart."""
    code = base_code(lang)
    text = without_other_goals(_plain(text), code)
    kinds = {kind for kind in _TOLD_APART if words_pattern(code, kind, english=True).search(text)}
    if words_pattern(code, Kind.REVIEW, english=True).search(YEAR.sub("it", text)):  # "how 2031 went"
        kinds.add(Kind.REVIEW)
    if "plan" in text and _YEARLY_PLAN.search(text):
        kinds |= {Kind.GOAL, Kind.PLAN}
    return frozenset(kinds)


@lru_cache(maxsize=4096)
def named_heading(text: str, lang: str | None = None) -> frozenset[Kind]:
    """Give the same for a heading.

    Where words stand without blanks, half of it must name something other than goals to do so: an aim may hold the
    word for games or travels.
    """
    kinds, code = named(text, lang), base_code(lang)
    if Kind.COUNTER not in kinds or language(code).bounds != "none":
        return kinds
    said = sum(map(len, words_pattern(code, Kind.COUNTER, english=True).findall(_plain(text))))
    return kinds if said * 2 >= sum(map(str.isalpha, text)) else kinds - {Kind.COUNTER}


def gives_examples(text: str, lang: str | None = None) -> bool:
    """Whether a text gives examples of goals ("an example of some goals"), not of its author's own ("of my goals")."""
    code, plain = base_code(lang), _plain(text)
    found = words_pattern(code, Kind.EXAMPLE, english=True).search(plain)
    goal = words_pattern(code, Kind.GOAL, english=True).search(plain, found.end()) if found is not None else None
    return found is not None and goal is not None and not speaks_of_own(plain[found.end() : goal.start()], lang)


@lru_cache(maxsize=4096)
def is_closing(text: str, lang: str | None = None) -> bool:
    """Whether a heading says nothing but that it opens or closes the post: "Conclusion", "5. The end"."""
    code = base_code(lang)
    rest, found = words_pattern(code, Kind.CLOSING, english=True).subn(" ", _plain(text))
    return found > 0 and _is_small(rest, code)


@lru_cache(maxsize=4096)
def holds_verdict(text: str, lang: str | None = None) -> bool:
    """Whether a text holds a verdict: "done", "partly", "great"."""
    return bool(words_pattern(base_code(lang), *_VERDICTS, english=True).search(_plain(text)))


def is_verdict(text: str, lang: str | None = None) -> bool:
    """Whether a text is a verdict and nothing else: "Done", "not achieved!"."""
    return bool(words_pattern(base_code(lang), *_VERDICTS, english=True).fullmatch(_plain(text).strip(" .!:-–—")))


@lru_cache(maxsize=4096)
def is_general(text: str, lang: str | None = None) -> bool:
    """Whether a text holds nothing beside goal words, years, periods and small words."""
    code = base_code(lang)
    rest = words_pattern(code, *_GENERAL, english=True).sub(" ", _YEAR_WORD.sub(" ", _plain(text)))
    return _is_small(rest, code)


@lru_cache(maxsize=4096)
def year_alone(text: str, lang: str | None = None) -> int | None:
    """Give the year that a heading names where it says no more: "2031", "In 2031", "Hello 2031!", "2031년에는?"."""
    found = YEAR.search(text)
    if found is None or len(text) > _SHORT:
        return None
    code = base_code(lang)
    rest = _plain(text[: found.start()] + " " + _PARTICLES.sub("", text[found.end() :], count=1))
    rest = words_pattern(code, Kind.YEAR_GREETING, english=True).sub(" ", rest)
    return int(found.group()) if _is_small(rest, code) else None


def _is_small(text: str, code: str) -> bool:
    return all(word in _SMALL or word in _common(code) for word in re.findall(r"[^\W\d_]+(?:'[a-z]+)?", text))


@cache
def _common(code: str) -> frozenset[str]:
    return frozenset((*language(code).words[Kind.COMMON], *language("en").words[Kind.COMMON]))


def _plain(text: str) -> str:
    return text[:_READ].lower().replace("’", "'").replace("_", " ").replace("-", " ")
