"""The front matter of a new post, in the format and with the settings of the last one. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date

from goalpage.reading.front_matter import FrontMatter

KEPT = (
    "layout", "category", "categories", "tags", "tag", "author", "authors", "lang", "language", "type", "comments",
    "toc", "math", "mathjax", "series", "status",
)  # fmt: skip
"""Keys that say what kind of post it is; all others (permalink, description, ...) belong to the one post."""

BORROWED = ("layout", "author", "authors", "lang", "language", "type", "status")
"""What a first goal post may have of a post about something else."""

_TITLE, _DATE = ("title", "Title"), ("date", "Date")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_BARE = re.compile(r"[^\W\d_](?:[\w ,.()/!-]|'(?=\w))*(?<! )")
_NO_TEXT = ("true", "false", "yes", "no", "on", "off", "null", "y", "n")
_TOLD = ("series", "as", "marks")
"""What `goals:` may say of every post of a kind."""


def front_matter(  # noqa: PLR0913, PLR0917  # the last post, what is new, and how much is taken over
    front: FrontMatter, text: str, title: str, day: date, own: Mapping[str, object], kept: Collection[str] = KEPT
) -> str:
    """Give the block with its delimiters, ending in a line end: `text` is the last post's, `front` what was read of it.

    `own` are the keys that this post brings, `kept` are those that it takes over, where it has none of its own. A
    post without a last one bears its date, as some generators ask.
    """
    mark = text.lstrip("\ufeff")[:3]
    kept = [key for key in kept if key not in own]
    if mark.startswith("{"):
        return _json(front.data, title, day, own, kept)
    if not front.present:
        return "\n".join(("---", f"title: {scalar(title)}", f"date: {day}", *_own_lines(own, ": "), "---", ""))
    assign = " = " if mark == "+++" else ": "
    lines = [line for key, block in _blocks(front, text) for line in _line_of(key, block, title, day, assign, kept)]
    if not any(key in front.data for key in _TITLE):
        lines.insert(0, f"title{assign}{quoted(title) if mark == '+++' else scalar(title)}")
    if mark not in ("---", "+++"):  # Pelican's lines of `Key: value`, ended by a blank one
        return "\n".join((*(line.replace(quoted(title), title) for line in lines), *_own_lines(own, assign), ""))
    if mark == "+++":  # before any table, whose keys they would be
        return "\n".join((mark, *_own_lines(own, assign), *lines, mark, ""))
    return "\n".join((mark, *lines, *_own_lines(own, assign), mark, ""))


def kept_goals(value: object) -> object:
    """Give what of the last post's `goals:` holds for the next one: what makes it a goal post, and of which series."""
    if isinstance(value, Mapping):
        kept = {key: value[key] for key in _TOLD if isinstance(value.get(key), str)}
        return kept or True
    return True if value is True else None


def quoted(text: str) -> str:
    """Give a string that YAML, TOML and JSON read alike."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def scalar(text: str) -> str:
    """Give a string for YAML, without quotes where it needs none: Pelican takes them for a part of it."""
    words = " ".join(text.split())
    return words if _BARE.fullmatch(words) and words.casefold() not in _NO_TEXT else quoted(words)


def _blocks(front: FrontMatter, text: str) -> Iterator[tuple[str, list[str]]]:
    """Give the top-level keys in their order, each with its lines as written."""
    lines = text.splitlines()
    starts = sorted((line, key) for key, line in front.lines.items())
    ends = ("---", "+++", "...") if lines and lines[0].rstrip() in ("---", "+++") else ("",)
    end = next((n for n in range(1, len(lines)) if lines[n].rstrip() in ends), len(lines))
    for (line, key), (after, _) in zip(starts, [*starts[1:], (end + 1, "")], strict=True):
        yield key, [each for each in lines[line - 1 : after - 1] if each.strip() and not each.lstrip().startswith("#")]


def _line_of(  # noqa: PLR0913, PLR0917  # one key, and what may stand in its place
    key: str, block: list[str], title: str, day: date, assign: str, kept: Collection[str]
) -> Iterator[str]:
    if key in _TITLE:
        was_quoted = re.search(r"""[:=]\s*["']""", block[0] if block else "")
        yield f"{key}{assign}{quoted(title) if was_quoted else scalar(title)}"
    elif key in _DATE:
        yield _DAY.sub(day.isoformat(), block[0], count=1) if block and _DAY.search(block[0]) else f"{key}{assign}{day}"
    elif key.lower() in kept:
        yield from block


def _own_lines(own: Mapping[str, object], assign: str) -> Iterator[str]:
    for key, value in own.items():
        is_bare = isinstance(value, str) and assign == ": "
        yield f"{key}{assign}{scalar(str(value)) if is_bare else _flow(value, assign)}"


def _flow(value: object, assign: str) -> str:
    """Give a value in one line that YAML, or TOML, reads."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}{assign}{_flow(one, assign)}" for key, one in value.items()) + "}"
    if isinstance(value, bool):
        return "true" if value else "false"
    return quoted(str(value))


def _json(
    data: Mapping[str, object], title: str, day: date, own: Mapping[str, object], kept: Collection[str]
) -> str:
    out: dict[str, object] = {}
    for key, value in data.items():
        if key in _TITLE:
            out[key] = title
        elif key in _DATE:
            out[key] = _DAY.sub(day.isoformat(), str(value), count=1)
        elif key.lower() in kept:
            out[key] = value
    named = {} if any(key in out for key in _TITLE) else {"title": title}
    return json.dumps({**named, **out, **own}, indent=2, ensure_ascii=False) + "\n"
