"""What is read of a post, by cases anyone can edit (tests/fixtures/reading/*.md).

A case is *title . post . goals .*; a `{...}` at the end of the title holds settings: `untold` (nobody named the post a
goal post), `path=`, `lang=`, `year=`. A goal is one line, children indented below their parent:

    3 ◐ title | area: Work | due: 2022-06 | 7000 -> 100 $ | notes: 2 | links: 1 | id: x | reviewed | line: 12-14

(what a goal has not is not said; the line is said of a goal that ends on another line than it begins). A problem is
`! line code`, a file without goals says `none`.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from goalpage.model import Goal, Role, Status
from goalpage.reading import ReadingOptions, read_post

FIXTURES = Path(__file__).parents[1] / "fixtures/reading"
_OTHER_TAG = re.compile(r"<(?!/?(?:a|br|code|del|em|ins|strong|sub|sup|u|mark|kbd|q|cite|abbr|small|span)\b)")
SIGNS = {"open": "○", "active": "◐", "paused": "‖", "done": "✓", "partial": "◑", "missed": "✗", "dropped": "⊘"}


def cases_of(file: Path) -> list[object]:
    """Give (post, settings, expected) for each case; a file without cases is an error."""
    lines = file.read_text(encoding="utf-8").split("\n")
    cases: list[object] = []
    at = 0
    while at < len(lines):
        if not lines[at].strip() or lines[at].startswith("#"):
            at += 1
            continue
        first = lines.index(".", at)
        second = lines.index(".", first + 1)
        third = lines.index(".", second + 1)
        title, _, settings = lines[at].partition("{")
        post, expected = "\n".join(lines[first + 1 : second]) + "\n", lines[second + 1 : third]
        name = f"{file.stem}:{at + 1} {title.strip()}"
        cases.append(pytest.param(post, settings.strip("} "), expected, id=name))
        at = third + 1
    assert cases, f"{file.name} holds no case"
    return cases


def all_cases() -> list[object]:
    return [case for file in sorted(FIXTURES.glob("*.md")) for case in cases_of(file)]


def options_of(settings: str) -> tuple[str, ReadingOptions]:
    told = dict(part.partition("=")[::2] for part in settings.split())
    options = ReadingOptions(
        told="untold" not in told,
        lang=told.get("lang"),
        year=int(told["year"]) if "year" in told else None,
        dialect=told.get("dialect", "kramdown"),
        marks=(("strike", Status.MISSED),) if "strike-missed" in told else (),
        liquid={"site.baseurl": "/blog", "site.title": "Elm & Oak"},
    )
    return told.get("path", "post.md"), options


def told_of(post: str, settings: str) -> list[str]:
    """Give what is read of a post in the form of the fixtures."""
    path, options = options_of(settings)
    read = read_post(post, path, options)
    depth: list[int] = []
    lines = []
    for goal in read.goals:
        depth.append(0 if goal.parent is None else depth[goal.parent] + 1)
        lines.append("  " * depth[-1] + line_of(goal))
    lines += [f"! {problem.line or '-'} {problem.code}" for problem in read.problems]
    return lines or ["none"]


def line_of(goal: Goal) -> str:
    said = [f"{goal.number or '-'} {SIGNS[goal.status]} {goal.title}"]
    said += [f"area: {goal.area}"] if goal.area else []
    said += [f"due: {goal.due}"] if goal.due else []
    if goal.progress is not None:
        values = [goal.progress.baseline, goal.progress.current, goal.progress.target]
        shown = " -> ".join("?" if value is None else f"{value}" for value in values[values[0] is None :])
        said.append(f"{shown} {goal.progress.unit}".rstrip())
    said += [f"notes: {len(goal.notes)}"] if goal.notes else []
    said += [f"links: {len(goal.links)}"] if goal.links else []
    said += [f"id: {goal.id}"] if goal.id else []
    said += ["reviewed"] if goal.role is Role.REVIEWED else []
    said += [f"line: {goal.line}-{goal.end_line}"] if goal.end_line > goal.line else []
    return " | ".join(said)


@pytest.mark.parametrize(("post", "settings", "expected"), all_cases())
def test_a_post_is_read_as_its_case_says(post: str, settings: str, expected: list[str]) -> None:
    assert told_of(post, settings) == expected


@pytest.mark.parametrize(("post", "settings", "expected"), all_cases())
def test_lines_lie_in_the_file_and_parents_before_children(post: str, settings: str, expected: list[str]) -> None:
    path, options = options_of(settings)
    read = read_post(post, path, options)
    for place, goal in enumerate(read.goals):
        assert 1 <= goal.line <= goal.end_line <= post.count("\n") + 1
        assert goal.parent is None or goal.parent < place
        assert goal.title == goal.title.strip()
        assert not re.search(
            r"<(?!/?(?:a|br|code|del|em|ins|strong|sub|sup|u|mark|kbd|q|cite|abbr|small|span)\b)", goal.html
        )
