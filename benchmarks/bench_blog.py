"""Where the input comes from: histories against git's own two processes, front matter against PyYAML.

    python benchmarks/bench_blog.py

Fails where, in processor time, 1,000 revisions of one post take more than 3 times what git alone takes to give them,
where 2,000 of them take more than 2.5 times as long as 1,000, or where front matter takes more than 2 times what
`yaml.load` takes.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from goalpage.blog import load_config, read_blog
from goalpage.reading.front_matter import read_front_matter
from repo import Commit, make_repo

POST = "_posts/2020-01-01-goals.md"
NOW = datetime(2030, 1, 1, tzinfo=UTC)
FRONT = """\
layout: post
title: "What I want to do this year"
date: 2024-01-01 10:00:00 +0100
tags: [life, goals, plans]
categories:
  - personal
author: ada
description: >
  Some words about it,
  and some more.
"""


def spent() -> float:
    """Processor seconds so far, those of git included: the machine may be busy with other work."""
    uses = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(use.ru_utime + use.ru_stime for use in uses)


def best(work: Callable[[], object], times: int = 15) -> float:
    """Processor seconds of the cheapest run of several."""
    found = []
    for _ in range(times):
        start = spent()
        work()
        found.append(spent() - start)
    return min(found)


def repository(folder: Path, revisions: int) -> Path:
    day = datetime(2020, 1, 1, tzinfo=UTC)
    lines = [f"{n}. A goal of some length that says what is to be done, number {n}" for n in range(1, 21)]
    commits = []
    for n in range(revisions):
        text = "---\ntitle: Goals\ngoals: true\n---\n\n" + "\n".join(lines) + f"\n21. Read {n} books\n"
        commits.append(Commit((day + timedelta(hours=n)).isoformat(), {POST: text}, f"Revision {n}"))
    return make_repo(folder, commits)


def by_git_alone(root: Path) -> None:
    """Let git give what it must: one log, one cat-file."""
    command = ["git", "-C", str(root), "log", "--raw", "--no-abbrev", "--pretty=raw", "-z", "HEAD"]
    log = subprocess.run(command, capture_output=True, check=True).stdout
    blobs = [line.split()[3] for line in log.replace(b"\0", b"\n").split(b"\n") if line.startswith(b":")]
    command = ["git", "-C", str(root), "cat-file", "--batch", "--buffer"]
    subprocess.run(command, input=b"\n".join(blobs) + b"\n", capture_output=True, check=True)


def by_goalpage(root: Path, revisions: int) -> None:
    config, _ = load_config(root)
    (candidate,) = read_blog(root, config, now=NOW).candidates
    assert len(candidate.texts) == revisions


def main() -> None:
    failed = []

    def check(what: str, ratio: float, budget: float) -> None:
        print(f"{what:58} {ratio:5.2f} x   (budget {budget} x)")
        if ratio > budget:
            failed.append(what)

    with tempfile.TemporaryDirectory() as folder:
        one = repository(Path(folder) / "one", 1_000)
        two = repository(Path(folder) / "two", 2_000)
        floor, ours = best(lambda: by_git_alone(one)), best(lambda: by_goalpage(one, 1_000))
        twice = best(lambda: by_goalpage(two, 2_000))
        print(f"milliseconds: git alone {floor * 1000:.0f}, goalpage {ours * 1000:.0f}, of 2,000 {twice * 1000:.0f}")
        check("1,000 revisions, against git alone", ours / floor, 3)
        check("2,000 revisions, against 1,000", twice / ours, 2.5)
    post = f"---\n{FRONT}---\n\nWords.\n"
    floor = best(lambda: [yaml.load(FRONT, yaml.CSafeLoader) for _ in range(500)])
    ours = best(lambda: [read_front_matter(post, "x.md") for _ in range(500)])
    print(f"front matter: yaml.load {floor * 2000:.0f} microseconds, goalpage {ours * 2000:.0f}")
    check("front matter, against yaml.load with libyaml", ours / floor, 2)
    sys.exit(f"over budget: {', '.join(failed)}" if failed else 0)


if __name__ == "__main__":
    main()
