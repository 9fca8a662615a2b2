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
    areas = dict.fromkeys((None, *(task.area for task in tasks if task.depth == 0)))
    lines: list[str] = []
    for area in areas:
        lines += ["", f"## {area}", ""] if area else []
        here = False
        for task, after in zip(tasks, (*tasks[1:], None), strict=True):
            here = task.area == area if task.depth == 0 else here
            lines += _item(task, holds=_holds(task, after)) if here else []
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


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
    if area and task.area and task.depth == 0:
        yield f"{indent}  - Area: {task.area}"
    if task.tags:
        yield f"{indent}  - Tags: {', '.join(task.tags)}"
    for note in task.notes:
        yield from ("", f"{indent}  {note}", "") if holds else (f"{indent}  - {note}",)
