"""The preview's one loop of work: read what changed, keep the last good pages where it is broken, say what is new."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from goalpage.blog import Blog, load_config
from goalpage.build import site_of
from goalpage.cache import cache_of
from goalpage.config import Config
from goalpage.errors import GoalpageError, Problem, Severity
from goalpage.findings import Finder, Findings, Progress, unseen
from goalpage.report import BuildOptions
from goalpage.serve.events import State
from goalpage.serve.news import Fault, Uncommitted, faults, uncommitted
from goalpage.serve.overlay import Ground, Overlay, ground_of, kept_good
from goalpage.site.destination import destination_of

_FAILED = "failed"
"""The code of the one problem where nothing at all could be read."""


class Shown(Struct, frozen=True):
    """What the browsers see: one state of the site, what it is called, and what is wrong with the text as it stands."""

    state: State
    overlay: Overlay
    config: Config
    blog: Blog
    errors: tuple[Problem, ...]
    problems: tuple[Problem, ...]
    ids: tuple[tuple[tuple[str, ...], ...], ...]
    """Who is who, as it was found: what the author links by hand changes no text."""

    @property
    def uncommitted(self) -> tuple[Uncommitted, ...]:
        """What is not committed yet."""
        return uncommitted(self.overlay.followed)


class Preview:
    """The preview of the blog at `root`. `refresh` is for one thread at a time; `shown` may be read by any."""

    def __init__(self, root: Path, options: BuildOptions, clock: Callable[[], datetime] | None = None) -> None:
        self.root, self._options = root, options
        self._clock = clock or (lambda: datetime.now(UTC))
        self._finder = Finder(root, cache_of(root, options.cache))
        self._run = secrets.token_hex(4)
        self.readings = 0
        self._lock = threading.Lock()
        self._shown: Shown | None = None

    @property
    def shown(self) -> Shown:
        """What is shown now."""
        with self._lock:
            assert self._shown is not None
            return self._shown

    @property
    def build_options(self) -> BuildOptions:
        """The options of a build of what is shown."""
        return self._options if self._options.today else replace(self._options, now=self._clock())

    @property
    def destination(self) -> Path:
        """The folder of the built site."""
        return self.shown.overlay.ground.built.folder

    @property
    def known(self) -> dict[str, bytes]:
        """The goal posts as they were read last, by path: what they hold tells a half-written file from a whole one."""
        return {each.path: each.texts[-1].data for each in self.shown.blog.candidates if each.texts}

    def begin(self, progress: Progress = unseen) -> Shown:
        """Read everything for the first time; raises GoalpageError as a build does."""
        found = self._found(progress)
        errors = _errors(found.problems)
        site = site_of(found, self._options)
        ground = ground_of(Path(found.config.destination), site, found.config.frame)
        overlay = Overlay(found.followed, ground, site, found.published)
        state = State(self._run, 1, ground.looks)
        return self._show(Shown(state, overlay, found.config, found.blog, errors, found.problems, _ids(found)))

    def refresh(self, *, rebuilt: bool = False) -> Shown | None:
        """Read what changed, and give what is to be shown from now on; None where that is what is shown already.

        `rebuilt` says that the blog's own pages changed. What is wrong leaves the last good pages up.
        """
        last = self.shown
        try:
            found = self._found(unseen)
        except GoalpageError as error:
            problem = Problem(error.path or ".", error.line, _FAILED, error.message, error.cure)
            if last.errors == (problem,) and not rebuilt:
                return None
            return self._show(replace(last, state=_next(last, last.overlay.ground), errors=(problem,)))
        now, before = (found.config, found.blog, found.problems), (last.config, last.blog, last.problems)
        is_same = now == before and _ids(found) == last.ids
        if is_same and not rebuilt and not any(each.code == _FAILED for each in last.errors):
            return None
        site = site_of(found, self._options)
        ground = self._ground(found, last, rebuilt)
        errors = _errors(found.problems)
        broken = frozenset(problem.path for problem in errors)
        followed = kept_good(found.followed, last.overlay.followed, broken)
        overlay = Overlay(followed, ground, site, found.published)
        state = _next(last, ground)
        return self._show(Shown(state, overlay, found.config, found.blog, errors, found.problems, _ids(found)))

    def faults(self) -> tuple[Fault, ...]:
        """Give what is wrong with the text as it stands, with the lines around it."""
        return faults(self.shown.errors, self.root)

    def _found(self, progress: Progress) -> Findings:
        self.readings += 1
        config, problems = load_config(self.root)
        destination = destination_of(self.root, config.destination, self._options.destination).absolute()
        config = replace(config, destination=str(destination))  # so that what is written there is never read
        return self._finder.findings((config, problems), self.build_options, progress)

    def _ground(self, found: Findings, last: Shown, rebuilt: bool) -> Ground:
        asked = ("destination", "frame", "path", "url", "baseurl", "title")
        is_same = all(getattr(found.config, name) == getattr(last.config, name) for name in asked)
        if is_same and not rebuilt:
            return last.overlay.ground
        return ground_of(Path(found.config.destination), site_of(found, self._options), found.config.frame)

    def _show(self, shown: Shown) -> Shown:
        with self._lock:
            self._shown = shown
        return shown


def _next(last: Shown, ground: Ground) -> State:
    return State(last.state.run, last.state.version + 1, ground.looks)


def _ids(found: Findings) -> tuple[tuple[tuple[str, ...], ...], ...]:
    return tuple(each.ids for each in found.followed)


def _errors(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(dict.fromkeys(each for each in problems if each.severity is Severity.ERROR))
