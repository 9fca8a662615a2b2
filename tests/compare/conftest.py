"""Goal lists in a short notation, and fixture files of `title . part . part .` cases."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path

import pytest

from goalpage.model import (
    Direction,
    Goal,
    History,
    Link,
    Note,
    Origin,
    Post,
    Progress,
    Revision,
    Role,
    Status,
)

FIXTURES = Path(__file__).parents[1] / "fixtures" / "compare"

_BOXES = {
    " ": Status.OPEN, "x": Status.DONE, "/": Status.ACTIVE,
    "~": Status.PARTIAL, "!": Status.MISSED, "-": Status.DROPPED,
}  # fmt: skip
_ITEM = re.compile(r"(?P<indent> *)- (?:\[(?P<box>.)\] )?(?P<title>[^|]+?)(?: \|(?P<fields>.*))?$")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")


def goals_in(text: str) -> tuple[Goal, ...]:
    """`## Area`, `- [x] Title | id=a | due=2022 | value=3/12 books | reviewed | note=...`; indented: a subgoal."""
    found: list[Goal] = []
    area: str | None = None
    parents: dict[int, int] = {}
    for line in text.splitlines():
        if line.startswith("## "):
            area = line[3:]
        elif item := _ITEM.match(line):
            depth = len(item["indent"]) // 2
            parents[depth] = len(found)
            found.append(_goal(item, area, parents.get(depth - 1) if depth else None))
        elif line.strip():
            raise ValueError(f"not a goal: {line!r}")
    return tuple(found)


def _goal(item: re.Match[str], area: str | None, parent: int | None) -> Goal:
    words = item["title"]
    title = _LINK.sub(r"\1", words)
    fields = [tuple(part.strip().partition("=")) for part in (item["fields"] or "").split("|") if part.strip()]
    named = {key: value for key, _, value in fields}
    return Goal(
        title=title,
        text=named.get("text", title),
        html=named.get("html", _LINK.sub(r'<a href="\2">\1</a>', escape(words, quote=False))),
        notes=tuple(Note(value, value) for key, _, value in fields if key == "note"),
        links=tuple(Link(text, url) for text, url in _LINK.findall(words)),
        parent=parent,
        area=area,
        status=_BOXES[item["box"] or " "],
        role=Role.REVIEWED if "reviewed" in named else Role.STATED,
        progress=_progress(named["value"]) if "value" in named else None,
        due=named.get("due"),
        id=named.get("id"),
        was=tuple(value for key, _, value in fields if key == "was"),
    )


def _progress(told: str) -> Progress:
    values, _, unit = told.partition(" ")
    current, _, target = values.partition("/")
    now, goal = (int(value) if value else None for value in (current, target))
    down = now is not None and goal is not None and unit == "$" and now > goal
    return Progress(now, goal, unit=unit, direction=Direction.DOWN if down else Direction.UP)


def history_of(*lists: Sequence[Goal] | str, posts: Sequence[str] | None = None) -> History:
    """A history of these lists, a month apart; `posts` names the post of each (one post where not given)."""
    sources = posts or ["goals.md"] * len(lists)
    revisions = []
    for n, these in enumerate(lists):
        goals = goals_in(these) if isinstance(these, str) else tuple(these)
        date = datetime(2020, 1, 1, 12, tzinfo=UTC) + timedelta(days=31 * n)
        if posts:
            date = datetime(2020 + n, 1, 1, 12, tzinfo=UTC)
        title = None if not posts else sources[n].removesuffix(".md")
        revisions.append(
            Revision(f"{date.date()}-{n:06x}", date, sources[n], sources[n], Origin.COMMIT, Post(title, goals=goals),
                     previous=n - 1 if n else None)
        )  # fmt: skip
    return History("goals", "Goals", tuple(revisions), tuple(dict.fromkeys(sources)), is_series=posts is not None)


@pytest.fixture
def history() -> Callable[..., History]:
    return history_of


def cases(name: str, parts: int) -> list[object]:
    """The cases of a fixture file: a title, then `parts` texts, each ended by a line with a single full stop."""
    found = list(_cases((FIXTURES / name).read_text(encoding="utf-8"), parts))
    assert found, f"{name} holds no case"
    return [pytest.param(*texts, id=f"{name}:{line} {title}") for title, line, texts in found]


def _cases(text: str, parts: int) -> Iterator[tuple[str, int, list[str]]]:
    title, start, texts, lines = "", 0, [], []
    for number, line in enumerate(text.splitlines(), 1):
        if line != ".":
            lines.append(line)
        elif not title:
            title, start, lines = "\n".join(lines).strip(), number - 1, []
        else:
            texts.append("\n".join(lines).strip("\n"))
            lines = []
            if len(texts) == parts:
                yield title, start, texts
                title, texts = "", []
    assert not "".join(lines).strip(), f"line {start}: the last case is not ended by a full stop"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """`@pytest.mark.cases("changes.md", "old", "new", "told")` runs a test with each case of the file."""
    marker = metafunc.definition.get_closest_marker("cases")
    if marker is not None:
        name, *names = marker.args
        metafunc.parametrize(names, cases(name, len(names)))


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "cases(file, *names): run with each case of a fixture file")
