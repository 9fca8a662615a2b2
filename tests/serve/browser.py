"""A real browser without a window, spoken to by chromedriver (WebDriver, W3C) over plain HTTP."""

from __future__ import annotations

import http.client
import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
_FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
          "--disable-background-networking", "--disable-component-update", "--window-size=800,500"]  # fmt: skip


class Browser:
    """One window."""

    def __init__(self, port: int) -> None:
        self._port, self._session = port, ""

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """Send one command; RuntimeError with the browser's words where it fails."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=40)
        sent = json.dumps(body if body is not None else {}) if method == "POST" else None
        connection.request(method, f"/session{self._session}{path}", sent, {"Content-Type": "application/json"})
        value = json.loads(connection.getresponse().read())["value"]
        connection.close()
        if isinstance(value, dict) and "error" in value:
            raise RuntimeError(f"{value['error']}: {value['message']}")
        return value

    def begin(self, *flags: str) -> None:
        """Open the window."""
        options = {"binary": CHROMIUM, "args": [*_FLAGS, *flags]}
        told = self.ask("POST", "", {"capabilities": {"alwaysMatch": {"goog:chromeOptions": options}}})
        self._session = f"/{told['sessionId']}"

    def go(self, url: str) -> None:
        """Open a page."""
        self.ask("POST", "/url", {"url": url})

    def run(self, script: str, *arguments: Any) -> Any:
        """The value that a script returns in the page."""
        return self.ask("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def until(self, script: str, *arguments: Any, seconds: float = 10) -> Any:
        """Wait until a script returns something true, and give it."""
        end = time.monotonic() + seconds
        while not (value := self.run(script, *arguments)):
            assert time.monotonic() < end, (script, self.run("return document.body.innerText")[:800])
            time.sleep(0.03)
        return value

    def end(self) -> None:
        """Close the window."""
        if self._session:
            self.ask("DELETE", "")


@contextmanager
def browser(*flags: str) -> Iterator[Browser]:
    """A browser that ends with the context."""
    assert DRIVER is not None
    process = subprocess.Popen([DRIVER, "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    try:
        line = next(line for line in process.stdout if "started successfully on port" in line)
        window = Browser(int(line.rstrip(".\n").rsplit(" ", 1)[1]))
        window.begin(*flags)
        try:
            yield window
        finally:
            window.end()
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()
