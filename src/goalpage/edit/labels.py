"""Fields and notes below a goal: labelled bullets, paragraphs, and the comment at the end of an item."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from goalpage.edit.place import MARKER, Place, comment_of, labels_of
from goalpage.edit.source import Source, Span, Splice
from goalpage.model import Container, Post

Way = tuple[Splice, ...]
"""One way to write a change: what is put in the place of what."""

_BOLD_LABEL = re.compile(r"^[ \t>]*(?:[-*+]|\d{1,9}[.)])?[ \t]+\*\*[A-Z][a-z]{2,11}(?::\*\*|\*\*:)", re.MULTILINE)
_LOWER_LABEL = re.compile(r"^[ \t>]+[-*+][ \t]+(?:status|due|current|target|metric|start|id):[ \t]", re.MULTILINE)
_PLAIN_VALUE = re.compile(r"[^\s\"'<>=-]+(?:-[^\s\"'<>=-]+)*")


class Opening(Struct, frozen=True):
    """A place for one more line: what comes before and after its words."""

    at: int
    before: str
    after: str = ""


def label_text(source: Source, key: str, value: str) -> str:
    """Give a labelled field in the way this post writes such: `Due: 2027`, `**Due:** 2027`, `due: 2027`."""
    name = key.capitalize()
    if _LOWER_LABEL.search(source.text):
        return f"{key}: {value}"
    bold = _BOLD_LABEL.search(source.text)
    if bold is None:
        return f"{name}: {value}"
    return f"**{name}:** {value}" if bold.group().endswith(":**") else f"**{name}**: {value}"


def label_replaced(source: Source, place: Place, key: str, value: str) -> Iterator[Way]:
    """Give the ways to change a field that is told already: in its comment, else in its labelled bullet."""
    comment = comment_of(source, place)
    if comment is not None and key in comment[1]:
        span = comment[0]
        found = _pair(key).search(source.text, *span)
        if found is not None:
            yield (Splice(found.end(1), found.end(), _quoted(value)),)
        return
    for label in labels_of(source, place):
        if label.key == key:
            yield (Splice(*label.value, value),)


def label_removed(source: Source, place: Place, key: str) -> Iterator[Way]:
    """Give the ways to take a told field out again: its line, with the blank one that sets it off; its comment."""
    for label in labels_of(source, place):
        if label.key != key:
            continue
        start, end = label.line
        line = source.line(label.number)
        if (start, end) != (line.start, line.after):  # an element among others
            yield (Splice(start, end, ""),)
            continue
        before = source.line(label.number - 1)
        is_last = label.number >= len(source.lines)
        if before.is_blank and (is_last or source.line(label.number + 1).is_blank):
            yield (Splice(before.start, end, ""),)
        if is_last and end == label.value[1]:  # the file ends without a line end
            start = before.end
        yield (Splice(start, end, ""),)
    comment = comment_of(source, place)
    if comment is None or key not in comment[1]:
        return
    start, end = comment[0]
    if len(comment[1]) == 1:
        start, end = start - len("<!--"), end + len("-->")
        blank = 1 if source.text[start - 1 : start] == " " else 0
        yield (Splice(start - blank, end, ""),)
        return
    found = _pair(key).search(source.text, start, end)
    if found is not None:
        blank = 1 if source.text[found.start() - 1 : found.start()] == " " else 0
        yield (Splice(found.start() - blank, found.end(), ""),)


def _pair(key: str) -> re.Pattern[str]:
    """Finds a key with its value in a comment; the group is all before the value."""
    return re.compile(rf"(?<![\w-])({key}\s?=\s?)(?:\"[^\"]*\"|'[^']*'|[^\s\"']+)", re.IGNORECASE)


def comment_added(source: Source, place: Place, key: str, value: str) -> Iterator[Way]:
    """Give the way to tell a field in the comment at the end of an item, one more where there is none."""
    comment = comment_of(source, place)
    pair = f"{key}={_quoted(value)}"
    if comment is not None:
        start, end = comment[0]
        inside = source.text[start:end]
        yield (Splice(start + len(inside.rstrip()), start + len(inside.rstrip()), f" {pair}"),)
        return
    yield (Splice(place.lead[1], place.lead[1], f" <!-- goal: {pair} -->"),)


def comment_noted(source: Source, place: Place, note: str) -> Iterator[Way]:
    """Give the way to write a remark into the goal's comment: for a row or a line, below which nothing can stand."""
    comment = comment_of(source, place)
    if comment is not None and "note" in comment[1]:
        found = _pair("note").search(source.text, *comment[0])
        if found is not None:
            yield (Splice(found.end(1), found.end(), _quoted(f"{comment[1]['note']} | {note}")),)
        return
    yield from comment_added(source, place, "note", note)


def _quoted(value: str) -> str:
    return value if _PLAIN_VALUE.fullmatch(value) else '"' + value.replace('"', "”").replace("--", "–") + '"'


def line_added(source: Source, post: Post, place: Place, words: str, *, is_note: bool) -> Iterator[Way]:
    """Give the ways to put a line below a goal: a remark, or a labelled field."""
    for opening in openings(source, post, place, is_note=is_note):
        yield (Splice(opening.at, opening.at, f"{opening.before}{words}{opening.after}"),)


def openings(source: Source, post: Post, place: Place, *, is_note: bool) -> Iterator[Opening]:
    """Give the places for one more line below a goal, the one this post would take first."""
    match place.goal.container:
        case Container.LIST:
            yield from _in_list(source, place, is_note)
        case Container.HEADINGS | Container.PARAGRAPHS:
            yield from _below_text(source, place, is_note)
        case Container.HTML:
            yield from _in_html(source, place)
        case _:
            return


def _after_line(source: Source, number: int, words_before: str, blank: bool = False) -> Opening:
    """Give the opening behind a line."""
    line, ending = source.line(number), source.line(number).ending or source.ending
    gap = ending if blank else ""
    if line.ending:
        return Opening(line.after, gap + words_before, ending)
    return Opening(line.end, ending + gap + words_before)


def _in_list(source: Source, place: Place, is_note: bool) -> Iterator[Opening]:
    item = source.line(place.first)
    inner = _inner_bullet(source, place)
    lead_end = source.number_at(max(place.lead[1] - 1, place.lead[0]))
    indents = list(dict.fromkeys(filter(None, (inner, _indented(item.text, "-", source)))))
    if is_note and inner is None and place.last > lead_end:  # its remarks are paragraphs
        margin = _margin(source, place, lead_end)
        yield _after_line(source, place.last, margin, blank=True)
    for before in indents:
        yield _after_line(source, place.last, before)
    for before in indents:
        yield _after_line(source, lead_end, before)
        yield _after_line(source, place.last, before, blank=True)
    inside = _indented(item.text, "", source)
    if inside is not None:
        opening = _after_line(source, place.last, inside, blank=True)
        yield opening
        if not _blank_after(source, place.last):
            yield Opening(opening.at, opening.before, opening.after + source.ending)


def _margin(source: Source, place: Place, lead_end: int) -> str:
    """Give the blanks before an item's later paragraphs."""
    for number in range(lead_end + 1, place.last + 1):
        line = source.line(number)
        if not line.is_blank:
            return line.text[: len(line.text) - len(line.text.lstrip(" \t>"))]
    return ""


def _inner_bullet(source: Source, place: Place) -> str | None:
    """Give indent and marker of the item's inner list, where it has one: of its last bullet, else of nested goals."""
    item = MARKER.match(source.line(place.first).text)
    own = _width(item["indent"]) if item else 0
    numbers = [*range(place.first + 1, place.last + 1)]
    found: re.Match[str] | None = None
    for number in numbers:
        marker = MARKER.match(source.line(number).text)
        if marker is None or not marker["gap"] or (_width(marker["indent"]) <= own and _alike(marker, item)):
            continue
        if found is None or _width(marker["indent"]) <= _width(found["indent"]):
            found = marker
    if found is None and place.nested is not None:
        found = MARKER.match(source.line(place.nested).text)
        if found is not None and found["marker"][0].isdigit():
            return None
    if found is None:
        return None
    return f"{found['indent']}{_next(found['marker'])}{found['gap']}"


def _alike(marker: re.Match[str], item: re.Match[str] | None) -> bool:
    """Whether two markers are of one sort of list: kramdown nests bullets under a number without any indent."""
    return item is None or marker["marker"][0].isdigit() == item["marker"][0].isdigit()


def _next(marker: str) -> str:
    """Give the marker of the next item: the next number, or the same sign."""
    return f"{int(marker[:-1]) + 1}{marker[-1]}" if marker[0].isdigit() else marker


def _indented(line: str, marker: str, source: Source) -> str | None:
    """Give the start of a line nested in the item of this line: a bullet, or text where `marker` is empty."""
    found = MARKER.match(line)
    if found is None:
        return None
    inside = found["indent"] + " " * len(found["marker"]) + (found["gap"] or " ")
    if not marker:
        return inside
    nested = re.search(r"^[ \t>]*(?:[ ]{2,}|\t)([-*+])([ \t]+)\S", source.text, re.MULTILINE)
    if nested is not None:
        return f"{inside}{nested[1]}{nested[2]}"
    same = found["marker"] if found["marker"] in "-*+" else marker
    return f"{inside}{same} "


def _width(indent: str) -> int:
    return len(indent.expandtabs(4))


def _below_text(source: Source, place: Place, is_note: bool) -> Iterator[Opening]:
    """Give the openings under a heading or a paragraph: in its last list, in a list of its own, as a paragraph."""
    last = source.line(place.last)
    marker = MARKER.match(last.text)
    after = source.line(place.last + 1) if place.last < len(source.lines) else None
    tail = "" if after is None or after.is_blank else source.ending
    bullets = []
    if marker is not None and marker["gap"] and place.last > place.first:
        first = f"{marker['indent']}{_next(marker['marker'])}{marker['gap']}"
        bullets.append(_after_line(source, place.last, first))
    own = _after_line(source, place.last, "- ", blank=True)
    own = Opening(own.at, own.before, own.after + tail)
    paragraph = _after_line(source, place.last, "", blank=True)
    paragraph = Opening(paragraph.at, paragraph.before, paragraph.after + tail)
    lead_end = source.number_at(max(place.lead[1] - 1, place.lead[0]))
    first_list = _after_line(source, lead_end, "- ", blank=True)
    yield from bullets
    yield from (paragraph, own) if is_note and not bullets else (own, paragraph)
    if lead_end < place.last:
        yield Opening(
            first_list.at,
            first_list.before,
            first_list.after + ("" if _blank_after(source, lead_end) else source.ending),
        )


def _blank_after(source: Source, number: int) -> bool:
    return number >= len(source.lines) or source.line(number + 1).is_blank


_HTML_LIST_END = re.compile(r"[ \t]*</(?:ul|ol)>", re.IGNORECASE)


def _in_html(source: Source, place: Place) -> Iterator[Opening]:
    """Give the openings in an item of raw HTML: in its inner list, else in a list of its own."""
    start, end = place.lead[1], source.line(place.last).end
    inner: Span | None = None
    if source.text[start:end].lstrip().lower().startswith(("<ul", "<ol")):
        closing = _HTML_LIST_END.search(source.text, start, end)
        inner = closing.span() if closing else None
    if inner is not None:
        line = source.line(source.number_at(inner[0]))
        if line.text.strip().lower().startswith("</"):
            indent = line.text[: len(line.text) - len(line.text.lstrip())]
            yield Opening(line.start, f"{indent}  <li>", f"</li>{line.ending or source.ending}")
        yield Opening(inner[0], "<li>", "</li>")
        return
    yield Opening(start, "<ul><li>", "</li></ul>")
    yield Opening(start, "<p>", "</p>")
