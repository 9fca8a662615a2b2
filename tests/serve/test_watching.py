"""What a running preview reads again, and how often: H11 to H17 and H19."""

from __future__ import annotations

import errno
import shutil
import sys
import threading
import time
from pathlib import Path

import pytest
from watchdog.observers import Observer

from goalpage.serve import watch
from goalpage.serve.watch import Watch, matters, matters_to_git

POST, TEXT = sys.modules["serve_previews"].POST, sys.modules["serve_previews"].TEXT
LATER = TEXT.replace("$640", "$420")
PAGE = "/goals/my-goals/"


@pytest.fixture
def preview(served):
    with served({"_posts/2020-01-01-other.md": "---\ntitle: Other\n---\nWords"}) as preview:
        preview.settled()
        yield preview


def readings_of(preview, work):
    """How often the blog was read for what `work` does."""
    before = preview.settled()["readings"]
    work()
    return preview.settled()["readings"] - before


def test_h11_a_broken_post_leaves_the_last_good_pages_up(preview):
    preview.write(LATER)
    preview.until(lambda state: state["uncommitted"])
    preview.write(LATER.replace("title: Goals", 'title: "<b>Goals'))
    state = preview.until(lambda state: state["errors"])
    assert state["errors"][0]["where"] == f"{POST}:2"
    assert [2, 'title: "<b>Goals for 2024'] in state["errors"][0]["around"]
    assert "420" in preview.text(PAGE)
    preview.write(LATER.replace("24 books", "30 books"))
    preview.until(lambda state: not state["errors"])
    assert "30 books" in preview.text(PAGE)


def test_h11_a_broken_configuration_leaves_everything_up(preview):
    (preview.root / "goalpage.yml").write_text("hide: [x\n")
    preview.settled()
    assert "half marathon" in preview.text(PAGE)
    (preview.root / "goalpage.yml").unlink()
    state = preview.settled()
    assert (state["errors"], state["uncommitted"]) == ([], [])


def test_h12_vim(preview):
    post = preview.root / POST

    def save() -> None:
        probe = post.with_name("4913")
        probe.write_text("")
        probe.unlink()
        post.with_name(f".{post.name}.swp").write_bytes(b"b0VIM")
        backup = Path(f"{post}~")
        post.rename(backup)
        post.write_text(LATER)
        backup.unlink()

    assert readings_of(preview, save) == 1
    assert "420" in preview.text(PAGE)
    assert readings_of(preview, lambda: post.with_name(f".{post.name}.swp").write_bytes(b"b0VIM 9")) == 0


def test_h13_emacs(preview):
    post = preview.root / POST

    def type_on() -> None:
        post.with_name(f".#{post.name}").symlink_to("ada@lab.4711:1700000000")
        post.with_name(f"#{post.name}#").write_text(LATER)

    def save() -> None:
        post.rename(f"{post}~")
        post.write_text(LATER)
        post.with_name(f"#{post.name}#").unlink()
        post.with_name(f".#{post.name}").unlink()

    assert readings_of(preview, type_on) == 0
    assert readings_of(preview, save) == 1
    assert "420" in preview.text(PAGE)


def test_h14_atomic_save_and_a_file_that_is_empty_for_a_moment(preview):
    assert readings_of(preview, lambda: preview.write(LATER)) == 1
    versions = []

    def save(text: str, pause: float) -> None:
        with (preview.root / POST).open("w") as file:
            time.sleep(pause)
            file.write(text[:90])
            file.flush()
            time.sleep(pause)
            file.write(text[90:])

    for text in (TEXT.replace("3 of 24", "4 of 24"), TEXT.replace("3 of 24", "5 of 24")):
        versions.append(preview.settled()["version"])
        save(text, 0.05)
        assert preview.settled()["version"] == versions[-1] + 1
    assert "5" in preview.text(PAGE)


def _timed_readings(preview, act):
    """How often the preview read the blog while it was acted on, and for how many seconds that lasted."""
    took = []

    def timed() -> None:
        start = time.monotonic()
        act()
        took.append(time.monotonic() - start)

    return readings_of(preview, timed), took[0]


def _are_few(readings, seconds):
    """Whether a burst was read three times at most, or twice a second where a busy machine draws it out."""
    return readings <= max(3, 2 * seconds)


def test_h15_a_thousand_saves_in_a_second(preview):
    def save() -> None:
        for n in range(1000):
            preview.write(TEXT.replace("3 of 24", f"{n % 24} of 24").replace("$640", f"${n + 1}"))
            time.sleep(0.0005)

    assert _are_few(*_timed_readings(preview, save))
    assert "$1,000" in preview.text(PAGE)


def test_h15_another_branch_and_a_folder_that_comes_back(served, repo):
    posts = {f"_posts/2019-01-01-post-{n}.md": f"---\ntitle: Post {n}\n---\n" for n in range(1000)}
    with served(posts) as preview:
        root = preview.root
        repo.git(root, "checkout", "--quiet", "-b", "other")
        for path in posts:
            (root / path).write_text("---\ntitle: Changed\n---\n")
        (root / POST).write_text(LATER)
        repo.git(root, "commit", "--quiet", "--all", "--message", "Other")
        assert _are_few(*_timed_readings(preview, lambda: repo.git(root, "checkout", "--quiet", "main")))
        assert "$420" not in preview.text(PAGE)

        def away_and_back() -> None:
            shutil.rmtree(root / "_posts")
            repo.git(root, "checkout", "--quiet", "--force", "other")

        assert _are_few(*_timed_readings(preview, away_and_back))
        assert "$420" in preview.text(PAGE)
        preview.write(LATER.replace("$420", "$333"))  # the new folder is watched as the old one was
        preview.until(lambda state: state["uncommitted"])
        assert "$333" in preview.text(PAGE)


def test_h16_folders_moved_away_and_back_and_new_ones(preview):
    posts = preview.root / "_posts"
    posts.rename(preview.root / "_elsewhere")
    preview.settled()
    (preview.root / "_elsewhere").rename(posts)
    preview.settled()
    assert "half marathon" in preview.text(PAGE)
    reading = "---\ntitle: Reading goals\n---\n\n1. Read {}\n2. Read Eliot\n"
    new = posts / "deep/deeper"
    new.mkdir(parents=True)
    (new / "2023-05-05-reading-goals.md").write_text(reading.format("Proust"))
    preview.settled()
    assert "Proust" in preview.text("/goals/reading-goals/")
    (new / "2023-05-05-reading-goals.md").write_text(reading.format("Musil"))
    preview.settled()
    assert "Musil" in preview.text("/goals/reading-goals/")


def test_h17_where_the_system_cannot_watch_it_is_looked_at(tmp_path, monkeypatch):
    class Exhausted(Observer):
        def schedule(self, *_args, **_more):
            raise OSError(errno.ENOSPC, "inotify watch limit reached")

    monkeypatch.setattr(watch, "Observer", Exhausted)  # the limit is the machine's, and others need it
    told = threading.Event()
    (tmp_path / "_posts").mkdir()
    watching = Watch(tmp_path, tmp_path / "_site", lambda *_: told.set())
    watching.start()
    try:
        assert watching.fell_back == "inotify watch limit reached"
        time.sleep(0.1)
        (tmp_path / "_posts/a.md").write_text("x")
        assert told.wait(5)
    finally:
        watching.stop()


def test_polling_sees_saves(served):
    with served(None, "--poll") as preview:
        preview.write(LATER)
        preview.until(lambda state: state["uncommitted"])
        assert "$420" in preview.text(PAGE)


def test_h19_the_site_within_the_blog_is_no_reason_to_read(served):
    with served(None, "--write") as preview:
        assert readings_of(preview, lambda: preview.write(LATER)) <= 2
        before = preview.state()
        time.sleep(1.5)
        assert preview.state() == before
        assert "$420" in (preview.root / "_site/goals/my-goals/index.html").read_text()


def test_a_commit_empties_the_bar(preview, repo):
    preview.write(LATER)
    state = preview.until(lambda state: state["uncommitted"])
    assert state["uncommitted"][0]["words"] == "goal 3 $640 → $420"
    assert "$420" in preview.text(f"/{state['uncommitted'][0]['href']}")
    repo.git(preview.root, "commit", "--quiet", "--all", "--message", "Cheaper")
    preview.until(lambda state: not state["uncommitted"])
    repo.git(preview.root, "pack-refs", "--all")
    assert preview.settled()["uncommitted"] == []


def test_the_blog_built_beside_it_gives_its_looks(preview):
    site = preview.root / "_site/goals"
    site.mkdir(parents=True)
    frame = '<html><head><title>Goals</title></head><body class="theme"><div data-goalpage="content"></div></body>'
    looks = preview.settled()["looks"]
    (site / "index.html").write_text(frame)
    preview.until(lambda state: state["looks"] != looks)
    assert 'class="theme"' in preview.text(PAGE)


def test_what_matters() -> None:
    for path in ("_posts/a.md", "_config.yml", "_revisions/a/2020-01-01.md", "_data/goals.json", "a.html"):
        assert matters("/blog", f"/blog/{path}", is_folder=False), path
    for path in ("_posts/a.md~", "_posts/.a.md.swp", "_posts/#a.md#", "_posts/4913", "node_modules/a.md", "a.png"):
        assert not matters("/blog", f"/blog/{path}", is_folder=False), path
    assert matters("/blog", "/blog/_posts", is_folder=True)
    assert not matters("/blog", "/blog/.git/objects", is_folder=True)
    for path in ("HEAD", "packed-refs", "refs/heads/main"):
        assert matters_to_git(f"/blog/.git/{path}", is_folder=False), path
    for path in ("index", "HEAD.lock", "index.lock", "COMMIT_EDITMSG"):
        assert not matters_to_git(f"/blog/.git/{path}", is_folder=False), path
