"""`goalpage review`: a draft that says no more than is known, verdicts that are read, and what is due."""

import json

import pytest

OLD = """---
layout: post
title: Goals for 2024
---

1. Run a half marathon. (Currently 5 of 21 km)
2. Read 24 books by June 2024
3. Write to my grandmother every month
"""
NOW = OLD.replace("5 of 21", "12 of 21").replace("Write to my grandmother every month", "~~Write to my grandmother~~")
PATH = "_posts/2024-01-02-goals-for-2024.md"
RACE = "---\ntitle: The race\n---\n\nRain all day. On Sunday I ran my first [half marathon](/r), and it hurt.\n"
DRAFT = "_posts/2025-01-03-looking-back-goals-for-2024.md"
BLOG = {
    "_config.yml": "title: T\n",
    PATH: NOW,
    "_revisions/2024-01-02-goals-for-2024/2024-01-02.md": OLD,
    "_revisions/2024-01-02-goals-for-2024/2024-05-01.md": NOW,
    "_posts/2023-05-01-old.md": RACE,
    "_posts/2024-10-01-the-race.md": RACE,
}


@pytest.fixture
def blog(make_blog):
    return make_blog(BLOG)


def goals(goalpage, blog):
    ran = goalpage("build", blog, "--today", "2025-02-01")
    assert ran.returncode == 0, ran.stderr
    told = json.loads((blog / "_site/goals/goals.json").read_text())
    assert [history["id"] for history in told["histories"]] == ["goals-for-2024"]
    return told["histories"][0]


def test_the_draft(goalpage, blog):
    ran = goalpage("review", "--today", "2025-01-03", "--blog", blog)
    assert ran.returncode == 0
    assert (blog / DRAFT).read_text() == """---
layout: post
title: "Looking back: Goals for 2024"
goals: {series: "goals-for-2024", section: {review: "What became of them"}}
---

## What became of them

1. Run a half marathon. (Currently 12 of 21 km)
   - Set on 2 January 2024, 12 months ago; 5 km then and 12 km now.
   - Status:
2. Read 24 books by June 2024
   - Set on 2 January 2024, 12 months ago.
   - Status:
3. Write to my grandmother
   - Set on 2 January 2024, 12 months ago; first as “Write to my grandmother every month”.
   - Status: done
"""


def test_evidence_is_told_in_the_terminal_alone(goalpage, blog):
    ran = goalpage("review", "--today", "2025-01-03", "--blog", blog)
    assert "_posts/2024-10-01-the-race.md:5: “On Sunday I ran my first half marathon, and it hurt.”" in ran.stdout
    assert "2023-05-01" not in ran.stdout
    assert "hurt" not in (blog / DRAFT).read_text()


def test_what_is_not_filled_in_is_no_verdict(goalpage, blog):
    goalpage("review", "--today", "2025-01-03", "--blog", blog)
    history = goals(goalpage, blog)
    assert history["title"] == "Goals for 2024"
    newest = history["revisions"][-1]
    assert newest["source"] == DRAFT
    assert [(goal["role"], goal["status"]) for goal in newest["goals"]] == [
        ("reviewed", "active"), ("reviewed", "open"), ("reviewed", "done")
    ]  # fmt: skip
    assert not any("Status" in note for goal in newest["goals"] for note in goal["notes"])
    assert [timeline["status"] for timeline in history["timelines"]] == ["active", "open", "done"]


@pytest.mark.parametrize(
    ("verdict", "status"),
    [("done", "done"), ("failed", "missed"), ("partly, I got to 18 km", "partial"), ("✓", "done"), ("❌", "missed"),
     ("dropped", "dropped")],
)  # fmt: skip
def test_a_verdict_is_read_once_it_is_there(goalpage, blog, verdict, status):
    goalpage("review", "--today", "2025-01-03", "--blog", blog)
    text = (blog / DRAFT).read_text()
    (blog / DRAFT).write_text(text.replace("- Status:\n", f"- Status: {verdict}\n", 1))
    history = goals(goalpage, blog)
    assert history["timelines"][0]["status"] == status
    assert "12 months ago" in (blog / "_site/goals/goals-for-2024/run-a-half-marathon/index.html").read_text()


def test_what_was_graded_is_not_carried_on(goalpage, blog):
    goalpage("review", "--today", "2025-01-03", "--blog", blog)
    text = (blog / DRAFT).read_text()
    (blog / DRAFT).write_text(text.replace("- Status:\n", "- Status: missed\n", 1))
    ran = goalpage("new", "--today", "2025-01-03", "--blog", blog)
    assert "goals-for-2025.md with 1 open goal" in ran.stdout
    assert (blog / "_posts/2025-01-03-goals-for-2025.md").read_text().endswith("\n1. Read 24 books by June 2024\n")


def test_what_is_due(goalpage, blog):
    ran = goalpage("review", "--due", "--today", "2024-07-01", "--blog", blog)
    told = "due June 2024, 1 day ago; untouched for 6 months, since 2 January 2024"
    assert ran.stdout == f"{PATH}:7: Read 24 books by June 2024: {told}\n"
    ran = goalpage("review", "--due", "--stale", "1m", "--today", "2024-07-01", "--blog", blog)
    titles = [line.split(": ")[1] for line in ran.stdout.splitlines()]
    assert titles == ["Read 24 books by June 2024", "Run a half marathon"]
    ran = goalpage("review", "--due", "--stale", "0d", "--today", "2024-05-02", "--blog", blog)
    assert [line.split(": ")[1] for line in ran.stdout.splitlines()] == titles
    ran = goalpage("review", "--due", "--today", "2024-02-01", "--blog", blog)
    assert ran.stdout == "Nothing is due, and every open goal was touched in the last 90 days.\n"


def test_what_is_due_as_data(goalpage, blog):
    ran = goalpage("review", "--due", "--json", "--today", "2024-07-01", "--blog", blog)
    assert json.loads(ran.stdout) == {
        "today": "2024-07-01",
        "goals": [{
            "history": "goals-for-2024", "goal": "read-24-books-by-june-2024", "title": "Read 24 books by June 2024",
            "status": "open", "due": "2024-06", "is_due": True, "is_stale": True,
            "last_changed": "2024-01-02T00:00:00+00:00", "days_untouched": 181, "source": PATH, "line": 7,
        }],
    }  # fmt: skip
    ran = goalpage("review", "--due", "--ics", "--today", "2024-07-01", "--blog", blog)
    assert ran.stdout.startswith("BEGIN:VCALENDAR\n")
    assert "DTSTART;VALUE=DATE:20240630\n" in ran.stdout
    assert ran.stdout.endswith("END:VCALENDAR\n")


def test_the_calendar_of_the_site_has_a_day_to_look_back(goalpage, blog):
    goals(goalpage, blog)
    text = (blog / "_site/goals/goals.ics").read_bytes().decode().replace("\r\n ", "")
    assert "UID:look-back.goals-for-2024@goalpage.invalid\r\n" in text
    event = text.split("UID:look-back.goals-for-2024")[1]
    assert "DTSTART;VALUE=DATE:20241231\r\n" in event
    assert "SUMMARY:Look back: Goals for 2024\r\n" in event


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nothing",), "there is no history 'nothing'; there are goals-for-2024"),
        (("--stale", "90d"), "--stale, --json and --ics go with --due"),
        (("--due", "--stale", "soon"), "'soon' is no span of time; write it as 90d, 12w, 6m or 2y"),
        (("--due", "--json", "--ics"), "--json and --ics cannot be given together"),
        (("--today", "2024-02-30"), "'2024-02-30' is no date"),
    ],
)
def test_wrong_wishes(goalpage, blog, arguments, words):
    ran = goalpage("review", *arguments, "--blog", blog)
    assert (ran.returncode, words in ran.stderr) == (2, True)
    assert not list((blog / "_posts").glob("*looking*"))


def test_no_goals_and_a_draft_that_is_there(goalpage, blog, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    ran = goalpage("review", "--blog", empty)
    assert (ran.returncode, "there is nothing to look back at" in ran.stderr) == (2, True)
    assert goalpage("review", "--today", "2025-01-03", "--blog", blog).returncode == 0
    (blog / DRAFT).write_text("mine")
    ran = goalpage("review", "--today", "2025-01-03", "--blog", blog)
    assert ran.returncode == 2
    assert (blog / DRAFT).read_text() == "mine"
