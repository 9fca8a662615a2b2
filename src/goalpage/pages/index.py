"""The first page: every history in one block, then what changed lately over all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from markupsafe import Markup
from msgspec import Struct

from goalpage.pages.changes import told
from goalpage.pages.chart import sparkline
from goalpage.pages.context import Making, difference_href
from goalpage.pages.dates import When, when
from goalpage.pages.history import summary
from goalpage.pages.listing import Lister, Row
from goalpage.pages.paths import href
from goalpage.pages.quantities import capital, count
from goalpage.pages.record import Record
from goalpage.pages.statuses import SETTLED, SHOWN
from goalpage.pages.values import Page
from goalpage.pages.view import View

_LATEST = 12
"""Changes told on the first page; the others are in the feed and on the pages of their histories."""


class Block(Struct, frozen=True):
    """One history: its sentence, the goals still to come, and those settled."""

    id: str
    title: str
    lang: str | None
    href: str
    lead: Markup
    open: tuple[Row, ...]
    settled: tuple[Row, ...]


class Lately(Struct, frozen=True):
    """A change of any history."""

    at: When
    title: str
    lang: str | None
    sentence: str
    href: str


class IndexView(View, frozen=True):
    """Every history."""

    template: ClassVar[str] = "index.html"
    title: str
    lead: str
    blocks: tuple[Block, ...]
    lately: tuple[Lately, ...]
    look_back_href: str | None


def index_page(making: Making, records: Sequence[Record]) -> Page:
    """`index.html`."""
    blocks = tuple(_block(making, record) for record in records)
    view = IndexView(
        title="Goals",
        lead=_lead(records),
        blocks=blocks,
        lately=_lately(records),
        look_back_href="look-back/" if records else None,
    )
    newest = max((record.revisions[record.shown[-1]].date for record in records), default=None, key=_moment)
    return making.page(view, "", "Goals", description=view.lead, updated=newest)


def _lead(records: Sequence[Record]) -> str:
    if not records:
        return "No goals yet. When a post states some, they stand here."
    goals = sum(sum(goal.parent is None for _, goal in record.goals(record.present)) for record in records)
    posts = len({path for record in records for path in record.history.posts})
    where = f"in {count(len(records), 'list')}" if len(records) > 1 else f"in {count(posts, 'post')}"
    return f"{capital(count(goals, 'goal'))} {where}: where each stands, and how it got there."


def _moment(date: datetime) -> float:
    return date.timestamp()


def _block(making: Making, record: Record) -> Block:
    rows = [row for _, row in Lister(making, record, "").history_rows(record.present, sparkline)]
    settled = {SHOWN[status].name for status in SETTLED}
    return Block(
        id=record.segment,
        title=record.history.title,
        lang=record.history.lang,
        href=href("", f"{record.segment}/"),
        lead=summary(record),
        open=tuple(row for row in rows if row.status.name not in settled),
        settled=tuple(row for row in rows if row.status.name in settled),
    )


def _lately(records: Sequence[Record]) -> tuple[Lately, ...]:
    """The newest changes of all histories, newest first."""
    found = [
        (record.revisions[r].date.timestamp(), n, record, r)
        for n, record in enumerate(records)
        for r in record.shown[-_LATEST:]
    ]
    found.sort(key=lambda each: (-each[0], each[1], -each[3]))
    return tuple(_told(record, r) for _, _, record, r in found[:_LATEST])


def _told(record: Record, revision: int) -> Lately:
    at = record.revisions[revision]
    before = record.before[revision]
    link = (
        difference_href("", record, before, revision)
        if before is not None
        else href("", f"{record.segment}/at/{at.id}/")
    )
    return Lately(when(at.date), record.history.title, record.history.lang, told(record, revision), link)
