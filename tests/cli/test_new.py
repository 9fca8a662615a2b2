"""`goalpage new`: the conventions it follows, the goals it carries, and what it never does."""

import json

import pytest

POST = """---
layout: post
title: "My goals for 2024"
date: 2024-01-02 09:30:00 +0100
permalink: /goals-2024/
categories: [life]
tags:
  - goals
description: What I want
---

My goals for this year:

## Body

1. Run a half marathon. (Currently 12 of 21 km)
   - with two friends
2. ~~Swim in the lake~~

## Mind

1. Read [24 books](https://example.org), by July
   - The long one first
2. Learn to draw (dropped)
"""
PATH = "_posts/2024/2024-01-02-goals-for-2024.md"
BLOG = {"_config.yml": "title: T\n", PATH: POST}


def told(goalpage, blog):
    ran = goalpage("show", "--json", "--blog", blog)
    return json.loads(ran.stdout)["histories"]


def test_the_next_of_a_series_carries_what_is_open(goalpage, make_blog):
    blog = make_blog(BLOG)
    ran = goalpage("new", "--today", "2025-01-03", "--blog", blog)
    path = "_posts/2025/2025-01-03-goals-for-2025.md"
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == f"Wrote {path} with 2 open goals: change what has changed, and add what is new.\n"
    assert (blog / path).read_text() == """---
layout: post
title: "My goals for 2025"
date: 2025-01-03 09:30:00 +0100
categories: [life]
tags:
  - goals
---

## Body

1. Run a half marathon. (Currently 12 of 21 km)

## Mind

1. Read [24 books](https://example.org), by July
"""


def test_carried_goals_are_the_same_goals(goalpage, make_blog):
    blog = make_blog(BLOG)
    before = {goal["title"]: goal["id"] for goal in told(goalpage, blog)[0]["goals"]}
    assert set(before) == {"Run a half marathon", "Swim in the lake", "Read 24 books, by July", "Learn to draw"}
    goalpage("new", "--today", "2025-01-03", "--blog", blog)
    histories = told(goalpage, blog)
    assert len(histories) == 1
    after = {goal["title"]: goal["id"] for goal in histories[0]["goals"]}
    assert set(after) == {"Run a half marathon", "Read 24 books, by July"}
    assert all(before[title] == id_ for title, id_ in after.items())


def test_nothing_is_overwritten_and_a_dry_run_writes_nothing(goalpage, make_blog):
    blog = make_blog(BLOG)
    ran = goalpage("new", "--today", "2025-01-03", "--dry-run", "--blog", blog)
    assert ran.stdout.startswith("_posts/2025/2025-01-03-goals-for-2025.md\n---\n")
    assert not (blog / "_posts/2025").exists()
    assert goalpage("new", "--today", "2025-01-03", "--blog", blog).returncode == 0
    ran = goalpage("new", "My goals for 2025", "--today", "2025-01-03", "--blog", blog)
    assert ran.returncode == 2
    assert "there is such a post already, and it was left as it is; give another title" in ran.stderr


@pytest.mark.parametrize(("today", "year"), [("2025-01-03", 2025), ("2026-06-01", 2026), ("2026-11-30", 2027)])
def test_years_left_out_are_not_made_up_for(goalpage, make_blog, today, year):
    ran = goalpage("new", "--today", today, "--dry-run", "--blog", make_blog(BLOG))
    assert f'title: "My goals for {year}"' in ran.stdout


def test_another_title_starts_anew_in_the_same_ways(goalpage, make_blog):
    blog = make_blog(BLOG)
    ran = goalpage("new", "Garden plans", "--today", "2025-03-01", "--dry-run", "--blog", blog)
    assert ran.stdout.startswith("_posts/2025/2025-03-01-garden-plans.md\n")
    assert "categories: [life]" in ran.stdout
    assert "goals: true" not in ran.stdout  # its tag says it
    assert ran.stdout.endswith("1. A first goal\n2. A goal with a number to reach (0 of 12)\n")
    assert goalpage("new", "Garden plans", "--today", "2025-03-01", "--blog", blog).returncode == 0
    assert [len(history["goals"]) for history in told(goalpage, blog)] == [4, 2]


def test_a_title_that_names_no_goals_is_told_to_hold_some(goalpage, make_blog):
    blog = make_blog({**BLOG, PATH: POST.replace("tags:\n  - goals\n", "")})
    assert "goals: true" in goalpage("new", "Garden plans", "--dry-run", "--blog", blog).stdout


def test_a_blog_that_has_none(goalpage, make_blog):
    blog = make_blog({"_config.yml": "title: T\n"})
    ran = goalpage("new", "--blog", blog)
    assert ran.returncode == 2
    assert 'name it: goalpage new "Goals for 2027"' in ran.stderr
    ran = goalpage("new", "Goals for 2025", "--today", "2025-01-01", "--blog", blog)
    assert ran.stdout == "Wrote _posts/2025-01-01-goals-for-2025.md: write your goals over the two in it.\n"
    assert told(goalpage, blog)[0]["goals"][0]["title"] == "A first goal"


def test_a_first_one_goes_beside_the_other_posts_with_their_layout(goalpage, make_blog):
    other = '---\nlayout: entry\ntitle: "A walk"\nauthor: Ada\ntags: [walks]\n---\n\nIt rained.\n'
    blog = make_blog({"_config.yml": "title: T\n", "_posts/2023/2023-05-01-a-walk.md": other})
    assert goalpage("new", "Plans for 2025", "--today", "2025-01-01", "--blog", blog).returncode == 0
    text = (blog / "_posts/2025/2025-01-01-plans-for-2025.md").read_text()
    assert text.startswith('---\nlayout: entry\ntitle: "Plans for 2025"\nauthor: Ada\ngoals: true\n---\n')


def test_a_history_is_named(goalpage, make_blog):
    text = "---\ntitle: Reading goals\n---\n\n- Read Moby Dick\n- Read Emma\n"
    blog = make_blog(BLOG | {"_posts/2024-05-01-reading-list-goals.md": text})
    ran = goalpage("new", "Reading goals, again", "--after", "reading", "--today", "2025-01-01", "--blog", blog)
    assert ran.returncode == 0
    assert (blog / "_posts/2025-01-01-reading-goals-again.md").read_text().endswith("\n- Read Moby Dick\n- Read Emma\n")
    ran = goalpage("new", "--after", "nothing", "--blog", blog)
    assert (ran.returncode, "there is no history 'nothing'" in ran.stderr) == (2, True)


OTHERS = {
    "content/posts/goals-2024/index.md": (
        '+++\ntitle = "Goals 2024"\ndate = 2024-01-02\ndraft = false\ntags = ["goals"]\n+++\n',
        '+++\ntitle = "Goals 2025"\ndate = 2025-01-03\ntags = ["goals"]\n+++\n',
    ),
    "content/posts/goals-2024.md": (
        '{\n"title": "Goals 2024",\n"date": "2024-01-02T00:00:00Z"\n}\n',
        '{\n  "title": "Goals 2025",\n  "date": "2025-01-03T00:00:00Z"\n}\n',
    ),
}


@pytest.mark.parametrize("path", OTHERS)
def test_other_generators_and_formats(goalpage, make_blog, path):
    before, after = OTHERS[path]
    blog = make_blog({"hugo.toml": 'title = "T"\n', path: before + "\n- [ ] Read more\n- [x] Write less\n"})
    ran = goalpage("new", "--today", "2025-01-03", "--blog", blog)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert (blog / path.replace("2024", "2025")).read_text() == f"{after}\n- [ ] Read more\n"


def test_a_list_in_a_data_file_is_not_drafted_after(goalpage, make_blog):
    blog = make_blog({"_config.yml": "title: T\n", "_data/goals.yml": "- title: Read 12 books\n"})
    said = "_data/goals.yml: this list stands in a data file, and a draft follows a post; go on in the file by hand"
    for command in (("new", "Goals for 2027", "--after", "goals"), ("review",)):
        ran = goalpage(*command, "--blog", blog)
        assert (ran.returncode, ran.stdout) == (2, "")
        assert said in ran.stderr
    assert goalpage("new", "Goals for 2027", "--today", "2027-01-02", "--blog", blog).returncode == 0
    assert (blog / "_posts/2027-01-02-goals-for-2027.md").read_text().startswith("---\ntitle: Goals for 2027\n")
