"""The product in its verbs: discover, read, parse, match, compare, render, write.

The stages are imported when they are first needed: a build that finds nothing changed needs none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goalpage.errors import Problem, Severity
from goalpage.report import BuildOptions, Report, Taken

if TYPE_CHECKING:
    from goalpage.blog import Blog, Candidate, Histories
    from goalpage.cache import Cache
    from goalpage.config import Config
    from goalpage.model import Followed, History, Post
    from goalpage.pages import Site
    from goalpage.reading import ReadingOptions
    from goalpage.site.frame import Frame
    from goalpage.site.write import Written

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and of how many."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What a blog says of its goals: everything that is known before anything is rendered."""

    config: Config
    blog: Blog
    histories: Histories
    followed: tuple[Followed, ...]
    problems: tuple[Problem, ...]

    @property
    def newest(self) -> date:
        """The day of the newest revision; where there is none, the first day there is."""
        return max((r.date.date() for f in self.followed for r in f.history.revisions), default=date.min)


def _unseen(what: str, done: int, of: int) -> None:
    """Tell nobody."""


def build(root: Path, options: BuildOptions, progress: Progress = _unseen) -> Report:
    """Read the blog in the folder `root`, write its pages into its site, and say what was found and done.

    Everything is rendered before anything is written. Raises GoalpageError when nothing could be done: ConfigError,
    HistoryError, DestinationError. All that is wrong with single posts is in the report's problems.
    """
    from goalpage.cache import cache_of
    from goalpage.unchanged import inputs_of, remember, report_of_unchanged

    cache = cache_of(root, options.cache)
    if not options.force and (last := report_of_unchanged(cache, root, options)):
        return last
    from goalpage.blog import load_config
    from goalpage.site.destination import destination_of

    config, problems = load_config(root)
    destination = destination_of(root, config.destination, options.destination).absolute()
    config = replace(config, destination=str(destination))  # so that what is written there is never read
    inputs = inputs_of(root, destination, options)
    found = _found(root, (config, problems), options, cache, progress)
    rendering = _rendered(found, options, destination, progress)
    written = _written(rendering, found, destination, options)
    report = _report(found, rendering, destination, written)
    remember(cache, options, inputs, report, rendering.watched)
    return report


def findings(root: Path, options: BuildOptions, progress: Progress = _unseen) -> Findings:
    """Read the blog in the folder `root` and give what it says of its goals; nothing is written but the cache."""
    from goalpage.blog import load_config
    from goalpage.cache import cache_of

    return _found(root, load_config(root), options, cache_of(root, options.cache), progress)


def _found(
    root: Path,
    configured: tuple[Config, tuple[Problem, ...]],
    options: BuildOptions,
    cache: Cache,
    progress: Progress,
) -> Findings:
    """Discover, read, parse, match and compare."""
    from goalpage.blog import histories, read_blog

    config, problems = configured
    blog = read_blog(
        root, config, committed=options.committed, shallow=options.shallow, posts=options.posts, now=options.now
    )
    parser = _Parser(config, options, cache, progress, sum(len(each.texts) for each in blog.candidates))
    made = histories(blog, config, parser.post)
    if not options.force:
        cache.save_texts()
    followed, faults = _followed(made.histories, config, options, progress)
    told = tuple(problem for each in followed for problem in each.problems)
    return Findings(config, blog, made, followed, (*problems, *blog.problems, *made.problems, *faults, *told))


class _Parser:
    """Parses each text once: in this build, and over builds where there is a cache."""

    def __init__(self, config: Config, options: BuildOptions, cache: Cache, progress: Progress, texts: int) -> None:
        self._config, self._options, self._cache = config, options, cache
        self._progress, self._texts, self._done = progress, texts, 0
        self._told: dict[str, tuple[ReadingOptions, Any]] = {}

    def post(self, text: str, candidate: Candidate) -> Post:
        """Give what one text of a candidate says. A fault of our own is an error of this post alone."""
        from goalpage.cache import text_key
        from goalpage.model import Post
        from goalpage.packed import packed, unpacked

        self._done += 1
        self._progress("reading posts", self._done, self._texts)
        if candidate.path not in self._told:
            options = self._options_of(candidate)
            self._told[candidate.path] = (options, packed(options))
        options, key_part = self._told[candidate.path]
        key = text_key(text, candidate.path, key_part)
        kept = None if self._options.force else self._cache.text(key)
        if kept is not None:
            return unpacked(Post, kept)
        post = self._read(text, candidate.path, options)
        self._cache.keep_text(key, packed(post))
        return post

    def _options_of(self, candidate: Candidate) -> ReadingOptions:
        from goalpage.reading import ReadingOptions

        return ReadingOptions(
            dialect=self._config.markdown,
            marks=self._config.marks,
            lang=candidate.lang,
            told=candidate.told,
            liquid=self._config.site_variables,
            year=candidate.date.year if candidate.date else None,
        )

    def _read(self, text: str, path: str, options: ReadingOptions) -> Post:
        from goalpage.model import Post
        from goalpage.reading import read_post

        try:
            return read_post(text, path, options)
        except Exception as error:  # one post never stops the others
            if self._options.debug:
                raise
            return Post(problems=(_own_fault(path, error),))


def _followed(
    histories: Sequence[History], config: Config, options: BuildOptions, progress: Progress
) -> tuple[tuple[Followed, ...], tuple[Problem, ...]]:
    """Follow the goals of each history, less what the author wants to keep to himself."""
    from goalpage.compare import follow, since, without_hidden

    followed, faults = [], []
    for number, history in enumerate(histories):
        progress("following goals", number + 1, len(histories))
        try:
            followed.append(without_hidden(follow(since(history, config.since)), config.hide))
        except Exception as error:  # one post never stops the others
            if options.debug:
                raise
            faults.append(_own_fault(history.posts[-1], error))
    return tuple(followed), tuple(faults)


def _own_fault(path: str, error: Exception) -> Problem:
    told = f"{type(error).__name__}: {error}"[:120] if str(error) else type(error).__name__
    message = f"goalpage failed on this post ({' '.join(told.split())})"
    return Problem(path, None, "own-fault", message, "that is a fault of goalpage; please report it with the post")


@dataclass(frozen=True, slots=True)
class _Rendering:
    """Every file of ours by its path below the site, the page that lends its looks, and what is odd about that.

    `guests` are pages of the blog with something of ours in them.
    """

    files: Mapping[str, bytes]
    guests: Mapping[str, bytes]
    frame: str | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def watched(self) -> tuple[str, ...]:
        """The files on which the next build depends."""
        others = [*self.guests, *([self.frame] if self.frame else [])]
        return (*self.files, *(path for path in others if path not in self.files))


def _rendered(found: Findings, options: BuildOptions, destination: Path, progress: Progress) -> _Rendering:
    """Make every page and file, in the blog's own looks where it lends them; none where there is no history."""
    from goalpage.pages import render
    from goalpage.pages.widgets import widgets
    from goalpage.site.dress import dressed
    from goalpage.site.find_frame import find_frame
    from goalpage.site.guests import filled_pages
    from goalpage.site.write import published

    site = _site(found, options)
    ours = published(destination, site.folder).files
    if not any(each.history.revisions for each in found.followed):
        return _Rendering({}, filled_pages(destination, site, widgets((), site), ours))
    frame, problems = find_frame(destination, site, found.config.frame, ours)
    site = _with_address(site, frame)
    pages, files = render(found.followed, site, (*found.problems, *problems))
    made = {file.path: file.data for file in files}
    for number, page in enumerate(pages):
        progress("making pages", number + 1, len(pages))
        made[page.path] = dressed(page, site, frame)
    guests = filled_pages(destination, site, widgets(found.followed, site), {*ours, *made})
    return _Rendering(made, guests, frame.path if frame else None, problems)


def _site(found: Findings, options: BuildOptions) -> Site:
    from goalpage.pages import Site

    config = found.config
    return Site(
        today=options.today or found.newest,
        title=config.title,
        url=config.url,
        baseurl=config.baseurl,
        path=config.path,
        lang=config.lang,
    )


def _with_address(site: Site, frame: Frame | None) -> Site:
    """Give the site with the address that the blog's own pages say they have, where none is configured."""
    from urllib.parse import urlsplit

    if site.url or frame is None or not frame.base:
        return site
    parts = urlsplit(frame.base)
    return replace(site, url=f"{parts.scheme}://{parts.netloc}", baseurl=parts.path.rstrip("/"))


def _written(rendering: _Rendering, found: Findings, destination: Path, options: BuildOptions) -> Written:
    from goalpage.model import Origin
    from goalpage.site.write import Removal, write_site

    recorded = {
        history.id: sum(each.origin in (Origin.COMMIT, Origin.RECORDED, Origin.BOUNDARY) for each in history.revisions)
        for history in found.histories.histories
    }
    home = found.config.path.strip("/")
    broken = any(problem.severity is Severity.ERROR for problem in found.problems)
    removal = Removal.ALLOWED if options.allow_removal else Removal.HELD if broken else Removal.GUARDED
    return write_site(rendering.files, destination, home, recorded, removal, guests=rendering.guests)


def _report(found: Findings, rendering: _Rendering, destination: Path, written: Written) -> Report:
    why = {each.path: each.why for each in found.blog.candidates}
    home = found.config.path.strip("/")
    return Report(
        destination=str(destination),
        index=f"{home}/index.html" if home else "index.html",
        taken=tuple(_taken(each.history, why) for each in found.followed),
        looks_like=found.blog.looks_like,
        problems=tuple(dict.fromkeys((*found.problems, *rendering.problems))),
        written=written.written,
        unchanged=written.unchanged,
        removed=written.removed,
        kept=written.kept,
        held=written.held,
        until=found.blog.due,
    )


def _taken(history: History, why: Mapping[str, str]) -> Taken:
    last = next((each for each in reversed(history.revisions) if each.source == history.posts[-1]), None)
    return Taken(
        history.id,
        history.title,
        history.posts,
        tuple(why.get(path, "") for path in history.posts),
        len(history.revisions),
        len(last.goals) if last else 0,
    )
