"""Which generator builds a blog, and what its settings files say. Nothing a blog holds is ever run."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from goalpage.config import OWN_KEYS, SITE_KEYS, Config, Generator, Settings, nearest, parse_config
from goalpage.errors import ConfigError, Problem, Severity
from goalpage.reading.front_matter import decode, load_toml
from goalpage.reading.strict_yaml import Document, Place, load_yaml

OWN_FILES = ("goalpage.yml", "goalpage.yaml", "goalpage.toml")
_JEKYLL_FILES = ("_config.yml", "_config.yaml", "_config.toml")
_HUGO_FILES = tuple(
    f"{folder}{name}.{kind}"
    for folder in ("", "config/_default/")
    for name in ("hugo", "config")
    for kind in ("toml", "yaml", "yml", "json")
)
_ELEVENTY_FILES = (".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs")
_KEY = re.compile(r"(?:  )?([\w-]+)[ \t]*[:=]")
_MAX_SETTINGS = 4_000_000
"""Settings files longer than this (bytes) are not the work of an author."""


def load_config(blog: Path) -> tuple[Config, tuple[Problem, ...]]:
    """Read the settings of the blog in this folder: `_config.yml`, `goalpage.yml`, `hugo.toml` and their like.

    A settings file of the blog that cannot be read is a warning and its defaults are taken; one of our own raises
    ConfigError.
    """
    problems: list[Problem] = []
    file = _own_file(blog, problems)
    generator, name = _recognised(blog, file)
    site = _site_settings(blog, generator, name, problems)
    own = site.section("goalpage") if site is not None and generator is Generator.JEKYLL else None
    if site is not None and own is None and site.data.get("goalpage") is not None and generator is Generator.JEKYLL:
        raise ConfigError("'goalpage' is no mapping", "write its keys below it", site.path, site.line("goalpage"))
    for settings in (own, file):
        if settings is not None:
            own = settings if own is None or own is settings else _joined(own, settings)
    config, more = parse_config(generator, site, own)
    return _completed(config, site), (*problems, *more, *_unknown_zone(config, own, site))


def _unknown_zone(config: Config, *settings: Settings | None) -> tuple[Problem, ...]:
    """Give the warning for a time zone that is not known on this machine."""
    if config.timezone is None:
        return ()
    try:
        ZoneInfo(config.timezone)
    except (OSError, ValueError, KeyError):
        source = next(each for each in settings if each is not None and "timezone" in each.data)
        message = f"there is no time zone {config.timezone!r}, so dates without an offset are read as UTC"
        line = source.line("timezone")
        return (Problem(source.path, line, "timezone", message, "write one as Europe/Vienna", Severity.WARNING),)
    return ()


def _joined(section: Settings, file: Settings) -> Settings:
    return Settings(file.path, {**section.data, **file.data}, {**section.places, **file.places})


def _completed(config: Config, site: Settings | None) -> Config:
    """Give the configuration with the parts of a `url` that is a whole address set apart."""
    parts = urlsplit(config.url)
    if config.generator is Generator.JEKYLL or site is None or parts.path in ("", "/"):
        return config
    return replace(config, url=f"{parts.scheme}://{parts.netloc}", baseurl=config.baseurl or parts.path.rstrip("/"))


def settings_files(blog: Path) -> tuple[tuple[Generator, str], ...]:
    """Give each generator whose settings lie in the blog, with the name of its file; the first is taken unless told."""
    kinds = (
        (Generator.JEKYLL, _JEKYLL_FILES),
        (Generator.HUGO, _HUGO_FILES),
        (Generator.ELEVENTY, _ELEVENTY_FILES),
        (Generator.PELICAN, ("pelicanconf.py",)),
        (Generator.MKDOCS, ("mkdocs.yml", "mkdocs.yaml")),
    )
    found = ((generator, _settings_file(blog, generator, names)) for generator, names in kinds)
    return tuple((generator, name) for generator, name in found if name is not None)


def _settings_file(blog: Path, generator: Generator, names: Iterable[str]) -> str | None:
    for name in names:
        if (blog / name).is_file() and not (generator is Generator.HUGO and not _looks_hugo(blog, name)):
            return name
    return None


def _recognised(blog: Path, own: Settings | None) -> tuple[Generator, str | None]:
    """Give the generator that is told, or else whose files lie in the blog, and the name of its settings file."""
    found = settings_files(blog)
    told = own.data.get("generator") if own is not None else None
    if told in {*Generator}:
        return Generator(str(told)), dict(found).get(Generator(str(told)))
    if found:
        return found[0]
    return (Generator.JEKYLL if (blog / "_posts").is_dir() else Generator.FOLDER), None


def _looks_hugo(blog: Path, name: str) -> bool:
    """Tell a Hugo `config.toml` from that of another program."""
    return "hugo." in name or (blog / "content").is_dir() or (blog / "archetypes").is_dir()


def _site_settings(blog: Path, generator: Generator, name: str | None, problems: list[Problem]) -> Settings | None:
    if name is None:
        return None
    text, found = _settings_text(blog / name, name)
    document = _READERS[generator](text, name) if text is not None else Document(None, None, readable=False)
    faults = [*found, *(problem for problem in document.problems if problem.severity is Severity.ERROR)]
    problems += (replace(fault, severity=Severity.WARNING, cure="defaults are taken") for fault in faults)
    if not document.readable or not isinstance(document.value, dict):
        return None
    return Settings(name, document.value, document.places or {})


def _own_file(blog: Path, problems: list[Problem]) -> Settings | None:
    for name in OWN_FILES:
        if not (blog / name).is_file():
            continue
        text, faults = _settings_text(blog / name, name)
        document = _loaded(text or "", name)
        for fault in (*faults, *document.problems):
            if fault.severity is Severity.ERROR:
                raise _first_fault(text or "", fault)
            problems.append(fault)
        if document.value is None:
            return None
        if not isinstance(document.value, dict):
            raise ConfigError("the file holds no keys", "write `key: value` lines", name, 1)
        settings = Settings(name, document.value, document.places or {})
        return settings.section("goalpage") or settings
    return None


def _first_fault(text: str, fault: Problem) -> ConfigError:
    """Give what is wrong first in a broken file of ours: a key misspelt above the fault, or the fault itself."""
    for number, line in enumerate(text.split("\n")[: (fault.line or 1) - 1], 1):
        found = _KEY.match(line)
        if found is None or found[1] in ("goalpage", *OWN_KEYS, *SITE_KEYS):
            continue
        cure = nearest(found[1], (*OWN_KEYS, *SITE_KEYS))
        if cure.startswith("did you mean"):
            message = f"the key {found[1]!r} is not known ({cure}), and on line {fault.line} {fault.message}"
            return ConfigError(message, fault.cure, fault.path, number)
    return ConfigError(fault.message, fault.cure, fault.path, fault.line)


def _settings_text(file: Path, name: str) -> tuple[str | None, tuple[Problem, ...]]:
    try:
        with file.open("rb") as stream:
            data = stream.read(_MAX_SETTINGS + 1)
    except OSError as error:
        return None, (Problem(name, None, "unreadable", f"the file cannot be read ({error.strerror})"),)
    if len(data) > _MAX_SETTINGS:
        return None, (Problem(name, None, "too-long", "the file is longer than any settings"),)
    return decode(data, name)


def _loaded(text: str, name: str) -> Document:
    if name.endswith(".toml"):
        return load_toml(text, name)
    if name.endswith(".json"):
        return _json_document(text, name)
    return load_yaml(text, name, any_tag=True)


def _json_document(text: str, name: str) -> Document:
    try:
        return Document(json.loads(text), None)
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        return Document(None, None, (Problem(name, line, "json-syntax", "the JSON cannot be read"),), readable=False)


def _renamed(document: Document, names: Mapping[str, str]) -> Document:
    """Give the settings of another generator under Jekyll's names for them."""
    if not isinstance(document.value, dict):
        return document
    value: dict[str, Any] = {}
    places: dict[str | int, Place] = {}
    folded = {key.casefold(): key for key in document.value}
    for theirs, ours in names.items():
        key = folded.get(theirs.casefold())
        if key is not None and ours not in value:
            value[ours] = document.value[key]
            if document.places and key in document.places:
                places[ours] = document.places[key]
    return Document(value, places, document.problems, document.readable)


def _hugo(text: str, name: str) -> Document:
    names = {"title": "title", "baseURL": "url", "publishDir": "destination", "locale": "lang",
             "languageCode": "lang", "defaultContentLanguage": "lang", "buildFuture": "future",
             "buildDrafts": "show_drafts", "timeZone": "timezone", "contentDir": "contentdir"}  # fmt: skip
    return _renamed(_loaded(text, name), names)


def _mkdocs(text: str, name: str) -> Document:
    names = {"site_name": "title", "site_url": "url", "site_dir": "destination", "docs_dir": "source"}
    return _renamed(_loaded(text, name), names)


def _pelican(text: str, name: str) -> Document:
    """Read the plain assignments of a `pelicanconf.py` without running it."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = getattr(error, "lineno", None)
        return Document(None, None, (Problem(name, line, "python-syntax", "the file cannot be read"),), readable=False)
    value: dict[str, object] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and len(node.targets) == 1:
            target = node.targets[0]
            if isinstance(target, ast.Name) and isinstance(node.value.value, str | bool):
                value[target.id] = node.value.value
    names = {"SITENAME": "title", "SITEURL": "url", "OUTPUT_PATH": "destination", "PATH": "source",
             "DEFAULT_LANG": "lang", "TIMEZONE": "timezone"}  # fmt: skip
    return _renamed(Document(value, None), names)


_ELEVENTY_FOLDER = re.compile(r"""\b(input|output)\s*:\s*["']([^"'\n]{1,200})["']""")


def _eleventy(text: str, name: str) -> Document:
    """Find the folders named in an Eleventy configuration without running it."""
    names = {"input": "source", "output": "destination"}
    return Document({names[found[1]]: found[2] for found in _ELEVENTY_FOLDER.finditer(text)}, None)


_READERS: dict[Generator, Callable[[str, str], Document]] = {
    Generator.JEKYLL: _loaded,
    Generator.HUGO: _hugo,
    Generator.ELEVENTY: _eleventy,
    Generator.PELICAN: _pelican,
    Generator.MKDOCS: _mkdocs,
}
