"""Org files, as far as tasks go: https://orgmode.org/worg/org-syntax.html."""

from __future__ import annotations

import re

from msgspec.structs import replace

from goalpage.errors import Problem
from goalpage.importing.tasks import DAY, Read, Task, not_kept
from goalpage.model import Status

_HEADLINE = re.compile(r"(\*+)[ \t]+(.*?)(?:[ \t]+:([\w@#%:]+):)?[ \t]*\Z")
_KEYWORDS = re.compile(r"#\+(?:TODO|SEQ_TODO|TYP_TODO):[ \t]*(.*)", re.IGNORECASE)
_KNOWN = {
    "TODO": Status.OPEN, "NEXT": Status.ACTIVE, "STARTED": Status.ACTIVE, "DOING": Status.ACTIVE,
    "INPROGRESS": Status.ACTIVE, "WAITING": Status.PAUSED, "WAIT": Status.PAUSED, "HOLD": Status.PAUSED,
    "DONE": Status.DONE, "PARTLY": Status.PARTIAL, "FAILED": Status.MISSED, "CANCELLED": Status.DROPPED,
    "CANCELED": Status.DROPPED, "KILL": Status.DROPPED,
}  # fmt: skip
_PLANNED = {"DEADLINE": "due", "SCHEDULED": "start", "CLOSED": "completion"}
_PLAN = re.compile(rf"(DEADLINE|SCHEDULED|CLOSED):[ \t]*[<\[]({DAY})")
_REPEATED = re.compile(rf"<{DAY}[^<>]*?((?:\+\+|\.\+|\+)\d+[hdwmy])[^<>]*>")
_FIGURES = ("baseline", "current", "target")
_OWN = frozenset({"CUSTOM_ID", "ID", "URL", "CREATED", "DUE", "AREA"})
"""Properties that are read, or that only name the task in its file."""
_PROPERTY = re.compile(r"[ \t]*:([\w-]+):[ \t]*(.*?)[ \t]*\Z")
_PRIORITY = re.compile(r"\[#([A-Z0-9])\][ \t]*")
_LINK = re.compile(r"\[\[([^\]\[]+)\](?:\[([^\]\[]+)\])?\]")
_NOTE = re.compile(r"[ \t]*(?:[-+]|\d+[.)])[ \t]+(.*)")


def read_org(text: str, path: str) -> Read:
    """Give the headlines with a keyword as tasks, those without one as areas; what stands below a task are notes."""
    reader = _Reader(_keywords(text), path)
    for number, line in enumerate(text.splitlines(), 1):
        reader.read(line, number)
    return reader.tasks, reader.problems


def _keywords(text: str) -> dict[str, Status]:
    """Give what the file's own keywords mean: those behind the bar, or the last one, end a task."""
    found = dict(_KNOWN)
    for line in _KEYWORDS.findall(text):
        words = [re.sub(r"\(.*?\)", "", word) for word in line.split()]
        _, bar, ended = line.partition("|")
        done = {re.sub(r"\(.*?\)", "", word) for word in (ended.split() if bar else words[-1:])}
        for word in words:
            if word != "|":
                found.setdefault(word, Status.DONE if word in done else Status.OPEN)
    return found


class _Reader:
    """Reads line by line; `_open` are the headlines above, each with its level and whether it is a task."""

    def __init__(self, keywords: dict[str, Status], path: str) -> None:
        self.tasks: list[Task] = []
        self.problems: list[Problem] = []
        self._keywords, self._path = keywords, path
        self._open: list[tuple[int, str, bool]] = []
        self._drawer = self._in_prose = False

    def read(self, line: str, number: int) -> None:
        headline = _HEADLINE.match(line)
        if headline:
            self._headline(headline, number)
        elif self._open and self._open[-1][2]:
            self._below(line, number)

    def _headline(self, found: re.Match[str], number: int) -> None:
        level, title, tags = len(found[1]), found[2], tuple(filter(None, (found[3] or "").split(":")))
        self._open = [one for one in self._open if one[0] < level]
        self._drawer = self._in_prose = False
        word, _, rest = title.partition(" ")
        status = self._keywords.get(word)
        if status is None:
            self._open.append((level, _words(title), False))
            return
        priority = _PRIORITY.match(rest)
        area = next((name for _, name, is_task in reversed(self._open) if not is_task), None)
        depth = sum(is_task for _, _, is_task in self._open)
        words = _words(rest[priority.end() :] if priority else rest)
        task = Task(words, number, status, depth, area, priority=priority[1] if priority else None, tags=tags)
        self.tasks.append(task)
        self._open.append((level, words, True))

    def _below(self, line: str, number: int) -> None:
        stripped = line.strip()
        if stripped.upper() in (":PROPERTIES:", ":LOGBOOK:", ":END:"):
            self._drawer = stripped.upper() != ":END:"
            self._in_prose = False
        elif self._drawer:
            self._property(line, number)
        elif planned := {_PLANNED[name]: day for name, day in _PLAN.findall(line)}:
            self.tasks[-1] = replace(self.tasks[-1], **planned)
            for repeated in _REPEATED.findall(line):
                self.problems.append(not_kept(self._path, number, f"the repeater `{repeated}`"))
        elif stripped and not stripped.startswith("#"):
            self._note(stripped)
        else:
            self._in_prose = False

    def _property(self, line: str, number: int) -> None:
        pair, task = _PROPERTY.match(line), self.tasks[-1]
        name, value = (pair[1].lower(), pair[2]) if pair else ("", line.strip())
        day = re.search(DAY, value)
        if name == "created" and day:
            self.tasks[-1] = replace(task, created=day.group())
        elif name == "due":
            self.tasks[-1] = replace(task, due=value)
        elif name in _FIGURES:
            self.tasks[-1] = replace(task, figures=(*task.figures, (name, value)))
        elif name == "area" and task.depth == 0:
            self.tasks[-1] = replace(task, area=value)
        elif line.strip() and name.upper() not in _OWN:
            self.problems.append(not_kept(self._path, number, f"`{line.strip()}`"))

    def _note(self, text: str) -> None:
        """Add an item of a list, or a line of prose to the paragraph that it goes on with, to the notes of the task."""
        item, task = _NOTE.match(text), self.tasks[-1]
        if not item and self._in_prose:
            self.tasks[-1] = replace(task, notes=(*task.notes[:-1], f"{task.notes[-1]} {_words(text)}"))
        else:
            self.tasks[-1] = replace(task, notes=(*task.notes, _words(item[1] if item else text)))
        self._in_prose = True


def _words(text: str) -> str:
    """Give words with org's links as those of Markdown."""
    plain = _LINK.sub(lambda m: f"[{m[2]}]({m[1]})" if m[2] else m[1], text)
    return " ".join(plain.split())
