"""No page moves or disappears: addresses are compared before and after what authors do to posts and their history."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from goalpage.build import build
from goalpage.errors import DestinationError
from goalpage.report import BuildOptions

POST = "_posts/2020-01-01-goals-of-mine.md"
HEAD = "---\ntitle: Goals of mine\ngoals: true\n---\n\n"
FIRST = HEAD + "1. Run far\n2. Read much\n3. Sleep well\n"
SECOND = HEAD + "1. Run very far. (12 of 42 km)\n2. Read much\n3. Sleep well\n"
THIRD = HEAD + "1. Run very far. (20 of 42 km)\n2. Read much\n3. Sleep well\n"
OPTIONS = {"now": datetime(2024, 6, 1, tzinfo=UTC)}


def paths(folder: Path) -> set[str]:
    """Give every page, but the pairs with the newest revision: these move on as the newest does."""
    pages = {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}
    return {page for page in pages if "/diff/" not in page or page.endswith("/diff/index.html")}


@pytest.fixture
def commits(repo):
    return [
        repo.Commit("2020-01-01T12:00:00+02:00", {POST: FIRST}),
        repo.Commit("2021-01-01T12:00:00+02:00", {POST: SECOND}),
        repo.Commit("2022-01-01T12:00:00+02:00", {POST: THIRD}),
    ]


@pytest.fixture
def blog(repo, commits, tmp_path) -> Path:
    return repo.make_repo(tmp_path / "blog", commits)


def commit(repo, blog: Path, name: str, text: str) -> None:
    (blog / name).write_text(text, encoding="utf-8")
    repo.git(blog, "add", "-A")
    repo.git(blog, "commit", "-qm", "Edit", GIT_AUTHOR_DATE="2023-01-01T12:00:00+02:00")


def built(blog: Path, tmp_path: Path, **more) -> set[str]:
    """Build into the same site again, hold it against a clean build, and give the paths of its pages."""
    build(blog, BuildOptions(destination=tmp_path / "site", **OPTIONS, **more))
    build(blog, BuildOptions(destination=tmp_path / f"clean-{len(list(tmp_path.iterdir()))}", **OPTIONS))
    newest = max(tmp_path.glob("clean-*"), key=lambda path: path.stat().st_mtime_ns)
    assert {p: (newest / p).read_bytes() for p in paths(newest)} == {
        p: (tmp_path / "site" / p).read_bytes() for p in paths(tmp_path / "site")
    }
    return paths(tmp_path / "site")


def test_rename(repo, blog, tmp_path):
    before = built(blog, tmp_path)
    assert len([path for path in before if "/at/" in path]) == 3
    repo.git(blog, "mv", POST, "_posts/2020-01-01-my-year.md")
    repo.git(blog, "commit", "-qm", "Rename")
    assert built(blog, tmp_path) == before


def test_rebase_that_keeps_the_dates(repo, blog, commits, tmp_path):
    before = built(blog, tmp_path)
    (blog / ".git").rename(tmp_path / "git-before")
    others = [repo.Commit("2019-01-01T12:00:00+02:00", {"README.md": "Mine\n"}, "Begin")]
    moved = [repo.Commit(each.date, each.files, "Said otherwise", "2024-01-01T12:00:00+02:00") for each in commits]
    repo.make_repo(blog, [*others, *moved])
    assert built(blog, tmp_path) == before


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "1. Sleep well\n2. Read much\n3. Run farther than ever. (20 of 42 km)\n",
        HEAD + "1. Run very far. (20 of 42 km)\n3. Sleep well\n",
        HEAD + "1. Run very far. (20 of 42 km)\n2. ~~Read much~~\n3. Sleep well\n4. Sail home\n",
        HEAD + "1. Run very far. (20 of 42 km) <!-- goal: id=far -->\n2. Read much\n3. Sleep well\n",
    ],
    ids=["moved and reworded", "left out", "struck and joined", "given an id"],
)
def test_edit(repo, blog, tmp_path, text):
    before = built(blog, tmp_path)
    commit(repo, blog, POST, text)
    assert before < built(blog, tmp_path)


def test_link_leaves_a_way_from_the_old_address(repo, blog, tmp_path):
    goals = "1. Run very far. (20 of 42 km)\n2. Knit socks for all\n4. Sail home\n3. Sleep well\n"
    commit(repo, blog, POST, HEAD + goals)
    before = built(blog, tmp_path)
    assert "goals/goals-of-mine/sail-home/index.html" in before
    (blog / "_goalpage-links.yml").write_text("- earlier: Read much\n  later: Sail home\n")
    assert built(blog, tmp_path) == before
    page = (tmp_path / "site/goals/goals-of-mine/sail-home/index.html").read_text(encoding="utf-8")
    assert 'href="../../goals-of-mine/read-much/"' in page


def test_lost_revisions_are_refused_by_name(repo, blog, commits, tmp_path):
    before = built(blog, tmp_path)
    (blog / ".git").rename(tmp_path / "git-before")
    repo.make_repo(blog, commits[1:])
    with pytest.raises(DestinationError, match=r"at/2020-01-01-\w{6}/.* --allow-removal"):
        built(blog, tmp_path)
    assert paths(tmp_path / "site") == before
    report = build(blog, BuildOptions(destination=tmp_path / "site", allow_removal=True, **OPTIONS))
    assert [path for path in report.removed if "/at/2020-01-01" in path]
    assert built(blog, tmp_path) < before | {"goals/goals-of-mine/run-very-far/index.html"}


@pytest.mark.parametrize("asked", ["hide: [Read much]", "since: 2021-06-01", "hide: [Run far]\n  since: 2021"])
def test_what_the_author_hides_goes(blog, tmp_path, asked):
    before = built(blog, tmp_path)
    (blog / "_config.yml").write_text(f"goalpage:\n  {asked}\n")
    report = build(blog, BuildOptions(destination=tmp_path / "site", **OPTIONS))
    assert [path for path in report.removed if path in before]
    built(blog, tmp_path)


def test_a_post_that_is_removed_takes_its_pages_along_and_no_others(repo, blog, tmp_path):
    other = HEAD.replace("mine", "ours") + "1. Build a boat\n"
    commit(repo, blog, "_posts/2021-01-01-ours.md", other)
    before = built(blog, tmp_path)
    (blog / POST).unlink()
    assert built(blog, tmp_path) == {path for path in before if "/goals-of-mine/" not in path}


def test_pages_of_a_series_stay_while_one_of_its_posts_is_broken(repo, tmp_path):
    names = [f"_posts/{year}-01-01-goals-for-{year}.md" for year in (2021, 2022)]
    text = "---\ntitle: Goals for {0}\ngoals: true\n---\n\n1. Run {0} km\n2. Read in {0}\n"
    blog = repo.make_repo(
        tmp_path / "blog",
        [
            repo.Commit(f"{year}-01-01T12:00:00+02:00", {name: text.format(year)})
            for year, name in zip((2021, 2022), names, strict=True)
        ],
    )
    before = built(blog, tmp_path)
    (blog / names[1]).write_text('---\ntitle: "x\n---\n')
    build(blog, BuildOptions(destination=tmp_path / "site", **OPTIONS))
    assert before <= paths(tmp_path / "site")
    (blog / names[1]).write_text(text.format(2022))
    assert built(blog, tmp_path) == before


def test_what_was_never_committed_may_go(repo, blog, tmp_path):
    before = built(blog, tmp_path)
    (blog / POST).write_text(THIRD + "4. Sail home\n")
    assert "goals/goals-of-mine/sail-home/index.html" in built(blog, tmp_path)
    (blog / POST).write_text(THIRD)
    assert built(blog, tmp_path) == before
