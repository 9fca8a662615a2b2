"""The fields an author writes by hand, one notation at a time."""

from __future__ import annotations

import pytest

from goalpage.errors import Severity
from goalpage.model import Link, Role
from goalpage.reading.fields import GoalText, NoteText, comment_fields, labelled, marks_of_post, read_fields
from goalpage.reading.fields.vocabulary import KEYS, attribute_fields, nearest_key


@pytest.mark.parametrize("key", KEYS)
def test_each_key_is_read_from_a_label(key: str) -> None:
    assert labelled(f"{key.capitalize()}: a value") == (key, "a value")


@pytest.mark.parametrize("text", ["Due 2022", "Reason: none", "due", ": x", "A status: done", "http://example.org"])
def test_other_text_is_no_label(text: str) -> None:
    assert labelled(text) is None


def test_a_dated_entry_is_a_label() -> None:
    assert labelled("2021-03-01: $1,200") == ("2021-03-01", "$1,200")


def test_a_comment_gives_its_fields() -> None:
    assert comment_fields(""" goal: id=a-1 tags="x, y" area='The Arts' """) == {
        "id": "a-1",
        "tags": "x, y",
        "area": "The Arts",
    }
    assert comment_fields("note to self: id=a") == {}


def test_an_attribute_list_gives_its_id_and_known_keys() -> None:
    assert attribute_fields(': #juggle .big due="2022" width="3"') == {"id": "juggle", "due": "2022"}


def test_the_nearest_key_is_named() -> None:
    assert nearest_key("stauts") == "status"
    assert nearest_key("zzz") is None


def test_a_problem_names_the_file_and_the_note_s_line() -> None:
    goal = GoalText("Learn", notes=(NoteText("Due: 2021-13-45", line=9),), line=7)
    (problem,) = read_fields(goal, marks=marks_of_post([goal]), path="_posts/a.md").problems
    assert (problem.path, problem.line, problem.code, problem.severity) == (
        "_posts/a.md",
        9,
        "bad-value",
        Severity.WARNING,
    )


def test_evidence_takes_the_links_of_its_note() -> None:
    link = Link("proof", "https://example.org/proof")
    goal = GoalText("Learn", notes=(NoteText("Evidence: proof", links=(link,)),))
    assert read_fields(goal, marks=marks_of_post([goal])).evidence == (link,)


def test_front_matter_gives_way_to_marks_but_not_to_prose() -> None:
    marked, prose = GoalText("Learn ✓"), GoalText("Learn: I failed at this.")
    told = {"status": "dropped", "due": "2022"}
    assert read_fields(marked, marks=marks_of_post([marked]), front_matter=told).status.value == "done"
    fields = read_fields(prose, marks=marks_of_post([prose], (), Role.REVIEWED), role=Role.REVIEWED, front_matter=told)
    assert (fields.status.value, fields.due) == ("dropped", "2022")


def test_an_unknown_front_matter_key_is_a_problem() -> None:
    goal = GoalText("Learn")
    (problem,) = read_fields(goal, marks=marks_of_post([goal]), front_matter={"deu": "2022"}).problems
    assert "did you mean 'due'" in str(problem)
