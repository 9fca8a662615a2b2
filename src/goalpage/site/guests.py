"""The blog's own pages that ask for something of ours, filled: they stay the blog's, we are guests there."""

from __future__ import annotations

from contextlib import suppress

from goalpage.errors import Problem, Severity
from goalpage.pages.values import Site
from goalpage.pages.widgets import Widgets
from goalpage.site.built_site import BuiltSite
from goalpage.site.frame import Ask
from goalpage.site.widgets import filled, holds_widget


class Answers:
    """What is put where a page asks for a widget: made once for all pages of the same depth."""

    def __init__(self, widgets: Widgets) -> None:
        self._widgets = widgets
        self._made: dict[tuple[Ask, int], str] = {}
        self._problems: dict[Ask, Problem] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was asked for and is not there, each said once."""
        return tuple(self._problems.values())

    def html(self, ask: Ask, path: str) -> str:
        """Give what the page at `path` (below the site's root) gets; nothing for what is not there."""
        key = (ask, path.count("/"))
        if key not in self._made:
            self._made[key] = self._widgets.html(ask.kind, ask.history, ask.goal, path)
            if not self._made[key] and ask not in self._problems:
                self._problems[ask] = _not_there(ask, path)
        return self._made[key]


def _not_there(ask: Ask, path: str) -> Problem:
    named = " and ".join(
        f"{name}={value!r}" for name, value in (("data-history", ask.history), ("data-goal", ask.goal)) if value
    )
    return Problem(
        path,
        None,
        "no-widget",
        f"asks for {ask.kind}" + (f" with {named}" if named else "") + ", and there is no such thing",
        "take the names from goals.json",
        Severity.WARNING,
    )


def filled_pages(built: BuiltSite, site: Site, answers: Answers) -> dict[str, bytes]:
    """Give the pages of the built blog that ask for a widget, with what they ask for."""
    found = {}
    for path, data in (built.marked or {}).items():
        with suppress(UnicodeDecodeError):
            text = data.decode("utf-8")
            whole = filled(text, path, site.file("goalpage.css"), answers.html) if holds_widget(text) else None
            if whole is not None:
                found[path] = whole.encode("utf-8")
    return found
