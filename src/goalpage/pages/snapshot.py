"""The list as it stood at one revision."""

from __future__ import annotations

from typing import ClassVar

from goalpage.pages.context import Making, difference_href, post_link, said
from goalpage.pages.dates import When, in_words, when
from goalpage.pages.listing import Group, Lister, groups
from goalpage.pages.paths import href
from goalpage.pages.quantities import capital, count
from goalpage.pages.record import Record
from goalpage.pages.statuses import counted
from goalpage.pages.values import Page
from goalpage.pages.view import View


class SnapshotView(View, frozen=True):
    """A list as of a date, with the way to now and to its neighbours."""

    template: ClassVar[str] = "snapshot.html"
    title: str
    lang: str | None
    at: When
    counts: str
    history_href: str
    post_href: str | None
    since_href: str | None
    earlier: tuple[When, str] | None
    later: tuple[When, str] | None
    groups: tuple[Group, ...]
    headings: bool
    message: str


def snapshot_page(making: Making, record: Record, revision: int) -> Page:
    """`<history>/at/<revision>/`, not to be indexed: the present list says it better."""
    at = record.revisions[revision]
    below, up = f"{record.segment}/at/{at.id}/", "../../../"
    found = groups(Lister(making, record, up).statement_rows(revision))
    top = [goal for goal in at.goals if goal.parent is None]
    newest = record.shown[-1]
    view = SnapshotView(
        title=record.history.title,
        lang=record.history.lang,
        at=when(at.date),
        counts=f"{capital(count(len(top), 'goal'))}. {counted(goal.status for goal in top)}".strip(),
        history_href="../../",
        post_href=post_link(making, record, below, at.source),
        since_href=difference_href(up, record, revision, newest) if revision != newest else None,
        earlier=_neighbour(record, record.before[revision], up),
        later=_neighbour(record, record.next.get(revision), up),
        groups=found,
        headings=len(found) > 1 or any(group.heading for group in found),
        message=said(at),
    )
    title = f"{record.history.title} as of {in_words(at.date.date())}"
    return making.page(
        view, below, title, description=view.counts, lang=record.history.lang, indexed=False, updated=at.date
    )


def _neighbour(record: Record, revision: int | None, up: str) -> tuple[When, str] | None:
    if revision is None:
        return None
    at = record.revisions[revision]
    return when(at.date), href(up, f"{record.segment}/at/{at.id}/")
