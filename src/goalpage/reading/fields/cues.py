"""What headings and lead-ins say of the list below them: cues with their weights, for choosing containers."""

from __future__ import annotations

import re

from goalpage.reading.fields.language import base_code, language

Cue = tuple[str, float]
"""A short phrase that says what was seen, and its weight: positive for goals, negative against."""


def has_word(text: str, lang: str | None, *kinds: str) -> bool:
    """Tell whether the text holds a word of one of these kinds, in the post's language or in English."""
    folded = text.lower()
    for code in dict.fromkeys((base_code(lang), "en")):
        for kind in kinds:
            for word in language(code).words[kind]:
                if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", folded):
                    return True
    return False


def names_goals(text: str, *, lang: str | None = None) -> bool:
    """Tell whether a title, file name or heading names goals."""
    return has_word(text.replace("-", " ").replace("_", " "), lang, "goal_words")


def names_review(text: str, *, lang: str | None = None) -> bool:
    """Tell whether a title or heading names a look back."""
    return has_word(text.replace("-", " ").replace("_", " "), lang, "review_words")


def heading_cues(text: str, *, lang: str | None = None, year: int | None = None) -> tuple[Cue, ...]:
    """Give what a heading says of what stands below it; `year` is the post's own."""
    cues: list[Cue] = []
    if names_goals(text, lang=lang):
        cues.append(("heading names a goal word", 3.0))
    if names_review(text, lang=lang):
        cues.append(("heading names a look back", 1.0))
    if year is not None and re.search(rf"(?<!\d)({year}|{year + 1})(?!\d)", text):
        cues.append(("heading names the coming year", 1.0))
    return (*cues, *counter_cues(text, lang=lang))


def lead_in_cues(text: str, *, lang: str | None = None) -> tuple[Cue, ...]:
    """Give what the paragraph before a list says of it."""
    ends = text.rstrip().endswith((":", "：", ":"))
    if names_goals(text, lang=lang):
        return (("lead-in names a goal word and ends in a colon", 3.0),) if ends else (("lead-in names a goal word", 1.5),)
    return ()


def counter_cues(text: str, *, lang: str | None = None) -> tuple[Cue, ...]:
    """Give what speaks against goals in a heading or lead-in."""
    return (("names something other than goals", -3.0),) if has_word(text, lang, "counter_words") else ()


def guessed_language(text: str) -> str | None:
    """Give the code of the language a text is most likely in, None where it cannot be told."""
    return None
