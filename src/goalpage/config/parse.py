"""Settings -> configuration: every key checked once, with its line. Pure."""

from __future__ import annotations

from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

from goalpage.config.readers import CURES, OWN_READERS, SITE_READERS, nearest
from goalpage.config.values import DESTINATIONS, OWN_KEYS, SITE_KEYS, SOURCES, Config, Generator, Settings
from goalpage.errors import ConfigError, Problem, Severity


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


def _blog_values(site: Settings, problems: list[Problem]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, read in SITE_READERS.items():
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
    for key, read in {**SITE_READERS, **OWN_READERS}.items():
        if own.data.get(key) is None:
            continue
        try:
            values[key] = read(own.data[key])
        except ValueError as error:
            message = f"{key!r} is {error}"
            raise ConfigError(message, CURES.get(key, ""), own.path, own.line(key)) from None
    return values
