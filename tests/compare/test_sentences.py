"""Sentences as a person would write them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from goalpage.compare import change_sentence, changes_between, follow, period, revision_sentence, sentence
from goalpage.compare.quantities import amount, date_in_words, ordinal, towards
from goalpage.model import Direction, History, Progress

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


def test_a_review_of_many_goals_counts_each_verdict(history: Make) -> None:
    old = "- Sail\n- Bake\n- Sew\n- Juggle"
    new = "- [x] Sail | reviewed\n- [x] Bake | reviewed\n- [!] Sew | reviewed\n- Sail\n- Sew\n- Juggle"
    followed = follow(history(old, new, posts=["Goals 2020.md", "My goals for 2021.md"]))
    assert revision_sentence(followed, 1) == "Two goals done, “Sew” missed, two set again"


def test_a_post_that_continues_another(history: Make) -> None:
    followed = follow(
        history(
            "- Sail\n- Bake", "- [x] Bake | reviewed\n- Bake\n- Juggle", posts=["Goals 2020.md", "My goals for 2021.md"]
        )
    )
    assert period(followed, 1) == "2021"
    assert revision_sentence(followed, 1) == "“Bake” done and set again, “Juggle” added, “Sail” not carried into 2021"


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


@pytest.mark.parametrize(
    ("title", "month", "expected"),
    [("Goals 2021", 1, "2021"), ("Goals 2021", 12, "2021"), ("Looking back", 12, "2021"),
     ("2020 in review", 12, "2021"),     ("2020 in review", 6, "2020"), ("New goals", 6, "2020")],
)  # fmt: skip
def test_the_year_into_which_goals_are_carried(history: Make, title: str, month: int, expected: str) -> None:
    made = history("- Sail", "- Bake", posts=["a.md", "b.md"])
    last = replace(
        made.revisions[1],
        date=made.revisions[1].date.replace(year=2020, month=month, day=30),
        post=replace(made.revisions[1].post, title=title),
    )
    assert period(follow(replace(made, revisions=(made.revisions[0], last))), 1) == expected


def test_what_is_left_to_do() -> None:
    before, after = (
        Progress(16, 0, unit="remaining", direction=Direction.DOWN),
        Progress(0, 0, direction=Direction.DOWN),
    )
    assert towards(before, before) == ""
    assert towards(after, before) == "none left"
    assert towards(Progress(13, 12), Progress(12, 12)) == ""


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2021", "2021"),
        ("2021-09", "September 2021"),
        ("2021-09-03", "3 September 2021"),
        ("2021-13", "2021-13"),
        ("", ""),
    ],
)
def test_dates(date: str, expected: str) -> None:
    assert date_in_words(date) == expected
