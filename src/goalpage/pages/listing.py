"""A goal list as rows: number, sign, title, and one line of words under it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup, escape

from goalpage.model import Goal, Role
from goalpage.pages.context import Making, day, goal_href
from goalpage.pages.prose import note, says_more, statement, with_references
from goalpage.pages.quantities import progress_in_words
from goalpage.pages.record import Record, Thread
from goalpage.pages.statuses import SHOWN, Shown

_DEEPEST = 4
"""Levels of indentation; deeper goals stand at the last one."""


@dataclass(frozen=True, slots=True)
class Row:
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
    chart: Markup = Markup("")


@dataclass(frozen=True, slots=True)
class Group:
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


def history_rows(
    making: Making, record: Record, up: str, revision: int, chart: Callable[[Record, Thread], Markup] | None = None
) -> list[tuple[str, Row]]:
    """The goals of a list with where each stands now; a goal both graded and stated anew stands once, as stated."""
    goals = record.goals(revision)
    stated = {goal_id for goal_id, goal in goals if goal.role is Role.STATED}
    rows: list[tuple[str, Row]] = []
    for (goal_id, goal), depth in zip(goals, depths([goal for _, goal in goals]), strict=True):
        thread = record.threads.get(goal_id)
        if thread is None or (goal.role is Role.REVIEWED and stated):
            continue
        drawn = chart(record, thread) if chart else Markup("")
        rows.append((goal.area or "", _row(making, record, up, thread, goal, depth, _under(goals, goal), drawn)))
    return rows


def thread_row(making: Making, record: Record, up: str, thread: Thread) -> Row:
    """A goal as it was last stated, wherever that was."""
    return _row(making, record, up, thread, record.statement(thread.last), 0, "", Markup(""))


def _row(  # noqa: PLR0913  # one row, all its parts
    making: Making, record: Record, up: str, thread: Thread, goal: Goal, depth: int, under: str, chart: Markup
) -> Row:
    return Row(
        id=thread.id,
        number=number(goal),
        title=goal.title,
        href=goal_href(up, record, thread.id),
        status=SHOWN[goal.status],
        words=standing(making, record, thread, goal),
        depth=depth,
        under=under,
        chart=chart,
    )


def number(goal: Goal) -> str:
    """The number the author gave, without the dot or bracket after it."""
    return (goal.number or "").strip().rstrip(".):")


def _under(goals: Sequence[tuple[str, Goal]], goal: Goal) -> str:
    return goals[goal.parent][1].title if goal.parent is not None and goal.parent < len(goals) else ""


def standing(making: Making, record: Record, thread: Thread, goal: Goal) -> Markup:
    """Where a goal stands in one line: `in progress · $640, from $7,000, towards $100 · due 2025 · 3 May 2024`."""
    parts = [status_words(goal)]
    if goal.progress is not None and (words := progress_in_words(goal.progress, thread.start)):
        parts.append(asked(words, "progress" in goal.inferred))
    if due := making.due(goal):
        parts.append(asked(due, "due" in goal.inferred))
    if len(record.shown) > 1:
        parts.append(day(thread.since if goal.status != "open" and thread.since == thread.touched else thread.touched))
    return Markup('<span class="gp-dot" aria-hidden="true"> · </span><span class="gp-hidden">, </span>').join(parts)


def status_words(goal: Goal) -> Markup:
    """The word of a status, or the author's own where nothing was made of them."""
    shown = SHOWN[goal.status]
    word = asked(shown.word, "status" in goal.inferred)
    return Markup('<span class="gp-status gp-{}">{}</span>').format(shown.name, word)


def asked(words: str, inferred: bool) -> Markup:
    """Words of ours; where they were read from prose they say so on asking."""
    if not inferred:
        return escape(words)
    return Markup('<span title="Read from the author’s words, not stated as such">{}</span>').format(words)


def statement_rows(making: Making, record: Record, up: str, revision: int) -> list[tuple[str, Row]]:
    """The goals of a list as they stood in it, in full, with their notes."""
    goals = record.goals(revision)
    targets = references(record, up, revision)
    rows: list[tuple[str, Row]] = []
    for (goal_id, goal), depth in zip(goals, depths([goal for _, goal in goals]), strict=True):
        if goal_id not in record.threads:
            continue
        words = [status_words(goal)]
        if goal.progress is not None and (told := progress_in_words(goal.progress)):
            words.append(asked(told, "progress" in goal.inferred))
        if goal.due:
            words.append(escape(making.due(goal).partition(",")[0]))
        row = Row(
            id=goal_id,
            number=number(goal),
            title=goal.title,
            href=goal_href(up, record, goal_id),
            status=SHOWN[goal.status],
            words=Markup('<span class="gp-dot" aria-hidden="true"> · </span><span class="gp-hidden">, </span>').join(
                words
            ),
            depth=depth,
            under=_under(goals, goal),
            statement=with_references(statement(goal), targets) if says_more(goal) else None,
            notes=tuple(with_references(note(remark), targets) for remark in goal.notes),
        )
        rows.append((goal.area or "", row))
    return rows


def references(record: Record, up: str, revision: int) -> dict[str, str]:
    """A link for each number of a list, so that `#6` in its prose leads to goal 6; none for a number given twice."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for goal_id, goal in record.goals(revision):
        key = number(goal)
        if key and goal_id in record.threads:
            if key in found:
                twice.add(key)
            found[key] = goal_href(up, record, goal_id)
    return {key: link for key, link in found.items() if key not in twice}
