"""Goals as the text of another program: CSV, org and Markdown. The same goals give the same text. Pure."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from goalpage.export.rows import Row
from goalpage.markdown.plain import plain
from goalpage.model import Number, Status

COLUMNS = (
    "history", "list", "id", "number", "title", "status", "area", "parent", "baseline", "current", "target", "unit",
    "due", "first_stated", "last_changed", "tags", "notes", "url", "source", "line",
)  # fmt: skip
"""The columns of the CSV, in their order; one may be added at the end, none is renamed or moved."""

TODO = {
    Status.OPEN: "TODO", Status.ACTIVE: "NEXT", Status.PAUSED: "HOLD", Status.DONE: "DONE", Status.PARTIAL: "PARTLY",
    Status.MISSED: "FAILED", Status.DROPPED: "CANCELLED",
}  # fmt: skip
"""The keywords of org mode, those that end a task last."""

BOXES = {Status.DONE: "x", Status.ACTIVE: "/", Status.DROPPED: "-"}
_FORMULA = re.compile(r"\A\s*[=+\-@\t\r]")


def as_csv(rows: Sequence[Row]) -> str:
    """Give RFC 4180: lines end in CR LF, the first names the columns.

    A cell that a spreadsheet would take for a formula begins with an apostrophe, as OWASP advises.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([[_cell(value) for value in _values(row)] for row in rows])
    return out.getvalue()


def _values(row: Row) -> Iterator[object]:
    goal, progress = row.goal, row.last.progress or row.goal.progress
    yield from (row.history, row.list, row.id, goal.number, goal.title, row.last.status.value, goal.area, row.parent)
    for name in ("baseline", "current", "target", "unit"):
        yield getattr(progress, name) if progress else None
    yield from (row.last.due or goal.due, row.first_stated, row.last_changed, ", ".join(goal.tags))
    yield from ("\n".join(note.text for note in goal.notes), row.url, row.source, goal.line)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, int | float):
        return _figure(value)
    text = str(value).replace("\0", "")
    return f"'{text}" if _FORMULA.match(text) else text


def _figure(value: Number) -> str:
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def as_org(rows: Sequence[Row]) -> str:
    """Give an org file: a heading for each list, below it a task for each goal with what is known as properties."""
    done = " ".join(TODO[status] for status in (Status.DONE, Status.PARTIAL, Status.MISSED, Status.DROPPED))
    still = " ".join(TODO[status] for status in (Status.OPEN, Status.ACTIVE, Status.PAUSED))
    lines = [f"#+TODO: {still} | {done}"]
    for title, those in groupby(rows, key=lambda row: row.list):
        lines += ["", f"* {_line(title)}"]
        for row in those:
            lines += _org_task(row)
    return "\n".join(lines) + "\n"


def _org_task(row: Row) -> Iterator[str]:
    goal, due = row.goal, row.last.due or row.goal.due
    tags = "".join(f":{re.sub(r'[^0-9A-Za-z_@#%]+', '_', tag)}" for tag in goal.tags)
    yield f"{'*' * (row.depth + 2)} {TODO[row.last.status]} {_line(goal.title)}{f' {tags}:' if tags else ''}"
    if due:
        yield f"DEADLINE: <{due}>" if len(due) == 10 else f"# due {due}"
    yield ":PROPERTIES:"
    yield f":CUSTOM_ID: {row.history}.{row.id}"
    for name, value in _properties(row):
        yield f":{name}: {value}"
    yield ":END:"
    yield from (f"- {_line(note.text)}" for note in goal.notes)


def _properties(row: Row) -> Iterator[tuple[str, str]]:
    progress = row.last.progress or row.goal.progress
    due = row.last.due or row.goal.due
    if row.goal.area:
        yield "AREA", _line(row.goal.area)
    if progress is not None:
        for name in ("baseline", "current", "target"):
            value = getattr(progress, name)
            if value is not None:
                yield name.upper(), f"{_figure(value)} {progress.unit}".rstrip()
    if due and len(due) < 10:
        yield "DUE", due
    yield "CREATED", f"[{row.first_stated}]"
    yield "URL", row.url


def as_markdown(rows: Sequence[Row]) -> str:
    """Give task lists in Markdown, under the headings of the lists and areas, that goalpage reads as these goals."""
    lines: list[str] = []
    for title, those in groupby(rows, key=lambda row: row.list):
        lines += ["", f"# {plain(title)}", ""]
        area: str | None = None
        for row in those:
            if row.depth == 0 and row.goal.area != area:
                area = row.goal.area
                lines += ["", f"## {plain(area)}", ""] if area else [""]
            lines += _task(row)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _task(row: Row) -> Iterator[str]:
    goal, last = row.goal, row.last
    indent = "  " * row.depth
    yield f"{indent}- [{BOXES.get(last.status, ' ')}] {plain(goal.title)}"
    if last.status not in (*BOXES, Status.OPEN):
        yield f"{indent}  - Status: {last.status.value}"
    yield from (f"{indent}  - {label}: {value}" for label, value in _labels(row))
    yield from (f"{indent}  - {plain(note.text)}" for note in goal.notes)


def _labels(row: Row) -> Iterator[tuple[str, str]]:
    progress = row.last.progress or row.goal.progress
    if progress is not None:
        for name in ("baseline", "current", "target"):
            value = getattr(progress, name)
            if value is not None:
                sign = progress.unit if len(progress.unit) == 1 and progress.unit in "$€£¥" else ""
                behind = f" {progress.unit}" if progress.unit and not sign else ""
                yield name.capitalize(), f"{sign}{_figure(value)}{behind}"
    due = row.last.due or row.goal.due
    if due:
        yield "Due", due
    if row.goal.tags:
        yield "Tags", ", ".join(row.goal.tags)


def _line(text: str) -> str:
    return " ".join(text.split())
