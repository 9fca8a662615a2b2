"""What is set for a blog: values, and the names of the keys."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from msgspec import Struct, field

from goalpage.model import Status
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
OWN_KEYS = ("posts", "series", "path", "marks", "since", "hide", "frame", "markdown", "generator")
"""The keys of the `goalpage:` section (contract, section 3)."""
SITE_KEYS = ("title", "url", "baseurl", "lang", "source", "destination", "permalink", "timezone", "defaults", "future",
             "show_drafts", "unpublished", "exclude", "include", "collections", "collections_dir",
             "contentdir")  # fmt: skip
"""Jekyll's own keys that are obeyed, and Hugo's `contentDir`; in `goalpage.yml` they tell it of other blogs."""


class Settings(Struct, frozen=True):
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


class Defaults(Struct, frozen=True):
    """Front matter that Jekyll's `defaults` give to the posts below `path` of the kind `type` ("" for all)."""

    path: str
    type: str
    values: Mapping[str, Any]


class Collection(Struct, frozen=True):
    """A collection of Jekyll's: its name, its own permalink (None for the default), and whether it has pages."""

    name: str
    permalink: str | None = None
    output: bool = False


class Config(Struct, frozen=True):
    """All that is set for one blog, with the generator's defaults for what is not.

    Paths are relative to the blog and have `/`; `path` begins and ends with one. `series` are (name, glob) pairs,
    `marks` (mark, status) pairs in which `strike`, `bold` and `italic` are goals set so. `site_variables` are the
    site's own scalar settings by their Liquid name (`site.title`).
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
    contentdir: str = "content"
    posts: tuple[str, ...] | None = None
    series: tuple[tuple[str, str], ...] = ()
    path: str = "/goals/"
    marks: tuple[tuple[str, Status], ...] = ()
    since: date | None = None
    hide: tuple[str, ...] = ()
    frame: str | None = None
    markdown: str = "commonmark"
    site_variables: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
