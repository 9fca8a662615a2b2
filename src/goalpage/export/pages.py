"""A few of our pages, written into the source of a blog whose host builds it without plugins."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec import Struct

from goalpage.build import site_of
from goalpage.config import Generator
from goalpage.errors import ConfigError, DestinationError, Problem, Severity
from goalpage.export.source_page import Clothes, source_page
from goalpage.findings import Findings, Progress, findings, unseen
from goalpage.init import Premises, premises
from goalpage.pages import File, Page, Site, outline
from goalpage.report import BuildOptions
from goalpage.site.manifest import Manifest, digest
from goalpage.site.transaction import is_interrupted
from goalpage.site.write import Removal, Written, published, write_site

_DATA = re.compile(r"goals\.json|goals\.schema\.json|goalpage\.css|[^/]+/badge\.svg")
_PAGES = re.compile(r"index\.html|(?!look-back/)[^/]+/index\.html|[^/]+/changes/index\.html")
_HEADING = re.compile(r"<h1\b(?:(?!</h1>).)*?\bpage\.title\b", re.DOTALL | re.IGNORECASE)
_LAYOUT = re.compile(r"\A---\s*\n(?:.*\n)*?layout:[ \t]*[\"']?([\w./-]+)")
_TITLED = {"page", "post", "single", "article"}
"""Layouts that show the page's title, by the custom of the themes, where their text is not in the blog."""


class Exported(Struct, frozen=True):
    """What was exported: how many pages, into which folder below the blog, in which layout, and what that took."""

    folder: str
    layout: str
    pages: int
    written: Written
    problems: tuple[Problem, ...]


def export_pages(root: Path, options: BuildOptions, layout: str | None = None, progress: Progress = unseen) -> Exported:
    """Write index, histories, their changes and the data into the source of the Jekyll blog at `root`.

    Raises ConfigError where Jekyll does not build the blog, DestinationError where a page would go where something
    stands that is not ours or that has been changed. Pages that are no longer wanted go.
    """
    found = findings(root, options, progress)
    config = found.config
    if config.generator not in (Generator.JEKYLL, Generator.FOLDER):
        message = f"pages are exported for Jekyll, and this blog is built by {config.generator.value}"
        raise ConfigError(message, "build it, then run `goalpage build`", str(root))
    source = root if config.source == "." else root / config.source
    site = site_of(found, options)
    blog = premises(root, config)
    clothes = _clothes(source, blog, layout)
    files, pages = _made(found, site, clothes)
    ours = published(source, site.folder)
    _look_for_others(root, blog, files, ours)
    if not is_interrupted(source / site.folder):
        _refuse_changed(source, files, ours)
    broken = any(problem.severity is Severity.ERROR for problem in found.problems)
    removal = Removal.HELD if broken else Removal.ALLOWED if options.allow_removal else Removal.GUARDED
    written = write_site(files, source, site.folder, removal=removal)
    below = "" if config.source == "." else f"{config.source}/"
    return Exported(below + site.folder, clothes.layout, pages, written, found.problems)


def _made(found: Findings, site: Site, clothes: Clothes) -> tuple[dict[str, bytes], int]:
    """Give the files to write by their path below the source, and how many of them are pages."""
    if not any(each.history.revisions for each in found.followed):
        return {}, 0
    makes, data = outline(found.followed, site, found.published)
    below = len(site.file(""))
    wanted = {path: make for path, make in makes.items() if _PAGES.fullmatch(path[below:])}
    kept = {path: make for path, make in data.items() if _DATA.fullmatch(path[below:])}
    there = {*wanted, *kept}
    pages: list[Page] = [make() for make in wanted.values()]
    others: list[File] = [make() for make in kept.values()]
    made = {page.path: source_page(page, clothes, site.folder, there) for page in pages}
    return made | {file.path: file.data for file in others}, len(pages)


def _clothes(source: Path, blog: Premises, told: str | None) -> Clothes:
    """Give the layout of the pages: as told, else the one that the blog's own pages use most."""
    layout = told
    if layout is None:
        theme = {"site.theme", "site.remote_theme"} & blog.config.site_variables.keys()
        # without settings, GitHub Pages takes its own theme, which has a layout of this name
        fallback = "page" if theme else "default" if blog.generator is Generator.FOLDER else ""
        layout = next(iter(blog.layouts), fallback)
    return Clothes(layout, _shows_title(source / "_layouts", layout))


def _shows_title(folder: Path, layout: str, depth: int = 0) -> bool:
    """Whether a layout, or one it stands in, shows the title of the page as a heading."""
    try:
        text = (folder / f"{layout}.html").read_bytes()[:500_000].decode("utf-8", "replace")
    except (OSError, ValueError):
        return layout in _TITLED
    outer = _LAYOUT.match(text)
    return bool(_HEADING.search(text)) or bool(outer and depth < 5 and _shows_title(folder, outer[1], depth + 1))


def _look_for_others(root: Path, blog: Premises, files: dict[str, bytes], ours: Manifest) -> None:
    """Raise DestinationError where a page of the author's has an address that one of ours needs."""
    below = "" if blog.config.source == "." else f"{blog.config.source}/"
    own = {below + path for path in (*files, *ours.files)}
    wanted = {f"/{path.removesuffix('index.html')}": path for path in files if path.endswith("/index.html")}
    for url, path in blog.urls.items():
        if url in wanted and path not in own:
            message = f"stands at {url}, where an exported page must go"
            raise DestinationError(message, "take it away, or set another `path:`", str(root / path))


def _refuse_changed(source: Path, files: dict[str, bytes], ours: Manifest) -> None:
    """Raise DestinationError where a file stands that is not ours, or that somebody has changed since."""
    for path, data in files.items():
        try:
            there = (source / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            raise DestinationError(f"cannot be read ({error.strerror})", "", str(source / path)) from error
        if there == data or digest(there) == ours.files.get(path):
            continue
        is_ours = path in ours.files
        message = "was changed since it was exported" if is_ours else "is not goalpage's, and a page must go there"
        raise DestinationError(message, "move it away", str(source / path))
