"""Every change of a history, newest first: one line a revision, days folded, quiet revisions only counted."""

from __future__ import annotations

from itertools import groupby
from typing import ClassVar

from markupsafe import Markup, escape
from msgspec import Struct

from goalpage.compare import period, revision_sentence, sentence
from goalpage.pages.context import Making, difference_href, said
from goalpage.pages.dates import When, moment, span, when
from goalpage.pages.paths import href
from goalpage.pages.quantities import capital, count
from goalpage.pages.record import Record
from goalpage.pages.values import Page
from goalpage.pages.view import View


class Line(Struct, frozen=True):
    """One revision: when, what happened in a sentence, what its author said of it, and where to look."""

    at: When
    sentence: str
    message: str
    list_href: str
    difference_href: str | None
    post: str


class Day(Struct, frozen=True):
    """The revisions of one day, newest first; `after` tells how long it was since the one before."""

    at: When
    after: str
    lines: tuple[Line, ...]
    sentence: str
    difference_href: str | None


class ChangesView(View, frozen=True):
    """Every change."""

    template: ClassVar[str] = "changes.html"
    title: str
    lang: str | None
    lead: Markup
    history_href: str
    days: tuple[Day, ...]
    quiet: str


def changes_page(making: Making, record: Record) -> Page:
    """`<history>/changes/`."""
    below, up = f"{record.segment}/changes/", "../../"
    view = ChangesView(
        title=record.history.title,
        lang=record.history.lang,
        lead=_lead(record),
        history_href="../",
        days=_days(record, up),
        quiet=_quiet(record.quiet),
    )
    title = f"Every change of {record.history.title}"
    newest = record.revisions[record.shown[-1]].date
    return making.page(
        view, below, title, description=Markup(view.lead).striptags(), lang=record.history.lang, updated=newest
    )


def _lead(record: Record) -> Markup:
    first, newest = (record.revisions[r].date for r in (record.shown[0], record.shown[-1]))
    times = len(record.shown) - 1
    if not times:
        return escape(f"Stated {when(first).text}; no goal has changed since.")
    return escape(
        f"{capital(count(times, 'change'))} in {span(first.date(), newest.date())}, "
        f"from {when(first).text} to {when(newest).text}."
    )


def _quiet(number: int) -> str:
    if not number:
        return ""
    verb = "is" if number == 1 else "are"
    return f"{capital(count(number, 'further edit'))} of the text, in which no goal changed, {verb} left out."


def _days(record: Record, up: str) -> tuple[Day, ...]:
    """Revisions by the author's own day, newest first."""
    runs = [list(run) for _, run in groupby(record.shown, key=lambda r: record.revisions[r].day)]
    days = []
    for n, run in enumerate(runs):
        date = record.revisions[run[0]].date
        earlier = record.revisions[runs[n - 1][0]].date if n else None
        lines = tuple(_line(record, r, up, len(run) > 1) for r in reversed(run))
        before = record.before[run[0]]
        days.append(
            Day(
                at=when(date),
                after=f"after {span(earlier.date(), date.date())}" if earlier else "",
                lines=lines,
                sentence=lines[0].sentence if len(run) == 1 else f"{capital(count(len(run), 'edit'))} on this day",
                difference_href=difference_href(up, record, before, run[-1])
                if before is not None and len(run) > 1
                else None,
            )
        )
    return tuple(reversed(days))


def _line(record: Record, revision: int, up: str, by_time: bool) -> Line:
    at = record.revisions[revision]
    before = record.before[revision]
    return Line(
        at=moment(at.date) if by_time else when(at.date),
        sentence=told(record, revision),
        message=said(at),
        list_href=href(up, f"{record.segment}/at/{at.id}/"),
        difference_href=difference_href(up, record, before, revision) if before is not None else None,
        post=at.post.title or "" if record.history.is_series else "",
    )


def told(record: Record, revision: int) -> str:
    """What a revision did, in a sentence without a full stop."""
    changes = record.happened[revision]
    if record.before[revision] is None or not changes:
        headings = record.renamed.get(revision, ())
        return "; ".join(f"Heading “{old}” now reads “{new}”" for old, new in headings) or revision_sentence(
            record.followed, revision
        )
    return sentence(changes, into=period(record.followed, revision))

