"""The Jekyll plugin, in real builds: `jekyll build`, `--incremental`, `jekyll serve`."""

from __future__ import annotations

import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .conftest import BROKEN, INTEGRATIONS, POST

PLUGIN = INTEGRATIONS / "jekyll/lib/jekyll-goalpage.rb"
LAYOUT = "<!doctype html><html><head><title>{{ page.title }}</title></head><body class=mine>{{ content }}</body></html>"
FRAME = '---\nlayout: page\ntitle: Goals\npermalink: /goals/\n---\n<div data-goalpage="content"></div>\n'
GOAL = "_site/goals/goals-for-2024/run-a-half-marathon/index.html"

pytestmark = pytest.mark.skipif(shutil.which("jekyll") is None, reason="Jekyll is not installed")


@pytest.fixture
def blog(make_blog) -> Path:
    return make_blog(
        {
            "_config.yml": "title: Low Water\nurl: https://low.example\n",
            "_plugins/goalpage.rb": PLUGIN.read_text(encoding="utf-8"),
            "_layouts/page.html": LAYOUT,
            "_posts/2024-01-01-goals-for-2024.md": POST,
            "goals.md": FRAME,
            "index.html": "---\n---\n<p>Home</p>\n",
        }
    )


def test_the_pages_stand_in_the_site_and_nothing_in_the_source(blog, run, files_of):
    before = files_of(blog)
    ran = run("jekyll", "build", cwd=blog)
    assert ran.returncode == 0, ran.stdout
    assert "Goals for 2024: 2 goals" in ran.stdout
    page = (blog / GOAL).read_text(encoding="utf-8")
    assert "<body class=mine>" in page
    assert "Run a half marathon" in page
    assert files_of(blog, "_site", ".jekyll-cache") == before


def test_building_again_keeps_every_page_of_ours_untouched(blog, run, files_of):
    run("jekyll", "build", cwd=blog)
    before = files_of(blog / "_site/goals")
    assert run("jekyll", "build", cwd=blog).returncode == 0
    after = files_of(blog / "_site/goals")
    assert {path: data for path, (_, data) in after.items()} == {path: data for path, (_, data) in before.items()}
    rewritten = {path for path in before if after[path][0] != before[path][0]}
    assert rewritten <= {"index.html"}, "only the page that Jekyll writes is written anew"


def test_incremental(blog, run):
    for _ in range(2):
        ran = run("jekyll", "build", "--incremental", cwd=blog)
        assert ran.returncode == 0, ran.stdout
    post = blog / "_posts/2024-01-01-goals-for-2024.md"
    post.write_text(POST.replace("12 of 21", "15 of 21"), encoding="utf-8")
    assert run("jekyll", "build", "--incremental", cwd=blog).returncode == 0
    page = (blog / GOAL).read_text(encoding="utf-8")
    assert "15 of 21" in page
    assert page.count("<body class=mine>") == 1
    clean = blog.parent / "clean"
    assert run("jekyll", "build", "--destination", clean, cwd=blog).returncode == 0
    assert (clean / "goals/index.html").read_bytes() == (blog / "_site/goals/index.html").read_bytes()


def test_a_broken_goal_post_fails_the_build_and_is_named(blog, run):
    (blog / "_posts/2024-02-02-more-goals.md").write_text(BROKEN, encoding="utf-8")
    ran = run("jekyll", "build", cwd=blog)
    assert ran.returncode == 1
    assert "_posts/2024-02-02-more-goals.md:2: " in ran.stdout
    assert "goalpage could not build every goal post" in ran.stdout
    assert (blog / GOAL).is_file(), "the others are built"


def test_a_missing_program_fails_the_build_and_says_how_to_get_it(blog, run):
    ran = run("jekyll", "build", cwd=blog, GOALPAGE="goalpage-that-is-not-there")
    assert ran.returncode == 1
    assert "pipx install goalpage" in ran.stdout


@pytest.mark.parametrize(
    "settings", [{"_config.yml": "goalpage: {path: /my/aims/}\n"}, {"goalpage.yml": "path: my/aims"}]
)
def test_another_path_is_kept_too_and_nothing_beside_it(blog, run, settings):
    for name, text in settings.items():
        (blog / name).write_text(text, encoding="utf-8")
    (blog / "goals.md").unlink()
    (blog / "my").mkdir()
    (blog / "my/aims-of-others.html").write_text("---\n---\n", encoding="utf-8")
    assert run("jekyll", "build", cwd=blog).returncode == 0
    page = blog / "_site/my/aims/index.html"
    written = page.stat().st_mtime_ns
    (blog / "my/aims-of-others.html").unlink()
    assert run("jekyll", "build", cwd=blog).returncode == 0
    assert page.stat().st_mtime_ns == written
    assert not (blog / "_site/my/aims-of-others.html").exists()


def test_a_frame_that_is_taken_away_lends_nothing_any_more(blog, run):
    run("jekyll", "build", cwd=blog)
    (blog / "goals.md").unlink()
    assert run("jekyll", "build", cwd=blog).returncode == 0
    assert "class=mine" not in (blog / GOAL).read_text(encoding="utf-8")


def test_a_source_apart_from_the_settings(blog, run):
    source = blog / "src"
    source.mkdir()
    for name in ("_layouts", "_posts", "_plugins", "goals.md", "index.html"):
        (blog / name).rename(source / name)
    (blog / "_config.yml").write_text("source: src\nplugins_dir: src/_plugins\nbaseurl: /b\n", encoding="utf-8")
    ran = run("jekyll", "build", cwd=blog)
    assert ran.returncode == 0, ran.stdout
    assert (blog / GOAL).is_file()


@pytest.fixture
def server(blog: Path, environment: dict[str, str]) -> Iterator[Callable[[], str]]:
    """A `jekyll serve` of the blog; calling it gives what it has said so far."""
    with socket.socket() as free, socket.socket() as other:
        free.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        port, live = str(free.getsockname()[1]), str(other.getsockname()[1])
    said = blog.parent / "said"
    command = ["jekyll", "serve", "--livereload", "--livereload-port", live, "--port", port, "--incremental"]
    with said.open("wb") as out:
        serving = subprocess.Popen(command, cwd=blog, env=environment, stdout=out, stderr=subprocess.STDOUT)
        try:
            yield lambda: said.read_text(encoding="utf-8", errors="replace")
        finally:
            serving.send_signal(signal.SIGINT)
            serving.wait(timeout=20)


def waited(until: Callable[[], bool], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while not until() and time.monotonic() < end:
        time.sleep(0.1)
    return until()


@pytest.mark.slow
def test_serve_builds_once_a_save_and_outlives_a_broken_post(blog, server, files_of):
    assert waited(lambda: "Server running" in server()), server()
    before = files_of(blog, "_site", ".jekyll-cache", ".jekyll-metadata")
    post = blog / "_posts/2024-01-01-goals-for-2024.md"
    post.write_text(POST.replace("12 of 21", "15 of 21"), encoding="utf-8")
    assert waited(lambda: "15 of 21" in (blog / GOAL).read_text(encoding="utf-8")), server()
    time.sleep(2.5)  # a loop would show by now
    assert len(re.findall("Regenerating:", server())) == 1, server()
    (blog / "_posts/2024-02-02-more-goals.md").write_text(BROKEN, encoding="utf-8")
    assert waited(lambda: "goalpage could not build every goal post" in server()), server()
    (blog / "_posts/2024-02-02-more-goals.md").unlink()
    post.write_text(POST.replace("12 of 21", "16 of 21"), encoding="utf-8")
    assert waited(lambda: "16 of 21" in (blog / GOAL).read_text(encoding="utf-8")), server()
    after = files_of(blog, "_site", ".jekyll-cache", ".jekyll-metadata")
    assert after.keys() == before.keys()


@pytest.mark.skipif(shutil.which("gem") is None, reason="gem is not installed")
def test_the_gem_can_be_built_and_holds_the_plugin(tmp_path, run):
    folder = tmp_path / "gem"
    shutil.copytree(PLUGIN.parents[1], folder)
    ran = run("gem", "build", "jekyll-goalpage.gemspec", cwd=folder)
    assert ran.returncode == 0, ran.stdout
    (gem,) = folder.glob("jekyll-goalpage-*.gem")
    listed = run("gem", "specification", gem, "files", cwd=folder)
    assert "lib/jekyll-goalpage.rb" in listed.stdout
