"""A preview in a process of its own, and what speaks to it: sockets and the stream of events."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

POST = "_posts/2024-01-01-my-goals.md"
TEXT = """---
title: Goals for 2024
---

1. Run a half marathon. (Currently 12 km)
2. Read 24 books. (3 of 24)
3. Bring the cost down to $100. (Currently $640)
"""


class Preview:
    """A running `goalpage serve`."""

    def __init__(self, root: Path, process: subprocess.Popen[str], url: str, errors: Path) -> None:
        self.root, self.process, self.url, self._errors = root, process, url, errors
        self.port = int(re.search(r":(\d+)/", url)[1])  # type: ignore[index]  # a url has its port

    @property
    def warnings(self) -> str:
        """What it said on standard error so far."""
        return self._errors.read_text()

    def raw(self, request: bytes, timeout: float = 5) -> bytes:
        """Send bytes as they are; give all that comes back."""
        with socket.create_connection(("127.0.0.1", self.port), timeout) as connection:
            with suppress(OSError):
                connection.sendall(request)
            found = b""
            with suppress(OSError):
                while part := connection.recv(65536):
                    found += part
            return found

    def status(self, target: str, *headers: str, method: str = "GET", host: str | None = "localhost") -> int:
        """The status that a request with this raw target and these headers gets."""
        lines = [f"{method} {target} HTTP/1.1", *([f"Host: {host}"] if host else []), *headers, "Connection: close"]
        answer = self.raw("\r\n".join([*lines, "", ""]).encode("latin-1"))
        return int(answer.split(b" ", 2)[1]) if answer else 0

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (small letters) and body of a page."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, path, headers={name.replace("_", "-"): v for name, v in headers.items()})
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def text(self, path: str) -> str:
        """The text of a page that is there."""
        status, _, body = self.get(path)
        assert status == 200, (path, status)
        return body.decode()

    def state(self) -> Any:
        """What the bar and the panel show."""
        return json.loads(self.get("/__goalpage/state")[2])

    def until(self, holds: Callable[[Any], bool], seconds: float = 8) -> Any:
        """Wait for a state that `holds`, and give it."""
        end = time.monotonic() + seconds
        while not holds(state := self.state()):
            assert time.monotonic() < end, state
            time.sleep(0.02)
        return state

    def settled(self) -> Any:
        """Wait until nothing is read any more, and give the state."""
        last, since = self.state(), time.monotonic()
        while time.monotonic() - since < 0.6:
            time.sleep(0.05)
            now = self.state()
            if now != last:
                last, since = now, time.monotonic()
        return last

    def write(self, text: str, path: str = POST) -> None:
        """Save a file of the blog at once, as careful editors do: beside it, then in its place."""
        draft = self.root / f"{path}.tmp"
        draft.write_text(text)
        draft.replace(self.root / path)

    @contextmanager
    def events(self) -> Iterator[Callable[[], Any]]:
        """A function that gives the next state told on the stream of events."""
        with socket.create_connection(("127.0.0.1", self.port), 10) as connection:
            connection.sendall(b"GET /__goalpage/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
            stream = connection.makefile("rb")

            def told() -> Any:
                for line in stream:
                    if line.startswith(b"data: "):
                        return json.loads(line[6:])
                raise EOFError

            yield told

    def end(self, number: int = signal.SIGTERM) -> tuple[int, float]:
        """Ask the process to end; give its exit status and how many seconds that took."""
        start = time.monotonic()
        self.process.send_signal(number)
        status = self.process.wait(10)
        return status, time.monotonic() - start


@contextmanager
def preview_of(root: Path, *options: str, cache: Path, port: int = 0) -> Iterator[Preview]:
    """Run `goalpage serve` on the blog at `root`, on a free port."""
    command = [sys.executable, "-m", "goalpage", "serve", str(root), "--port", str(port), *options]
    errors = (cache.parent / f"{cache.name}-stderr.txt").open("w+")
    env = {**os.environ, "XDG_CACHE_HOME": str(cache), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=errors, text=True)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("Serving "), (line, Path(errors.name).read_text())
        yield Preview(root, process, line.split()[1], Path(errors.name))
        assert "Traceback" not in Path(errors.name).read_text()
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()
        errors.close()
