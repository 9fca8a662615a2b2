"""What is struck through in a goal: all of its name, or parts of an enumeration."""

from __future__ import annotations

import re

from goalpage.reading.fields.texts import GoalText

WRITTEN_STRIKE = re.compile(r"\s*(~~)[^~]+(~~)\W*\Z")
"""A strike that the Markdown dialect left as it was written; the groups are its marks."""


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


def struck_parts(goal: GoalText, text: str) -> int:
    """Give how many parts of an enumeration in the goal's text are struck through ("~~Go~~, Rust and C": 1)."""
    count = 0
    for start, end in goal.struck:
        words, after, before = text[start:end].strip(), text[end:].lstrip(), text[:start].rstrip()
        if (
            words
            and not words.isdigit()
            and (after[:1] in (",", ")", ";", "/", "") or before[-1:] in (",", "(", ";", "/", ":"))
        ):
            count += 1 + words.count(",") * (not words.endswith(","))
    return count
