"""Rewrite the parts of the documentation that the program itself can say.

    python docs/refresh.py

Four kinds of block are made here, and compared with what stands in the documents by the tests:
after `<!-- reading -->`, what is read from the example just above it; after `<!-- output: COMMAND -->`,
what that command prints when run beside a copy of the repository's `content` folder; after `<!-- options: COMMAND -->`,
a table of the options of that command; after `<!-- host: NAME -->`, the file that `goalpage init --host NAME` writes.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import click

from goalpage.cli.run import goalpage
from goalpage.config import Generator
from goalpage.init.hosts import Host, Order, host_file
from goalpage.model import Goal, Progress, Role, Status
from goalpage.reading import read_post

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "ARCHITECTURE.md", *sorted((ROOT / "docs").glob("*.md"))]
SIGNS = {
    Status.OPEN: "○", Status.ACTIVE: "◐", Status.PAUSED: "‖", Status.DONE: "✓",
    Status.PARTIAL: "◑", Status.MISSED: "✗", Status.DROPPED: "⊘",
}  # fmt: skip
_LINES = r"(?:(?!```).*\n)*"
_MADE = rf"(?:\n```text\n{_LINES}```\n)?"
_EXAMPLE = re.compile(rf"```(?P<kind>markdown|yaml)\n(?P<post>{_LINES})```\n\n<!-- reading -->\n{_MADE}")
_FILES = {"markdown": "example.md", "yaml": "_data/goals.yml"}
_OPTIONS = re.compile(r"<!-- options: (?P<command>.*?) -->\n(?:\n(?:\|.*\n)+)?")
_HOST = re.compile(rf"<!-- host: (?P<host>\w+) -->\n(?:\n```(?:yaml|toml)\n{_LINES}```\n)?")
_OUTPUT = re.compile(rf"<!-- output: (?P<command>.*?) -->\n{_MADE}")


def refreshed(document: str) -> str:
    """Give the document with every made block as it must be now."""
    document = _EXAMPLE.sub(lambda m: with_reading(m["post"], m["kind"]), document)
    document = _OPTIONS.sub(lambda m: f"<!-- options: {m['command']} -->\n\n{options(m['command'])}", document)
    document = _HOST.sub(lambda m: f"<!-- host: {m['host']} -->\n\n{host(m['host'])}", document)
    return _OUTPUT.sub(
        lambda m: f"<!-- output: {m['command']} -->\n\n```text\n$ {m['command']}\n{output(m['command'])}```\n", document
    )


def with_reading(post: str, kind: str = "markdown") -> str:
    """Give an example followed by the goals that are read from it."""
    goals = read_post(post, _FILES[kind]).goals
    lines = "".join(f"{line}\n" for goal in goals for line in described(goal, goals))
    return f"```{kind}\n{post}```\n\n<!-- reading -->\n\n```text\n{lines}```\n"


def described(goal: Goal, goals: tuple[Goal, ...]) -> list[str]:
    """Give the lines that describe one goal in the documents."""
    facts = [goal.status.value, *(["reviewed"] if goal.role is Role.REVIEWED else [])]
    facts += [f"area {goal.area}"] if goal.area else []
    facts += [f"part of: {goals[goal.parent].title}"] if goal.parent is not None else []
    facts += [values(goal.progress)] if goal.progress else []
    facts += [f"{name} {value}" for name in ("due", "completion", "id") if (value := getattr(goal, name))]
    facts += [f"tags {', '.join(goal.tags)}"] if goal.tags else []
    facts += [f"{entry.date}: {entry.text}" for entry in goal.log]
    number = f"{goal.number.rstrip('.')}. " if goal.number else ""
    return [
        f"{SIGNS[goal.status]} {number}{goal.title}",
        f"    {'; '.join(facts)}",
        *(f"    note: {note.text}" for note in goal.notes),
    ]


def values(progress: Progress) -> str:
    """Give a progress in words: `from 7000 to 100 $, now 1200`."""
    parts = [f"from {progress.baseline}"] if progress.baseline is not None else []
    parts += [f"target {progress.target}"] if progress.target is not None else []
    parts += [f"now {progress.current}"] if progress.current is not None else []
    parts += [f"({progress.unit})"] if progress.unit else []
    return " ".join(parts)


def options(command: str) -> str:
    """Give a table of the options of a command, in the program's own words."""
    context = click.Context(goalpage)
    found = goalpage.get_command(context, command)
    if found is None:
        raise ValueError(f"goalpage has no command {command}")
    rows = [_option(p, context) for p in found.params if isinstance(p, click.Option)]
    return "".join(["| Option | Does |\n|---|---|\n", *rows])


def _option(option: click.Option, context: click.Context) -> str:
    value = "" if option.is_flag or option.count else f" {option.make_metavar(context)}"
    names = ", ".join(f"`{name}`" for name in option.opts[:-1]) + (", " if option.opts[1:] else "")
    return f"| {names}`{option.opts[-1]}{value}` | {option.help} |\n"


def host(name: str) -> str:
    """Give the file that tells a host how to build a Jekyll blog with a Gemfile."""
    order = Order(Generator.JEKYLL, "goalpage", "_site", frozenset({"Gemfile"}))
    path, text = host_file(Host(name), order)
    return f"```{'toml' if path.endswith('.toml') else 'yaml'}\n{text}```\n"


def output(command: str) -> str:
    """Give what a `goalpage` command prints, run beside a copy of the demonstration blog that has no git."""
    program, *arguments = shlex.split(command)
    if program != "goalpage":
        raise ValueError(f"only goalpage is run here, not {program}")
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "content", Path(folder) / "content")
        run = subprocess.run(
            [sys.executable, "-m", "goalpage", *arguments],
            cwd=folder, capture_output=True, text=True, timeout=60, check=False,
            env={"PATH": "/usr/bin:/bin", "COLUMNS": "100", "LC_ALL": "C.UTF-8", "HOME": folder, "NO_COLOR": "1"},
        )  # fmt: skip
    if run.returncode:
        raise RuntimeError(f"{command} failed: {run.stderr}")
    return "".join(f"{line.rstrip()}\n" for line in (run.stdout + run.stderr).splitlines())


if __name__ == "__main__":
    for path in DOCUMENTS:
        old = path.read_text(encoding="utf-8")
        new = refreshed(old)
        if new != old:
            path.write_text(new, encoding="utf-8")
            print(f"refreshed {path.relative_to(ROOT)}")
