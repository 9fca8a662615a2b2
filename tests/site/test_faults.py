"""The disk fails, the process dies: the site is the old or the new one all the same."""

import errno
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goalpage.errors import DestinationError
from goalpage.site import manifest as manifests
from goalpage.site.write import write_site

OLD = {f"goals/{n}/index.html": b"old %d" % n for n in range(8)} | {"goals/index.html": b"old"}
NEW = {f"goals/{n}/index.html": b"new %d" % n for n in range(4, 14)} | {"goals/index.html": b"new"}
CALLS = ["open", "write", "fsync", "replace", "link", "mkdir", "unlink", "rmdir"]


CLEARING = {"unlink", "rmdir"}


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def is_rubbish(name: str) -> bool:
    return ".goalpage-" in name and not name.endswith(manifests.NAME)


@contextmanager
def failing(number: int, error: BaseException, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Let the `number`-th of the calls that change the disk fail; gives the names of the calls made until then."""
    count, made = 0, []

    def shim(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            nonlocal count
            count += 1
            if count <= number:
                made.append(name)
            if count == number:
                raise error
            return real(*args, **kwargs)

        return call

    with monkeypatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, shim(name, getattr(os, name)))
        yield made


@pytest.mark.parametrize(
    "error",
    [OSError(errno.ENOSPC, "No space left on device"), OSError(errno.EIO, "Input/output error"), KeyboardInterrupt()],
    ids=["full", "io", "interrupt"],
)
@pytest.mark.parametrize("first", [False, True], ids=["second build", "first build"])
def test_any_one_call_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, first: bool
) -> None:
    write_site(NEW, tmp_path / "clean")
    new, number = tree(tmp_path / "clean"), 0
    while True:
        number += 1
        site = tmp_path / f"site{number}"
        site.mkdir()
        if not first:
            write_site(OLD, site)
        old = tree(site)
        with failing(number, error, monkeypatch) as made:
            try:
                write_site(NEW, site)
                raised = False
            except (DestinationError, KeyboardInterrupt):
                raised = True
        if len(made) < number:
            break
        after = tree(site)
        if made[-1] not in CLEARING:
            assert not any(map(is_rubbish, after)), f"rubbish after call {number} ({made[-1]})"
        pages = {name: data for name, data in after.items() if not is_rubbish(name)}
        assert pages in ((old, new) if raised else (new,)), f"a mix after call {number} ({made[-1]})"
        write_site(NEW, site)
        assert tree(site) == new, f"the build after call {number} failed"
    assert number > len(NEW)  # the loop really went through the calls


def test_rubbish_is_cleared_when_a_write_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(OLD, tmp_path)
    old = tree(tmp_path)
    with failing(12, OSError(errno.ENOSPC, "No space left on device"), monkeypatch), pytest.raises(DestinationError):
        write_site(NEW, tmp_path)
    assert tree(tmp_path) == old


BUILD = """
import sys
from pathlib import Path
from goalpage.site.write import write_site
site, word = Path(sys.argv[1]), sys.argv[2]
files = {f"goals/{n}/index.html": (word * 3000 + str(n)).encode() for n in range(60)}
print("ready", flush=True)
write_site(files, site)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_killed_at_any_moment(tmp_path: Path) -> None:
    clean = {}
    for word in ("old", "new"):
        subprocess.run([sys.executable, "-c", BUILD, str(tmp_path / word), word], check=True, capture_output=True)
        clean[word] = tree(tmp_path / word)
    site, rng = tmp_path / "site", random.Random(1)
    subprocess.run([sys.executable, "-c", BUILD, str(site), "old"], check=True, capture_output=True)
    for round_ in range(25):
        word = ("new", "old")[round_ % 2]
        command = [sys.executable, "-c", BUILD, str(site), word]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as build:
            assert build.stdout is not None
            build.stdout.readline()
            time.sleep(rng.uniform(0, 0.02))
            build.send_signal(signal.SIGKILL)
        for name, data in tree(site).items():
            if not is_rubbish(name):
                assert data in (clean["old"].get(name), clean["new"].get(name)), f"{name} is neither old nor new"
        subprocess.run(command, check=True, capture_output=True, timeout=20)
        assert tree(site) == clean[word]


PATHS = st.sampled_from([f"goals/{a}/{b}" for a in "abc" for b in ("index.html", "x/index.html", "y/index.html")])


@settings(max_examples=60, deadline=None)
@given(builds=st.lists(st.dictionaries(PATHS, st.binary(max_size=3)), min_size=1, max_size=5))
def test_any_sequence_of_builds_equals_the_last_alone(
    builds: list[dict[str, bytes]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    base = tmp_path_factory.mktemp("builds")
    for files in builds:
        write_site(files, base / "site")
    write_site(builds[-1], base / "clean")
    assert tree(base / "site") == tree(base / "clean")
