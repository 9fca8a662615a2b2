"""What is read of a goal, by cases anyone can edit (tests/fixtures/fields/*.md)."""

from __future__ import annotations

from collections.abc import Callable


def test_a_goal_is_read_as_its_case_says(field_case: tuple[str, str, str], told_of: Callable[[str], str]) -> None:
    name, goal, expected = field_case
    assert told_of(goal) == expected, name
