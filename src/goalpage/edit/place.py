"""Where one goal stands in the source of its post: its own words, its task box, its lines, its labelled fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from msgspec import Struct

from goalpage.edit.rows import cells_of
from goalpage.edit.source import Source, Span
from goalpage.model import Container, Goal, Post
from goalpage.reading.fields import comment_fields, labelled
from goalpage.reading.fields.vocabulary import KEYS

MARKER = re.compile(r"(?P<indent>[ \t>]*)(?P<marker>[-*+•‣◦]|\d{1,9}[.)])(?P<gap>[ \t]+|\Z)")
_BOX = re.compile(r"\[([^\]\n])\](?=[ \t])|\(([xX])\)(?=[ \t])")
_HEADING = re.compile(r"[ \t]{0,3}#{1,6}[ \t]*")
_HEADING_END = re.compile(r"[ \t]*(?:#+[ \t]*)?(?:\{[:#][^{}\n]{0,200}\}[ \t]*)?\Z")
_LI = re.compile(r"<(?:li|dt|td|th|p|h[1-6])\b[^<>]{0,300}>", re.IGNORECASE)
_LI_END = re.compile(r"</(?:li|dt|td|th|p|h[1-6])>|<(?:ul|ol|li|dd|p|div|table)\b", re.IGNORECASE)
_TAIL = re.compile(r"(?:[ \t]*(?:<!--(?:(?!-->).){0,2000}-->|\{:[^{}\n]{0,200}\}))*[ \t]*\Z", re.DOTALL)
_UNSAID = re.compile(r"\]\([^()]*\)|<!--.*?-->|<[^<>]*>")
_LETTERS = re.compile(r"[\W_]+")
_HTML_LABEL = re.compile(
    rf"(?P<list><ul>)?(?P<item><(?P<tag>li|p)>(?P<key>{'|'.join(KEYS)}):[ ](?P<value>[^<>\n]{{1,200}})</(?P=tag)>)"
    r"(?P<end></ul>)?",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--((?:(?!-->).){0,2000})-->", re.DOTALL)


class Label(Struct, frozen=True):
    """A labelled field in a line of its own: its key, the spans of its value and of its line with the line end."""

    key: str
    value: Span
    line: Span
    number: int


class Place(Struct, frozen=True):
    """Where a goal stands. `lead` is the span of its own words with their markup, without marker and box.

    `box` is the offset of the character in its task box. `first` and `last` are the 1-based lines that are its own
    alone: those of the goals nested in it, and blank ones behind it, are not among them.
    """

    goal: Goal
    lead: Span
    box: int | None
    first: int
    last: int
    nested: int | None = None
    """The 1-based line of the first goal nested in it."""


def place_of(source: Source, post: Post, index: int) -> Place:
    """Give where the goal of this index stands."""
    goal = post.goals[index]
    below = [other.line for other in post.goals if other.line > goal.line]
    nested = min((o.line for o in post.goals if o.parent == index and o.line > goal.line), default=None)
    last = min([max(goal.end_line, goal.line), len(source.lines), *(line - 1 for line in below)])
    last = max(last, goal.line)
    while last > goal.line and source.line(last).is_blank:
        last -= 1
    cell = _cell(source, goal) if goal.container is Container.TABLE else None
    if cell is not None:
        return Place(goal, (cell[0], _trimmed(source.text, *cell)), None, goal.line, last, nested)
    start, box = _start(source, goal)
    return Place(goal, (start, _end(source, goal, start, last)), box, goal.line, last, nested)


def _cell(source: Source, goal: Goal) -> Span | None:
    """Give the cell of a table's row that holds a goal's words."""
    words = _LETTERS.sub("", goal.text)
    for span in cells_of(source, goal.line):
        plain = _LETTERS.sub("", unescape(_UNSAID.sub("", source.text[slice(*span)])))
        if plain and (plain.startswith(words[:30]) or words.startswith(plain[:30])):
            return span
    return None


def _trimmed(text: str, start: int, end: int) -> int:
    found = _TAIL.search(text, start, end)
    return found.start() if found is not None else end


def _start(source: Source, goal: Goal) -> tuple[int, int | None]:
    """Give where a goal's own words start, and the character in its box."""
    line = source.line(goal.line)
    at = line.start
    if goal.container is Container.HEADINGS:
        found = _HEADING.match(line.text)
        return at + (found.end() if found else 0), None
    if goal.container is Container.HTML:
        item = _nth_item(line.text, goal)
        return at + (item.end() if item else len(line.text) - len(line.text.lstrip())), None
    marker = MARKER.match(line.text)
    while marker is not None:
        at += marker.end()
        marker = MARKER.match(source.text, at, line.end) if source.text[at : at + 1] in "-*+" else None
        if marker is not None and not marker["gap"]:
            break
    at += len(source.text[at : line.end]) - len(source.text[at : line.end].lstrip(" \t>"))
    box = _BOX.match(source.text, at, line.end)
    if box is None:
        return at, None
    after = box.end()
    return after + len(source.text[after : line.end]) - len(source.text[after : line.end].lstrip()), box.start() + 1


def _nth_item(text: str, goal: Goal) -> re.Match[str] | None:
    """Give the start tag behind which a goal's words follow: of several in one line the one with its words."""
    found = list(_LI.finditer(text))
    opening = re.sub(r"\W+", "", goal.text[:30])
    for one in found:
        plain = re.sub(r"<[^<>]*>", "", text[one.end() : one.end() + 400])
        if re.sub(r"\W+", "", plain).startswith(opening):
            return one
    return found[0] if found else None


def _end(source: Source, goal: Goal, start: int, last: int) -> int:
    """Give where a goal's own words end: before its remarks, its nested list, a blank line."""
    number = goal.line
    notes = [note.line for note in goal.notes if note.line is not None and note.line > goal.line]
    limit = min([last, *(line - 1 for line in notes)]) if goal.container is not Container.HEADINGS else goal.line
    while number < limit:
        line = source.line(number + 1)
        if line.is_blank or MARKER.match(line.text) or line.text.lstrip(" >").startswith(("```", "~~~", "#", ":")):
            break
        number += 1
    end = source.line(number).end
    if goal.container is Container.HEADINGS:
        tail = _HEADING_END.search(source.text, start, end)
        return tail.start() if tail and tail.start() > start else end
    if goal.container is Container.HTML:
        closing = _LI_END.search(source.text, start, end)
        end = closing.start() if closing else end
    return _trimmed(source.text, start, end)


def labels_of(source: Source, place: Place) -> Iterator[Label]:
    """Give the labelled fields among a goal's own lines."""
    for number in range(place.first + 1, place.last + 1):
        line = source.line(number)
        marker = MARKER.match(line.text)
        words = line.text[marker.end() if marker else 0 :].strip(" \t>")
        pair = labelled(words)
        if pair is None or pair[1] not in line.text:
            continue
        at = line.start + line.text.rindex(pair[1])
        yield Label(pair[0], (at, at + len(pair[1])), (line.start, line.after), number)
    if place.goal.container is Container.HTML:
        yield from _html_labels(source, place)


def _html_labels(source: Source, place: Place) -> Iterator[Label]:
    """Give the labelled fields that stand in elements of their own behind a goal's words."""
    for found in _HTML_LABEL.finditer(source.text, place.lead[1], source.line(place.last).end):
        alone = found["list"] is not None and found["end"] is not None
        line = source.line(source.number_at(found.start("item")))
        span = found.span() if alone else found.span("item")
        if line.text.strip() == found["item"]:
            span = (line.start, line.after)
        yield Label(found["key"].lower(), found.span("value"), span, source.number_at(found.start("item")))


def comment_of(source: Source, place: Place) -> tuple[Span, dict[str, str]] | None:
    """Give the goal's comment: the span of its inside, and its fields."""
    start, end = source.line(place.first).start, source.line(place.last).end
    for found in _COMMENT.finditer(source.text, start, end):
        fields = comment_fields(found[1])
        if fields:
            return found.span(1), fields
    return None
