"""Whether a title or file name names goals."""

from __future__ import annotations

from goalpage.reading.fields.language import Kind, base_code, words_pattern
from goalpage.reading.fields.wording import evened


def names_goals(text: str, *, lang: str | None = None) -> bool:
    """Tell whether a title, file name or heading holds a goal word, in the post's language or in English."""
    words = evened(text).replace("-", " ").replace("_", " ")
    return words_pattern(base_code(lang), Kind.GOAL, english=True).search(words) is not None
