"""What the blog's own settings and the author's `goalpage:` section say, checked once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from goalpage.errors import ConfigError, Problem, Severity
from goalpage.model import Status
from goalpage.reading.front_matter import truth
from goalpage.reading.strict_yaml import Place, Places


class Generator(StrEnum):
    """The static-site generator that builds the blog."""

    JEKYLL = "jekyll"
    HUGO = "hugo"
    ELEVENTY = "eleventy"
    PELICAN = "pelican"
    MKDOCS = "mkdocs"
    FOLDER = "folder"
    """None that is known: a folder of Markdown files."""


DIALECTS = ("kramdown", "commonmark")
DESTINATIONS = {
    Generator.JEKYLL: "_site", Generator.HUGO: "public", Generator.ELEVENTY: "_site",
    Generator.PELICAN: "output", Generator.MKDOCS: "site", Generator.FOLDER: "_site",
}  # fmt: skip
SOURCES = {Generator.HUGO: ".", Generator.PELICAN: "content", Generator.MKDOCS: "docs"}
OWN_KEYS = ("posts", "series", "path", "marks", "since", "hide", "frame", "markdown")
"""The keys of the `goalpage:` section (contract, section 3)."""
SITE_KEYS = ("title", "url", "baseurl", "lang", "source", "destination", "permalink", "timezone", "defaults", "future",
             "show_drafts", "unpublished", "exclude", "include", "collections", "collections_dir")  # fmt: skip
"""Jekyll's own keys that are obeyed; in `goalpage.yml` they tell the same of other generators' blogs."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The keys of one settings file (or one section of it), with the 1-based lines they stand on."""

    path: str
    data: Mapping[str, Any]
    places: Places = field(default_factory=dict)

    def line(self, *keys: str | int) -> int | None:
        """Give the 1-based line of the value under these keys, or of what is known nearest around it."""
        line, places = None, self.places
        for key in keys:
            found: Place | None = places.get(key)
            if found is None:
                break
            line, inner = found
            places = inner or {}
        return line

    def section(self, key: str) -> Settings | None:
        """Give the mapping under `key` as settings of the same file, None where there is none."""
        if not isinstance(self.data.get(key), dict):
            return None
        place = self.places.get(key)
        return Settings(self.path, self.data[key], (place[1] if place else None) or {})


@dataclass(frozen=True, slots=True)
class Defaults:
    """Front matter that Jekyll's `defaults` give to the posts below `path` of the kind `type` ("" for all)."""

    path: str
    type: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection of Jekyll's: its name, its own permalink (None for the default), and whether it has pages."""

    name: str
    permalink: str | None = None
    output: bool = False


@dataclass(frozen=True, slots=True)
class Config:
    """All that is set for one blog, with the generator's defaults for what is not.

    Paths are relative to the blog and have `/`; `path` begins and ends with one. `series` are (name, glob) pairs,
    `marks` (mark, status) pairs in which the mark `strike` is struck-through text. `site_variables` are the site's
    own scalar settings by their Liquid name (`site.title`).
    """

    generator: Generator = Generator.FOLDER
    title: str = ""
    url: str = ""
    baseurl: str = ""
    lang: str | None = None
    source: str = "."
    destination: str = "_site"
    permalink: str = "date"
    timezone: str | None = None
    defaults: tuple[Defaults, ...] = ()
    future: bool = False
    show_drafts: bool = False
    unpublished: bool = False
    exclude: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    collections: tuple[Collection, ...] = ()
    collections_dir: str = ""
    posts: tuple[str, ...] | None = None
    series: tuple[tuple[str, str], ...] = ()
    path: str = "/goals/"
    marks: tuple[tuple[str, Status], ...] = ()
    since: date | None = None
    hide: tuple[str, ...] = ()
    frame: str | None = None
    markdown: str = "commonmark"
    site_variables: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def parse_config(
    generator: Generator, site: Settings | None, own: Settings | None
) -> tuple[Config, tuple[Problem, ...]]:
    """Give the configuration said by the blog's settings and by goalpage's own section or file.

    A key of our own that has the wrong type raises ConfigError with its line; an unknown one is a warning that names
    the nearest known key; one of the blog's keys that cannot be read is a warning, and its default is taken.
    """
    problems: list[Problem] = []
    values: dict[str, Any] = {
        "generator": generator,
        "destination": DESTINATIONS[generator],
        "source": SOURCES.get(generator, "."),
        "markdown": "kramdown" if generator is Generator.JEKYLL else "commonmark",
    }
    if site is not None:
        values |= _blog_values(site, problems)
        problems += _misspelt_section(site)
    if own is not None:
        values |= _own_values(own)
        problems += _unknown(own)
    return Config(**values), tuple(problems)


def _misspelt_section(site: Settings) -> list[Problem]:
    keys = [key for key in site.data if key != "goalpage" and "goalpage" not in site.data]
    near = get_close_matches("goalpage", keys, 1, 0.8)
    message = f"the key {near[0]!r} is not known" if near else ""
    cure = "did you mean 'goalpage'?"
    return [Problem(site.path, site.line(near[0]), "unknown-key", message, cure, Severity.WARNING)] if near else []


def _unknown(own: Settings) -> list[Problem]:
    known = (*OWN_KEYS, *SITE_KEYS)
    return [
        Problem(own.path, own.line(key), "unknown-key", f"the key {key!r} is not known", nearest(key, known),
                Severity.WARNING)
        for key in own.data if key not in known
    ]  # fmt: skip


def nearest(word: str, known: Sequence[str]) -> str:
    """Give the cure for a word that is not known: the nearest one that is."""
    near = get_close_matches(word.casefold(), known, 1, 0.5)
    return f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}"


def _blog_values(site: Settings, problems: list[Problem]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, read in _SITE_READERS.items():
        if site.data.get(key) is None:
            continue
        try:
            values[key] = read(site.data[key])
        except ValueError as error:
            line = site.line(key)
            message = f"{key!r} is {error}, so its default is taken"
            problems.append(Problem(site.path, line, "config-type", message, "", Severity.WARNING))
    if "lang" not in values and isinstance(site.data.get("locale"), str):
        values["lang"] = site.data["locale"].replace("_", "-")
    if "commonmark" in str(site.data.get("markdown", "")).casefold():
        values["markdown"] = "commonmark"
    values["site_variables"] = MappingProxyType(dict(_variables("site", site.data)))
    return values


def _variables(name: str, value: object, depth: int = 0) -> list[tuple[str, str]]:
    if isinstance(value, dict) and depth < 4:
        return [pair for key, inner in value.items() for pair in _variables(f"{name}.{key}", inner, depth + 1)]
    if isinstance(value, bool):
        return [(name, "true" if value else "false")]
    return [(name, str(value))] if isinstance(value, str | int | float) else []


def _own_values(own: Settings) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, read in {**_SITE_READERS, **_OWN_READERS}.items():
        if own.data.get(key) is None:
            continue
        try:
            values[key] = read(own.data[key])
        except ValueError as error:
            message = f"{key!r} is {error}"
            raise ConfigError(message, _CURES.get(key, ""), own.path, own.line(key)) from None
    return values


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


_SITE_READERS: dict[str, Callable[[object], Any]] = {
    "title": _text, "url": lambda value: _text(value).rstrip("/"), "baseurl": _base, "lang": _text,
    "source": _inside, "destination": _folder, "permalink": _text, "timezone": _text, "defaults": _defaults,
    "future": _switch, "show_drafts": _switch, "unpublished": _switch, "exclude": _texts, "include": _texts,
    "collections": _collections, "collections_dir": _folder,
}  # fmt: skip
_OWN_READERS: dict[str, Callable[[object], Any]] = {
    "posts": _texts, "series": _globs_by_name, "path": _place_of_pages, "marks": _marks, "since": _since,
    "hide": _texts, "frame": _inside, "markdown": _dialect,
}  # fmt: skip
_CURES = {
    "posts": 'write a list of files or globs: ["_posts/*-goals*.md"]',
    "series": 'write `name: "_posts/*-goals-*.md"` below it',
    "path": "write a path as /goals/",
    "marks": "write `mark: status` below it",
    "since": "write YYYY-MM-DD",
    "hide": "write a list of goals, by id or text",
    "frame": "write the path of a built page: goals/index.html",
    "markdown": f"write one of {', '.join(DIALECTS)}",
}
