"""How a preview ends, and that nothing of it stays: H20 and H21."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

POST, TEXT = sys.modules["serve_previews"].POST, sys.modules["serve_previews"].TEXT


def build(root: Path, cache: Path) -> None:
    command = [sys.executable, "-m", "goalpage", "build", str(root), "-q"]
    subprocess.run(command, env={**os.environ, "XDG_CACHE_HOME": str(cache)}, check=True)


def files_of(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_h20_nothing_of_the_preview_is_ever_written(served, tmp_path):
    with served(None, "--write") as preview:
        preview.write(TEXT.replace("$640", "$420"))
        preview.until(lambda state: state["uncommitted"])
        assert "__goalpage" in preview.text("/goals/my-goals/")
        preview.settled()
        written = files_of(preview.root / "_site")
    build(preview.root, tmp_path / "cache")
    built = files_of(preview.root / "_site")
    assert built == written
    for path, data in built.items():
        assert not re.search(rb"__goalpage|localhost|127\.0\.0\.1|EventSource", data), path


def test_nothing_is_written_unless_asked(served):
    with served() as preview:
        before = files_of(preview.root)
        preview.text("/goals/")
        preview.text("/goals/my-goals/")
        preview.settled()
        assert files_of(preview.root) == before


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, -1)])
def test_h21_it_ends_within_a_second_and_leaves_nothing(served, number, status):
    with served() as preview, preview.events() as told:
        told()
        children = Path(f"/proc/{preview.process.pid}/task/{preview.process.pid}/children").read_text()
        ended, seconds = preview.end(number)
        assert (ended, children) == (status, "")
        assert seconds < 1
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", preview.port), 1)
        with socket.socket() as again:
            again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            again.bind(("127.0.0.1", preview.port))


def test_h21_it_goes_on_after_a_sleep(served):
    with served() as preview:
        preview.settled()
        preview.process.send_signal(signal.SIGSTOP)
        preview.write(TEXT.replace("$640", "$420"))
        preview.process.send_signal(signal.SIGCONT)
        preview.until(lambda state: state["uncommitted"])
        assert "$420" in preview.text("/goals/my-goals/")
