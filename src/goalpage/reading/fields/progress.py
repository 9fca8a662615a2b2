"""The quantity of a goal: where it is and where it is to go."""

from __future__ import annotations

import re

from goalpage.model import Progress
from goalpage.reading.fields.texts import Found, GoalText

_OF = re.compile(r"\(?(\d{1,9})\s?(?:/|\bof\b)\s?(\d{1,9})\)?")


def progress_in(goal: GoalText, *, lang: str | None = None) -> Found[Progress] | None:
    """Give the goal's progress, None where its text holds no quantity on its way."""
    found = _OF.search(goal.text)
    if found is None:
        return None
    return Found(Progress(int(found[1]), int(found[2])), found.group(), found.span())
