"""Statements -> goals: titles, notes, links, fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape

from msgspec import Struct
from msgspec.structs import replace

from goalpage.errors import Problem, Severity
from goalpage.model import Goal, Link, Note, Role, Status
from goalpage.reading.clean_html import clean, is_safe
from goalpage.reading.directions import Directions
from goalpage.reading.fields import (
    Fields,
    GoalText,
    Marks,
    NoteText,
    comment_fields,
    comment_notes,
    labelled,
    marks_of_post,
    read_fields,
)
from goalpage.reading.ids import slug, with_single_ids
from goalpage.reading.options import ReadingOptions
from goalpage.reading.rich import BOLD, ITALIC, STRUCK, Rich
from goalpage.reading.selection import Statement
from goalpage.reading.titles import title_of


class Read(Struct, frozen=True):
    """Goals and what was wrong with them."""

    goals: tuple[Goal, ...]
    problems: tuple[Problem, ...]


class Reading(Struct, frozen=True):
    """What is the same for all goals of a post; `years` are those its goals are set for and looked back on."""

    path: str
    lang: str | None
    options: ReadingOptions
    directions: Directions
    years: Mapping[Role, int | None]


_OVER = (Status.DONE, Status.PARTIAL, Status.MISSED, Status.DROPPED)


def goals_of(stated: Sequence[Statement], reading: Reading) -> Read:
    """Give the goals of a post's statements, in the same order."""
    options, directions, path = reading.options, reading.directions, reading.path
    texts = [_goal_text(statement) for statement in stated]
    marks = _marks(stated, texts, options)
    goals: list[Goal] = []
    all_fields: list[Fields] = []
    problems: list[Problem] = []
    asked = dict(directions.items)
    for statement, text, meant in zip(stated, texts, marks, strict=True):
        told = statement.told if statement.told is not None else _told(statement, text, asked)
        fields = _fields(text, statement.role, meant, reading, told)
        problems += fields.problems
        all_fields.append(fields)
        goals.append(_goal(statement, fields, reading.lang))
    goals = _told_apart(stated, goals, all_fields, reading.lang)
    problems += (_unknown_item(key, path, directions.line) for key in asked)
    checked, more = with_single_ids(goals, path)
    return Read(tuple(checked), (*problems, *more))


def _marks(stated: Sequence[Statement], texts: Sequence[GoalText], options: ReadingOptions) -> list[Marks]:
    """Give what the marks mean for each statement: decided by the goals that stand in one part with it.

    So what is marked in one list never changes how another list is read.
    """
    together: dict[tuple[int, Role], list[GoalText]] = {}
    places = [(id(statement.candidate), statement.role) for statement in stated]
    for place, text in zip(places, texts, strict=True):
        together.setdefault(place, []).append(text)
    decided = {place: marks_of_post(goals, options.marks, place[1]) for place, goals in together.items()}
    return [decided[place] for place in places]


def _fields(text: GoalText, role: Role, marks: Marks, reading: Reading, told: Mapping[str, object] | None) -> Fields:
    """Give a goal's fields; what says the same in another revision is not read again."""
    year, post_year = reading.years[role], reading.options.year
    if told is None:
        unplaced = replace(text, line=1, notes=tuple(replace(note, line=None) for note in text.notes))
        fields = _fields_anywhere(unplaced, role, marks, reading.lang, year, post_year)
        if not fields.problems:
            return fields
    return read_fields(
        text, marks=marks, role=role, lang=reading.lang, year=year, post_year=post_year, path=reading.path,
        front_matter=told,
    )  # fmt: skip


@lru_cache(maxsize=8192)
def _fields_anywhere(  # noqa: PLR0913, PLR0917  (the key of the cache)
    text: GoalText, role: Role, marks: Marks, lang: str | None, year: int | None, post_year: int | None
) -> Fields:
    """Give the fields of a statement wherever it stands: only problems tell its line."""
    return read_fields(text, marks=marks, role=role, lang=lang, year=year, post_year=post_year)


def _told(statement: Statement, text: GoalText, asked: dict[str, Mapping[str, object]]) -> Mapping[str, object] | None:
    """Give the fields of `goals: items:` that mean this goal, and take them from what is still asked for."""
    if not asked:
        return None
    names = [f.get("id", "") for c in text.comments if (f := comment_fields(c))]
    names += [pair[1] for note in text.notes if (pair := labelled(note.text)) and pair[0] == "id"]
    names += [statement.item.number or "", slug(title_of(statement.item.lead, heading=statement.item.heading))]
    for name in names:
        if name and name in asked:
            return {"id": name, **asked.pop(name)} if not name.isdigit() else asked.pop(name)
    return None


def _unknown_item(key: str, path: str, line: int | None) -> Problem:
    message, cure = (f"no goal has the id {key!r} that `items:` names", "give the goal that id, or mend the key")
    return Problem(path, line, "unknown-item", message, cure, Severity.WARNING)


def _goal_text(statement: Statement) -> GoalText:
    item = statement.item
    return GoalText(
        item.lead.text,
        item.lead.covered(STRUCK),
        item.lead.covered(BOLD),
        _box(item.checked),
        tuple(NoteText(n.text, n.covered(STRUCK), line=n.line_at(0) or None) for n in statement.remarks),
        (*item.lead.comments, *(c for n in statement.remarks for c in n.comments)),
        icons=(*item.lead.icons, *(i for n in statement.remarks for i in n.icons)),
        tags=(*item.lead.tags, *(t for n in statement.remarks for t in n.tags)),
        headings=tuple(section.heading.text for section in statement.candidate.path),
        cells=item.cells,
        line=item.line,
        italic=item.lead.covered(ITALIC),
    )


def _box(checked: bool | str | None) -> str | None:
    if checked is None or isinstance(checked, str):
        return checked
    return "x" if checked else " "


def _told_apart(
    stated: Sequence[Statement], goals: Sequence[Goal], fields: Sequence[Fields], lang: str | None
) -> list[Goal]:
    """Give the goals, each by its whole name where others of its list would be called the same: "R: Add a menu"."""
    together: dict[tuple[int, int | None, str], list[int]] = {}
    for index, (statement, goal) in enumerate(zip(stated, goals, strict=True)):
        together.setdefault((id(statement.candidate), statement.parent, goal.title.casefold()), []).append(index)
    out = list(goals)
    for same in together.values():
        if len({goals[index].text for index in same}) > 1:
            for index in same:
                out[index] = replace(goals[index], title=_title(stated[index], fields[index], lang, whole=True))
    return out


def _title(statement: Statement, fields: Fields, lang: str | None, *, whole: bool = False) -> str:
    if statement.title:
        return statement.title
    item, skipped = statement.item, statement.named_from
    lead, cuts = item.lead, fields.cuts
    if skipped:
        lead, cuts = lead.cut(skipped), tuple((max(0, a - skipped), b - skipped) for a, b in cuts if b > skipped)
    graded = statement.role is Role.REVIEWED or fields.status in _OVER
    return title_of(lead, cuts, lang=lang, heading=item.heading, graded=graded, whole=whole)


def _goal(statement: Statement, fields: Fields, lang: str | None) -> Goal:
    item = statement.item
    return Goal(
        title=_title(statement, fields, lang),
        text=item.lead.text, html=clean(item.lead.html), number=item.number,
        notes=_notes(item.lead, statement.remarks, fields), links=_links((item.lead, *statement.remarks)),
        parent=statement.parent,
        area=fields.area or statement.area, status=fields.status, role=statement.role, progress=fields.progress,
        due=fields.due, confidence=fields.confidence, tags=fields.tags, words=fields.words, line=item.line,
        end_line=max(item.line, item.end_line), id=fields.id, was=fields.was, start=fields.start,
        created=fields.created, completion=fields.completion, cancelled=fields.cancelled, priority=fields.priority,
        evidence=fields.evidence, log=fields.log, container=statement.candidate.container, inferred=fields.inferred,
    )  # fmt: skip


def _notes(lead: Rich, remarks: Sequence[Rich], fields: Fields) -> tuple[Note, ...]:
    written = [
        Note(rich.text, clean(rich.html), rich.line_at(0) or None)
        for index, rich in enumerate(remarks)
        if index not in fields.label_notes and rich.text
    ]
    told = [note for rich in (lead, *remarks) for comment in rich.comments for note in comment_notes(comment)]
    return (*written, *(Note(text, escape(text, quote=False), lead.line_at(0) or None) for text in told))


def _links(parts: Sequence[Rich]) -> tuple[Link, ...]:
    return tuple(link for part in parts for link in part.links if is_safe(link.url))
