from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalpage.model import Direction, Progress, Status
from goalpage.pages.quantities import amount, count, figure, progress_in_words
from goalpage.pages.statuses import counted


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (7000, "$", "$7,000"),
        (-3, "€", "−€3"),
        (70, "%", "70\u00a0%"),
        (2.5, "km", "2.5\u00a0km"),
        (1e-9, "", "1e−09"),
        (35, "books", "35\u00a0books"),
        (10**400, "", "∞"),
        (float("nan"), "", "?"),
    ],
)
def test_amounts_stand_as_people_write_them(value: float, unit: str, words: str) -> None:
    assert amount(value, unit) == words


@given(st.integers() | st.floats())
def test_every_number_has_a_figure(value: float) -> None:
    assert 0 < len(figure(value)) < 80


@pytest.mark.parametrize(
    ("progress", "start", "words"),
    [
        (Progress(35, 50, unit="books"), None, "35 of 50\u00a0books"),
        (Progress(640, 100, unit="$", direction=Direction.DOWN), 7000, "$640, from $7,000, towards $100"),
        (
            Progress(640, 100, baseline=9000, unit="$", direction=Direction.DOWN),
            7000,
            "$640, from $9,000, towards $100",
        ),
        (Progress(7000, None, unit="$"), 7000, "$7,000"),
        (Progress(None, 100, unit="$"), None, "towards $100"),
        (Progress(), None, ""),
    ],
)
def test_a_quantity_on_its_way_is_told(progress: Progress, start: int | None, words: str) -> None:
    assert progress_in_words(progress, start) == words


def test_counts_are_words_up_to_twelve() -> None:
    assert [count(n, "goal") for n in (0, 1, 7, 13)] == ["no goals", "one goal", "seven goals", "13 goals"]


@pytest.mark.parametrize(
    ("statuses", "words"),
    [
        ([], ""),
        ([Status.OPEN], "Open."),
        ([Status.OPEN, Status.OPEN], "All open."),
        ([Status.OPEN, Status.DONE, Status.PARTIAL, Status.OPEN], "One done, one met in part, two open."),
    ],
)
def test_statuses_are_counted_from_settled_to_open(statuses: list[Status], words: str) -> None:
    assert counted(statuses) == words
