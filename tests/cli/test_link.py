"""`goalpage link`: what the author tells holds from then on; what cannot be told is refused with a cure."""

from __future__ import annotations

import json

import pytest

LINKS = "_goalpage-links.yml"
FIRST = """---
title: Goals for 2022
goals: true
---

1. Read 24 books
2. Teach my nephew to row
3. Run 500 km
"""
SECOND = """---
title: Goals for 2023
goals: true
---

## How 2022 went

- ✅ Read 24 books
- ✅ Teach my nephew to row
- ❌ Run 500 km. I got to 212 km

## Goals for 2023

1. Read 24 books
2. Row to the sea with my nephew
3. Keep bees in the garden
"""


@pytest.fixture
def blog(make_blog):
    return make_blog(
        {"_config.yml": "title: T\n", "_posts/2022-01-02-goals.md": FIRST, "_posts/2023-01-02-goals.md": SECOND}
    )


def ids(goalpage, blog, role="stated"):
    assert goalpage("build", blog, "-q").returncode == 0
    (history,) = json.loads((blog / "_site/goals/goals.json").read_text(encoding="utf-8"))["histories"]
    return [goal["id"] for goal in history["revisions"][1]["goals"] if goal["role"] == role]


def test_check_names_the_command_that_settles_a_doubt(goalpage, blog):
    ran = goalpage("check", blog)
    (doubt,) = [line for line in ran.stdout.splitlines() if "unsure-match" in line]
    assert doubt.startswith("_posts/2023-01-02-goals.md:15: unsure-match “Row to the sea with my nephew” was taken for")
    assert "goalpage link 'Teach my nephew to row' 'Row to the sea with my nephew'" in doubt
    assert ran.returncode == 0
    assert goalpage("link", "Teach my nephew to row", "Row to the sea with my nephew", "--blog", blog).returncode == 0
    assert "unsure-match" not in goalpage("check", blog).stdout


def test_two_goals_become_one_and_one_becomes_two(goalpage, blog):
    before = ids(goalpage, blog)
    assert before == ["read-24-books", "teach-my-nephew-to-row", "keep-bees-in-the-garden"]
    assert goalpage("link", "teach-my-nephew-to-row", "the sea", "--apart", "--blog", blog).returncode == 0
    ran = goalpage("link", "500", "Keep bees", "--blog", blog)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ids(goalpage, blog) == ["read-24-books", "row-to-the-sea-with-my-nephew", "run-500-km"]


def test_goals_of_the_same_words_are_parted_from_a_date_on(goalpage, blog):
    ran = goalpage("link", "Read 24 books", "Read 24 books", "--apart", "--blog", blog)
    assert ran.returncode == 2
    assert "--at" in ran.stderr
    assert goalpage("link", "Read 24", "Read 24", "--apart", "--at", "2023", "--blog", blog).returncode == 0
    assert ids(goalpage, blog)[0] == "read-24-books-2"
    assert ids(goalpage, blog, "reviewed")[0] == "read-24-books"


def test_removing_an_entry_takes_it_back(goalpage, blog):
    before = ids(goalpage, blog)
    goalpage("link", "Run 500", "bees", "--blog", blog)
    assert ids(goalpage, blog) != before
    (blog / LINKS).unlink()
    assert ids(goalpage, blog) == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["Raed 24 books", "bees"], "there is no goal 'Raed 24 books'; did you mean 'Read 24 books'?"),
        (["nephew", "bees", "--apart"], "they are two goals already"),
        (["e", "bees"], "'e' may mean 3 goals; name one by its id or more of its words"),
        (["Keep bees", "Row to the sea"], "both stand in the list of 2023-01-02"),
        (["Run 500", "bees", "--history", "x"], "there is no history 'x'; there is goals"),
        (["Run 500", "bees", "--at", "1999"], "there is no revision '1999' in goals"),
    ],
)
def test_what_cannot_be_told_is_refused(goalpage, blog, arguments, told):
    ran = goalpage("link", *arguments, "--blog", blog)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert told in ran.stderr
    assert not (blog / LINKS).exists()


def test_the_opposite_of_what_is_told_is_refused(goalpage, blog):
    goalpage("link", "Run 500", "bees", "--blog", blog)
    text = (blog / LINKS).read_text()
    ran = goalpage("link", "Run 500", "bees", "--apart", "--blog", blog)
    assert ran.returncode == 2
    assert f"{LINKS}:3: this entry tells the opposite" in ran.stderr
    assert (blog / LINKS).read_text() == text


def test_a_broken_file_is_told_with_its_line_and_the_rest_is_built(goalpage, blog):
    (blog / LINKS).write_text("- earlier: Run 500 km\n  later: Keep bees in the garden\n- earlier: Fly\n")
    ran = goalpage("build", blog)
    assert ran.returncode == 1
    assert f"{LINKS}:3: this entry does not name" in ran.stderr
    assert ids_unchecked(blog)[2] == "run-500-km"


def ids_unchecked(blog):
    (history,) = json.loads((blog / "_site/goals/goals.json").read_text(encoding="utf-8"))["histories"]
    return [goal["id"] for goal in history["revisions"][1]["goals"] if goal["role"] == "stated"]


def test_a_link_to_nothing_is_told(goalpage, blog):
    (blog / LINKS).write_text("- earlier: Fly\n  later: Keep bees in the garden\n")
    ran = goalpage("check", blog)
    assert ran.returncode == 1
    assert f"{LINKS}:1: link-unknown its earlier goal is none that a post has stated" in ran.stdout
