"""What an author keeps to himself is in no byte of the built site: hidden goals, old texts, what was not published."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from goalpage.build import build
from goalpage.report import BuildOptions

SECRETS = (b"therap", b"quince", b"confessor", b"kettle", b"%74herapy")
HOME = """---
title: Home
---
<div data-goalpage="progress" data-history="goals"></div>
<div data-goalpage="progress" data-history="goals" data-goal="1"></div>
"""
FIRST = """---
title: Goals
goals: true
---

1. Run a half marathon. (12 of 21 km)
   - Instead of therapy on Mondays?
   - [a map](https://example.org/therapy/map)
2. Go to therapy every week. (3 of 40 sessions)
   - Due: 2024-01
   - Find a good confessor
3. [Bake](https://example.org/therapy) bread. (Status: done)
4. Drink from the kettle <!-- goal: id=therapy-tea -->
5. Sleep eight hours

## Therapy and health

6. Walk
"""
REWORDED = """---
title: Goals
goals: true
---

1. Run a half marathon. (14 of 21 km)
2. [x] Go to Dr. Quince every week. (5 of 40 sessions)
   - Status: dropped
   - Find a good confessor
5. Sleep eight hours
   - Go to Dr. Quince every week, too
6. Walk
"""
LATER = """---
title: Goals
goals: true
---

1. Run a half marathon. (21 of 21 km)
2. [x] Go to Dr. Quince, as every week. (9 of 40 sessions)
   - Status: dropped
5. Sleep eight hours
6. Walk
"""
POST = "_posts/2021-01-01-goals.md"


def site_of(blog: Path, destination: Path, **more) -> dict[str, bytes]:
    build(blog, BuildOptions(now=datetime(2024, 6, 1, tzinfo=UTC), destination=destination, **more))
    files = [path for path in destination.rglob("*") if path.is_file()]
    return {path.relative_to(destination).as_posix(): path.read_bytes() for path in files}


def leaks(site: dict[str, bytes], words=SECRETS) -> list[tuple[str, str]]:
    """Give where hidden words stand, in names and bytes, whatever their case."""
    return [
        (path, word.decode())
        for path, data in site.items()
        for word in words
        if word in path.casefold().encode() or word in data.decode("utf-8").casefold().encode()
    ]


@pytest.fixture
def commits(repo):
    return [
        repo.Commit("2021-01-01T12:00:00+02:00", {POST: FIRST}, "Begin with therapy"),
        repo.Commit("2022-02-01T12:00:00+02:00", {POST: REWORDED}, "Go to Dr. Quince every week, I say"),
        repo.Commit("2023-03-01T12:00:00+02:00", {POST: LATER}, "Ran it"),
    ]


def written(blog: Path, hide: str) -> None:
    (blog / "_config.yml").write_text(f"title: T\nurl: https://example.org\ngoalpage: {{{hide}}}\n", encoding="utf-8")
    (blog / "_site").mkdir(exist_ok=True)
    (blog / "_site/index.html").write_text(f"<html><body>{HOME}</body></html>", encoding="utf-8")
    (blog / "_goalpage-links.yml").write_text("- earlier: No such therapy\n  later: Walk\n", encoding="utf-8")


def test_the_words_are_there_when_nothing_is_hidden(repo, commits, tmp_path):
    blog = repo.make_repo(tmp_path / "blog", commits)
    written(blog, "")
    found = {word for _, word in leaks(site_of(blog, blog / "_site"))}
    assert found == {"therap", "quince", "confessor", "kettle"}


def test_hidden_goals_are_in_no_byte(repo, commits, tmp_path):
    blog = repo.make_repo(tmp_path / "blog", commits)
    written(blog, "hide: [Therapy]")
    site = site_of(blog, blog / "_site")
    assert leaks(site) == []
    data = json.loads(site["goals/goals.json"])
    (history,) = data["histories"]
    assert [len(revision["goals"]) for revision in history["revisions"]] == [3, 3, 3]
    assert [revision["message"] for revision in history["revisions"]] == [None, None, "Ran it"]
    assert b"half marathon" in site["index.html"]
    assert {"goals/feed.xml", "goals/goals.ics", "goals/goals/badge.svg"} <= site.keys()


def test_hidden_goals_are_in_no_byte_of_a_series(repo, tmp_path):
    later = """---
title: Goals for 2022
goals: true
---

## How 2021 went

- ✅ Run 500 km
- ❌ Talk to Dr. Quince about it. Therapy is hard

## Goals for 2022

1. Run 600 km
2. More of Dr. Quince
3. Go on with therapy
"""
    first = "---\ntitle: Goals for 2021\ngoals: true\n---\n\nMy goals for 2021:\n\n1. Run 500 km\n2. {}\n"
    names = ["_posts/2021-01-01-goals-for-2021.md", "_posts/2022-01-01-goals-for-2022.md"]
    blog = repo.make_repo(
        tmp_path / "blog",
        [
            repo.Commit("2021-01-01T12:00:00+02:00", {names[0]: first.format("Go to therapy")}, "Goals"),
            repo.Commit("2021-02-01T12:00:00+02:00", {names[0]: first.format("Talk to Dr. Quince about it")}, "Reword"),
            repo.Commit("2022-01-01T12:00:00+02:00", {names[1]: later}, "New year, more therapy"),
        ],
    )
    written(blog, "hide: [therapy, quince]")
    site = site_of(blog, blog / "_site")
    assert leaks(site) == []
    assert [len(r["goals"]) for r in json.loads(site["goals/goals.json"])["histories"][0]["revisions"]] == [1, 1, 2]


def test_nothing_older_than_since_is_shown(repo, commits, tmp_path):
    broken = repo.Commit("2021-06-01T12:00:00+02:00", {POST: '---\ntitle: "therapy\n---\n'}, "therapy")
    blog = repo.make_repo(tmp_path / "blog", [commits[0], broken, *commits[1:]])
    written(blog, "since: 2022-01-01")
    site = site_of(blog, blog / "_site", today=date(2024, 6, 1))
    assert leaks(site, (b"therap", b"kettle", b"12 of 21", b"12 km", b"bake")) == []
    assert b"Quince" in site["goals/goals.json"]


@pytest.mark.parametrize(
    "now",
    [
        "---\ntitle: Goals\ngoals: true\npublished: false\n---\n\n1. Go to therapy\n",
        "---\ntitle: Goals\ngoals: true\ndate: 2030-01-01\n---\n\n1. Go to therapy\n",
    ],
)
def test_a_post_taken_back_is_gone_with_all_its_past(repo, commits, tmp_path, now):
    blog = repo.make_repo(tmp_path / "blog", commits)
    (blog / "_posts/2021-01-01-others.md").write_text("---\ntitle: Others\ngoals: true\n---\n\n1. Fly\n")
    site_of(blog, blog / "_site")
    (blog / POST).write_text(now, encoding="utf-8")
    repo.git(blog, "commit", "-qam", "Take it back")
    site = site_of(blog, blog / "_site")
    assert leaks(site) == []
    assert [history["id"] for history in json.loads(site["goals/goals.json"])["histories"]] == ["others"]


def test_what_a_post_was_before_it_was_published_is_not_shown(repo, tmp_path):
    post = "---\ntitle: Goals\ngoals: true\n{}---\n\n1. Run\n2. {}\n"
    blog = repo.make_repo(
        tmp_path / "blog",
        [
            repo.Commit("2021-01-01T12:00:00+02:00", {"_drafts/goals.md": post.format("", "Therapy")}, "therapy"),
            repo.Commit(
                "2021-02-01T12:00:00+02:00",
                {"_drafts/goals.md": None, POST: post.format("published: false\n", "See Dr. Quince")},
                "quince",
            ),
            repo.Commit("2021-03-01T12:00:00+02:00", {POST: post.format("draft: true\n", "A confessor")}, "confessor"),
            repo.Commit("2021-04-01T12:00:00+02:00", {POST: post.format("", "Read")}, "Publish"),
            repo.Commit("2021-05-01T12:00:00+02:00", {POST: post.format("", "Write")}, "Edit"),
        ],
    )
    site = site_of(blog, blog / "_site")
    assert leaks(site) == []
    (history,) = json.loads(site["goals/goals.json"])["histories"]
    assert [revision["message"] for revision in history["revisions"]] == ["Publish", "Edit"]
