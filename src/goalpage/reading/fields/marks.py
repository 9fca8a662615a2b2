"""What the marks of one post mean: decided for each file, since ❌ is "not yet" here and "missed" there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from goalpage.model import Role, Status
from goalpage.reading.fields.texts import GoalText

DONE_MARKS = "✓✔✅☑🗸"
CROSS_MARKS = "✗✘❌✖🚫❎"
ACTIVE_MARKS = "🟡⌚🚧⏳🔄"
STRIKE = "strike"


@dataclass(frozen=True, slots=True)
class Marks:
    """What each mark means in one post; `strike` is what a goal struck through in full is."""

    meanings: tuple[tuple[str, Status], ...] = ()
    strike: Status = Status.DONE

    def meaning(self, mark: str) -> Status | None:
        """Give the status a mark stands for, None for no mark of a status."""
        return next((status for sign, status in self.meanings if sign == mark), None)


def marks_of_post(
    goals: Sequence[GoalText], configured: Iterable[tuple[str, Status]] = (), role: Role = Role.STATED
) -> Marks:
    """Give what the marks mean in a post that holds these goals; `configured` wins over every rule."""
    own = dict(configured)
    ticked = any(sign in goal.text for goal in goals for sign in DONE_MARKS)
    cross = Status.OPEN if ticked and role is Role.STATED else Status.MISSED
    meanings = {sign: Status.DONE for sign in DONE_MARKS}
    meanings |= {sign: cross for sign in CROSS_MARKS}
    meanings |= {sign: Status.ACTIVE for sign in ACTIVE_MARKS}
    strike = own.pop(STRIKE, Status.DONE)
    return Marks(tuple((meanings | own).items()), strike)
