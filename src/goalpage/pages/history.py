"""The page of a history: the list as it stands, in the author's order."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import ClassVar

from markupsafe import Markup, escape
from msgspec import Struct

from goalpage.model import Goal, Revision, Role
from goalpage.pages.chart import sparkline
from goalpage.pages.context import Making, day, post_link
from goalpage.pages.dates import When, when
from goalpage.pages.listing import DOT, Group, Lister, Row, groups, status_words
from goalpage.pages.paths import href
from goalpage.pages.prose import without_tags
from goalpage.pages.quantities import capital, count, progress_in_words
from goalpage.pages.record import Record
from goalpage.pages.statuses import SETTLED, SHOWN, counted
from goalpage.pages.values import Page
from goalpage.pages.view import View
from goalpage.pages.years import year_of


class Stood(Struct, frozen=True):
    """A link to the list as it stood: the year, or the day where one year holds all."""

    at: When
    href: str


class Earlier(Struct, frozen=True):
    """The goals of an earlier post of a series, with what became of each."""

    title: str
    lead: Markup
    rows: tuple[Row, ...]


class HistoryView(View, frozen=True):
    """The list as it stands."""

    template: ClassVar[str] = "history.html"
    title: str
    lang: str | None
    lead: Markup
    index_href: str
    post_href: str | None
    changes_href: str | None
    compare_href: str | None
    stood: tuple[Stood, ...]
    groups: tuple[Group, ...]
    headings: bool
    gone: tuple[Row, ...]
    gone_words: str
    earlier: tuple[Earlier, ...]
    alone: Markup | None


def history_page(making: Making, record: Record) -> Page:
    """`<history>/`: every goal with its status, value, due date and the date of the last word on it."""
    below, up = f"{record.segment}/", "../"
    history = record.history
    found = groups(Lister(making, record, up).history_rows(record.present, sparkline))
    several = len(record.shown) > 1
    lead = summary(record)
    view = HistoryView(
        title=history.title,
        lang=history.lang,
        lead=lead,
        index_href=href(up, ""),
        post_href=post_link(making, record, below, record.revisions[record.present].source),
        changes_href="changes/" if several else None,
        compare_href="diff/" if len(record.shown) > 2 else None,
        stood=stood(record, up),
        groups=found,
        headings=len(found) > 1 or any(group.heading for group in found),
        gone=() if history.is_series else _gone(making, record, up),
        gone_words="No longer listed",
        earlier=_earlier(making, record, up) if history.is_series else (),
        alone=alone(record),
    )
    description = without_tags(lead)
    newest = record.revisions[record.shown[-1]].date
    return making.page(view, below, history.title, description=description, lang=history.lang, updated=newest)


def summary(record: Record) -> Markup:
    """`Seven goals, set 1 February 2020. One done, one met in part, five open. Last changed 3 May 2024.`"""
    revisions = record.revisions
    goals = record.goals(record.present)
    stated = [goal for _, goal in goals if goal.role is Role.STATED] or [goal for _, goal in goals]
    top = [goal for goal in stated if goal.parent is None] or stated
    first = next((r for r in record.shown if revisions[r].source == revisions[record.present].source), record.shown[0])
    if not top:
        return Markup("No goals are listed now. ") + changed_last(record)
    parts = len(stated) - len(top)
    verb = "graded" if all(goal.role is Role.REVIEWED for goal in top) else "set"
    words = capital(count(len(top), "goal")) + (
        f" with {count(parts, 'part')} under {'it' if len(top) == 1 else 'them'}" if parts else ""
    )
    text = Markup("{}, {} {}. {}").format(words, verb, day(revisions[first].date), counted(goal.status for goal in top))
    changed_later = record.revisions[record.shown[-1]].day > revisions[first].day
    return text + (Markup(" ") + changed_last(record) if changed_later else "")


def changed_last(record: Record) -> Markup:
    """`Last changed 3 May 2024.`, and a word where that is not committed yet."""
    newest = record.revisions[record.shown[-1]]
    unsaved = " Not committed yet." if newest.origin == "uncommitted" else ""
    return Markup("Last changed {}.{}").format(day(newest.date), unsaved)


def alone(record: Record) -> Markup | None:
    """What a history of one revision says of itself; None for a longer one."""
    if len(record.shown) > 1:
        return None
    only = day(record.revisions[record.shown[0]].date)
    return Markup(
        "The first and so far only word, of {}. When the post is edited, this page shows what changed."
    ).format(only)


def stood(record: Record, up: str) -> tuple[Stood, ...]:
    """The list at the end of each year; by day where all lies within one year."""
    if len(record.shown) < 2:
        return ()
    years = {record.revisions[r].date.year: r for r in record.shown}
    if len(years) > 1:
        chosen = [(When(str(year), str(year)), r) for year, r in years.items()]
    else:
        days = {record.revisions[r].date.date(): r for r in record.shown}
        chosen = [(when(record.revisions[r].date), r) for r in list(days.values())[-5:]]
    return tuple(Stood(label, href(up, f"{record.segment}/at/{record.revisions[r].id}/")) for label, r in chosen)


def _gone(making: Making, record: Record, up: str) -> tuple[Row, ...]:
    """Goals that left the list, in the order in which they first came."""
    lister = Lister(making, record, up)
    return tuple(lister.thread_row(thread) for thread in record.threads.values() if not thread.listed)


def _earlier(making: Making, record: Record, up: str) -> tuple[Earlier, ...]:
    """The earlier posts of a series, newest first: what each set and what became of it."""
    newest = {revision.source: r for r, revision in enumerate(record.revisions)}
    posts = [path for path in record.history.posts if path in newest]
    found, lister = [], Lister(making, record, up)
    for path, following in pairwise(posts):
        said = _by_role(record, newest[following])
        own = _by_role(record, newest[path])[Role.STATED]
        year = year_of(record, newest[following])
        rows = tuple(_outcome(lister, goal_id, goal, said, year) for goal_id, goal in own.items())
        if rows:
            lead = Markup("{}, set {}. {}").format(
                capital(count(len(rows), "goal")), day(_first_of(record, path).date), counted_rows(rows)
            )
            found.append(Earlier(record.revisions[newest[path]].post.title or path, lead, rows))
    return tuple(reversed(found))


def _first_of(record: Record, path: str) -> Revision:
    return next(revision for revision in record.revisions if revision.source == path)


def counted_rows(rows: Iterable[Row]) -> str:
    """What became of the goals of rows, counted."""
    names = {shown.name: status for status, shown in SHOWN.items()}
    return counted(names[row.status.name] for row in rows)


def _by_role(record: Record, revision: int) -> dict[Role, dict[str, Goal]]:
    found: dict[Role, dict[str, Goal]] = {role: {} for role in Role}
    for goal_id, goal in record.goals(revision):
        if goal_id in record.threads:
            found[goal.role].setdefault(goal_id, goal)
    return found


def _outcome(lister: Lister, goal_id: str, own: Goal, later: dict[Role, dict[str, Goal]], year: str) -> Row:
    """A goal of an earlier post, called as it was there: as the next post graded it, else as it was left, and whether
    it was carried on.
    """
    goal = later[Role.REVIEWED].get(goal_id, own)
    parts = [status_words(goal)]
    if goal.progress is not None and (told := progress_in_words(goal.progress)):
        parts.append(escape(told))
    if goal_id in later[Role.STATED]:
        parts.append(escape(f"carried into {year}"))
    elif goal is own and goal.status not in SETTLED:
        parts.append(escape(f"not carried into {year}"))
    return lister.row(goal_id, goal, DOT.join(parts), title=own.title)
