"""How long builds of a blog with a long past take: cold, unchanged, and after one edit, against a floor.

    python benchmarks/bench_build.py [--revisions 1000] [--goals 10] [--keep FOLDER]

The blog has one post of that many goals and revisions, each of which edits one goal. The floor is what no build can
do without: start python, read the texts from git, parse each once. Figures are the best of three runs, in seconds.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from repo import Commit, git, make_repo

POST = "_posts/2020-01-01-goals.md"
FLOOR = """
import subprocess, sys
from goalpage.markdown import parser
repo, path = sys.argv[1:]
ask = ["git", "-C", repo, "log", "--pretty=format:", "--raw", "--no-abbrev", "--", path]
blobs = [line.split()[3] for line in subprocess.run(ask, capture_output=True, text=True).stdout.splitlines() if line]
cat = ["git", "-C", repo, "cat-file", "--batch"]
batch = subprocess.run(cat, input="\\n".join(blobs).encode(), capture_output=True)
md, data, at = parser("kramdown"), batch.stdout, 0
for blob in blobs:
    end = data.index(b"\\n", at)
    size = int(data[at:end].split()[2])
    md.parse(data[end + 1 : end + 1 + size].decode().split("---\\n", 2)[2])
    at = end + size + 2
print(len(blobs))
"""


def text(revision: int, goals: int) -> str:
    """The post at this revision: goal `revision % goals` has just gone one step on."""
    lines = ["---", "title: Goals", "goals: true", "---", ""]
    for number in range(goals):
        steps = (revision + goals - number) // goals
        lines.append(f"{number + 1}. Write chapter {chr(97 + number % 26)} of the long book ({steps} of 1000 pages)")
        lines.append(f"- begun in the winter of {2000 + number}")
    return "\n".join(lines) + "\n"


def blog(folder: Path, revisions: int, goals: int) -> Path:
    """A repository whose one post was committed so many times, an hour and more apart."""
    start = 1577836800
    dates = [time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(start + n * 90_000)) for n in range(revisions)]
    commits = [Commit(date, {POST: text(n, goals)}, f"Step {n}") for n, date in enumerate(dates)]
    return make_repo(folder, commits)


def seconds(command: list[str], before: object = None, runs: int = 3) -> float:
    """The best of so many runs."""
    best = float("inf")
    for _ in range(runs):
        if callable(before):
            before()
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        best = min(best, time.perf_counter() - start)
    return best


def main() -> None:
    """Measure, and print one line a figure with its ratio."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    options.add_argument("--revisions", type=int, default=1000)
    options.add_argument("--goals", type=int, default=10)
    options.add_argument("--keep", type=Path)
    told = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        base = told.keep or Path(temporary)
        os.environ["XDG_CACHE_HOME"] = str(base / "cache")
        root, site = base / "blog", base / "site"
        if not root.exists():
            blog(root, told.revisions, told.goals)
        build = [sys.executable, "-m", "goalpage", "build", str(root), "-d", str(site), "-q"]
        start = seconds([sys.executable, "-c", "pass"])
        floor = seconds([sys.executable, "-c", FLOOR, str(root), POST])
        cold = seconds([*build, "--force"], runs=1)
        rewritten = seconds([*build, "--force"], runs=2)
        seconds(build, runs=1)
        unchanged = seconds(build)
        number = iter(range(told.revisions, told.revisions + 9))

        def edit() -> None:
            (root / POST).write_text(text(next(number), told.goals))
            git(root, "commit", "-qam", "One more step")

        edited = seconds(build, edit)
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        pages = sum(1 for path in site.rglob("*.html"))
        print(f"{told.revisions} revisions of {told.goals} goals, {pages} pages")
        print(f"python -c pass       {start:8.3f} s")
        print(f"floor                {floor:8.3f} s")
        print(f"cold build           {cold:8.3f} s   {cold / floor:5.2f} x the floor")
        print(f"all anew, same pages {rewritten:8.3f} s   {rewritten / floor:5.2f} x the floor")
        print(f"nothing changed      {unchanged:8.3f} s   {unchanged / cold:5.1%} of the cold build")
        print(f"one goal edited      {edited:8.3f} s   {edited / unchanged:5.2f} x nothing changed")
        print(f"memory, at its peak  {memory:8.0f} MB")


if __name__ == "__main__":
    main()
