"""How soon each command answers, on a blog of 100 posts whose goal post has 50 revisions: as ratios to bare Python.

    python benchmarks/bench_commands.py [--runs 7]

Medians of whole processes, in turns with `python -c pass`. Budgets: 0.3 s for a command, 0.1 s for its help, on the
machine for which they were set, whose `python -c pass` took 0.01 s: so 30 and 10 times that. Every command in the
table of commands is measured; `serve` and `init`, which wait for somebody, by their help alone.
"""

from __future__ import annotations

import argparse
import compileall
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import goalpage
from goalpage.cli.run import COMMANDS
from repo import Commit, make_repo

POST = "_posts/2020-01-01-my-goals.md"
COMMAND_BUDGET, HELP_BUDGET = 30.0, 10.0

ARGUMENTS: dict[str, Sequence[str]] = {
    "build": ("{blog}",), "check": ("{blog}",), "show": ("--blog", "{blog}"), "log": ("--blog", "{blog}"),
    "diff": ("--blog", "{blog}"), "update": ("2", "--current", "7", "--dry-run", "--blog", "{blog}"),
    "done": ("2", "--dry-run", "--blog", "{blog}"), "drop": ("2", "--dry-run", "--blog", "{blog}"),
    "pause": ("2", "--dry-run", "--blog", "{blog}"), "reopen": ("2", "--dry-run", "--blog", "{blog}"),
    "new": ("Goals for 2030", "--dry-run", "--blog", "{blog}"), "review": ("--dry-run", "--blog", "{blog}"),
    "publish": ("--dry-run", "--blog", "{blog}"), "export": ("--format", "csv", "--blog", "{blog}"),
}  # fmt: skip
"""What each command is measured with; those not named are measured by their help."""


def text(revision: int) -> str:
    """Give the goal post as it stood at one of its revisions."""
    goals = "".join(f"{n}. Read {n + 20} books about rivers ({min(revision, n)} of {n + 20})\n" for n in range(1, 31))
    return f"---\ntitle: My goals\n---\n\n{goals}"


def make_blog(folder: Path) -> Path:
    """Make the blog, with its history in git."""
    body = "One more evening at the river.\n" * 3
    posts = {f"_posts/2019-{n % 12 + 1:02}-{n % 28 + 1:02}-post-{n}.md": f"---\ntitle: Post {n}\n---\n\n{body}"
             for n in range(99)}  # fmt: skip
    first = Commit("2020-01-01T10:00:00+00:00", {"_config.yml": "title: T\n", **posts, POST: text(0)})
    rest = [Commit(f"2020-{n % 12 + 1:02}-{n // 12 + 2:02}T10:00:00+00:00", {POST: text(n)}) for n in range(1, 50)]
    return make_repo(folder, [first, *sorted(rest, key=lambda commit: commit.date)])


def main() -> int:
    """Time every command; exit status 1 where one is over its budget."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=7)
    runs = options.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        blog = make_blog(Path(folder) / "blog")
        environment = {**os.environ, "XDG_CACHE_HOME": f"{folder}/cache"}
        # compiled as pip compiles what it installs: here the package may lie in a checkout
        compileall.compile_dir(Path(goalpage.__file__).parent, quiet=2)
        python = (sys.executable, "-c", "pass")
        ours = (sys.executable, "-m", "goalpage")
        wanted = {"--version": (("--version",), HELP_BUDGET), "--help": (("--help",), HELP_BUDGET)}
        for name in COMMANDS:
            wanted[f"{name} --help"] = ((name, "--help"), HELP_BUDGET)
            if name in ARGUMENTS:
                words = tuple(word.format(blog=blog) for word in ARGUMENTS[name])
                wanted[name] = ((name, *words), COMMAND_BUDGET)
        over = 0
        for name, (words, budget) in wanted.items():
            floor, took = _medians((python, (*ours, *words)), runs, environment)
            ratio = took / floor
            over += ratio > budget
            print(f"{name:18} {took * 1000:5.0f} ms {ratio:6.1f} x{'   over' if ratio > budget else ''}")
    return int(over > 0)


def _medians(commands: Sequence[Sequence[str]], runs: int, environment: dict[str, str]) -> list[float]:
    times: list[list[float]] = [[] for _ in commands]
    for _ in range(runs + 1):
        for took, command in zip(times, commands, strict=True):
            start = time.perf_counter()
            subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
            took.append(time.perf_counter() - start)
    return [statistics.median(each[1:]) for each in times]


if __name__ == "__main__":
    sys.exit(main())
