from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from goalpage.blog import Text, load_config, read_blog
from goalpage.blog.recorded import with_recorded
from goalpage.errors import Severity
from goalpage.model import Origin
from repo import Commit, make_repo

Blogs = Callable[[Mapping[str, str | bytes]], Path]
PATH = "_posts/2020-01-01-goals.md"
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def post(goal: str) -> str:
    return f"---\ngoals: true\n---\n1. {goal}\n"


def told(root: Path, path: str = PATH) -> list[tuple[str, str, str]]:
    blog = read_blog(root, load_config(root)[0], now=NOW)
    (found,) = [each for each in blog.candidates if each.path == path]
    return [
        (each.date.date().isoformat(), each.data.decode().splitlines()[-1][3:], each.origin.value)
        for each in found.texts
    ]


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        (PATH, "_revisions/2020-01-01-goals"),
        (PATH, "_revisions/goals"),
        (PATH, "_posts/_revisions/2020-01-01-goals"),
        ("goals.md", "_revisions/goals"),
        ("life/goals.md", "life/_revisions/goals"),
        ("life/goals/index.md", "life/_revisions/goals"),
    ],
)
def test_copies_lie_beside_the_post_or_at_the_root(make_blog: Blogs, path: str, folder: str) -> None:
    copies = {
        f"{folder}/2020-01-01.md": post("One"),
        f"{folder}/2020-02-01.md": post("Two"),
        f"{folder}/2020-02-01-2.md": post("Three"),
    }
    root = make_blog({"_config.yml": "", path: post("Three"), **copies})
    assert told(root, path) == [
        ("2020-01-01", "One", "recorded"),
        ("2020-02-01", "Two", "recorded"),
        ("2020-02-01", "Three", "recorded"),
    ]


def test_a_file_that_differs_from_all_copies_is_the_newest(make_blog: Blogs) -> None:
    root = make_blog({PATH: post("Two"), "_revisions/goals/2020-05-01.md": post("One")})
    found = told(root)
    assert [each[1:] for each in found] == [("One", "recorded"), ("Two", "file")]
    assert found[1][0] > "2020-05-01"


def test_copies_and_commits_are_one_history(tmp_path: Path) -> None:
    folder = "_revisions/2020-01-01-goals"
    first = {f"{folder}/2019-06-01.md": post("Before git"), f"{folder}/2020-01-01.md": post("One"), PATH: post("One")}
    root = make_repo(
        tmp_path,
        [
            Commit("2020-01-01T10:00:00+00:00", first),
            Commit("2020-03-01T10:00:00+00:00", {PATH: post("Two"), f"{folder}/2020-02-01.md": post("Between")}),
            Commit("2020-04-01T10:00:00+00:00", {PATH: post("One")}),
        ],
    )
    assert told(root) == [
        ("2019-06-01", "Before git", "recorded"),
        ("2020-01-01", "One", "commit"),
        ("2020-02-01", "Between", "recorded"),
        ("2020-03-01", "Two", "commit"),
        ("2020-04-01", "One", "commit"),
    ]


def test_a_lost_history_is_dated_by_its_copies(tmp_path: Path) -> None:
    copies = {"_revisions/goals/2020-01-01.md": post("One"), "_revisions/goals/2021-01-01.md": post("Two")}
    root = make_repo(tmp_path, [Commit("2024-01-01T10:00:00+00:00", {PATH: post("Two"), **copies})])
    assert told(root) == [("2020-01-01", "One", "recorded"), ("2021-01-01", "Two", "recorded")]


def test_names_that_are_no_dates_and_links_that_lead_out(make_blog: Blogs, tmp_path: Path) -> None:
    root = make_blog(
        {
            PATH: post("One"),
            "_revisions/goals/notes.md": "x",
            "_revisions/goals/2020-02-30.md": "x",
            "_revisions/goals/.DS_Store": "x",
        }
    )
    (tmp_path / "secret.md").write_text("secret", encoding="utf-8")
    (root / "_revisions/goals/2020-01-01.md").symlink_to(tmp_path / "secret.md")
    blog = read_blog(root, load_config(root)[0], now=NOW)
    assert [len(each.texts) for each in blog.candidates] == [1]
    problems = sorted((each.path, each.code, each.severity) for each in blog.problems if each.code != "no-repository")
    assert problems == [
        ("_revisions/goals/2020-01-01.md", "link-outside", Severity.WARNING),
        ("_revisions/goals/2020-02-30.md", "recorded-name", Severity.WARNING),
        ("_revisions/goals/notes.md", "recorded-name", Severity.WARNING),
    ]


def test_the_same_text_with_other_line_ends_is_one() -> None:
    date = datetime(2020, 1, 1, tzinfo=UTC)
    own = Text("p.md", b"\xef\xbb\xbfa\r\nb\r\n", date, Origin.COMMIT, "0" * 40)
    copy = Text("c.md", b"a\nb\n", date, Origin.RECORDED)
    assert with_recorded([own], [copy]) == (own,)
