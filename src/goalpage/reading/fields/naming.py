"""Whether a title or file name names goals."""

from __future__ import annotations

from goalpage.reading.fields.language import LANGUAGES, Kind, base_code, words_pattern
from goalpage.reading.fields.wording import evened


def names_goals(text: str, *, lang: str | None = None) -> bool:
    """Tell whether a title, file name or heading holds a goal word.

    That is one of the post's language or of English; where nothing tells the language, of any. A phrase that says
    something else ("design goals", "objective function") holds none.
    """
    words = evened(text).replace("-", " ").replace("_", " ")
    if lang is None:
        return any(_names(words, code) for code in LANGUAGES)
    return _names(words, base_code(lang))


def _names(words: str, code: str) -> bool:
    goal = words_pattern(code, Kind.GOAL, english=True)
    return goal.search(words) is not None and goal.search(without_other_goals(words, code)) is not None


def without_other_goals(text: str, code: str) -> str:
    """Give a text without the phrases in which a goal word names no aim of the author's."""
    return words_pattern(code, Kind.OTHER_GOAL, english=True).sub(" ", text)
