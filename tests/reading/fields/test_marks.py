"""What the marks of one post mean."""

from __future__ import annotations

from goalpage.model import Role, Status
from goalpage.reading.fields import GoalText, marks_of_post, status_in


def _status(goal: GoalText, configured: dict[str, Status], role: Role = Role.STATED) -> Status:
    return status_in(goal, marks=marks_of_post([goal], configured.items(), role), role=role).status


def test_a_configured_mark_wins() -> None:
    goal = GoalText("Learn to juggle ❌")
    assert _status(goal, {"❌": Status.OPEN}, Role.REVIEWED) is Status.OPEN
    assert _status(goal, {"❌️": Status.DROPPED}) is Status.DROPPED


def test_a_mark_of_ones_own_can_be_configured() -> None:
    assert _status(GoalText("🥳 Learn to juggle"), {"🥳": Status.DONE}) is Status.DONE


def test_a_strike_can_be_configured() -> None:
    assert _status(GoalText("Learn to juggle", struck=((0, 15),)), {"strike": Status.MISSED}) is Status.MISSED


def test_words_contradict_a_configured_strike() -> None:
    goal = GoalText("Learn to juggle done", struck=((0, 15),))
    assert _status(goal, {"strike": Status.MISSED}) is Status.DONE


def test_squares_in_a_row_are_no_marks() -> None:
    assert marks_of_post([GoalText("Earn more 🟨⬜⬜⬜⬜"), GoalText("Swim ❌")]).meaning("❌") is Status.OPEN
