"""Stamping 3,000 pages into a blog's frame, against writing the same bytes: the budget is ten times that.

Run as `python benchmarks/bench_frame.py`. The pages are as long as those of the demonstration, the frame is that of
a theme with a head full of tags. Also: reading a built blog of 1,000 pages for what speaks to goalpage.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from goalpage.site.built_site import built_site
from goalpage.site.compile_frame import compile_frame
from goalpage.site.frame import HeadLink, Stamp

PAGES, BLOG, ROUNDS, BUDGET = 3000, 1000, 5, 10.0
FRAME = Path(__file__).parent.parent / "tests/fixtures/frames/topbar.html"
LINKS = (HeadLink("stylesheet", "goals/goalpage.css"), HeadLink("alternate", "goals/feed.xml", "application/atom+xml"))


def seconds(work: Callable[[], object]) -> float:
    """Give the median time of a few rounds of `work`."""
    times = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def stamps() -> list[Stamp]:
    """Give pages at the depth and of the length (about 8 KB) that goal pages have."""
    row = '<li class="gp-goal"><a href="../read-a-book-a-month/">Read a book a month</a> <span>done</span></li>\n'
    content = f'<div class="goalpage"><h1>Goal</h1><ol class="gp-goals">{row * 80}</ol></div>'
    return [Stamp(f"goals/a/goal-{n}/index.html", f"Goal {n}", "One goal.", content, LINKS) for n in range(PAGES)]


def main() -> int:
    """Print the figures; 1 where stamping is over its budget."""
    html = FRAME.read_text(encoding="utf-8")
    html = html.replace("<head>", "<head>" + "".join(f'<link rel="preload" href="a/{n}.woff2">' for n in range(20)))
    pages = stamps()
    stamped: list[bytes] = []

    def stamp() -> None:
        frame = compile_frame(html, "goals/index.html", "https://ann.example/", "Ann")
        stamped[:] = [frame.stamp(page).encode("utf-8") for page in pages]

    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, f"{n}.html") for n in range(PAGES)]

        def write() -> None:
            for file, data in zip(files, stamped, strict=True):
                file.unlink(missing_ok=True)
                file.write_bytes(data)

        stamping, writing = seconds(stamp), seconds(write)
        reading = seconds(lambda: built_site(Path(folder), {file.name for file in files[BLOG:]}))
    size = sum(map(len, stamped)) / PAGES / 1000
    print(
        f"{PAGES} pages of {size:.1f} KB: stamping {stamping * 1000:.0f} ms, writing {writing * 1000:.0f} ms,", end=" "
    )
    print(f"ratio {stamping / writing:.2f} (budget {BUDGET:.0f})")
    print(f"reading {BLOG} built pages of the blog for markers: {reading * 1000:.0f} ms")
    return int(stamping / writing > BUDGET)


if __name__ == "__main__":
    sys.exit(main())
