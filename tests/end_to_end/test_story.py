"""The whole way: a post, git, Jekyll, goalpage, pages. Nothing is faked."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

FIXTURES = Path(__file__).parent.parent / "fixtures" / "end_to_end"
SHARED = Path(__file__).parents[2].parent / "shared"
NOTES = [0, 0, 1, 0, 1, 3, 2]
"""Notes under each of the seven goals, in the order of the first text."""

needs_jekyll = pytest.mark.skipif(shutil.which("jekyll") is None, reason="Jekyll is not installed")


def goalpage(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "goalpage", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", timeout=60, check=False)


def built(blog: Path, *, jekyll: bool = True) -> dict[str, Any]:
    """Build the blog as its author would, and give goals.json."""
    if jekyll:
        subprocess.run(["jekyll", "build", "--quiet", "--disable-disk-cache"], cwd=blog, check=True, timeout=100)
    ran = goalpage("build", cwd=blog)
    assert ran.returncode == 0, ran.stderr
    data: dict[str, Any] = json.loads((blog / "_site/goals/goals.json").read_text(encoding="utf-8"))
    return data


@pytest.fixture
def story(tmp_path: Path, repo: ModuleType) -> Path:
    """A blog whose one goal post was committed in 2020 and edited in 2021, 2022 and 2024."""
    config = "title: Low Water\nurl: https://low.example\nexclude: [_site]\n"
    layout = "<!doctype html><html><head><title>{{ page.title }}</title></head><body>{{ content }}</body></html>"
    frame = '---\nlayout: post\ntitle: Goals\npermalink: /goals/\n---\n<div data-goalpage="content"></div>\n'
    texts = sorted(FIXTURES.glob("*.md"))
    assert len(texts) == 4
    commits = []
    for number, text in enumerate(texts):
        files = {"_posts/2020-02-09-find-out.md": text.read_bytes()}
        if not number:
            files |= {"_config.yml": config, "_layouts/post.html": layout, "goals.md": frame}
        commits.append(repo.Commit(f"{text.stem[2:]}T10:00:00+02:00", files, f"Word of {text.stem[2:]}"))
    folder: Path = repo.make_repo(tmp_path / "blog", commits)
    return folder


@needs_jekyll
def test_a_post_edited_three_times(story: Path) -> None:
    data = built(story)
    (history,) = data["histories"]
    first, second, third, last = history["revisions"]
    assert [r["date"][:10] for r in history["revisions"]] == ["2020-02-09", "2021-06-27", "2022-10-02", "2024-05-19"]
    for revision in history["revisions"]:
        assert len(revision["goals"]) == len(NOTES)
        assert {goal["id"] for goal in revision["goals"]} == {goal["id"] for goal in first["goals"]}
    ids = [goal["id"] for goal in first["goals"]]
    for revision in (first, second, third):
        assert [goal["id"] for goal in revision["goals"]] == ids
    assert [goal["id"] for goal in last["goals"]] == [ids[1], ids[0], *ids[2:]]
    notes = {goal["id"]: len(goal["notes"]) for goal in last["goals"]}
    assert [notes[id_] for id_ in ids] == NOTES
    changes = {
        (ids.index(timeline["goal"]) + 1, change["revision"][:4], change["kind"])
        for timeline in history["timelines"]
        for change in timeline["changes"]
        if change["kind"] != "added"
    }
    assert changes == {
        (3, "2021", "progress"),
        (3, "2022", "progress"),
        (4, "2022", "reworded"),
        (3, "2024", "progress"),
        (5, "2024", "status"),
        (2, "2024", "reworded"),
        (2, "2024", "moved"),
    }
    third_goal = {goal["id"]: goal for goal in last["goals"]}[ids[2]]
    assert third_goal["progress"] | {"current": 640, "target": 100, "unit": "$"} == third_goal["progress"]
    assert {goal["id"]: goal["status"] for goal in last["goals"]}[ids[4]] == "done"


@needs_jekyll
def test_pages_stand_in_the_blogs_own_looks_and_every_link_leads_somewhere(story: Path) -> None:
    built(story)
    site = story / "_site"
    pages = list((site / "goals").rglob("*.html"))
    assert len(pages) > 15
    assert "Word of 2022-10-02" in (site / "goals/find-out/changes/index.html").read_text(encoding="utf-8")
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert text.startswith("<!doctype html><html><head><title>"), f"{page} is not in the frame"
        for link in re.findall(r'href="([^"#?]*)', text):
            if link and not re.match(r"[a-z]+:|//", link):
                target = site / link.lstrip("/") if link.startswith("/") else page.parent / link
                assert (target / "index.html").exists() or target.is_file(), f"{page}: {link} leads nowhere"


@needs_jekyll
def test_a_page_of_the_blog_that_asks_for_a_widget_gets_it(story: Path) -> None:
    (story / "now.md").write_text('---\nlayout: post\ntitle: Now\n---\n<div data-goalpage="progress"></div>\n')
    built(story)
    page = story / "_site/now.html"
    first = page.read_text(encoding="utf-8")
    assert "Solve the mill pond on paper" in first
    built(story, jekyll=False)
    assert page.read_text(encoding="utf-8") == first


@needs_jekyll
def test_building_again_changes_nothing_and_jekyll_may_go_first(story: Path) -> None:
    built(story)
    before = {path: path.read_bytes() for path in (story / "_site").rglob("*") if path.is_file()}
    built(story, jekyll=False)
    assert {path: path.read_bytes() for path in (story / "_site").rglob("*") if path.is_file()} == before
    built(story)
    assert {path: path.read_bytes() for path in (story / "_site").rglob("*") if path.is_file()} == before


def test_source_and_repository_stay_as_they_were(story: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in story.rglob("*") if path.is_file()}
    assert goalpage("build", "-d", story.parent / "out", cwd=story).returncode == 0
    assert goalpage("check", cwd=story).returncode == 0
    assert goalpage("show", cwd=story).returncode == 0
    assert {path: path.stat().st_mtime_ns for path in story.rglob("*") if path.is_file()} == before


def edited(text: str) -> list[str]:
    """Edit the post three times: the cost falls, goal 5 is done, goal 2 is reworded and moves up."""
    cheaper = text.replace("(Currently $7,000)", "(Currently $640)")
    fifth = next(line for line in cheaper.splitlines() if line.startswith("5. "))
    struck = cheaper.replace(fifth, f"5. ~~{fifth[3:].strip()}~~ ")
    first, second = (next(line for line in struck.splitlines() if line.startswith(f"{n}. ")) for n in (1, 2))
    reworded = f"1. {second[3:].rstrip('.')}, and let it remember its players."
    moved = struck.replace(first, "@").replace(second, f"2. {first[3:]}").replace("@", reworded)
    return [text, cheaper, struck, moved]


@needs_jekyll
@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder ../shared with the post that started this is not here")
def test_the_post_that_started_this(tmp_path: Path, repo: ModuleType) -> None:
    name = "_posts/2020-02-01-personal-research-goals.md"
    texts = edited((SHARED / "corpus/singles/mitchellgordon.md").read_text(encoding="utf-8"))
    assert len(set(texts)) == 4
    config = "title: Seed\nurl: https://seed.example\n"
    dates = ("2020-02-01T17:02:57", "2021-03-07T10:00:00", "2022-08-20T21:30:00", "2024-05-03T09:00:00")
    commits = [
        repo.Commit(f"{date}-05:00", {name: text, "_config.yml": config})
        for date, text in zip(dates, texts, strict=True)
    ]
    data = built(repo.make_repo(tmp_path / "blog", commits))
    (history,) = data["histories"]
    assert history["id"] == "personal-research-goals"
    notes = [[len(goal["notes"]) for goal in revision["goals"]] for revision in history["revisions"]]
    assert notes == [NOTES] * 4
    ids = [[goal["id"] for goal in revision["goals"]] for revision in history["revisions"]]
    first = ids[0]
    assert ids == [first, first, first, [first[1], first[0], *first[2:]]]
    when = {revision["id"]: revision["date"][:4] for revision in history["revisions"]}
    told = {(when[c["revision"]], c["kind"], first.index(t["goal"]) + 1)
            for t in history["timelines"] for c in t["changes"] if c["kind"] != "added"}  # fmt: skip
    told -= {("2021", "status", 3)}  # inferred: a value on its way is in progress
    assert told == {
        ("2021", "progress", 3), ("2022", "status", 5), ("2024", "reworded", 2), ("2024", "moved", 2)
    }  # fmt: skip
    progress = history["revisions"][1]["goals"][2]["progress"]
    assert (progress["current"], progress["target"], progress["direction"]) == (640, 100, "down")

