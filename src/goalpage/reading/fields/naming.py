"""What titles and file names tell: whether they name goals, and for which year."""

from __future__ import annotations

import re

from goalpage.reading.fields.language import Kind, base_code, words_pattern
from goalpage.reading.fields.wording import evened

_YEAR = re.compile(r"(?<!\d)(20\d\d|19[5-9]\d)(?!\d)")
_DATED_PATH = re.compile(r"(?:^|/)(\d{4})-\d{2}-\d{2}-[^/]*\Z")


def names_goals(text: str, *, lang: str | None = None) -> bool:
    """Tell whether a title, file name or heading holds a goal word, in the post's language or in English."""
    words = evened(text).replace("-", " ").replace("_", " ")
    return words_pattern(base_code(lang), Kind.GOAL, english=True).search(words) is not None


def goals_year(title: str | None, year: int | None) -> int | None:
    """Give the year for which a post's goals are set: the last one its title names, if that is its own or the next.

    "Goals for 2021" of December 2020 are for 2021. `year` is the post's own.
    """
    named = [int(found) for found in _YEAR.findall(title or "")]
    near = [one for one in named if year is None or one in (year, year + 1)]
    return max(near) if near else year


def dated_year(path: str) -> int | None:
    """Give the year in a dated post's file name (`_posts/2020-01-01-goals.md`), None for a page."""
    found = _DATED_PATH.search(path)
    return int(found[1]) if found else None
