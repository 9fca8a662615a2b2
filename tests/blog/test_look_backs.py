"""Posts that grade the goals of another without naming it go on from it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from goalpage.blog import Blog, Candidate, Text, histories
from goalpage.config import Config, Generator
from goalpage.model import Goal, Origin, Post, Role

CONFIG = Config(generator=Generator.JEKYLL)
SET = ("Summer in Berlin", "Cooking", "Read more good fiction", "Various professional goals")
GRADED = ("Summer in Berlin was excellent", "Cooking more diverse meals", "More good fiction", "A mixed year")


def post(year: int, name: str, goals: tuple[str, ...], *, graded: bool = False, **told: Any) -> Candidate:
    path, day = f"_posts/{year}-01-05-{name}.md", datetime(year, 1, 5, tzinfo=UTC)
    said = f"---\ntitle: {name}\n---\n" + "".join(f"{'*' if graded else '-'} {goal}\n" for goal in goals)
    return Candidate(path, "why", True, (Text(path, said.encode(), day, Origin.FILE, None, None),), date=day,
                     title=name, **told)  # fmt: skip


def read(text: str, candidate: Candidate) -> Post:
    lines = [line for line in text.splitlines() if line[:2] in ("- ", "* ")]
    return Post(candidate.title, goals=tuple(
        Goal(line[2:], role=Role.REVIEWED if line[0] == "*" else Role.STATED) for line in lines
    ))  # fmt: skip


def joined(*posts: Candidate) -> list[list[str]]:
    return [list(each.posts) for each in histories(Blog(posts), CONFIG, read).histories]


def test_a_look_back_goes_on_from_the_list_it_grades() -> None:
    first, second = post(2017, "plans", SET), post(2018, "looking back", GRADED, graded=True)
    assert joined(first, second) == [[first.path, second.path]]


def test_of_several_lists_the_one_whose_goals_are_graded() -> None:
    garden = post(2017, "garden", ("Plant a hedge", "Build a bench"))
    first, second = post(2016, "plans", SET), post(2018, "looking back", GRADED, graded=True)
    assert sorted(joined(garden, first, second)) == [[first.path, second.path], [garden.path]]


@pytest.mark.parametrize(
    ("graded", "told"),
    [
        (GRADED[:1], {}),
        (("Sail to Oslo", "Learn the harp", *GRADED[:1]), {}),
        (GRADED, {"series": "reviews"}),
    ],
    ids=["one goal alone", "other goals", "a series of its own"],
)
def test_what_stays_by_itself(graded: tuple[str, ...], told: dict[str, str]) -> None:
    assert len(joined(post(2017, "plans", SET), post(2018, "looking back", graded, graded=True, **told))) == 2


def test_a_list_set_later_or_long_ago_is_not_the_one() -> None:
    assert len(joined(post(2019, "plans", SET), post(2018, "looking back", GRADED, graded=True))) == 2
    assert len(joined(post(2013, "plans", SET), post(2018, "looking back", GRADED, graded=True))) == 2


def test_goals_that_are_set_again_are_no_look_back() -> None:
    assert len(joined(post(2017, "plans", SET), post(2018, "more plans", SET))) == 2


def test_a_list_of_another_year_is_not_the_one() -> None:
    first, second = post(2017, "goals for 2017", SET), post(2018, "goals for 2018", SET[::-1])
    review = post(2019, "2018 in review", GRADED, graded=True)
    assert [review.path in posts for posts in joined(first, second, review)] == [True]
    assert joined(first, review) == [[first.path], [review.path]]


def test_a_post_that_only_looks_back_is_a_goal_post_where_it_grades_a_list() -> None:
    first = post(2017, "plans", SET)
    review = post(2018, "2017 in review", GRADED, graded=True, looks_back=True)
    other = post(2018, "2017 in films", ("Metropolis", "M"), graded=True, looks_back=True)
    assert joined(first, review) == [[first.path, review.path]]
    assert joined(first, other) == [[first.path]]
    assert joined(other) == []
