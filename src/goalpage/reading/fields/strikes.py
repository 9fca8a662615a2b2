"""What is struck through in a goal: all of its name, or parts of an enumeration."""

from __future__ import annotations

import re
from functools import cache

from goalpage.reading.fields.language import Kind, words_pattern
from goalpage.reading.fields.texts import GoalText
from goalpage.reading.fields.wording import brackets

WRITTEN_STRIKE = re.compile(
    r"\s*(~(?![\s~])|~~)[^~]{2,400}((?<!\s)~(?!~)|~~)(?=\W*\Z|\s*[(\[–—:;,.!-]|\s+[^\W\d_a-z])"
)
"""A name with strokes that the Markdown dialect left as they were written (`~Sail~ New boat!`); the groups are they."""


@cache
def _closes(lang: str) -> re.Pattern[str]:
    """Finds what may follow a part of an enumeration."""
    return re.compile(rf"\s*(?:[,);/、，；]|$|{words_pattern(lang, Kind.AND, english=True).pattern})", re.IGNORECASE)


def is_struck_in_full(goal: GoalText, text: str) -> bool:
    """Tell whether a strike covers the goal's name: nearly all of the text, or its opening clause."""
    struck = sum(end - start for start, end in goal.struck)
    if not struck:
        return False
    first, last = min(start for start, _ in goal.struck), max(end for _, end in goal.struck)
    after = text[last:].strip()
    opens = not any(c.isalnum() for c in text[:first])
    clause = not after or after[0] in "([.:;!-–—*" or after[0].isupper() or struck > len(after)
    return struck >= 0.75 * len(text.strip()) or (opens and clause and len(text[first:last].split()) > 1)


def is_part(before: str, after: str, lang: str) -> bool:
    """Whether what stands between two stretches is a part of an enumeration: signs or "and" stand beside it."""
    return before[-1:] in tuple(",(;/:") or _closes(lang).match(after) is not None


def struck_parts(goal: GoalText, text: str, lang: str) -> int:
    """Give how many parts of an enumeration in the goal's text are struck through ("~~Go~~, Rust and C": 1).

    Where the goal's name is struck as a whole, those in brackets alone.
    """
    spans = goal.struck
    if is_struck_in_full(goal, text):
        inside = [around for around, _ in brackets(text)]
        spans = tuple(span for span in spans if any(start < span[0] and span[1] < end for start, end in inside))
    count = 0
    for start, end in spans:
        words = text[start:end].strip()
        if words and not words.isdigit() and is_part(text[:start].rstrip(), text[end:], lang):
            count += 1 + words.rstrip(",").count(",")
    return count
