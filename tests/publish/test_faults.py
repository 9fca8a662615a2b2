"""Publishing killed or failing at every step: posts and history are those before or those after, never between."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from publishing import AFTER, PATH, state

from repo import git

GIT = shutil.which("git")

WRAPPER = """#!/bin/sh
echo x >> "{count}"
if [ "$(wc -l < "{count}")" -eq "${{AT:-0}}" ]; then
  if [ "$HOW" = fail ]; then echo "fatal: the disk is on fire" >&2; exit 128; fi
  "{git}" "$@"
  kill -9 $PPID
  exit 0
fi
exec "{git}" "$@"
"""

AUDITED = """
import os, signal, sys
writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT
at, log, root = int(os.environ["AT"]), os.environ["LOG"], os.environ["ROOT"]
seen = 0

def watch(event, arguments):
    global seen
    if event == "open":
        path, flags = arguments[0], arguments[2]
        if not (flags or 0) & writing:
            return
    elif event in ("os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "os.symlink", "os.truncate"):
        path = arguments[0]
    else:
        return
    if not isinstance(path, str | bytes | os.PathLike):
        return
    if not os.path.abspath(os.fsdecode(path)).startswith(root):
        return
    seen += 1
    if at == seen:
        os.kill(os.getpid(), signal.SIGKILL)
    if not at:
        os.write(3, os.fsencode(f"{event} {os.fsdecode(path)}\\n"))

if not at:
    os.dup2(os.open(log, os.O_WRONLY | os.O_CREAT, 0o600), 3)
sys.addaudithook(watch)
from goalpage.cli import main
sys.exit(main(["publish", "--yes", "--today", "2024-06-30", "--blog", root]))
"""


@pytest.fixture
def wrapped(tmp_path):
    """Give the environment in which the call of git number `at` fails, or is the last thing the process does."""

    def environment(at, how):
        folder, count = tmp_path / "bin", tmp_path / "count"
        folder.mkdir(exist_ok=True)
        count.write_text("")
        (folder / "git").write_text(WRAPPER.format(count=count, git=GIT))
        (folder / "git").chmod(0o755)
        return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "AT": str(at), "HOW": how}

    return environment


def fresh(blog, at):
    copy = blog.with_name(f"blog-{at}")
    shutil.copytree(blog, copy, symlinks=True)
    git(copy, "status")  # a copied index is brought up to date
    return copy


def is_before_or_after(root, before):
    """Assert that the post stands, and that history and staging area are whole; tell whether it was recorded."""
    assert (root / PATH).read_text() == AFTER
    log = git(root, "log", "--all", "--format=%s").splitlines()
    assert log[-1] == "Goals"
    assert len(log) in (1, 2)
    status = dict(reversed(line.split(maxsplit=1)) for line in git(root, "status", "--porcelain").splitlines())
    status.pop("_site/", None)
    assert status.pop("staged.txt") == "A"
    assert status.pop("about.md") == "M"
    if len(log) == 2:
        assert git(root, "show", "--format=", "--name-only", "HEAD") == PATH
        assert status == {}
    else:
        assert set(status) == {PATH}
        assert before["log"] == git(root, "log", "--all", "--format=%T %s")
    return len(log) == 2


def pages(root):
    return {str(f.relative_to(root)): f.read_bytes() for f in (root / "_site").rglob("*") if f.is_file()}


def settled(goalpage, root):
    """Publish once more, and assert that all is recorded once and the site is that of a clean build."""
    ran = goalpage("publish", "--yes", "--today", "2024-06-30", "--blog", root)
    assert ran.returncode == 0, ran.stderr
    there = pages(root)
    shutil.rmtree(root / "_site")
    assert goalpage("build", root, "--force", "--today", "2024-06-30").returncode == 0
    assert there == pages(root)


@pytest.mark.parametrize("how", ["kill", "fail"])
@pytest.mark.timeout(300)
def test_every_call_of_git(goalpage, blog, wrapped, how, tmp_path):
    goalpage("build", blog)
    counted = fresh(blog, "all")
    assert goalpage("publish", "--yes", "--blog", counted, **wrapped(0, how)).returncode == 0
    calls = len((tmp_path / "count").read_text().split())
    assert calls > 12
    outcomes = set()
    for at in range(1, calls + 1):
        root = fresh(blog, at)
        before = state(root)
        arguments = ("publish", "--yes", "--today", "2024-06-30", "--blog", root)
        ran = goalpage(*arguments, **wrapped(at, how))
        recorded = is_before_or_after(root, before)
        outcomes.add(recorded)
        if how == "kill":
            assert ran.returncode == -signal.SIGKILL
        elif ran.returncode == 2:
            assert state(root) == before, ran.stderr
            assert "Traceback" not in ran.stderr
        if at % 4 == 0 or at == calls:
            settled(goalpage, root)
            assert is_before_or_after(root, before)
        shutil.rmtree(root)
    assert outcomes == {True, False}


@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", ["blog", "plain_blog"])
def test_every_write(goalpage, request, tmp_path, kind):
    source = request.getfixturevalue(kind)
    log = tmp_path / "events"

    def run(root, at):
        environment = {
            **os.environ, "AT": str(at), "LOG": str(log), "ROOT": str(root), "XDG_CACHE_HOME": str(tmp_path / "none"),
            "GIT_AUTHOR_NAME": "Ada", "GIT_COMMITTER_NAME": "Ada", "GIT_AUTHOR_EMAIL": "a@b.c",
            "GIT_COMMITTER_EMAIL": "a@b.c",
        }  # fmt: skip
        command = [sys.executable, "-c", AUDITED]
        return subprocess.run(command, env=environment, capture_output=True, check=False, timeout=60)

    counted = source.with_name("counted")
    shutil.copytree(source, counted)
    assert run(counted, 0).returncode == 0
    events = log.read_text().splitlines()
    assert len(events) > 40
    every = [n for n, event in enumerate(events, 1) if "/_site/goals/" not in event or n % 12 == 0]
    for at in every:
        root = source.with_name(f"at-{at}")
        shutil.copytree(source, root)
        before = state(root)
        assert run(root, at).returncode == -signal.SIGKILL, events[at - 1]
        if kind == "blog":
            is_before_or_after(root, before)
        copies = whole_copies(root)
        settled(goalpage, root)
        assert whole_copies(root) >= copies
        if kind == "plain_blog":
            assert whole_copies(root) == {"2024-01-01.md", "2024-06-30.md"}
        shutil.rmtree(root)


def whole_copies(root: Path) -> set[str]:
    """Give the names of the recorded copies, and assert that each is a whole text."""
    folder = root / "_revisions" / Path(PATH).stem
    found = {file.name: file.read_text() for file in folder.glob("2*.md")} if folder.is_dir() else {}
    assert all(text.endswith("twelve books\n") or text == AFTER for text in found.values())
    return set(found)
