"""One state of the site: the blog's built pages with ours laid over them, each made when somebody asks for it."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from msgspec import Struct, field

from goalpage.errors import Problem
from goalpage.model import Followed
from goalpage.pages import File, Page, Site, outline
from goalpage.pages.context import has_difference
from goalpage.pages.widgets import Widgets, widgets
from goalpage.serve.news import Uncommitted
from goalpage.serve.places import file_within, meant
from goalpage.site.assemble import with_address
from goalpage.site.built_site import BuiltSite, built_site
from goalpage.site.dress import Wardrobe
from goalpage.site.find_frame import find_frame
from goalpage.site.frame import Frame
from goalpage.site.guests import Answers
from goalpage.site.post_links import with_links_from_posts
from goalpage.site.post_urls import with_real_urls
from goalpage.site.widgets import filled, holds_widget
from goalpage.site.write import published


class Ground(Struct, frozen=True):
    """What the blog's generator has built, as it is when it is read: it changes when the blog is built, not on a save.

    `ours` are the files there that a build of ours has written.
    """

    built: BuiltSite
    ours: frozenset[str] = frozenset()
    frame: Frame | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def looks(self) -> str:
        """A word that changes when the frame does."""
        return hashlib.sha256(repr(self.frame and self.frame.pieces).encode("utf-8", "replace")).hexdigest()[:12]


def ground_of(destination: Path, site: Site, told: str | None) -> Ground:
    """Read the built site in `destination`; `told` is the configured frame."""
    ours = published(destination, site.folder).files
    built = built_site(destination, ours)
    frame, problems = find_frame(built, site, told)
    return Ground(built, frozenset(ours), frame, problems)


class Overlay(Struct, frozen=True, dict=True):
    """Every page of the site at one version. Pages are made one at a time, by whichever thread asks."""

    followed: tuple[Followed, ...]
    ground: Ground
    plain_site: Site
    problems: tuple[Problem, ...]
    _made: dict[str, bytes] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    @cached_property
    def site(self) -> Site:
        """The site with the address its frame gives it."""
        return with_address(self.plain_site, self.ground.frame)

    @cached_property
    def _placed(self) -> tuple[Followed, ...]:
        return with_links_from_posts(with_real_urls(self.followed, self.ground.built), self.site.baseurl)

    @cached_property
    def _widgets(self) -> Widgets:
        return widgets(self._placed, self.site)

    @cached_property
    def _answers(self) -> Answers:
        return Answers(self._widgets)

    @cached_property
    def _outline(self) -> Mapping[str, object]:
        if not any(each.history.revisions for each in self.followed):
            return {}
        pages, files = outline(self._placed, self.site, self.problems)
        return {**files, **pages}

    @cached_property
    def _wardrobe(self) -> Wardrobe:
        return Wardrobe(self.site, self.ground.frame, self._answers)

    def data(self, asked: str) -> tuple[str, bytes] | None:
        """Give path and bytes of the file that a path of the site means: ours first, then the blog's."""
        for path in meant(asked):
            data = self._ours(path)
            if data is None and path not in self.ground.ours:
                data = self._theirs(path)
            if data is not None:
                return path, data
        return None

    def holds_folder(self, asked: str) -> bool:
        """Tell whether a path without its last slash is a folder with an index."""
        with self._lock:
            index = f"{asked}/index.html"
            return index in self._outline or file_within(self.ground.built.folder, index) is not None

    def _ours(self, path: str) -> bytes | None:
        with self._lock:
            if path not in self._made and path in self._outline:
                made = self._outline[path]()  # type: ignore[operator]  # page makers and file makers alike
                if isinstance(made, Page):
                    self._made[path] = self._wardrobe.dressed(made)
                elif isinstance(made, File):
                    self._made[path] = made.data
            return self._made.get(path)

    def _theirs(self, path: str) -> bytes | None:
        """Give a file of the blog as it stands, with what it asks of us."""
        file = file_within(self.ground.built.folder, path)
        if file is None:
            return None
        try:
            data = file.read_bytes()
        except OSError:
            return None
        if not path.endswith((".html", ".htm")) or b"data-goalpage" not in data.lower():
            return data
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            return data
        with self._lock:
            style = self.site.file("goalpage.css")
            whole = filled(text, path, style, self._answers.html) if holds_widget(text) else None
        return data if whole is None else whole.encode("utf-8")

    def address_of(self, change: Uncommitted) -> str | None:
        """Give the path of the page that shows what is not committed yet; None where no page does."""
        with self._lock:
            record = next((each for each in self._widgets.records if each.history.id == change.history), None)
            if record is None:
                return None
            base = self.site.file(f"{record.segment}/")
            now = record.snapshot[change.now]
            before = record.snapshot[change.before] if change.before >= 0 else None
            if before is None or before == now:
                return base
            ids = f"{record.revisions[before].id}..{record.revisions[now].id}"
            return f"{base}diff/{ids}/" if has_difference(record, before, now) else f"{base}diff/#{ids}"


def kept_good(new: Sequence[Followed], last: Sequence[Followed], broken: frozenset[str]) -> tuple[Followed, ...]:
    """Give `new`, but the histories that a post in `broken` (paths) took something from as they were."""
    held = {each.history.id: each for each in last if broken & {*each.history.posts}}
    now = {each.history.id: each for each in new}
    for name, each in held.items():
        if name not in now or len(now[name].history.revisions) < len(each.history.revisions):
            now[name] = each
    return tuple(now.values())
