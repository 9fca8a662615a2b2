"""The page of one goal: its wording now and first, its values, notes, evidence and story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from markupsafe import Markup, escape
from msgspec import Struct

from goalpage.compare import differences, period
from goalpage.model import Change, ChangeKind, Event, Goal, Link, Revision
from goalpage.pages.chart import Chart, chart
from goalpage.pages.context import Making, day, difference_href, goal_href, post_link, said
from goalpage.pages.dates import When, in_words, span, when
from goalpage.pages.facts import Fact, facts_of
from goalpage.pages.listing import asked, left, number, references, status_words
from goalpage.pages.paths import href
from goalpage.pages.phrases import likeness, sentence_of
from goalpage.pages.prose import cut, note, says_more, statement, with_references, without_tags
from goalpage.pages.quantities import amount, finite, progress_in_words
from goalpage.pages.record import Point, Record, Thread
from goalpage.pages.statuses import SETTLED, SHOWN, Shown
from goalpage.pages.values import Page
from goalpage.pages.view import View
from goalpage.pages.years import lists_in_words

_OTHERWISE = frozenset({ChangeKind.TARGET, ChangeKind.DUE, ChangeKind.REWORDED})
"""In what a goal that is listed again may differ from how it stood before it left."""


class Value(Struct, frozen=True):
    """A row of the table of values."""

    at: When
    value: str
    href: str | None


class Bar(Struct, frozen=True):
    """How much of the way is done, for `<progress>`: percent 0-100 and the words beside it."""

    percent: int
    words: str


class Chapter(Struct, frozen=True):
    """What happened to a goal in one revision."""

    at: When
    after: str
    sentence: Markup
    wording: Markup | None
    notes: tuple[Markup, ...]
    doubt: str
    message: str
    list_href: str
    difference_href: str | None


class GoalView(View, frozen=True):
    """One goal."""

    template: ClassVar[str] = "goal.html"
    title: str
    lang: str | None
    status: Shown
    lead: Markup
    standing: Markup | None
    history_href: str
    post_href: str | None
    present: Markup | None
    parent: tuple[str, str] | None
    parts: tuple[tuple[str, str, Shown], ...]
    bar: Bar | None
    chart: Chart | None
    values: tuple[Value, ...]
    notes: tuple[Markup, ...]
    notes_head: str
    evidence: tuple[Link, ...]
    story: tuple[Chapter, ...]
    first: Markup | None
    first_at: When
    facts: tuple[Fact, ...]


def goal_page(making: Making, record: Record, thread: Thread) -> Page:
    """`<history>/<goal>/`."""
    below, up = f"{record.segment}/{thread.segment}/", "../../"
    goal, first = record.statement(thread.last), record.statement(thread.first)
    targets = references(making, record, up, thread.last.revision)
    first_targets = references(making, record, up, thread.first.revision)
    present = with_references(statement(goal), targets)
    lead = _lead(record, thread, goal)
    told = (change for event in thread.timeline.events for change in _told(record, thread, event))
    reworded = any(change.kind is ChangeKind.REWORDED for change in told)
    view = GoalView(
        title=record.titles[thread.id],
        lang=record.history.lang,
        status=SHOWN[goal.status],
        lead=lead,
        standing=_standing(making, record, thread, goal),
        history_href="../",
        post_href=post_link(making, record, below, record.revisions[thread.last.revision].source),
        present=present if says_more(goal) else None,
        parent=_parent(record, thread, goal, up),
        parts=_parts(record, thread, up),
        bar=_bar(goal, thread),
        chart=chart(record, thread, "gp-chart-title"),
        values=_values(record, thread, goal, up),
        notes=tuple(with_references(note(remark), targets) for remark in goal.notes),
        notes_head="Notes, as they stand" if thread.listed else "Notes, as they last stood",
        evidence=_evidence(goal),
        story=_story(making, record, thread, up) if len(thread.timeline.events) > 1 else (),
        first=with_references(statement(first), first_targets) if reworded else None,
        first_at=when(record.revisions[thread.first.revision].date),
        facts=facts_of(record, thread, goal),
    )
    title = f"{cut(record.titles[thread.id])} ({record.history.title})"
    return making.page(
        view, below, title, description=without_tags(lead), lang=record.history.lang, updated=thread.touched
    )


def _lead(record: Record, thread: Thread, goal: Goal) -> Markup:
    """`Goal 3 of Personal Research Goals, first stated 1 February 2020, last changed 3 May 2024.`"""
    name = f"Goal {number(goal)}" if number(goal) else "A goal"
    first = day(record.revisions[thread.first.revision].date)
    words = Markup('{} of <a href="../"><bdi{}>{}</bdi></a>, first stated {}').format(
        name, _lang(record), record.history.title, first
    )
    if record.history.is_series and (years := lists_in_words(record, thread)):
        words += f", in the lists of {years}"
    if thread.gone is not None:
        return words + Markup(", {}.").format(left(record, thread.gone))
    if not thread.listed and record.history.is_series:
        return words + Markup(", last named {}.").format(day(record.revisions[thread.last.revision].date))
    if len(thread.timeline.events) > 1:
        return words + Markup(", last changed {}.").format(day(thread.touched))
    return words + (", unchanged since." if len(record.shown) > 1 else ".")


def _lang(record: Record) -> Markup:
    return Markup(' lang="{}"').format(record.history.lang) if record.history.lang else Markup("")


def _standing(making: Making, record: Record, thread: Thread, goal: Goal) -> Markup:
    """Status, value and due date in one line."""
    words = status_words(goal)
    if thread.gone is not None and goal.status not in SETTLED:
        words += " when last listed"
    elif goal.status != "open" and len(record.shown) > 1:
        words += Markup(" since {}").format(day(thread.since))
    parts = [words]
    if goal.progress is not None and (told := progress_in_words(goal.progress, thread.start)):
        parts.append(asked(told, "progress" in goal.inferred))
    if due := making.due(goal):
        parts.append(asked(due, "due" in goal.inferred))
    if goal.confidence is not None:
        parts.append(escape(f"{round(goal.confidence * 100)}\u00a0% confident"))
    return Markup(" · ").join(parts)


def _parent(record: Record, thread: Thread, goal: Goal, up: str) -> tuple[str, str] | None:
    if goal.parent is None:
        return None
    revision = thread.last.revision
    parent_id, parent = record.followed.ids[revision][goal.parent], record.revisions[revision].goals[goal.parent]
    return (parent.title, goal_href(up, record, parent_id)) if parent_id in record.threads else None


def _parts(record: Record, thread: Thread, up: str) -> tuple[tuple[str, str, Shown], ...]:
    """The goals directly under this one."""
    return tuple(
        (goal.title, goal_href(up, record, goal_id), SHOWN[goal.status])
        for goal_id, goal in record.parts(thread.last)
        if goal_id in record.threads
    )


def _bar(goal: Goal, thread: Thread) -> Bar | None:
    """A bar where a share of the way can be told and no chart says it better."""
    progress = goal.progress
    if progress is None or progress.log_scale or None in map(finite, (progress.current, progress.target)):
        return None
    fraction = progress.fraction if progress.baseline is None or finite(progress.baseline) is not None else None
    if fraction is None:
        return None
    return Bar(round(fraction * 100), progress_in_words(progress, thread.start))


def _values(record: Record, thread: Thread, goal: Goal, up: str) -> tuple[Value, ...]:
    """Every value with its date, newest first; none where there are fewer than two."""
    if len(thread.points) < 2:
        return ()
    unit = goal.progress.unit if goal.progress else ""
    return tuple(_value(record, point, unit, up) for point in reversed(thread.points))


def _value(record: Record, point: Point, unit: str, up: str) -> Value:
    link = None
    if point.revision is not None:
        link = href(up, f"{record.segment}/at/{record.revisions[record.snapshot[point.revision]].id}/")
    return Value(When(point.day.isoformat(), in_words(point.day)), amount(point.value, unit), link)


def _evidence(goal: Goal) -> tuple[Link, ...]:
    """Links that show what was done, each once."""
    return tuple(dict.fromkeys(goal.evidence))


def _story(making: Making, record: Record, thread: Thread, up: str) -> tuple[Chapter, ...]:
    """What happened, newest first."""
    chapters = []
    earlier: Revision | None = None
    for event in thread.timeline.events:
        if not event.changes:
            continue
        chapters.append(_chapter(making, record, thread, event, earlier, up))
        earlier = record.revisions[event.revision]
    return tuple(reversed(chapters))


def _chapter(  # noqa: PLR0913, PLR0917  # what happened, to what, after what, and for which page
    making: Making, record: Record, thread: Thread, event: Event, earlier: Revision | None, up: str
) -> Chapter:
    revision = record.revisions[event.revision]
    here = record.snapshot[event.revision]
    before = record.before.get(here)
    changes = _told(record, thread, event)
    return Chapter(
        at=when(revision.date),
        after=after(earlier, revision),
        sentence=sentence_of(changes, record.titles, period(record.followed, event.revision)),
        wording=_wording(making, changes),
        notes=_note_differences(making, event.changes),
        doubt=next((told for change in event.changes if (told := likeness(change.match))), ""),
        message=said(revision),
        list_href=href(
            up, f"{record.segment}/at/{revision.id if here == event.revision else record.revisions[here].id}/"
        ),
        difference_href=difference_href(up, record, before, here) if before is not None else None,
    )


def _told(record: Record, thread: Thread, event: Event) -> Sequence[Change]:
    """What happened to a goal in one revision, as its own page tells it."""
    return *event.changes, *_since_it_left(record, thread, event)


def _since_it_left(record: Record, thread: Thread, event: Event) -> Iterator[Change]:
    """How a goal that is listed again differs from how it was last stated, before it left."""
    for change in event.changes:
        said = [each for each in thread.timeline.statements if each.revision < event.revision]
        if change.kind is ChangeKind.RETURNED and change.after and said:
            was = record.statement(said[-1])
            for difference in differences(was, change.after, one_post=False):
                if difference.kind in _OTHERWISE:
                    yield Change(difference.kind, change.goal, was, change.after, small=difference.small)


def after(earlier: Revision | None, revision: Revision) -> str:
    """How long after an earlier revision this one came; empty for the first and for one of the same day."""
    if earlier is None or earlier.day >= revision.day:
        return ""
    return f"after {span(earlier.date.date(), revision.date.date())}"


def _wording(making: Making, changes: Sequence[Change]) -> Markup | None:
    """The wording after these changes: whole when new, with its marks when reworded, else nothing."""
    for change in changes:
        if change.kind is ChangeKind.REWORDED and change.before and change.after:
            return making.differences.between(statement(change.before), statement(change.after))
        if change.kind is ChangeKind.ADDED and change.after:
            return statement(change.after)
    return None


def _note_differences(making: Making, changes: Sequence[Change]) -> tuple[Markup, ...]:
    return tuple(
        html
        for change in changes
        if change.kind is ChangeKind.NOTE
        for html in making.note_differences(change.before, change.after)
    )
