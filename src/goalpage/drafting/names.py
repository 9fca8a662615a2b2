"""Where the next post of a kind goes and what it is called: the names of the last one, moved on. Pure."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePosixPath

from goalpage.compare.identity import slug

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DATED = re.compile(r"\A(\d{4}-\d{2}-\d{2})(?=-)")
_AHEAD_FROM = 11
"""From this month on, goals without a year of their own are those of the coming one."""


def year_in(text: str) -> int | None:
    """Give the latest year named in a text, None where there is none."""
    return max((int(year) for year in _YEAR.findall(text)), default=None)


def next_year(last: int, today: date) -> int:
    """Give the year that follows: the one after `last`, or that of today where years were left out."""
    return max(last + 1, today.year + (today.month >= _AHEAD_FROM))


def moved_on(text: str, year: int) -> str:
    """Give a text with its latest year, and the one before it where both are named, moved on to `year`."""
    last = year_in(text)
    if last is None:
        return text
    return _YEAR.sub(lambda found: str(int(found[0]) - last + year) if last - int(found[0]) <= 1 else found[0], text)


def next_path(last: str, title: str, old_title: str, today: date) -> str:
    """Give the path, below the blog, for a post of this title beside the one at `last`, in its way of naming files.

    A date ahead of the name is today's; a folder of a year is this year's; the name follows the title where it did.
    """
    path = PurePosixPath(last)
    is_bundle = path.stem in ("index", "_index")
    stem = path.parent.name if is_bundle else path.stem
    folder = path.parent.parent if is_bundle else path.parent
    dated = _DATED.match(stem)
    name = _named(stem[dated.end() + 1 :] if dated else stem, title, old_title)
    name = f"{today.isoformat()}-{name}" if dated else name
    written = int(dated[1][:4]) if dated else None
    parts = [str(today.year) if written is not None and part == str(written) else part for part in folder.parts]
    below = PurePosixPath(*parts)
    return str(below / name / path.name if is_bundle else below / f"{name}{path.suffix}")


def _named(old: str, title: str, old_title: str) -> str:
    """Give the new name in the way of the old one: its year moved on, else the new title as a name."""
    year, was = year_in(title), year_in(old)
    if year is not None and was is not None and year_in(old_title) is not None:
        return moved_on(old, year)
    return slug(title) or "goals"
