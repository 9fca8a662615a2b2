"""Tasks of another program as a goal post in the ways of the last one. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from goalpage.compare.identity import slug
from goalpage.drafting.front import front_matter
from goalpage.drafting.names import next_path
from goalpage.drafting.new import Draft, Last
from goalpage.errors import GoalpageError
from goalpage.importing import Task, body_of
from goalpage.reading import ReadingOptions, read_post
from goalpage.reading.front_matter import FrontMatter, read_front_matter


def imported(tasks: Sequence[Task], title: str, last: Last | None, today: date) -> Draft:
    """Give the post that states these tasks as goals.

    The text is read again: GoalpageError, with the first line of the file that would say something else, where not
    every task comes out as a goal with its status and due date.
    """
    front = read_front_matter(last.text, last.path) if last else FrontMatter({}, "")
    head = front_matter(front, last.text if last else "", title, today, True)
    path = next_path(last.path, title, "", today) if last else f"_posts/{today}-{slug(title) or 'goals'}.md"
    options = replace(last.options if last else ReadingOptions(dialect="kramdown"), told=True)
    for headings in (True, False):
        text = f"{head}\n{body_of(tasks, headings=headings)}"
        read = read_post(text, path, options).goals
        if len(read) == len(tasks):
            break
    else:
        message = f"{len(tasks)} tasks would be read as {len(read)} goals"
        raise GoalpageError(message, "look for what is no plain line of words")
    wanted = sorted(tasks, key=lambda task: task.line)
    by_words = {(goal.status, goal.due) for goal in read}
    for task in wanted:
        if (task.status, task.due) not in by_words and (task.due or task.status.value != "open"):
            raise GoalpageError(f"{task.words[:60]!r} would be read otherwise", "write it by hand", "", task.line)
    return Draft(path, text, tuple(goal.title for goal in read))
