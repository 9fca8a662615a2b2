"""The demonstration blog tells the story it was written to tell.

What must come out is plain data in the `.toml` files beside this one, and it is compared with the data
that the build writes (`goals.json`), so these tests know nothing of how the work is done.
"""

import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CONTENT = HERE.parents[1] / "content"
EXPECTED = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(HERE.glob("*.toml"))}
UNTOUCHED = ("nine-books-about-water", "how-to-set-goals", "about")


def built(blog):
    """Build `blog` alone, without Jekyll, and give its goals.json."""
    run = subprocess.run(
        [sys.executable, "-m", "goalpage", "build", str(blog), "-d", str(blog / "_site")],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return json.loads((blog / "_site/goals/goals.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """Give what a build of the blog with its recorded revisions, and no git, says."""
    blog = tmp_path_factory.mktemp("recorded") / "blog"
    shutil.copytree(CONTENT, blog)
    return built(blog)


@pytest.fixture(scope="module")
def data_from_git(tmp_path_factory):
    """Give what a build says when the same revisions are commits instead of recorded copies."""
    blog = tmp_path_factory.mktemp("git") / "blog"
    shutil.copytree(CONTENT, blog, ignore=shutil.ignore_patterns("_revisions", "_posts", "bucket-list.md"))
    (blog / "_posts").mkdir()
    commit = committer(blog)
    commit("2019-01-01", "Begin")
    for day, path, text in sorted(revisions()):
        (blog / path).write_bytes(text)
        commit(day, f"Write {path} of {day}")
    return built(blog)


def revisions():
    """Give (day, path, text) of every text that the blog ever had."""
    for post in [*CONTENT.glob("_posts/*.md"), CONTENT / "bucket-list.md"]:
        recorded = sorted(CONTENT.glob(f"_revisions/{post.stem}/*.md"))
        path = str(post.relative_to(CONTENT))
        for copy in recorded:
            yield copy.stem, path, copy.read_bytes()
        if not recorded:
            yield post.stem[:10], path, post.read_bytes()


def committer(blog):
    """Make a repository of `blog`; give a function that commits everything at noon of a day."""

    def git(*args, day="2019-01-01"):
        when = f"{day}T12:00:00+01:00"
        who = {"GIT_AUTHOR_NAME": "Ines", "GIT_AUTHOR_EMAIL": "i@lowwater.example", "GIT_AUTHOR_DATE": when}
        who |= {"GIT_COMMITTER_NAME": "Ines", "GIT_COMMITTER_EMAIL": "i@lowwater.example", "GIT_COMMITTER_DATE": when}
        alone = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "HOME": str(blog), "PATH": PATH}
        subprocess.run(["git", "-C", str(blog), *args], check=True, capture_output=True, env=alone | who)

    def commit(day, message):
        git("add", "-A")
        git("commit", "-q", "-m", message, day=day)

    git("init", "-q")
    return commit


PATH = "/usr/local/bin:/usr/bin:/bin"


def history_of(data, expected):
    """Give the history whose newest revision lies in the expected post."""
    found = [h for h in data["histories"] if h["revisions"][-1]["source"] == expected["post"]]
    assert len(found) == 1, f"no single history of {expected['post']}"
    return found[0]


def rows(revision, expected_goals):
    """Give what a revision says of each goal, in as many fields as the expected goals name."""
    said = []
    for goal, wanted in zip(revision["goals"], expected_goals, strict=True):
        progress = goal["progress"] or {}
        known = {
            **goal,
            "notes": len(goal["notes"]),
            "current": progress.get("current"),
            "target": progress.get("target"),
        }
        said.append({key: known[key] for key in wanted if key != "goal"})
    return said


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("source", ["data", "data_from_git"])
def test_every_revision_is_there_in_its_order(name, source, request):
    history = history_of(request.getfixturevalue(source), EXPECTED[name])
    assert [r["date"][:10] for r in history["revisions"]] == [r["date"] for r in EXPECTED[name]["revision"]]


@pytest.mark.parametrize(
    ("name", "number"), [(name, n) for name, expected in EXPECTED.items() for n in range(len(expected["revision"]))]
)
@pytest.mark.parametrize("source", ["data", "data_from_git"])
def test_goals_of_a_revision(name, number, source, request):
    history = history_of(request.getfixturevalue(source), EXPECTED[name])
    wanted = EXPECTED[name]["revision"][number]["goals"]
    revision = history["revisions"][number]
    titles = [goal["title"] for goal in revision["goals"]]
    assert len(titles) == len(wanted), titles
    assert rows(revision, wanted) == [{k: v for k, v in goal.items() if k != "goal"} for goal in wanted]


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("source", ["data", "data_from_git"])
def test_a_goal_keeps_one_id_and_shares_it_with_none(name, source, request):
    history = history_of(request.getfixturevalue(source), EXPECTED[name])
    pairs = [
        (wanted["goal"], goal["id"])
        for revision, expected in zip(history["revisions"], EXPECTED[name]["revision"], strict=True)
        for goal, wanted in zip(revision["goals"], expected["goals"], strict=True)
    ]
    ids = dict(reversed(pairs))
    assert pairs == [(goal, ids[goal]) for goal, _ in pairs]
    assert len(set(ids.values())) == len(ids)


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("source", ["data", "data_from_git"])
def test_the_story(name, source, request):
    history = history_of(request.getfixturevalue(source), EXPECTED[name])
    names = {
        goal["id"]: wanted["goal"]
        for revision, expected in zip(history["revisions"], EXPECTED[name]["revision"], strict=True)
        for goal, wanted in zip(revision["goals"], expected["goals"], strict=True)
    }
    for revision, expected in zip(history["revisions"], EXPECTED[name]["revision"], strict=True):
        if "story" not in expected:
            continue
        told = {
            f"{change['kind']} {names[timeline['goal']]}"
            for timeline in history["timelines"]
            for change in timeline["changes"]
            if change["revision"] == revision["id"]
        }
        assert told - set(expected.get("may", [])) == set(expected["story"]), revision["date"]
        assert revision["changed"] is bool(expected["story"])


def test_posts_that_set_no_goals_are_left_alone(data):
    sources = {revision["source"] for history in data["histories"] for revision in history["revisions"]}
    assert not [source for source in sources for name in UNTOUCHED if name in source]
    assert len(data["histories"]) == len(EXPECTED)


def test_nothing_is_wrong_with_the_demonstration(data):
    assert [problem for problem in data["problems"] if problem["severity"] != "notice"] == []


def test_recorded_copies_end_with_the_post_as_it_stands():
    for folder in sorted((CONTENT / "_revisions").iterdir()):
        post = next(p for p in [*CONTENT.glob("_posts/*.md"), *CONTENT.glob("*.md")] if p.stem == folder.name)
        assert sorted(folder.iterdir())[-1].read_bytes() == post.read_bytes()
