"""What a careful reader would tell the author of a post that can be read: contradictions, what others see otherwise.

Pure. Nothing here changes how a post is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from goalpage.errors import Problem, Severity
from goalpage.markdown import parser
from goalpage.model import Container, Goal, Post, Status
from goalpage.reading.front_matter import read_front_matter
from goalpage.reading.options import ReadingOptions

_REFERENCE = re.compile(r"(?<![\w&#/])(?:goal\s+)?#(\d{1,3})(?![\w.-])", re.IGNORECASE)
_GRADED = frozenset({Status.DONE, Status.PARTIAL, Status.MISSED, Status.DROPPED})


class Misnumbered(Struct, frozen=True):
    """An item of a numbered list whose number readers see otherwise; `line` is 1-based in the file."""

    line: int
    written: int
    shown: int


def advice(text: str, path: str, post: Post, options: ReadingOptions) -> tuple[Problem, ...]:
    """Give what is odd in a post that was read from `text`: warnings, and notices where it may be meant so."""
    goals = [problem for goal in post.goals for problem in _of_goal(goal, path)]
    numbers = [
        Problem(
            path, one.line, "number-shown", f"it is written as {one.written}. and shown as {one.shown}.",
            "number the list through, or run `goalpage check --fix`", Severity.NOTICE,
        )
        for one in misnumbered(text, path, post, options)
    ]  # fmt: skip
    return tuple(sorted((*goals, *_references(post, path), *numbers), key=lambda problem: problem.line or 0))


def misnumbered(text: str, path: str, post: Post, options: ReadingOptions) -> tuple[Misnumbered, ...]:
    """Give the goals in numbered lists that bear another number than the page will show.

    kramdown numbers every list from 1 (https://kramdown.gettalong.org/syntax.html#ordered-and-unordered-lists),
    CommonMark from the first number on. A list in which all items bear one number is left to count itself.
    """
    front = read_front_matter(text, path)
    lines = {goal.line for goal in post.goals if goal.container is Container.LIST and goal.number}
    if not lines:
        return ()
    lists: list[tuple[int, list[tuple[int, str]]]] = []
    found: list[tuple[int, list[tuple[int, str]]]] = []
    for token in parser(options.dialect).parse(front.body):
        if token.type in ("ordered_list_open", "bullet_list_open"):
            lists.append((int(token.attrGet("start") or 1), []))
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            found.append(lists.pop())
        elif token.type == "list_item_open" and lists and token.map:
            lists[-1][1].append((token.map[0] + front.body_line, token.info))
    return tuple(sorted((one for start, items in found for one in _odd(start, items, lines)), key=lambda one: one.line))


def _odd(start: int, items: list[tuple[int, str]], lines: set[int]) -> Iterator[Misnumbered]:
    numbers = [int(info) for _, info in items if info.isdecimal()]
    if len(numbers) < len(items) or (len(numbers) > 1 and len(set(numbers)) == 1):
        return
    for shown, ((line, _), written) in enumerate(zip(items, numbers, strict=True), start):
        if written != shown and line in lines:
            yield Misnumbered(line, written, shown)


def _of_goal(goal: Goal, path: str) -> Iterator[Problem]:
    began = goal.start or goal.created
    if goal.due and began and goal.due < began[: len(goal.due)]:
        message = f"it is due {goal.due}, before it begins ({began})"
        yield Problem(path, goal.line, "due-before-start", message, "change one of the two", Severity.WARNING)
    progress = goal.progress
    short = progress is not None and None not in (progress.current, progress.target) and not progress.is_met
    if goal.status is Status.DONE and short and not goal.inferred & {"status", "progress"}:
        message = f"it is done, but stands at {progress.current:g} of {progress.target:g}"  # type: ignore[union-attr]  # short
        yield Problem(path, goal.line, "done-short", message, "bring the value up to date", Severity.NOTICE)
    if goal.completion and goal.status not in _GRADED:
        message = f"it is {goal.status.value}, but bears a date of completion ({goal.completion})"
        yield Problem(path, goal.line, "contradiction", message, "change one of the two", Severity.WARNING)


def _references(post: Post, path: str) -> Iterator[Problem]:
    """Tell references such as `#9` where the list has numbers, but not that one."""
    numbers = {int(goal.number) for goal in post.goals if goal.number and goal.number.isdecimal()}
    if len(numbers) < 2:
        return
    for goal in post.goals:
        for said in (goal.text, *(note.text for note in goal.notes)):
            for found in _REFERENCE.finditer(said):
                if int(found[1]) not in numbers:
                    message = f"there is no goal {found.group().strip()}"
                    cure = f"the goals are numbered {min(numbers)} to {max(numbers)}"
                    yield Problem(path, goal.line, "no-such-goal", message, cure, Severity.NOTICE)
