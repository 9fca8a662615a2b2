"""The formats of other programs: what they hold, what is safe in them, and that they are read back."""

import csv
import io
import json
import os
import re
import subprocess
import sys

import pytest

from goalpage.reading import ReadingOptions, read_post

POST = """---
title: My goals
---

## Body

- [/] Run 21 km (currently 12 km)
  - with *two* friends
- [x] Learn to count
  - =HYPERLINK("http://evil.example")
- [ ] Sleep, "well", by June 2024
  - [ ] go to bed early

## Mind

- [-] Learn `chess` & [checkers](https://example.org)
- [ ] Save €1,500
- [ ] Secret plan
"""


@pytest.fixture
def export(make_blog, tmp_path):
    settings = "title: T\ngoalpage: {hide: [Secret plan]}\n"
    blog = make_blog({"_config.yml": settings, "_posts/2024-01-01-my-goals.md": POST})

    def run(kind, *arguments):
        env = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
        command = [sys.executable, "-m", "goalpage", "export", "--format", kind, "--blog", str(blog), *arguments]
        return subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, check=False, timeout=60)

    return run


def text(ran):
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.decode()


def test_csv(export):
    data = text(export("csv"))
    assert all(line.endswith("\r") for line in data.split("\n")[:1])
    rows = list(csv.DictReader(io.StringIO(data, newline="")))
    assert [(row["title"], row["status"], row["area"], row["due"]) for row in rows] == [
        ("Run 21 km", "active", "Body", ""),
        ("Learn to count", "done", "Body", ""),
        ("Sleep, “well”, by June 2024", "open", "Body", "2024-06"),
        ("go to bed early", "open", "Body", ""),
        ("Learn chess & checkers", "dropped", "Mind", ""),
        ("Save €1,500", "open", "Mind", ""),
    ]
    told = [rows[0][name] for name in ("current", "target", "unit", "notes")]
    assert told == ["12", "21", "km", "with two friends"]
    assert rows[1]["notes"].startswith("'=HYPERLINK(")
    assert rows[3]["parent"] == rows[2]["id"]
    assert rows[5]["line"] == "17"


def test_org(export):
    data = text(export("org"))
    assert data.startswith("#+TODO: TODO NEXT HOLD | DONE PARTLY FAILED CANCELLED\n\n* My goals\n** NEXT Run 21 km\n")
    assert "*** TODO go to bed early\n" in data
    assert "** CANCELLED Learn chess & checkers\n" in data
    assert ":CURRENT: 12 km\n:TARGET: 21 km\n" in data
    assert ":DUE: 2024-06\n" in data


def test_markdown_is_read_back(export):
    data = text(export("markdown"))
    before = read_post(POST, "a.md", ReadingOptions(dialect="kramdown", told=True))
    after = read_post(f"---\ntitle: My goals\n---\n\n{data}", "a.md", ReadingOptions(dialect="kramdown", told=True))

    def told(post):
        return [(g.title, g.status, g.area, g.parent, g.due, g.progress, [n.text for n in g.notes])
                for g in post.goals if g.title != "Secret plan"]  # fmt: skip

    assert told(after) == told(before)


@pytest.mark.parametrize("kind", ["csv", "json", "ics", "org", "markdown"])
def test_what_is_hidden_is_nowhere_and_the_bytes_are_the_same(export, kind, tmp_path):
    first = export(kind)
    assert b"ecret" not in text(first).encode()
    ran = export(kind, "--output", "out.x")
    assert (ran.returncode, ran.stdout.decode()) == (0, "Wrote out.x.\n")
    assert (tmp_path / "out.x").read_bytes() == first.stdout
    assert not [file for file in tmp_path.iterdir() if re.match(r"\.out", file.name)]


def test_json_is_that_of_the_site(export):
    data = json.loads(text(export("json")))
    assert data["version"] == 1
    assert [len(revision["goals"]) for history in data["histories"] for revision in history["revisions"]] == [6]


def test_wrong_wishes(export):
    ran = export("csv", "--output", "none/x.csv")
    assert (ran.returncode, b"none/x.csv: the file cannot be written" in ran.stderr) == (2, True)
    assert export("pages", "--output", "x").returncode == 2
    assert export("xml").returncode == 2
    ran = export("csv", "--layout", "default")
    assert (ran.returncode, b"--layout goes with --format pages" in ran.stderr) == (2, True)
