"""The way of a newcomer, word for word: what docs/five-minutes.md says is done, on a blog that has never seen us."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[2] / "docs/five-minutes.md"

pytestmark = pytest.mark.skipif(shutil.which("jekyll") is None, reason="Jekyll is not installed")


def blocks(kind):
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def commands():
    return [line.removeprefix("$ ") for block in blocks("console") for line in block.splitlines() if line[:2] == "$ "]


def test_the_page_says_what_is_tried_here():
    assert commands() == ["pipx install .", "goalpage init", "bundle exec jekyll serve --livereload"]


def test_word_for_word(tmp_path, repo):
    blog = tmp_path / "blog"
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
                   "XDG_CACHE_HOME": str(tmp_path / "cache"), "GIT_CONFIG_GLOBAL": os.devnull}  # fmt: skip

    def run(*command):
        ran = subprocess.run(
            command, cwd=blog, env=environment, capture_output=True, text=True, timeout=100, check=False
        )
        assert ran.returncode == 0, ran.stderr + ran.stdout
        return ran.stdout

    subprocess.run(["jekyll", "new", "--blank", str(blog)], check=True, capture_output=True, env=environment)
    name = re.search(r"`(_posts/[\w.-]+)`", PAGE.read_text(encoding="utf-8"))[1]
    (blog / name).parent.mkdir(exist_ok=True)
    (blog / name).write_text(blocks("markdown")[0])
    (blog / "_layouts/post.html").write_text((blog / "_layouts/default.html").read_text())
    repo.git(blog, "init", "--quiet")
    repo.git(blog, "add", ".")
    repo.git(blog, "commit", "--quiet", "-m", "A blog")

    said = run("goalpage", "init", "--yes")
    assert name in said
    assert (blog / "_plugins/goalpage.rb").is_file()
    assert (blog / "goals.md").is_file()
    run("jekyll", "build", "--future")  # once what `serve` does on each save
    pages = blog / "_site/goals"
    overview = (pages / "index.html").read_text()
    assert "Goals for 2026" in overview
    assert (pages / "goals-for-2026/run-a-half-marathon/index.html").is_file()

    text = (blog / name).read_text()
    changed = text.replace("Currently 12 km", "Currently 15 km")
    changed = changed.replace("2. Read 12 books. (3 of 12)", "2. ~~Read 12 books.~~")
    assert changed.count("15 km") == changed.count("~~Read") == 1
    (blog / name).write_text(changed)
    repo.git(blog, "commit", "--quiet", "-am", "Spring")
    run("jekyll", "build", "--future")
    goal = (pages / "goals-for-2026/run-a-half-marathon/index.html").read_text()
    assert "12" in goal
    assert "15" in goal
    assert "done" in (pages / "goals-for-2026/read-12-books/index.html").read_text()
    run("goalpage", "init", "--host", "github", "--yes")
    assert (blog / ".github/workflows").is_dir()
