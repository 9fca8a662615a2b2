"""Tasks as the goals of a post: task lists under headings, with labelled fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from goalpage.importing.tasks import Task
from goalpage.model import Status

_BOXES = {Status.DONE: "x", Status.ACTIVE: "/", Status.DROPPED: "-"}
_LABELS = ("due", "start", "created", "completion", "cancelled", "priority")


def body_of(tasks: Sequence[Task], *, headings: bool = True) -> str:
    """Give the Markdown; tasks of one area stand together, those of none first, each in the order of the file.

    Without `headings` the area is a field of each, and all stand in one list.
    """
    if not headings:
        pairs = zip(tasks, (*tasks[1:], None), strict=True)
        items = (_item(task, holds=_holds(task, after), area=True) for task, after in pairs)
        return "".join(f"{line}\n" for item in items for line in item)
    lines: list[str] = []
    for area, those in _by_area(tasks).items():
        if not those:
            continue
        lines += ["", f"## {area}", ""] if area else []
        for task, after in zip(those, (*those[1:], None), strict=True):
            lines += _item(task, holds=_holds(task, after))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def in_order(tasks: Sequence[Task], *, headings: bool = True) -> list[Task]:
    """Give the tasks in the order in which `body_of` writes them."""
    return [task for those in _by_area(tasks).values() for task in those] if headings else list(tasks)


def _by_area(tasks: Sequence[Task]) -> dict[str | None, list[Task]]:
    """Give the tasks by the area of the topmost one above each, those of none first."""
    found: dict[str | None, list[Task]] = {None: []}
    area: str | None = None
    for task in tasks:
        area = task.area if task.depth == 0 else area
        found.setdefault(area, []).append(task)
    return found


def _holds(task: Task, after: Task | None) -> bool:
    return after is not None and after.depth > task.depth


def _item(task: Task, *, holds: bool, area: bool = False) -> Iterator[str]:
    """Give the lines of a task; where it `holds` others, its notes are paragraphs: bullets would be goals."""
    indent = "  " * task.depth
    yield f"{indent}- [{_BOXES.get(task.status, ' ')}] {task.words}"
    if task.status not in (*_BOXES, Status.OPEN):
        yield f"{indent}  - Status: {task.status.value}"
    for name in _LABELS:
        value = getattr(task, name)
        if value:
            yield f"{indent}  - {name.capitalize()}: {value}"
    yield from (f"{indent}  - {name.capitalize()}: {value}" for name, value in task.figures)
    if area and task.area and task.depth == 0:
        yield f"{indent}  - Area: {task.area}"
    if task.tags:
        yield f"{indent}  - Tags: {', '.join(task.tags)}"
    for note in task.notes:
        yield from ("", f"{indent}  {note}", "") if holds else (f"{indent}  - {note}",)
