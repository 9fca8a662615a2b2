"""todo.txt, by the rules of https://github.com/todotxt/todo.txt: a task a line."""

from __future__ import annotations

import re

from goalpage.errors import Problem
from goalpage.importing.tasks import DAY, Read, Task, not_kept, taken_out
from goalpage.model import Status

_HEAD = re.compile(rf"(?:(x) )?(?:\(([A-Z])\) )?(?:({DAY}) )?(?:({DAY}) )?(?:\(([A-Z])\) )?")
_PAIR = re.compile(r"(?<!\S)([A-Za-z][\w-]*):(?!//)(\S+)")
_KNOWN = {"due": "due", "t": "start", "start": "start", "created": "created", "pri": "priority"}


def read_todo_txt(text: str, path: str) -> Read:
    """Give the tasks of a todo.txt file: projects (`+name`) become areas, contexts (`@name`) tags."""
    tasks: list[Task] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            tasks.append(_task(line.strip(), number, path, problems))
    return tasks, problems


def _task(line: str, number: int, path: str, problems: list[Problem]) -> Task:
    head = _HEAD.match(line)
    assert head is not None  # every part of it may be absent
    is_done, first, second = head[1] is not None, head[3], head[4]
    rest = line[head.end() :]
    fields: dict[str, str] = {}
    for found in _PAIR.finditer(rest):
        name = _KNOWN.get(found[1].lower())
        if name is None:
            problems.append(not_kept(path, number, f"`{found.group()}`"))
        else:
            fields[name] = found[2]
    rest = _PAIR.sub(" ", rest)
    area, rest = taken_out(r"(?<!\S)\+(\S+)", rest)
    tags = tuple(re.findall(r"(?<!\S)[@+](\S+)", rest))
    words = " ".join(re.sub(r"(?<!\S)[@+]\S+", " ", rest).split())
    return Task(
        words, number, Status.DONE if is_done else Status.OPEN, area=area, due=fields.get("due"),
        start=fields.get("start"), created=fields.get("created") or (second if is_done else first),
        completion=first if is_done else None, priority=head[2] or head[5] or fields.get("priority"), tags=tags,
    )  # fmt: skip
