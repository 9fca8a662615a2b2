"""Tasks of another program as a goal post in the ways of the last one. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from itertools import zip_longest

from msgspec.structs import replace

from goalpage.compare.identity import slug
from goalpage.drafting.body import depth_of
from goalpage.drafting.front import KEPT, front_matter
from goalpage.drafting.names import next_path
from goalpage.drafting.new import Draft, Last
from goalpage.errors import GoalpageError
from goalpage.importing import Task, body_of, in_order
from goalpage.model import Goal, Status
from goalpage.reading import ReadingOptions, read_post
from goalpage.reading.front_matter import FrontMatter, read_front_matter


def imported(
    tasks: Sequence[Task], title: str, last: Last | None, today: date, *, kept: Collection[str] = KEPT
) -> Draft:
    """Give the post that states these tasks as goals, in the ways of `last`, from whose front matter `kept` is taken.

    The text is read again: GoalpageError where not every task comes out as a goal with its status, its date and its
    place under another, with the line of the first that does not.
    """
    front = read_front_matter(last.text, last.path) if last else FrontMatter({}, "")
    head = front_matter(front, last.text if last else "", title, today, {"goals": True}, kept)
    path = next_path(last.path, title, "", today) if last else f"_posts/{today}-{slug(title) or 'goals'}.md"
    options = replace(last.options if last else ReadingOptions(dialect="kramdown"), told=True)
    wrong: Task | None = None
    for headings in (True, False):
        text = f"{head}\n{body_of(tasks, headings=headings)}"
        read = read_post(text, path, options).goals
        wrong = _wrong(in_order(tasks, headings=headings), read)
        if wrong is None:
            return Draft(path, text, tuple(goal.title for goal in read))
    assert wrong is not None
    message = f"{wrong.words[:60]!r} would be read otherwise"
    raise GoalpageError(message, "write it as a plain line of words, or into the post by hand", "", wrong.line)


def _wrong(tasks: Sequence[Task], goals: Sequence[Goal]) -> Task | None:
    """Give the first task that the goal in its place does not say, None where all do."""
    for task, goal in zip_longest(tasks, goals):
        if task is None or goal is None:
            return task or tasks[-1]
        status = goal.status is task.status or (task.status is Status.OPEN and "status" in goal.inferred)
        if not status or (task.due and goal.due != task.due) or depth_of(goals, goal) != task.depth:
            return task
    return None
