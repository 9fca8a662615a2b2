"""A goal list as rows: number, sign, title, and one line of words under it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from itertools import groupby

from markupsafe import Markup, escape
from msgspec import Struct

from goalpage.compare import period
from goalpage.model import Goal, Revision, Role, Status
from goalpage.pages.context import Making, day, goal_href
from goalpage.pages.prose import note, says_more, statement, with_references
from goalpage.pages.quantities import progress_in_words
from goalpage.pages.record import Record, Thread
from goalpage.pages.statuses import SETTLED, SHOWN, Shown

Drawing = Callable[[Record, Thread], Markup]
"""Gives a small chart of a goal, or nothing."""
_NOTHING = Markup("")
DOT = Markup('<span class="gp-dot" aria-hidden="true"> · </span><span class="gp-hidden">, </span>')
"""Between parts of a line: a dot for eyes, a comma for ears."""
_DEEPEST = 4
"""Levels of indentation; deeper goals stand at the last one."""


class Row(Struct, frozen=True):
    """One goal of a list. `words` is the line under its title, `depth` 0-4, `under` the title it is a part of."""

    id: str
    number: str
    title: str
    href: str
    status: Shown
    words: Markup
    depth: int = 0
    under: str = ""
    statement: Markup | None = None
    notes: tuple[Markup, ...] = ()


class Group(Struct, frozen=True):
    """Rows under one heading of the post; no heading where the post has none."""

    heading: str
    rows: tuple[Row, ...]


def groups(rows: Sequence[tuple[str, Row]]) -> tuple[Group, ...]:
    """Rows put together by the heading above them, in the author's order."""
    return tuple(
        Group(heading, tuple(row for _, row in run)) for heading, run in groupby(rows, key=lambda pair: pair[0])
    )


def depths(goals: Sequence[Goal]) -> list[int]:
    """How deep each goal of a list lies below its topmost parent, at most 4."""
    found: list[int] = []
    for n, goal in enumerate(goals):
        parent = goal.parent
        found.append(min(found[parent] + 1, _DEEPEST) if parent is not None and 0 <= parent < n else 0)
    return found


class Lister(Struct, frozen=True):
    """Makes rows of one record for pages whose way to our folder is `up`."""

    making: Making
    record: Record
    up: str

    def history_rows(self, revision: int, chart: Drawing | None = None) -> list[tuple[str, Row]]:
        """The goals of a list with where each stands now; one both graded and stated anew stands once, as stated."""
        goals = self.record.goals(revision)
        stated = any(goal.role is Role.STATED for _, goal in goals)
        rows: list[tuple[str, Row]] = []
        for (goal_id, goal), depth in zip(goals, depths([goal for _, goal in goals]), strict=True):
            thread = self.record.threads.get(goal_id)
            if thread is None or (goal.role is Role.REVIEWED and stated):
                continue
            drawn = chart(self.record, thread) if chart else _NOTHING
            words = standing(self.making, self.record, thread, goal, drawn)
            rows.append((goal.area or "", self.row(goal_id, goal, words, depth=depth, under=_under(goals, goal))))
        return rows

    def thread_row(self, thread: Thread) -> Row:
        """A goal as it was last stated, wherever that was."""
        goal = self.record.statement(thread.last)
        return self.row(thread.id, goal, standing(self.making, self.record, thread, goal))

    def statement_rows(self, revision: int) -> list[tuple[str, Row]]:
        """The goals of a list as they stood in it, in full, with their notes."""
        goals = self.record.goals(revision)
        targets = references(self.making, self.record, self.up, revision)
        rows: list[tuple[str, Row]] = []
        for (goal_id, goal), depth in zip(goals, depths([goal for _, goal in goals]), strict=True):
            if goal_id not in self.record.threads:
                continue
            row = self.row(
                goal_id,
                goal,
                _stood(self.making, goal, self.record.revisions[revision]),
                title=goal.title,
                depth=depth,
                under=_under(goals, goal),
                statement=with_references(statement(goal), targets) if says_more(goal) else None,
                notes=tuple(with_references(note(remark), targets) for remark in goal.notes),
            )
            rows.append((goal.area or "", row))
        return rows

    def row(  # noqa: PLR0913  # the parts of a row, by name
        self,
        goal_id: str,
        goal: Goal,
        words: Markup,
        *,
        title: str | None = None,
        depth: int = 0,
        under: str = "",
        statement: Markup | None = None,
        notes: tuple[Markup, ...] = (),
    ) -> Row:
        """A goal with its sign and these words, by its newest name or by `title`."""
        link = goal_href(self.up, self.record, goal_id)
        name = self.record.titles[goal_id] if title is None else title
        return Row(goal_id, number(goal), name, link, SHOWN[goal.status], words, depth, under, statement, notes)


def number(goal: Goal) -> str:
    """The number the author gave, without the dot or bracket after it."""
    return (goal.number or "").strip().rstrip(".):")


def _under(goals: Sequence[tuple[str, Goal]], goal: Goal) -> str:
    return goals[goal.parent][1].title if goal.parent is not None and goal.parent < len(goals) else ""


def standing(making: Making, record: Record, thread: Thread, goal: Goal, drawn: Markup = _NOTHING) -> Markup:
    """Where a goal stands in one line: `in progress · $640, from $7,000, towards $100 · changed 3 May 2024`.

    `drawn` is a small chart to stand beside the value.
    """
    words = status_words(goal)
    dated = len(record.shown) > 1
    if dated and goal.status in SETTLED:
        words += Markup(" {}").format(day(thread.since))
    parts = [words]
    if goal.progress is not None and (told := progress_in_words(goal.progress, thread.start)):
        parts.append(asked(told, "progress" in goal.inferred) + drawn)
    if goal.due not in years_of(record.revisions[thread.last.revision]) and (due := making.due(goal)):
        parts.append(asked(due, "due" in goal.inferred))
    if thread.gone is not None:
        parts.append(left(record, thread.gone))
    elif dated and goal.status not in SETTLED:
        told = "changed" if len(thread.timeline.events) > 1 else "unchanged since"
        parts.append(Markup("{} {}").format(told, day(thread.touched)))
    return DOT.join(parts)


def years_of(revision: Revision) -> frozenset[str]:
    """The years that the title of a post names: a goal that is due in one of them is so like all of its list."""
    return frozenset(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", revision.post.title or ""))


def left(record: Record, gone: int) -> Markup:
    """That a goal left the list in a revision: `no longer listed since 3 May 2024`, `not carried into 2021`."""
    year = period(record.followed, gone)
    if year is not None:
        return escape(f"not carried into {year}")
    return Markup("no longer listed since {}").format(day(record.revisions[gone].date))


def _stood(making: Making, goal: Goal, revision: Revision) -> Markup:
    """Where a goal stood in one list: no more than that list says."""
    words = [status_words(goal)]
    if goal.progress is not None and (told := progress_in_words(goal.progress)):
        words.append(asked(told, "progress" in goal.inferred))
    if goal.due and goal.due not in years_of(revision):
        words.append(escape(making.due(goal).partition(",")[0]))
    return DOT.join(words)


def status_words(goal: Goal) -> Markup:
    """The word of a status."""
    return _status_words(goal.status, "status" in goal.inferred)


@cache
def _status_words(status: Status, inferred: bool) -> Markup:
    shown = SHOWN[status]
    word = asked(shown.word, inferred)
    return Markup('<span class="gp-status gp-{}">{}</span>').format(shown.name, word)


def asked(words: str, inferred: bool) -> Markup:
    """Words of ours; where they were read from prose they say so on asking."""
    if not inferred:
        return escape(words)
    return Markup('<span title="Read from the author’s words, not stated as such">{}</span>').format(words)


def references(making: Making, record: Record, up: str, revision: int) -> dict[str, str]:
    """A link for each number of a list, so that `#6` in its prose leads to goal 6; none for a number given twice."""
    key = (record.segment, up, revision)
    if key not in making.references:
        numbered = [(number(goal), goal_id) for goal_id, goal in record.goals(revision) if goal_id in record.threads]
        times = Counter(said for said, _ in numbered)
        making.references[key] = {
            said: goal_href(up, record, goal_id) for said, goal_id in numbered if said and times[said] == 1
        }
    return making.references[key]
