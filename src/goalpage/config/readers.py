"""What each key may hold: a reader gives the value checked, or raises ValueError with what it is instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any

from goalpage.config.values import DIALECTS, Collection, Defaults, Generator
from goalpage.model import Status
from goalpage.reading.front_matter import truth


def nearest(word: str, known: Sequence[str]) -> str:
    """Give the cure for a word that is not known: the nearest one that is."""
    near = get_close_matches(word.casefold(), known, 1, 0.5)
    return f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}"


def _text(value: object) -> str:
    if isinstance(value, bool | dict | list) or value is None:
        raise ValueError("no text")
    return str(value)


def _switch(value: object) -> bool:
    said = truth(value)
    if said is None:
        raise ValueError("neither true nor false")
    return said


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(_text(each) for each in value)
    return (_text(value),)


def _folder(value: object) -> str:
    text = _text(value).replace("\\", "/")
    return text.rstrip("/") or text


def _inside(value: object) -> str:
    text = _folder(value)
    if text.startswith("/") or ".." in text.split("/") or re.match(r"[A-Za-z]:", text):
        raise ValueError("not a path below the blog")
    return text.removeprefix("./") or "."


def _base(value: object) -> str:
    text = _text(value).strip("/")
    return f"/{text}" if text else ""


def _collections(value: object) -> tuple[Collection, ...]:
    if isinstance(value, list):
        return tuple(Collection(str(name)) for name in value)
    if not isinstance(value, dict):
        raise ValueError("no list of names")
    found = []
    for name, told in value.items():
        permalink = told.get("permalink") if isinstance(told, dict) else None
        output = isinstance(told, dict) and truth(told.get("output")) is True
        found.append(Collection(name, permalink if isinstance(permalink, str) else None, output))
    return tuple(found)


def _defaults(value: object) -> tuple[Defaults, ...]:
    if not isinstance(value, list):
        raise ValueError("no list")
    found = []
    for each in value:
        scope = each.get("scope") if isinstance(each, dict) else None
        values = each.get("values") if isinstance(each, dict) else None
        if isinstance(scope, dict) and isinstance(values, dict):
            found.append(Defaults(str(scope.get("path") or "").strip("/"), str(scope.get("type") or ""), values))
    return tuple(found)


def _globs_by_name(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        raise ValueError("no mapping of names to files")
    return tuple((name, glob) for name, globs in value.items() for glob in _texts(globs))


def _place_of_pages(value: object) -> str:
    parts = [part for part in _text(value).split("/") if part and part != "."]
    if not parts or ".." in parts or any(re.search(r"[\x00-\x20\x7f?#%\\:<>\"|*]", part) for part in parts):
        raise ValueError("no path below the site")
    return f"/{'/'.join(parts)}/"


def _marks(value: object) -> tuple[tuple[str, Status], ...]:
    if not isinstance(value, dict):
        raise ValueError("no mapping of marks to statuses")
    for mark, status in value.items():
        if status not in {*Status}:
            raise ValueError(f"wrong: {mark} is given the status {status!r}; {nearest(str(status), [*Status])}")
    return tuple((str(mark), Status(status)) for mark, status in value.items())


def _since(value: object) -> date:
    found = re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", str(value))
    if found is None:
        raise ValueError("no date")
    try:
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        raise ValueError("a date that there is not") from None


def _dialect(value: object) -> str:
    if value not in DIALECTS:
        raise ValueError(f"{value!r}, which is no dialect")
    return str(value)


def _generator(value: object) -> Generator:
    if value not in {*Generator}:
        raise ValueError(f"{value!r}, which is no generator")
    return Generator(str(value))


SITE_READERS: dict[str, Callable[[object], Any]] = {
    "title": _text, "url": lambda value: _text(value).rstrip("/"), "baseurl": _base, "lang": _text,
    "source": _inside, "destination": _folder, "permalink": _text, "timezone": _text, "defaults": _defaults,
    "future": _switch, "show_drafts": _switch, "unpublished": _switch, "exclude": _texts, "include": _texts,
    "collections": _collections, "collections_dir": _folder, "contentdir": _inside,
}  # fmt: skip
OWN_READERS: dict[str, Callable[[object], Any]] = {
    "posts": _texts, "series": _globs_by_name, "path": _place_of_pages, "marks": _marks, "since": _since,
    "hide": _texts, "frame": _inside, "markdown": _dialect, "generator": _generator,
}  # fmt: skip
CURES = {
    "posts": 'write a list of files or globs: ["_posts/*-goals*.md"]',
    "series": 'write `name: "_posts/*-goals-*.md"` below it',
    "path": "write a path as /goals/",
    "marks": "write `mark: status` below it",
    "since": "write YYYY-MM-DD",
    "hide": "write a list of goals, by id or text",
    "frame": "write the path of a built page: goals/index.html",
    "markdown": f"write one of {', '.join(DIALECTS)}",
    "generator": f"write one of {', '.join(Generator)}",
}
