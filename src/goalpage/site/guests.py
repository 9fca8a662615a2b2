"""The blog's own pages that ask for something of ours, filled: they stay the blog's, we are guests there."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

from goalpage.pages.values import Site
from goalpage.pages.widgets import Widgets
from goalpage.site.find_frame import built_pages, page_text
from goalpage.site.widgets import Ask, filled, holds_widget


def filled_pages(destination: Path, site: Site, widgets: Widgets, ours: Container[str]) -> dict[str, bytes]:
    """Give the pages of the site in `destination`, but `ours`, that ask for a widget, with what they ask for."""
    found = {}
    for path in built_pages(destination):
        text = page_text(destination / path) if path not in ours else None
        if text is not None and holds_widget(text):
            asked = _Answers(widgets, path)
            whole = filled(text, path, site.file("goalpage.css"), asked.html)
            if asked.count:
                found[path] = whole.encode("utf-8")
    return found


class _Answers:
    """What the elements of one page get; `count` says how many asked."""

    def __init__(self, widgets: Widgets, path: str) -> None:
        self._widgets, self._path, self.count = widgets, path, 0

    def html(self, ask: Ask) -> str:
        self.count += 1
        return self._widgets.html(ask.kind, ask.history, ask.goal, self._path)
