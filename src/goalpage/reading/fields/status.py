"""The status of a goal: from its checkbox, its marks, its strike-through and the author's words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from goalpage.model import Role, Status
from goalpage.reading.fields.marks import Marks
from goalpage.reading.fields.texts import GoalText, Span

CHECKBOXES = {" ": Status.OPEN, "x": Status.DONE, "X": Status.DONE, "/": Status.ACTIVE, "-": Status.DROPPED}


@dataclass(frozen=True, slots=True)
class FoundStatus:
    """A goal's status, the author's words for it and where they stand in the goal's text.

    `inferred` is true where the status follows from no mark or word at all.
    """

    status: Status
    words: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    inferred: bool = True


def status_in(
    goal: GoalText, *, marks: Marks, role: Role = Role.STATED, lang: str | None = None
) -> FoundStatus:
    """Give a goal's status; OPEN, inferred, where nothing tells it."""
    if goal.checkbox in CHECKBOXES:
        return FoundStatus(CHECKBOXES[goal.checkbox], (f"[{goal.checkbox}]",), inferred=False)
    for match in re.finditer(r"\S", goal.text):
        meaning = marks.meaning(match.group())
        if meaning is not None:
            return FoundStatus(meaning, (match.group(),), (match.span(),), inferred=False)
    struck = sum(end - start for start, end in goal.struck)
    if struck and struck >= 0.6 * len(goal.text.strip()):
        return FoundStatus(marks.strike, (), (), inferred=False)
    return FoundStatus(Status.OPEN)
