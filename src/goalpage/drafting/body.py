"""Goals of one post as the text of another, in the way the first one writes them. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from goalpage.edit.place import MARKER, place_of
from goalpage.edit.source import Source
from goalpage.markdown.plain import plain
from goalpage.model import Container, Goal, Post, Status

OPEN = frozenset({Status.OPEN, Status.ACTIVE, Status.PAUSED, Status.PARTIAL})
"""Goals that can still be reached."""

_ORDINAL = re.compile(r"\A\d{1,3}[.):]\s+")
_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*\Z")


class Carried(Struct, frozen=True):
    """One goal to be written again: its words with their markup, how deep it stands, the heading above it."""

    goal: Goal
    words: str
    depth: int


def carried(source: Source, post: Post, wanted: Callable[[int], bool]) -> list[Carried]:
    """Give the goals that are wanted (by index), each with the words of its statement as they stand in the text.

    A goal whose parent is left behind moves up to where the parent stood.
    """
    found: dict[int, Carried] = {}
    for index, goal in enumerate(post.goals):
        if wanted(index):
            parent = goal.parent
            while parent is not None and parent not in found:
                parent = post.goals[parent].parent
            depth = found[parent].depth + 1 if parent is not None else 0
            found[index] = Carried(goal, _words(source, post, index), depth)
    return list(found.values())


def depth_of(goals: Sequence[Goal], goal: Goal) -> int:
    """Give under how many goals of its list a goal stands."""
    depth = 0
    while goal.parent is not None and depth < len(goals):
        goal, depth = goals[goal.parent], depth + 1
    return depth


def _words(source: Source, post: Post, index: int) -> str:
    """Give the goal's own words in one line; its plain text where they do not stand as Markdown in the post."""
    goal = post.goals[index]
    if goal.container not in (Container.LIST, Container.HEADINGS, Container.TABLE, Container.PARAGRAPHS):
        return " ".join((goal.text or goal.title).split())
    start, end = place_of(source, post, index).lead
    words = " ".join(source.text[start:end].split())
    return _ORDINAL.sub("", words) if goal.container is Container.HEADINGS else words


def by_title(goals: Sequence[Carried], *, areas: bool = True) -> list[Carried]:
    """Give the goals with their names alone for words; without `areas` under no heading."""
    bare = [replace(each, words=plain(each.goal.title)) for each in goals]
    return bare if areas else [replace(each, goal=replace(each.goal, area=None)) for each in bare]


class Style(Struct, frozen=True):
    """How a post writes its goals: as headings (`level`) or items; with numbers; with task boxes; which bullet."""

    level: int = 0
    numbered: bool = True
    boxes: bool = False
    bullet: str = "-"


def style_of(source: Source, post: Post) -> Style:
    """Give the way in which most goals at the top of a post are written."""
    styles = [_style(source, goal) for goal in post.goals if goal.parent is None]
    return max(styles, key=styles.count) if styles else Style()


def _style(source: Source, goal: Goal) -> Style:
    line = source.line(goal.line).text
    heading = _HEADING.match(line.strip())
    if goal.container is Container.HEADINGS and heading:
        return Style(len(heading[1]), numbered=bool(_ORDINAL.match(heading[2])))
    marker = MARKER.match(line)
    if goal.container is not Container.LIST or marker is None:
        return Style(numbered=False)
    is_numbered = marker["marker"][0].isdigit()
    return Style(
        numbered=is_numbered,
        boxes=re.match(r"\[[^\]\n]\][ \t]", line[marker.end() :]) is not None,
        bullet="-" if is_numbered else marker["marker"],
    )


def written(source: Source, goals: Sequence[Carried], style: Style, below: Callable[[Carried], Sequence[str]]) -> str:
    """Give the goals as Markdown, under the headings they stood under; `below` gives the remarks under each."""
    lines: list[str] = []
    area: str | None = None
    number = 0
    for each in goals:
        if each.depth == 0 and each.goal.area != area:
            area = each.goal.area
            number = 0 if not style.level else number
            lines += ["", *_area(source, each.goal), ""] if area else []
        number += each.depth == 0
        lines += _item(each, style, number, below(each))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _area(source: Source, goal: Goal) -> Iterator[str]:
    """Give the heading above a goal as the post writes it."""
    for number in range(goal.line, 0, -1):
        line = source.line(number).text.strip()
        heading = _HEADING.match(line)
        if heading and goal.area and goal.area in heading[2]:
            yield line
            return
    yield f"## {goal.area}"


def _item(each: Carried, style: Style, number: int, below: Sequence[str]) -> Iterator[str]:
    if style.level and each.depth == 0:
        yield from ("", f"{'#' * style.level} {f'{number}. ' if style.numbered else ''}{each.words}", "")
        yield from (f"- {line}" for line in below)
        return
    is_numbered = style.numbered and each.depth == 0 and not style.level
    marker = f"{number}." if is_numbered else style.bullet
    indent = " " * _indent(each.depth, style)
    yield f"{indent}{marker} {'[ ] ' if style.boxes else ''}{each.words}"
    inside = indent + " " * (len(marker) + 1)
    yield from (f"{inside}- {line}" for line in below)


def _indent(depth: int, style: Style) -> int:
    """Give the columns before a nested item: under the words of the one that holds it."""
    if depth == 0 or style.level:
        return max(0, depth - 1) * 2 if style.level else 0
    return (3 if style.numbered else 2) + (depth - 1) * 2
