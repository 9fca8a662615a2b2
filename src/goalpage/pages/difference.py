"""What changed from one revision to another, by kind, in the order in which it matters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from markupsafe import Markup, escape
from msgspec import Struct

from goalpage.compare import period, renamed_areas, sentence
from goalpage.model import Change, ChangeKind, Goal, Status
from goalpage.pages import phrases
from goalpage.pages.context import Making, difference_href, goal_href
from goalpage.pages.dates import When, moment, span, when
from goalpage.pages.listing import number, status_words
from goalpage.pages.paths import href
from goalpage.pages.prose import marked, shortened, statement, struck
from goalpage.pages.quantities import amount
from goalpage.pages.record import Record
from goalpage.pages.statuses import SHOWN
from goalpage.pages.values import Page
from goalpage.pages.view import View


class Item(Struct, frozen=True):
    """One goal in a section: its wording, and a line of what happened to it."""

    number: str
    title: Markup
    href: str
    words: Markup | None = None
    notes: tuple[Markup, ...] = ()
    doubt: str = ""
    linked: bool = True


class Section(Struct, frozen=True):
    """All goals to which one kind of thing happened."""

    name: str
    id: str
    items: tuple[Item, ...]


class DifferenceView(View, frozen=True):
    """What changed between two dates."""

    template: ClassVar[str] = "difference.html"
    title: str
    lang: str | None
    before: When
    after: When
    later: str
    sentence: str
    history_href: str
    before_href: str
    after_href: str
    swap_href: str
    back_href: str | None
    on_href: str | None
    other_href: str
    sections: tuple[Section, ...]
    renamed: tuple[tuple[str, str], ...]
    unchanged: tuple[Item, ...]


def pairs(record: Record) -> tuple[tuple[int, int], ...]:
    """The pairs that have a page: neighbours, and each revision with the first and with the newest."""
    first, newest = record.shown[0], record.shown[-1]
    found: dict[tuple[int, int], None] = {}
    for r in record.shown:
        for a, b in ((record.before[r], r), (r, record.next.get(r)), (first, r), (r, newest)):
            if a is not None and b is not None and a < b:
                found[a, b] = None
    return tuple(found)


def difference_page(making: Making, record: Record, a: int, b: int) -> Page:
    """`<history>/diff/<a>..<b>/`."""
    old, new = record.revisions[a], record.revisions[b]
    below, up = f"{record.segment}/diff/{old.id}..{new.id}/", "../../../"
    changes = record.happened[b] if record.before[b] == a else record.between.changes(a, b)
    touched = {change.goal for change in changes}
    told = when if old.day != new.day else moment
    before, after = told(old.date), told(new.date)
    earlier, following = record.before[a], record.next.get(b)
    into = period(record.followed, b) if old.source != new.source else None
    view = DifferenceView(
        title=record.history.title,
        lang=record.history.lang,
        before=before,
        after=after,
        later=f"{span(old.date.date(), new.date.date())} apart" if old.day < new.day else "on the same day",
        sentence=sentence(changes, into=into),
        history_href="../../",
        before_href=href(up, f"{record.segment}/at/{old.id}/"),
        after_href=href(up, f"{record.segment}/at/{new.id}/"),
        swap_href=href(up, f"{record.segment}/diff/") + f"#{new.id}..{old.id}",
        back_href=difference_href(up, record, earlier, b) if earlier is not None else None,
        on_href=difference_href(up, record, a, following) if following is not None else None,
        other_href=href(up, f"{record.segment}/diff/") + f"#{old.id}..{new.id}",
        sections=sections(making, record, changes, up, into),
        renamed=renamed_areas(record.followed, a, b) if record.has_areas else (),
        unchanged=tuple(
            _plain(record, goal_id, goal, up)
            for goal_id, goal in record.goals(b)
            if goal_id not in touched and goal_id in record.threads
        ),
    )
    title = f"{record.history.title}: what changed from {before.text} to {after.text}"
    indexed = record.before[b] == a
    return making.page(
        view, below, title, description=view.sentence, lang=record.history.lang, indexed=indexed, updated=new.date
    )


STATUS_SECTIONS = {
    Status.DONE: "Done",
    Status.PARTIAL: "Met in part",
    Status.MISSED: "Missed",
    Status.DROPPED: "Dropped",
    Status.ACTIVE: "In progress",
    Status.PAUSED: "Paused",
    Status.OPEN: "Open",
}
"""The section of a goal whose status became this, in the order in which they stand."""
KIND_SECTIONS = {
    ChangeKind.PROGRESS: "Progress",
    ChangeKind.TARGET: "Target",
    ChangeKind.DUE: "Due",
    ChangeKind.ADDED: "Added",
    ChangeKind.REMOVED: "No longer listed",
    ChangeKind.RETURNED: "Returned",
    ChangeKind.SPLIT: "Split",
    ChangeKind.MERGED: "Merged",
    ChangeKind.REWORDED: "Reworded",
    ChangeKind.MOVED: "Moved",
    ChangeKind.NOTE: "Notes",
    ChangeKind.LINK: "Links",
}
"""The section of every other change, after those of a status."""
SECTION_NAMES = (*STATUS_SECTIONS.values(), *KIND_SECTIONS.values())
"""Sections in the order in which they stand; an empty one is absent."""


def _section(change: Change) -> str:
    if change.kind is ChangeKind.STATUS:
        return STATUS_SECTIONS[change.after.status if change.after else Status.OPEN]
    return KIND_SECTIONS[change.kind]


def sections(
    making: Making, record: Record, changes: Sequence[Change], up: str, into: str | None = None
) -> tuple[Section, ...]:
    """The changes under their headings; `into` is the year of the new post where one post continues another."""
    changes = phrases.telling(changes)
    reworded = {change.goal for change in changes if change.kind is ChangeKind.REWORDED}
    items: dict[str, list[Item]] = {name: [] for name in SECTION_NAMES}
    for change in changes:
        items[_section(change)].append(_item(making, record, change, change.goal in reworded, up))
    shown = {"No longer listed": f"Not carried into {into}"} if into else {}
    return tuple(
        Section(shown.get(name, name), f"gp-{name.lower().replace(' ', '-')}", tuple(found))
        for name, found in items.items()
        if found
    )


def _item(making: Making, record: Record, change: Change, reworded: bool, up: str) -> Item:
    goal = change.after or change.before
    plain = _plain(record, change.goal, goal, up) if goal else Item("", escape(change.goal), "")
    match change.kind:
        case ChangeKind.STATUS if change.before:
            return _with(plain, words=escape(_before(change.before, change.after or change.before)))
        case ChangeKind.ADDED if change.after:
            words = status_words(change.after) if change.after.status is not Status.OPEN else None
            return _with(plain, title=marked(statement(change.after)), words=words, linked=False)
        case ChangeKind.REMOVED if change.before:
            return _with(plain, title=struck(statement(change.before)), linked=False)
        case ChangeKind.RETURNED if change.after:
            return _with(plain, title=marked(statement(change.after)), linked=False)
        case ChangeKind.REWORDED if change.before and change.after:
            html = making.differences.between(statement(change.before), statement(change.after))
            words = escape("a small correction") if change.small else None
            return _with(plain, title=html, words=words, doubt=phrases.likeness(change.match), linked=False)
        case ChangeKind.SPLIT | ChangeKind.MERGED:
            return _lineage(making, record, change, plain, up)
        case ChangeKind.PROGRESS | ChangeKind.TARGET | ChangeKind.DUE:
            return _step(making, change, plain, reworded, record)
        case ChangeKind.MOVED:
            return _with(plain, words=phrases.phrase(change, record.titles))
        case ChangeKind.NOTE:
            notes = making.note_differences(change.before, change.after)
            told = _confidence(change) or (
                None if notes and not change.lineage else phrases.phrase(change, record.titles)
            )
            return _with(plain, words=told, notes=notes)
        case ChangeKind.LINK:
            return _with(plain, words=link_differences(change.before, change.after))
    return plain


def _confidence(change: Change) -> Markup | None:
    """How sure the author was and is, where that changed: it has no kind of its own."""
    old, new = (goal.confidence if goal else None for goal in (change.before, change.after))
    if old == new or old is None or new is None:
        return None
    return Markup("confidence {}").format(phrases.step(amount(round(old * 100), "%"), amount(round(new * 100), "%")))


def _before(before: Goal, after: Goal) -> str:
    """How a goal stood before; one graded and then set anew is said to be set again."""
    if before.role is not after.role and after.status is Status.OPEN:
        return "set again"
    return f"before: {SHOWN[before.status].word}"


def _with(  # noqa: PLR0913  # the parts of an item, by name
    item: Item,
    *,
    title: Markup | None = None,
    words: Markup | None = None,
    notes: tuple[Markup, ...] = (),
    doubt: str = "",
    linked: bool = True,
) -> Item:
    return Item(item.number, item.title if title is None else title, item.href, words, notes, doubt, linked)


def _plain(record: Record, goal_id: str, goal: Goal, up: str) -> Item:
    link = goal_href(up, record, goal_id) if goal_id in record.threads else ""
    return Item(number(goal), escape(goal.title), link, linked=bool(link))


def _step(making: Making, change: Change, plain: Item, reworded: bool, record: Record) -> Item:
    """A value before and after; the wording bears the marks too, where nothing else shows them."""
    words = phrases.phrase(change, record.titles)
    if change.before and change.after and not reworded and statement(change.before) != statement(change.after):
        html = making.differences.between(statement(change.before), statement(change.after))
        return _with(plain, title=html, words=words, linked=False)
    return _with(plain, words=words)


def _lineage(making: Making, record: Record, change: Change, plain: Item, up: str) -> Item:
    """A goal split or merged: the whole against its parts, and a link to each part."""
    words = phrases.phrase(change, record.titles)
    if change.before is None or change.after is None:
        return _with(plain, words=words)
    html = making.differences.between(statement(change.before), statement(change.after))
    return _with(plain, title=html, words=words, linked=False)


def link_differences(before: Goal | None, after: Goal | None) -> Markup:
    """Links that went and came, told by their addresses."""
    old = {link.url: link for link in before.links} if before else {}
    new = {link.url: link for link in after.links} if after else {}
    gone = [struck(escape(shortened(url))) for url in old if url not in new]
    came = [Markup('<ins><a href="{}">{}</a></ins>').format(url, shortened(url)) for url in new if url not in old]
    return Markup(' <span aria-hidden="true">→</span> ').join(
        filter(None, (Markup(", ").join(gone), Markup(", ").join(came)))
    )
