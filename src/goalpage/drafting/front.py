"""The front matter of a new post, in the format and with the settings of the last one. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date

from goalpage.reading.front_matter import FrontMatter

KEPT = (
    "layout", "category", "categories", "tags", "tag", "author", "authors", "lang", "language", "type", "comments",
    "toc", "math", "mathjax", "series", "status",
)  # fmt: skip
"""Keys that say what kind of post it is; all others (permalink, description, ...) belong to the one post."""

_TITLE, _DATE = ("title", "Title"), ("date", "Date")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TOLD = ("series", "as", "marks")
"""What `goals:` may say of every post of a kind."""


def front_matter(front: FrontMatter, text: str, title: str, day: date, goals: object) -> str:
    """Give the block with its delimiters, ending in a line end: `text` is the last post's, `front` what was read of it.

    `goals` is the value of that key (None: none).
    """
    mark = text.lstrip("\ufeff")[:3]
    if mark.startswith("{"):
        return _json(front.data, title, day, goals)
    if not front.present:
        return "\n".join(("---", f"title: {quoted(title)}", *_goals_lines(goals, ": "), "---", ""))
    assign = " = " if mark == "+++" else ": "
    lines = [line for key, block in _blocks(front, text) for line in _line_of(key, block, title, day, assign)]
    if not any(key in front.data for key in _TITLE):
        lines.insert(0, f"title{assign}{quoted(title)}")
    if mark not in ("---", "+++"):  # Pelican's lines of `Key: value`, ended by a blank one
        return "\n".join((*(line.replace(quoted(title), title) for line in lines), *_goals_lines(goals, assign), ""))
    return "\n".join((mark, *lines, *_goals_lines(goals, assign), mark, ""))


def kept_goals(value: object) -> object:
    """Give what of the last post's `goals:` holds for the next one: what makes it a goal post, and of which series."""
    if isinstance(value, Mapping):
        kept = {key: value[key] for key in _TOLD if isinstance(value.get(key), str)}
        return kept or True
    return True if value is True else None


def quoted(text: str) -> str:
    """Give a string that YAML, TOML and JSON read alike."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _blocks(front: FrontMatter, text: str) -> Iterator[tuple[str, list[str]]]:
    """Give the top-level keys in their order, each with its lines as written."""
    lines = text.splitlines()
    starts = sorted((line, key) for key, line in front.lines.items())
    ends = ("---", "+++", "...") if lines and lines[0].rstrip() in ("---", "+++") else ("",)
    end = next((n for n in range(1, len(lines)) if lines[n].rstrip() in ends), len(lines))
    for (line, key), (after, _) in zip(starts, [*starts[1:], (end + 1, "")], strict=True):
        yield key, [each for each in lines[line - 1 : after - 1] if each.strip() and not each.lstrip().startswith("#")]


def _line_of(key: str, block: list[str], title: str, day: date, assign: str) -> Iterator[str]:
    if key in _TITLE:
        yield f"{key}{assign}{quoted(title)}"
    elif key in _DATE:
        yield _DAY.sub(day.isoformat(), block[0], count=1) if block and _DAY.search(block[0]) else f"{key}{assign}{day}"
    elif key.lower() in KEPT:
        yield from block


def _goals_lines(goals: object, assign: str) -> Iterator[str]:
    if goals is not None:
        yield f"goals{assign}{_flow(goals, assign)}"


def _flow(value: object, assign: str) -> str:
    """Give a value in one line that YAML, or TOML, reads."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}{assign}{_flow(one, assign)}" for key, one in value.items()) + "}"
    return "true" if value is True else quoted(str(value))


def _json(data: Mapping[str, object], title: str, day: date, goals: object) -> str:
    kept: dict[str, object] = {}
    for key, value in data.items():
        if key in _TITLE:
            kept[key] = title
        elif key in _DATE:
            kept[key] = _DAY.sub(day.isoformat(), str(value), count=1)
        elif key.lower() in KEPT:
            kept[key] = value
    if goals is not None:
        kept["goals"] = goals
    return json.dumps({"title": title, **kept}, indent=2, ensure_ascii=False) + "\n"
