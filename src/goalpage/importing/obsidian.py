"""Task lists in Markdown, with the signs of Obsidian Tasks and the fields of Dataview."""

from __future__ import annotations

import re

from msgspec.structs import replace

from goalpage.errors import Problem
from goalpage.importing.tasks import DAY, Read, Task, not_kept
from goalpage.model import Status

_TASK = re.compile(r"([ \t]*)(?:[-*+]|\d+[.)])[ \t]+\[(.)\][ \t]+(.*)")
_NOTE = re.compile(r"([ \t]*)(?:[-*+]|\d+[.)])[ \t]+(.*)")
_HEADING = re.compile(r"#{1,6}[ \t]+(.*?)[ \t]*#*\Z")
_BOXES = {"x": Status.DONE, "X": Status.DONE, "/": Status.ACTIVE, "-": Status.DROPPED, "h": Status.PAUSED}
_SIGNS = {"📅": "due", "📆": "due", "🗓": "due", "✅": "completion", "➕": "created", "⏳": "start", "⌛": "start",
          "🛫": "start", "❌": "cancelled"}  # fmt: skip
_DATED = re.compile(rf"({'|'.join(_SIGNS)})\ufe0f?\s*({DAY})")
_FIELD = re.compile(r"[\[(](due|scheduled|start|created|completion|cancelled|priority)::\s*([^\])]*)[\])]", re.I)
_PRIORITIES = {"🔺": "highest", "⏫": "high", "🔼": "medium", "🔽": "low", "⏬": "lowest"}
_LOST = re.compile(r"🔁\s*[^📅📆🗓✅➕⏳⌛🛫❌#]*|(?:🆔|⛔|🏁)\s*\S+")
_TAG = re.compile(r"(?<!\S)#([^\s#]+)")


def read_obsidian(text: str, path: str) -> Read:
    """Give the tasks of a Markdown file: headings are areas, bullets under a task its notes; prose is passed over."""
    tasks: list[Task] = []
    problems: list[Problem] = []
    area: str | None = None
    columns: list[int] = []
    for number, line in enumerate(text.splitlines(), 1):
        heading, task = _HEADING.match(line), _TASK.match(line)
        if heading:
            area, columns = heading[1].strip() or None, []
        elif task:
            column = len(task[1].expandtabs(4))
            columns = [one for one in columns if one < column]
            tasks.append(_task(task[2], task[3], number, path, problems, area=area, depth=len(columns)))
            columns.append(column)
        elif columns and (note := _NOTE.match(line)) and len(note[1].expandtabs(4)) > columns[-1]:
            tasks[-1] = replace(tasks[-1], notes=(*tasks[-1].notes, note[2].strip()))
        elif line.strip() and not line[:1].isspace():
            columns = []
    return tasks, problems


def _task(  # noqa: PLR0913  # the parts of a line, and where it stands
    box: str, words: str, number: int, path: str, problems: list[Problem], *, area: str | None, depth: int
) -> Task:
    fields = {_SIGNS[sign]: day for sign, day in _DATED.findall(words)}
    for name, value in _FIELD.findall(words):
        fields["start" if name.lower() == "scheduled" else name.lower()] = value.strip()
    priority = next((said for sign, said in _PRIORITIES.items() if sign in words), fields.pop("priority", None))
    problems += [not_kept(path, number, f"`{lost.group().strip()}`") for lost in _LOST.finditer(words)]
    words = _FIELD.sub(" ", _DATED.sub(" ", _LOST.sub(" ", words)))
    words = re.sub(rf"(?:{'|'.join(_PRIORITIES)})\ufe0f?", " ", words)
    tags = tuple(_TAG.findall(words))
    plain = " ".join(_TAG.sub(" ", words).split())
    return Task(
        plain, number, _BOXES.get(box, Status.OPEN), depth, area, priority=priority, tags=tags,
        **{name: value for name, value in fields.items() if re.fullmatch(DAY, value)},
    )  # fmt: skip
