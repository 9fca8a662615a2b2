"""Any two dates of a history on one page: every wording and the differences between them once, put together by script.

The cost grows with the wordings a goal has had, not with the pairs of dates. Without script the page links to the
comparisons that have a page of their own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from markupsafe import Markup, escape
from msgspec import Struct, field

from goalpage.compare.standing import Stand, standing
from goalpage.model import Goal, Status
from goalpage.pages.context import Making, difference_href, goal_href, remarks
from goalpage.pages.dates import When, moment, partial_in_words, when
from goalpage.pages.difference import SECTION_NAMES, STATUS_SECTIONS
from goalpage.pages.listing import number
from goalpage.pages.paths import href
from goalpage.pages.prose import shortened, statement
from goalpage.pages.quantities import amount
from goalpage.pages.record import Record
from goalpage.pages.statuses import SHOWN
from goalpage.pages.values import Page
from goalpage.pages.view import View

_ALL_PAIRS = 8
"""Up to so many wordings every two are compared; of more, neighbours and each with the first and the newest."""
_STATUSES = tuple(Status)


class Date(Struct, frozen=True):
    """A date to choose, and the pages it has."""

    id: str
    at: When
    step: str | None
    first: str | None
    newest: str | None


class AnyPairView(View, frozen=True):
    """The choice of two dates, with the data for the script."""

    template: ClassVar[str] = "any_pair.html"
    title: str
    lang: str | None
    history_href: str
    dates: tuple[Date, ...]
    data: Markup
    script: str


def any_pair_page(making: Making, record: Record) -> Page:
    """`<history>/diff/`."""
    below, up = f"{record.segment}/diff/", "../../"
    text = json.dumps(_data(making, record, up), ensure_ascii=False, separators=(",", ":"))
    view = AnyPairView(
        title=record.history.title,
        lang=record.history.lang,
        history_href="../",
        dates=_dates(record, up),
        data=Markup(text.replace("<", "\\u003c").replace(">", "\\u003e")),  # JSON that can end no script element
        script=href(up, "goalpage.js"),
    )
    title = f"Compare two dates of {record.history.title}"
    return making.page(view, below, title, description=title, lang=record.history.lang, indexed=False)


def _dates(record: Record, up: str) -> tuple[Date, ...]:
    first, newest = record.shown[0], record.shown[-1]
    found = []
    for r in record.shown:
        before = record.before[r]
        found.append(
            Date(
                id=record.revisions[r].id,
                at=_label(record, r),
                step=difference_href(up, record, before, r) if before is not None else None,
                first=difference_href(up, record, first, r) if r != first else None,
                newest=difference_href(up, record, r, newest) if r != newest else None,
            )
        )
    return tuple(found)


def _label(record: Record, r: int) -> When:
    """The day of a revision, with its time where the day has several."""
    date = record.revisions[r].date
    neighbours = (record.next.get(r), record.before[r])
    same_day = any(n is not None and record.revisions[n].day == record.revisions[r].day for n in neighbours)
    return moment(date) if same_day else when(date)


class _Thread(Struct):
    """One goal's part of the data: its distinct wordings and states, and which state it has at each shown revision."""

    wordings: dict[str, int] = field(default_factory=dict)
    states: dict[str, int] = field(default_factory=dict)
    values: list[list[Any]] = field(default_factory=list)
    at: list[int] = field(default_factory=list)


def _data(making: Making, record: Record, up: str) -> dict[str, Any]:
    """Everything the script needs; each text is HTML that is clean or escaped."""
    names = {goal: n for n, goal in enumerate(record.threads)}
    threads = [_Thread() for _ in names]
    notes: dict[str, int] = {}
    orders: dict[tuple[int, ...], int] = {}
    order: list[int] = []
    for k, r in enumerate(record.shown):
        stands = {i: s for i, s in standing(record.history, record.followed.ids, r).items() if i in names}
        order.append(orders.setdefault(tuple(names[i] for i in stands), len(orders)))
        for goal_id, stand in stands.items():
            _stands(threads[names[goal_id]], k, _state(record, stand, threads[names[goal_id]], notes))
        for thread in threads:
            thread.at += [-1] * (k + 1 - len(thread.at))
    return {
        "lang": f' lang="{escape(record.history.lang)}"' if record.history.lang else "",
        "revisions": [[record.revisions[r].id, escape(_label(record, r).text)] for r in record.shown],
        "words": [SHOWN[status].word for status in _STATUSES],
        "headings": [STATUS_SECTIONS[status] for status in _STATUSES],
        "sections": SECTION_NAMES,
        "order": order,
        "orders": list(orders),
        "notes": list(notes),
        "goals": [_goal(making, record, goal, thread, up) for goal, thread in zip(names, threads, strict=True)],
    }


def _stands(thread: _Thread, k: int, state: list[Any]) -> None:
    key = json.dumps(state)
    if key not in thread.states:
        thread.states[key] = len(thread.values)
        thread.values.append(state)
    thread.at += [-1] * (k - len(thread.at)) + [thread.states[key]]


def _state(record: Record, stand: Stand, thread: _Thread, notes: dict[str, int]) -> list[Any]:
    """A statement in the order the script names its parts: equal statements give equal lists."""
    goal = stand.last.goal
    goals = record.revisions[stand.last.revision].goals
    progress = goal.progress
    unit = progress.unit if progress else ""
    parent = goals[goal.parent].title if goal.parent is not None and goal.parent < len(goals) else ""
    return [
        _STATUSES.index(goal.status),
        escape(number(goal)),
        thread.wordings.setdefault(str(statement(goal)), len(thread.wordings)),
        escape(amount(progress.current, unit)) if progress and progress.current is not None else "",
        escape(amount(progress.target, unit)) if progress and progress.target is not None else "",
        escape(partial_in_words(goal.due)) if goal.due else "",
        escape(goal.area or ""),
        escape(parent),
        [notes.setdefault(str(html), len(notes)) for html in remarks(goal).values()],
        _links(goal),
    ]


def _links(goal: Goal) -> str:
    return escape(", ".join(dict.fromkeys(shortened(link.url) for link in goal.links)))


def _goal(making: Making, record: Record, goal: str, thread: _Thread, up: str) -> dict[str, Any]:
    wordings = [Markup(wording) for wording in thread.wordings]  # clean by contract of Goal.html
    return {
        "title": escape(record.titles[goal]),
        "href": escape(goal_href(up, record, goal)),
        "wordings": wordings,
        "differences": {
            f"{a}-{b}": making.differences.between(wordings[a], wordings[b]) for a, b in _compared(wordings)
        },
        "states": thread.values,
        "at": thread.at,
    }


def _compared(wordings: Sequence[Markup]) -> Iterator[tuple[int, int]]:
    """Which wordings are held against each other: all, or of many as many as the wordings allow in linear time."""
    last = len(wordings) - 1
    for a in range(last):
        for b in range(a + 1, last + 1) if last < _ALL_PAIRS or a == 0 else sorted({a + 1, last}):
            yield a, b
