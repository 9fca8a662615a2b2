"""`Title: ...` lines that lead a post: those of Pelican and Python-Markdown, and front matter that nothing opens."""

from __future__ import annotations

import re

from msgspec import Struct

_LINE = re.compile(r"(?P<key>[A-Za-z][\w-]{0,39})[ \t]*:(?:[ \t]+(?P<value>.*))?\Z")
_MORE = re.compile(r"(?: {4,}|\t)[ \t]*(?P<value>\S.*)\Z")
_KNOWN = {"title", "date", "modified", "category", "tags", "keywords", "slug", "author", "authors", "summary", "lang",
          "translation", "status", "template", "save_as", "url"}  # fmt: skip
"""The keys of Pelican's own (its manual, "File metadata")."""
_UNOPENED = re.compile(
    r"(?:[A-Za-z][\w-]*[ \t]*:[^\n]*\n(?:[ \t]+\S[^\n]*\n|-[ \t][^\n]*\n){0,60}){2,60}(?=-{3,}[ \t]*(?:\n|\Z))"
)
_TITLE = re.compile(r"^title[ \t]*:", re.MULTILINE)
_LONGEST = 60
"""Lines past which this is no heading of a post."""


class HeaderLines(Struct, frozen=True):
    """The values by their keys in lower case, the 1-based line of each, and how many lines they and the blank take."""

    values: dict[str, object]
    lines: dict[str, int]
    length: int


def unopened_end(text: str) -> int:
    """Give where the YAML ends that begins a text and is only closed by `---`, 0 where it begins otherwise.

    Hexo's posts may be written so (https://hexo.io/docs/front-matter). Two keys are wanted, one of them the title.
    """
    found = _UNOPENED.match(text)
    return found.end() if found is not None and _TITLE.search(found.group()) else 0


def header_lines(text: str) -> HeaderLines | None:
    """Give the lines that lead a text, None where it begins otherwise: one of them must be the title.

    `Status: draft` is told as the key `draft`, as other generators have it; `true` and `false` are
    truths, and tags are a list.
    """
    values: dict[str, object] = {}
    lines: dict[str, int] = {}
    key = ""
    for number, line in enumerate(text.split("\n", _LONGEST + 1), 1):
        if not line.strip():
            break
        found, more = _LINE.match(line), _MORE.match(line)
        if more is not None and key:
            values[key] = f"{values[key]}\n{more['value'].rstrip()}"
        elif found is not None and number <= _LONGEST:
            key = found["key"].lower()
            values[key] = (found["value"] or "").strip()
            lines.setdefault(key, number)
        else:
            return None
    if not values.get("title") or next(iter(values)) not in _KNOWN:
        return None
    return HeaderLines({key: _told(key, str(value)) for key, value in values.items()} | _draft(values), lines, number)


def _told(key: str, value: str) -> object:
    if key in ("tags", "keywords"):
        return [word.strip() for word in re.split("[,\n;]", value) if word.strip()]
    return {"true": True, "false": False}.get(value.lower(), value)


def _draft(values: dict[str, object]) -> dict[str, object]:
    return {"draft": True} if str(values.get("status", "")).lower() == "draft" else {}
