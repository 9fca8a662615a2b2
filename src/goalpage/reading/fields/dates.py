"""Dates as people write them in goals."""

from __future__ import annotations

import re

from goalpage.reading.fields.texts import Found, GoalText

_ISO = re.compile(r"\b(\d{4})-(\d{2})(?:-(\d{2}))?\b")


def due_in(goal: GoalText, *, lang: str | None = None, year: int | None = None) -> Found[str] | None:
    """Give the date by which a goal is to be reached, YYYY, YYYY-MM or YYYY-MM-DD; None where none is told.

    `year` is the year the goals are set for: a month without a year is taken to be of it.
    """
    found = _ISO.search(goal.text)
    return None if found is None else Found(found.group(), found.group(), found.span())


def completion_in(goal: GoalText, *, lang: str | None = None, year: int | None = None) -> Found[str] | None:
    """Give the date at which a goal was reached, where its text tells one."""
    return None
