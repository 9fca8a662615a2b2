"""Cases that anyone can edit: Markdown files of *title . goal . what is read of it .*"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from goalpage.model import Progress, Role
from goalpage.reading.fields import Cell, Fields, GoalText, NoteText, marks_of_post, read_fields

FIXTURES = Path(__file__).parents[2] / "fixtures" / "fields"
_STRIKE = re.compile(r"~~(?=\S)(.+?)(?<=\S)~~")
_SETTINGS = ("lang", "role", "year", "post_year", "beside")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Make one test of each case of the fixture file named like the test."""
    if "field_case" in metafunc.fixturenames:
        cases = [case for file in sorted(FIXTURES.glob("*.md")) for case in cases_of(file)]
        metafunc.parametrize("field_case", cases, ids=[case[0] for case in cases])


def cases_of(file: Path) -> list[tuple[str, str, str]]:
    """Give (file:line title, goal, expected) of each case; a file without cases is an error."""
    lines = file.read_text(encoding="utf-8").split("\n")
    cases, at = [], 0
    while at < len(lines):
        if not lines[at].strip() or lines[at].startswith("#"):
            at += 1
            continue
        first = lines.index(".", at)
        second = lines.index(".", first + 1)
        third = lines.index(".", second + 1)
        name = f"{file.stem}:{at + 1} {lines[at].strip()}"
        cases.append((name, "\n".join(lines[first + 1 : second]), "\n".join(lines[second + 1 : third])))
        at = third + 1
    if not cases:
        raise ValueError(f"{file} holds no case")
    return cases


@pytest.fixture
def told_of() -> Callable[[str], str]:
    """The function that gives what is read of the goal of a case, one field a line, empty ones left out."""
    return _told_of


def _told_of(source: str) -> str:
    settings, goal, others = _parsed(source)
    role = Role(settings.get("role", "stated"))
    marks = marks_of_post([goal, *others], (), role)
    year, post_year = (int(settings[name]) if name in settings else None for name in ("year", "post_year"))
    fields = read_fields(goal, marks=marks, role=role, lang=settings.get("lang"), year=year, post_year=post_year)
    return "\n".join(_lines(goal, fields))


def _parsed(source: str) -> tuple[dict[str, str], GoalText, list[GoalText]]:
    settings: dict[str, str] = {}
    headings, notes, comments, cells, tags, icons = [], [], [], [], [], []
    statement = ""
    for line in source.split("\n"):
        key, _, value = line.partition(": ")
        if line.startswith("!") and key[1:] in _SETTINGS:
            settings[key[1:]] = value
        elif line.startswith("# "):
            headings.append(line[2:])
        elif line.startswith("- "):
            notes.append(NoteText(*_struck(line[2:])))
        elif line.startswith("| "):
            column, _, text = line[2:].partition(": ")
            cells.append(Cell(column, text))
        elif line.startswith("<!--"):
            comments.append(line[4:-3])
        elif line.startswith("<icon "):
            icons.append(line[6:-1])
        elif line.startswith("<"):
            tags.append(line)
        else:
            statement = line
    box = re.match(r"\[(.)\] ", statement)
    text, struck = _struck(statement[4:] if box else statement)
    goal = GoalText(
        text, struck, checkbox=box[1] if box else None, notes=tuple(notes), comments=tuple(comments),
        icons=tuple(icons), tags=tuple(tags), headings=tuple(headings), cells=tuple(cells),
    )  # fmt: skip
    others = [GoalText(*_struck(other)) for other in settings.get("beside", "").split(" / ") if other]
    return settings, goal, others


def _struck(line: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    text, spans, at = "", [], 0
    for found in _STRIKE.finditer(line):
        text += line[at : found.start()]
        spans.append((len(text), len(text) + len(found[1])))
        text += found[1]
        at = found.end()
    return text + line[at:], tuple(spans)


def _lines(goal: GoalText, fields: Fields) -> list[str]:
    name = goal.text
    for start, end in sorted(fields.cuts, reverse=True):
        name = name[:start] + name[end:]
    shown = {
        "status": fields.status.value + ("?" if "status" in fields.inferred else ""),
        "words": " / ".join(fields.words),
        "progress": _progress(fields.progress),
        "due": fields.due,
        "completion": fields.completion,
        "start": fields.start,
        "created": fields.created,
        "cancelled": fields.cancelled,
        "id": fields.id,
        "priority": fields.priority,
        "confidence": fields.confidence,
        "tags": ", ".join(fields.tags),
        "area": fields.area,
        "evidence": ", ".join(link.url for link in fields.evidence),
        "was": " / ".join(fields.was),
        "log": ", ".join(f"{entry.date} {entry.value}" for entry in fields.log),
        "name": " ".join(name.split()) if fields.cuts else "",
        "problem": " / ".join(f"{problem.message}; {problem.cure}" for problem in fields.problems),
    }
    return [
        f"{key}: {value}"
        for key, value in shown.items()
        if value not in (None, "") and (key, value) != ("status", "open")
    ]


def _progress(progress: Progress | None) -> str:
    if progress is None:
        return ""
    start = f"{progress.baseline} -> " if progress.baseline is not None else ""
    way = " falling" if progress.direction.value == "down" else ""
    scale = " log" if progress.log_scale else ""
    return f"{start}{progress.current} of {progress.target} {progress.unit}".strip() + way + scale
