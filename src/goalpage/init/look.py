"""What lies in a blog, as far as it decides what is to be added."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct, field

from goalpage.blog.files import MARKDOWN, Kind, files_of, read_bytes
from goalpage.blog.generator import settings_files
from goalpage.blog.permalink import post_url
from goalpage.config import DESTINATIONS, Config, Generator
from goalpage.errors import ConfigError
from goalpage.reading.front_matter import read_front_matter

_SOURCES = (*MARKDOWN, ".html", ".htm", ".njk", ".liquid", ".hbs", ".mustache", ".ejs", ".haml", ".pug", ".webc")
_NEVER = {"node_modules", "vendor", "bower_components", "__pycache__", "venv"}
_LARGEST = 500_000
"""Bytes past which a file is no page that an author wrote."""
_MARKER = re.compile(r"""<[a-z]+\b[^<>]*\bdata-goalpage\s*=\s*["']?content\b""", re.I)
_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]+`", re.M | re.S)


class Premises(Struct, frozen=True):
    """A blog before anything is added: what builds it, the files that matter, the pages it has.

    `settings` is the name of the generator's settings file. `texts` are small files of the blog that may have to be
    changed or kept, by path. `marked` are the pages that hold the marker of the frame. `urls` are the pages' places in
    the site with their paths. `layouts` are the names of layouts, best first.
    """

    generator: Generator
    config: Config
    settings: str | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    marked: tuple[str, ...] = ()
    urls: Mapping[str, str] = field(default_factory=dict)
    layouts: tuple[str, ...] = ()
    workflows: tuple[str, ...] = ()

    def says(self, path: str, word: str) -> bool:
        """Whether the file at `path` is there and holds `word`."""
        return word in self.texts.get(path, "")


def premises(root: Path, config: Config) -> Premises:
    """Look at the blog in `root`; ConfigError where there is none, or where it cannot be told which it is."""
    settings = settings_files(root)
    told = (generator for generator, _ in settings if generator is config.generator)
    texts = dict(_texts(root))
    own = [name for name in ("goalpage.yml", "goalpage.yaml", "goalpage.toml") if name in texts]
    if len(settings) > 1 and not any(re.search(r"^\s*generator\s*[:=]", texts[name], re.M) for name in own):
        names = " and ".join(name for _, name in settings)
        cure = f"write the line `generator: {settings[0][0]}` (or the other) into goalpage.yml"
        raise ConfigError(f"{names} lie side by side, so it cannot be told what builds this blog", cure, str(root))
    urls, used = _pages(root, config)
    if not settings and not urls and next(told, None) is None and not (root / "_posts").is_dir():
        cure = "name the folder that holds your posts and the settings of what builds them"
        raise ConfigError("there is no blog in this folder", cure, str(root))
    return Premises(
        config.generator,
        config,
        dict(settings).get(config.generator),
        texts,
        tuple(_marked(root, config)),
        urls,
        tuple(dict.fromkeys((*used, *_layout_files(root, config)))),
        tuple(path for path in texts if path.startswith(".github/workflows/")),
    )


def _texts(root: Path) -> Iterator[tuple[str, str]]:
    """Give the settings and programs in the blog's own folder, and the workflows."""
    folders = (("", True), (".github/workflows", True), ("_plugins", True), ("plugins", True), (".git", False))
    for folder, all_files in folders:
        try:
            names = sorted(entry.name for entry in os.scandir(root / folder) if entry.is_file())
        except OSError:
            continue
        for name in names if all_files else ["config"]:
            path = f"{folder}/{name}" if folder else name
            text = _text(root / path)
            if text is not None:
                yield path, text


def _text(file: Path) -> str | None:
    try:
        return read_bytes(file).decode("utf-8") if file.stat().st_size <= _LARGEST else None
    except (OSError, UnicodeDecodeError):
        return None


def _pages(root: Path, config: Config) -> tuple[dict[str, str], tuple[str, ...]]:
    """Give the pages of the blog by their place in the site, and the layouts they use, most used first."""
    urls: dict[str, str] = {}
    layouts: Counter[str] = Counter()
    for found in files_of(root, config)[0]:
        text = _text(root / found.path)
        if text is None:
            continue
        values = read_front_matter(text, found.path).data
        url = post_url(found, values, None, config) or f"/{found.path.rpartition('.')[0]}/"
        urls.setdefault(url, found.path)
        layout = values.get("layout")
        is_plain_page = found.kind is Kind.PAGE and url != "/" and "404" not in url and not url.endswith("/index.html")
        if isinstance(layout, str) and is_plain_page:
            layouts[layout] += 1
    # nearly every theme calls the layout of a page with a heading so
    return urls, tuple(sorted((name for name, _ in layouts.most_common()), key=lambda name: name != "page"))


def _layout_files(root: Path, config: Config) -> list[str]:
    """Give the names of the blog's own layouts, those that are mostly for pages first."""
    if config.generator is not Generator.JEKYLL:
        return []
    folder = root / ("" if config.source == "." else config.source) / "_layouts"
    try:
        names = {Path(entry.name).stem for entry in os.scandir(folder) if entry.is_file()}
    except OSError:
        return []
    return [name for name in ("page", "default", "single", "post") if name in names] + sorted(names)


def _marked(root: Path, config: Config) -> Iterator[str]:
    """Give the sources that hold the marker, code left out: a post may well tell of it."""
    built = {os.path.realpath(root / place) for place in (config.destination, DESTINATIONS[config.generator])}
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and name not in _NEVER and os.path.realpath(f"{folder}/{name}") not in built
        )
        for name in sorted(names):
            text = _text(Path(folder, name)) if name.lower().endswith(_SOURCES) else None
            if text is not None and "data-goalpage" in text and _MARKER.search(_CODE.sub("", text)):
                yield Path(folder, name).relative_to(root).as_posix()
