"""Sentences as a person would write them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from goalpage.compare import change_sentence, changes_between, follow, period, revision_sentence, sentence
from goalpage.compare.quantities import amount, ordinal
from goalpage.model import History

Make = Callable[..., History]


@pytest.mark.cases("sentences.md", "old", "new", "expected")
def test_sentence_of_a_revision(history: Make, old: str, new: str, expected: str) -> None:
    assert revision_sentence(follow(history(old, new)), 1) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "No goals yet"),
        ("- Sail", "One goal set"),
        ("- [x] Sail\n- Bake\n- Sew", "Three goals set, one of them done"),
        ("- [x] Sail | reviewed\n- [!] Bake | reviewed\n- Sew", "One goal set, two goals graded, one of them done"),
    ],
)
def test_first_revision(history: Make, text: str, expected: str) -> None:
    assert revision_sentence(follow(history(text)), 0) == expected


def test_a_post_that_continues_another(history: Make) -> None:
    followed = follow(
        history(
            "- Sail\n- Bake", "- [x] Bake | reviewed\n- Bake\n- Juggle", posts=["Goals 2020.md", "My goals for 2021.md"]
        )
    )
    assert period(followed, 1) == "2021"
    assert revision_sentence(followed, 1) == "“Bake” done, “Bake” set again, one new goal, “Sail” not carried into 2021"


def test_set_again_after_it_was_done(history: Make) -> None:
    followed = follow(history("- [x] Bake", "- Bake", posts=["2020.md", "2021.md"]))
    (change,) = changes_between(followed, 0, 1)
    assert change_sentence(change, into="2021") == "Set again"
    assert sentence([change], into="2021") == "“Bake” set again"


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (7000, "$", "$7,000"), (35, "books", "35 books"), (1, "books", "1 book"), (70, "%", "70 %"),
        (2.5, "km", "2.5 km"), (12, "", "12"), (3689.63, "$", "$3,689.63"), (1, "stress", "1 stress"),
        (10**400, "", "10^400"), (float("inf"), "km", "inf km"),
    ],
)  # fmt: skip
def test_amount(value: float, unit: str, expected: str) -> None:
    assert amount(value, unit) == expected


def test_ordinals() -> None:
    assert [ordinal(n) for n in (1, 2, 10, 11, 12, 13, 21, 22, 23, 111)] == [
        "first", "second", "tenth", "11th", "12th", "13th", "21st", "22nd", "23rd", "111th",
    ]  # fmt: skip
