"""How soon a browser is told of a save: `goalpage serve` against `hugo server` and `jekyll serve --livereload`.

    python benchmarks/bench_serve.py [--saves 20] [--posts 1000] [--revisions 1000] [--soak SECONDS] [--alone]

Real saves (a draft renamed into place), a real stream: Server-Sent Events for goalpage, the LiveReload WebSocket for
the others. Figures are medians in milliseconds from the save to the message, with the slowest in brackets; goalpage
also until the page with the new words has come, and with one post of one revision. `--soak` saves 2,000 times at random
moments in so many seconds (60) and looks at what is left of it.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests/serve"))

from bench_build import text
from previews import Preview, preview_of

from repo import Commit, make_repo

POST = "_posts/2020-01-01-my-goals.md"
PAGE = "/goals/my-goals/"
GOALS = 10


def blog(folder: Path, revisions: int, posts: int) -> Path:
    """A repository with a goal post of so many revisions, and so many other posts beside it."""
    start = 1577836800
    dates = [time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(start + n * 90_000)) for n in range(revisions)]
    commits = [Commit(date, {POST: text(n, GOALS)}, f"Step {n}") for n, date in enumerate(dates)]
    make_repo(folder, commits)
    for n in range(posts):
        words = f"Some words about {n}. " + "A paragraph of text that goes on for a while. " * 30
        post = f"---\ntitle: Post {n}\ntags: [a, b]\n---\n\n{words}\n\n- one\n- two\n"
        (folder / "_posts" / f"2019-{n % 12 + 1:02}-{n % 28 + 1:02}-post-{n}.md").write_text(post)
    (folder / "_config.yml").write_text("title: A blog\nurl: https://example.org\n")
    return folder


def hugo_blog(folder: Path, source: Path) -> Path:
    """The same posts as Hugo has them, with the least of templates."""
    (folder / "layouts/_default").mkdir(parents=True)
    page = "<html><head><title>{{ .Title }}</title></head><body>{{ .Content }}</body></html>"
    (folder / "layouts/_default/single.html").write_text(page)
    links = "{{ range .Pages }}<a href='{{ .Permalink }}'>{{ .Title }}</a>{{ end }}"
    listing = f"<html><head></head><body>{links}</body></html>"
    (folder / "layouts/_default/list.html").write_text(listing)
    (folder / "layouts/index.html").write_text(listing.replace(".Pages", ".Site.RegularPages"))
    (folder / "hugo.toml").write_text('baseURL = "http://localhost/"\ntitle = "A blog"\n')
    shutil.copytree(source / "_posts", folder / "content/_posts")
    return folder


def save(file: Path, words: str) -> float:
    """Save at once, as careful editors do; give the moment."""
    draft = file.with_name(f".{file.name}.new")
    draft.write_text(words)
    start = time.perf_counter()
    draft.replace(file)
    return start


def measured(file: Path, told: Callable[[], object], saves: int) -> list[float]:
    """Milliseconds from each save to the message that follows it, the first ones (cold) left out."""
    found = []
    for n in range(saves + 3):
        time.sleep(random.uniform(0.5, 0.9))
        start = save(file, text(5000 + n, GOALS))
        told()
        found.append((time.perf_counter() - start) * 1000)
    return found[3:]


@contextmanager
def live_reload(port: int, path: str = "/livereload") -> Iterator[list[float]]:
    """The moments at which a LiveReload server (WebSocket, RFC 6455) said that something changed."""
    with socket.create_connection(("127.0.0.1", port), 60) as connection:
        key = base64.b64encode(os.urandom(16)).decode()
        connection.sendall(
            f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Origin: http://localhost:{port}\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        stream = connection.makefile("rb")
        while stream.readline().strip():
            pass
        hello = json.dumps({"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"]}).encode()
        mask = os.urandom(4)
        masked = bytes(byte ^ mask[n % 4] for n, byte in enumerate(hello))
        connection.sendall(bytes([0x81, 0x80 | 126]) + len(hello).to_bytes(2, "big") + mask + masked)

        heard: list[float] = []

        def listen() -> None:
            while head := stream.read(2):
                size = head[1] & 127
                if size > 125:
                    size = int.from_bytes(stream.read(2 if size == 126 else 8), "big")
                if b'"reload"' in stream.read(size):
                    heard.append(time.perf_counter())

        threading.Thread(target=listen, daemon=True).start()
        yield heard


@contextmanager
def running(command: list[str], port: int, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A peer's server, once it answers."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.2)
        time.sleep(3)
        yield process
    finally:
        process.terminate()
        process.wait(10)


def of_peer(command: list[str], folder: Path, file: Path, port: int, saves: int) -> list[float]:
    """The figures of a server that speaks LiveReload on `port`."""
    found = []
    with running(command, port, folder), live_reload(port) as heard:
        for n in range(saves + 2):
            time.sleep(random.uniform(0.5, 0.9))
            start = save(file, text(5000 + n, GOALS))
            while not heard or heard[-1] < start:
                time.sleep(0.001)
            found.append((next(moment for moment in heard if moment > start) - start) * 1000)
            while time.perf_counter() - heard[-1] < 1.5:  # it may say so once for each file
                time.sleep(0.05)
    return found[2:]


def of_goalpage(root: Path, cache: Path, saves: int) -> tuple[list[float], list[float]]:
    """The figures of goalpage: until the browser is told, and until the page has the new words."""
    with preview_of(root, cache=cache) as preview, preview.events() as told:
        told()
        preview.settled()
        heard = measured(root / POST, told, saves)
        seen = []
        for n in range(saves):
            time.sleep(random.uniform(0.5, 0.9))
            start = save(root / POST, text(7000 + n, GOALS))
            told()
            steps = re.search(r"\((\d+) of 1000", text(7000 + n, GOALS).split("\n")[5 + 2 * ((7000 + n) % GOALS)])
            assert steps
            assert steps[1] in preview.text(PAGE)
            seen.append((time.perf_counter() - start) * 1000)
        return heard, seen


def memory(preview: Preview) -> float:
    """Megabytes that the process holds."""
    return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{preview.process.pid}/status").read_text())[1]) / 1024  # type: ignore[index]  # Linux says it


def soak(root: Path, cache: Path, seconds: float, saves: int = 2000) -> None:
    """Save so often at random moments, and say what is left."""
    with preview_of(root, cache=cache) as preview, preview.events() as told:
        told()
        preview.settled()
        for n in range(50):
            save(root / POST, text(8000 + n, GOALS))
            time.sleep(0.02)
        preview.settled()
        start, before = memory(preview), preview.state()
        moments = sorted(random.uniform(0, seconds) for _ in range(saves))
        begun = time.monotonic()
        halfway = start
        for n, moment in enumerate(moments):
            time.sleep(max(0.0, begun + moment - time.monotonic()))
            save(root / POST, text(3000 + n, GOALS))
            if n == saves // 2:
                halfway = memory(preview)
        state = preview.settled()
        words = set(re.findall(r"(\d+) of 1000 pages", text(3000 + saves - 1, GOALS)))
        page = preview.text(PAGE)
        shown = all(word in page for word in words)
        children = Path(f"/proc/{preview.process.pid}/task/{preview.process.pid}/children").read_text().split()
        print(f"soak: {saves} saves in {seconds:.0f} s, read {state['readings'] - before['readings']} times")
        print(f"the last words are {'shown' if shown else 'MISSING'}, processes: {1 + len(children)}")
        print(f"memory: {start:.0f} MB before, {halfway:.0f} at half, {memory(preview):.0f} after")


def said(name: str, found: list[float], ratio: float | None = None) -> None:
    """Print one line."""
    told = f"   {statistics.median(found) / ratio:5.1f} x goalpage" if ratio else ""
    print(f"{name:44} {statistics.median(found):7.0f} ms  ({max(found):.0f}){told}", flush=True)


def main() -> None:
    """Measure, and print one line a figure with its ratio."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    options.add_argument("--saves", type=int, default=20)
    options.add_argument("--posts", type=int, default=1000)
    options.add_argument("--revisions", type=int, default=1000)
    options.add_argument("--soak", type=float, default=0)
    options.add_argument("--alone", action="store_true")
    told = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        base = Path(temporary)
        small, large = blog(base / "small", 1, 0), blog(base / "large", told.revisions, told.posts)
        if told.soak:
            soak(large, base / "cache", told.soak)
            return
        heard, seen = of_goalpage(small, base / "cache", told.saves)
        said("goalpage, 1 post: told", heard)
        said("goalpage, 1 post: page fetched", seen)
        heard, seen = of_goalpage(large, base / "cache", told.saves)
        ratio = statistics.median(heard)
        said(f"goalpage, {told.revisions:,} revisions, {told.posts:,} posts: told", heard)
        said("    the same: page fetched", seen)
        if told.alone:
            return
        if shutil.which("hugo"):
            hugo = hugo_blog(base / "hugo", large)
            command = ["hugo", "server", "--port", "4911", "--bind", "127.0.0.1", "--watch"]
            file = hugo / "content" / POST
            said(f"hugo server, {told.posts:,} posts", of_peer(command, hugo, file, 4911, told.saves), ratio)
        if shutil.which("jekyll"):
            command = ["jekyll", "serve", "--livereload", "--livereload-port", "4913", "--port", "4912", "--quiet",
                       "--disable-disk-cache"]  # fmt: skip
            said(f"jekyll serve, {told.posts:,} posts", of_peer(command, large, large / POST, 4913, told.saves), ratio)


if __name__ == "__main__":
    main()
