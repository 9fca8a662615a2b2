"""Promises about whole builds: the same again, clean or not, whatever happened before."""

import os
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from goalpage.build import build
from goalpage.errors import DestinationError, HistoryError, Severity
from goalpage.report import BuildOptions

NOW = datetime(2024, 6, 1, tzinfo=UTC)
POST = "---\ntitle: {title}\ngoals: true\n---\n\n{goals}"
WORDS = ["Run far", "Read much", "Sleep well", "Cook daily", "Write a book", "Learn to row", "Sail home"]


def options(tmp_path: Path, **more) -> BuildOptions:
    return BuildOptions(now=NOW, cache=tmp_path / "cache", **more)


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def goals(*words: str) -> str:
    return "".join(f"{number}. {word}\n" for number, word in enumerate(words, 1))


def write(blog: Path, name: str, text: str) -> None:
    path = blog / "_posts" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (1_700_000_000, 1_700_000_000))


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    folder = tmp_path / "blog"
    write(folder, "2024-01-01-one.md", POST.format(title="One", goals=goals("Run far", "Read much")))
    write(folder, "2024-02-01-two.md", POST.format(title="Two", goals=goals("Sleep well")))
    return folder


def test_second_build_answers_from_the_cache_and_the_same(blog, tmp_path):
    first = build(blog, options(tmp_path))
    before = tree(blog / "_site")
    (tmp_path / "cache").rename(tmp_path / "moved")
    anew = build(blog, options(tmp_path))
    again = build(blog, options(tmp_path))
    assert tree(blog / "_site") == before
    assert anew.written == again.written == ()
    assert again.taken == first.taken


def test_quick_answer_ends_when_a_page_is_touched_or_gone(blog, tmp_path):
    build(blog, options(tmp_path))
    before = tree(blog / "_site")
    page = blog / "_site/goals/index.html"
    page.write_text("minified")
    assert build(blog, options(tmp_path)).written == ("goals/index.html",)
    page.unlink()
    assert build(blog, options(tmp_path)).written == ("goals/index.html",)
    assert tree(blog / "_site") == before


def test_quick_answer_ends_when_a_post_becomes_due(blog, tmp_path):
    write(blog, "2024-07-01-three.md", POST.format(title="Three", goals=goals("Cook daily")))
    assert len(build(blog, options(tmp_path)).taken) == 2
    later = BuildOptions(now=datetime(2024, 7, 2, tzinfo=UTC), cache=tmp_path / "cache")
    assert len(build(blog, later).taken) == 3


def test_site_inside_the_source_is_never_read(blog, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    place = Path("blog/out/site")
    first = build(Path("blog"), options(tmp_path, destination=place))
    (blog / "out/site/copy.md").write_text(POST.format(title="Copy", goals=goals("Sail home")))
    again = build(Path("blog"), options(tmp_path, destination=place, force=True))
    assert [taken.id for taken in again.taken] == [taken.id for taken in first.taken]


def test_force_uses_no_cache(blog, tmp_path):
    build(blog, options(tmp_path))
    for path in (tmp_path / "cache").rglob("*.json"):
        path.chmod(0)
    assert build(blog, options(tmp_path, force=True)).written == ()


def test_removed_post_takes_its_pages_with_it(blog, tmp_path):
    build(blog, options(tmp_path))
    (blog / "_posts/2024-02-01-two.md").unlink()
    report = build(blog, options(tmp_path))
    assert any(path.startswith("goals/two/") for path in report.removed)
    build(blog, options(tmp_path, destination=tmp_path / "clean"))
    assert tree(blog / "_site") == tree(tmp_path / "clean")


def test_broken_post_leaves_its_published_pages(blog, tmp_path):
    build(blog, options(tmp_path))
    page = (blog / "_site/goals/two/index.html").read_bytes()
    (blog / "_posts/2024-02-01-two.md").write_bytes(b'---\ntitle: "x\n---\n')
    report = build(blog, options(tmp_path))
    assert report.worst is Severity.ERROR
    assert report.held == ("goals/two",)
    assert (blog / "_site/goals/two/index.html").read_bytes() == page
    write(blog, "2024-02-01-two.md", POST.format(title="Two", goals=goals("Sleep well")))
    assert build(blog, options(tmp_path)).held == ()


def test_any_edits_then_a_build_equal_a_clean_build(tmp_path):
    rng = random.Random(3)
    for round_ in range(4):
        blog = tmp_path / f"blog{round_}"
        for step in range(6):
            name = f"2024-0{rng.randint(1, 3)}-01-post.md"
            if rng.random() < 0.25 and (blog / "_posts" / name).exists():
                (blog / "_posts" / name).unlink()
            else:
                words = rng.sample(WORDS, rng.randint(1, 4))
                write(blog, name, POST.format(title=f"Post {name[6]}", goals=goals(*words)))
            build(blog, options(tmp_path))
            clean = tmp_path / f"clean{round_}-{step}"
            build(blog, BuildOptions(now=NOW, destination=clean))
            if clean.exists():
                assert tree(blog / "_site") == tree(clean)
            else:
                assert not (blog / "_site/goals").exists()


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/New_York"])
def test_same_bytes_elsewhere(blog, tmp_path, monkeypatch, zone):
    build(blog, BuildOptions(now=NOW, destination=tmp_path / "here"))
    monkeypatch.setenv("TZ", zone)
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.chdir(blog)
    mask = os.umask(0o077)
    try:
        build(Path(), BuildOptions(now=datetime(2030, 1, 1, tzinfo=UTC), destination=tmp_path / "there"))
    finally:
        os.umask(mask)
    assert tree(tmp_path / "here") == tree(tmp_path / "there")


class TestGit:
    @pytest.fixture
    def story(self, tmp_path, repo) -> Path:
        name = "_posts/2020-01-01-goals.md"
        texts = [POST.format(title="Goals", goals=goals(*WORDS[: n + 2])) for n in range(3)]
        commits = [repo.Commit(f"20{20 + n}-01-01T12:00:00+00:00", {name: text}) for n, text in enumerate(texts)]
        folder: Path = repo.make_repo(tmp_path / "story", commits)
        return folder

    def test_new_commit_is_seen(self, story, tmp_path, repo):
        (before,) = build(story, options(tmp_path)).taken
        write(story, "2020-01-01-goals.md", POST.format(title="Goals", goals=goals("Run far")))
        repo.git(story, "commit", "-qam", "less")
        (after,) = build(story, options(tmp_path)).taken
        assert (before.revisions, after.revisions) == (3, 4)

    def test_commit_without_a_change_of_files_is_seen(self, story, tmp_path, repo):
        write(story, "2020-01-01-goals.md", POST.format(title="Goals", goals=goals("Run far")))
        build(story, options(tmp_path))
        before = tree(story / "_site")
        repo.git(story, "commit", "-qam", "less")
        build(story, options(tmp_path))
        assert tree(story / "_site") != before

    def test_lost_git_stops_the_build_rather_than_take_the_past_away(self, story, tmp_path):
        build(story, options(tmp_path))
        before = tree(story / "_site")
        (story / ".git").rename(story / "git-moved")
        with pytest.raises(DestinationError, match="--allow-removal"):
            build(story, options(tmp_path))
        assert tree(story / "_site") == before
        report = build(story, options(tmp_path, allow_removal=True))
        assert report.removed

    def test_shallow_clone_stops_the_build(self, story, tmp_path, repo):
        repo.git(tmp_path, "clone", "-q", "--depth", "1", f"file://{story}", str(tmp_path / "shallow"))
        with pytest.raises(HistoryError, match="fetch-depth: 0"):
            build(tmp_path / "shallow", options(tmp_path))
        assert not (tmp_path / "shallow/_site").exists()
        assert build(tmp_path / "shallow", options(tmp_path, shallow=True)).written

    def test_committed_leaves_uncommitted_text_out(self, story, tmp_path):
        write(story, "2020-01-01-goals.md", POST.format(title="Goals", goals=goals("Run far")))
        (whole,) = build(story, options(tmp_path)).taken
        (committed,) = build(story, options(tmp_path, committed=True)).taken
        assert (whole.revisions, committed.revisions) == (4, 3)
