"""Small pieces of a history for the blog's own pages: where it stands, one goal, what changed lately, a badge."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from markupsafe import Markup
from msgspec import Struct

from goalpage.model import Followed
from goalpage.pages import templating
from goalpage.pages.changes import told
from goalpage.pages.chart import sparkline
from goalpage.pages.context import Making, difference_href
from goalpage.pages.dates import When, when
from goalpage.pages.history import summary
from goalpage.pages.listing import Lister, Row
from goalpage.pages.paths import href
from goalpage.pages.record import Record, Thread, records
from goalpage.pages.values import Site
from goalpage.pages.view import View

_LATEST = 5
"""Changes that a post shows of its own history; all of them are one link away."""


class WidgetChange(Struct, frozen=True):
    """What one revision changed, and the page that shows it."""

    at: When
    sentence: str
    href: str


class WidgetView(View, frozen=True):
    """One history or one goal of it, as much as a place in a post asks for."""

    template: ClassVar[str] = "widget.html"
    kind: str
    title: str
    lang: str | None
    href: str
    changes_href: str
    badge_href: str
    lead: Markup
    rows_shown: tuple[Row, ...]
    changes: tuple[WidgetChange, ...]


class Widgets(Struct, frozen=True):
    """The widgets of a site: made from the same values as its pages."""

    making: Making
    records: tuple[Record, ...]

    def html(self, kind: str, history: str, goal: str, path: str) -> str:
        """Give the inside of a marked element of the built page `path` (below the site's root).

        `kind` is progress, summary, changes or badge; `history` an id or "" for the first one, `goal` an id, a number
        as written, or "" for all. What is not there gives the empty string: the page reads on without it.
        """
        record = next((each for each in self.records if history in ("", each.history.id, each.segment)), None)
        if record is None:
            return ""
        folder = self.making.site.folder
        up = "../" * path.count("/") + (f"{folder}/" if folder else "")
        rows = self._rows(record, goal, up)
        if goal and not rows:
            return ""
        base = href(up, f"{record.segment}/")
        view = WidgetView(
            kind=kind,
            title=record.history.title,
            lang=record.history.lang,
            href=rows[0].href if goal else base,
            changes_href=f"{base}changes/",
            badge_href=f"{base}badge.svg",
            lead=summary(record),
            rows_shown=rows if kind == "progress" else (),
            changes=_changes(record, up) if kind == "changes" else (),
        )
        return str(templating.filled(view, self.making.site.templates)).strip()

    def _rows(self, record: Record, goal: str, up: str) -> tuple[Row, ...]:
        lister = Lister(self.making, record, up)
        rows = tuple(row for _, row in lister.history_rows(record.present, sparkline))
        if not goal:
            return rows
        thread: Thread | None = record.threads.get(goal)
        here = tuple(row for row in rows if goal in (row.id, row.number))
        return here[:1] or ((lister.thread_row(thread),) if thread else ())


def widgets(followed: Sequence[Followed], site: Site) -> Widgets:
    """Give the widgets of these histories."""
    return Widgets(Making(site), tuple(records(followed)))


def _changes(record: Record, up: str) -> tuple[WidgetChange, ...]:
    found = []
    for revision in reversed(record.shown[-_LATEST:]):
        before = record.before[revision]
        at = record.revisions[revision]
        link = (
            difference_href(up, record, before, revision)
            if before is not None
            else href(up, f"{record.segment}/at/{at.id}/")
        )
        found.append(WidgetChange(when(at.date), told(record, revision), link))
    return tuple(found)
