"""`Title: ...` lines at the head of a post."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalpage.reading import read_post
from goalpage.reading.front_matter import read_front_matter
from goalpage.reading.header_lines import header_lines


def test_a_pelican_post():
    text = "Title: My goals\nDate: 2024-01-03 10:20\nTags: goals, year\nStatus: draft\nGoals: true\n\n1. Run.\n"
    front = read_front_matter(text, "a.md")
    assert front.present
    assert front.data == {
        "title": "My goals", "date": "2024-01-03 10:20", "tags": ["goals", "year"], "status": "draft",
        "goals": True, "draft": True,
    }  # fmt: skip
    assert (front.body, front.body_line, front.line_of("date")) == ("1. Run.\n", 7, 2)


def test_front_matter_that_nothing_opens():
    text = "title: My goals\ndate: 2024-01-03\ntags:\n- goals\n- year\n---\n\n1. Run.\n"
    front = read_front_matter(text, "a.md")
    assert front.data == {"title": "My goals", "date": "2024-01-03", "tags": ["goals", "year"]}
    assert (front.body, front.body_line, front.line_of("tags"), front.format) == ("\n1. Run.\n", 7, 3, "yaml")


@pytest.mark.parametrize(
    "text",
    ["title: My goals\n---\n\n1. Run.\n", "Note: one\nHint: two\n---\n", "title: A\ndate: 2024-01-03\nText\n---\n"],
)
def test_what_is_no_front_matter_that_nothing_opens(text: str):
    assert read_front_matter(text, "a.md").format is None


def test_values_over_several_lines():
    found = header_lines("Title: A\nSummary: one\n    two\n\nText\n")
    assert found is not None
    assert found.values["summary"] == "one\ntwo"


def test_goals_stand_on_the_lines_of_the_file():
    post = read_post("title: My goals\ngoals: true\n\n1. Run far.\n2. Read much.\n", "a.md")
    assert [(goal.title, goal.line) for goal in post.goals] == [("Run far", 4), ("Read much", 5)]


def test_a_date_that_there_is_not():
    (problem,) = read_front_matter("Title: A\nDate: 2024-13-40\n\nx\n", "a.md").problems
    assert (problem.code, problem.line) == ("bad-date", 2)


@pytest.mark.parametrize(
    "text",
    [
        "", "Title:\n\nx", "Note: to self\nTitle: x\n\n", "Date: 2024-01-01\n\nx", "Title: x\nwords that follow\n\nx",
        "1. Title: x\n", "Title of this: x\n\n", "My goals\nTitle: x\n\n", "  Title: x\n\n",
    ],
)  # fmt: skip
def test_other_texts_begin_otherwise(text):
    assert header_lines(text) is None
    assert read_front_matter(text, "a.md").body == text


@given(st.text(alphabet="Title: \n\tax0", max_size=80))
def test_nothing_of_the_text_is_lost(text):
    found = header_lines(text)
    rest = text if found is None else "\n".join(text.split("\n")[found.length :])
    assert read_front_matter(text, "a.md").body == rest


def test_a_long_text_takes_no_long_time():
    start = time.perf_counter()
    header_lines("Title: a\n" * 200_000)
    header_lines("Title:" + " " * 1_000_000)
    header_lines("Title: a\n" + " " * 1_000_000 + "x")
    assert time.perf_counter() - start < 1
