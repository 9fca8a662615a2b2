"""Which program a file is from, and its tasks."""

from __future__ import annotations

from collections.abc import Callable

from goalpage.importing.obsidian import read_obsidian
from goalpage.importing.org import read_org
from goalpage.importing.tasks import Read
from goalpage.importing.todo_txt import read_todo_txt

_READERS: dict[str, Callable[[str, str], Read]] = {
    "todo.txt": read_todo_txt, "org": read_org, "obsidian": read_obsidian,
}  # fmt: skip
KINDS = tuple(_READERS)
_ENDINGS = {".org": "org", ".txt": "todo.txt", ".md": "obsidian", ".markdown": "obsidian"}


def kind_of(name: str) -> str | None:
    """Give the kind of a file by the ending of its name, None where that does not tell."""
    return next((kind for ending, kind in _ENDINGS.items() if name.lower().endswith(ending)), None)


def tasks_of(text: str, kind: str, path: str) -> Read:
    """Give the tasks of a text of one of KINDS, and what of it could not be kept."""
    return _READERS[kind](text.removeprefix("\ufeff"), path)
