"""Statements -> goals: titles, notes, links, fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goalpage.errors import Problem
from goalpage.model import Container, Goal, Link, Note, Role
from goalpage.reading.clean_html import clean, is_safe
from goalpage.reading.directions import Directions
from goalpage.reading.fields import Fields, GoalText, Marks, NoteText, marks_of_post, read_fields
from goalpage.reading.options import ReadingOptions
from goalpage.reading.rich import BOLD, STRUCK, Rich
from goalpage.reading.selection import Statement
from goalpage.reading.titles import title_of


@dataclass(frozen=True, slots=True)
class Read:
    """Goals and what was wrong with them."""

    goals: tuple[Goal, ...]
    problems: tuple[Problem, ...]


def goals_of(
    stated: Sequence[Statement], path: str, lang: str | None, options: ReadingOptions, directions: Directions
) -> Read:
    """Give the goals of a post's statements, in the same order."""
    texts = [_goal_text(statement) for statement in stated]
    marks = {
        role: marks_of_post([t for t, s in zip(texts, stated, strict=True) if s.role is role], options.marks, role)
        for role in Role
    }
    goals: list[Goal] = []
    problems: list[Problem] = []
    for statement, text in zip(stated, texts, strict=True):
        fields = _fields(statement, text, marks[statement.role], path, lang, options.year)
        problems += fields.problems
        goals.append(_goal(statement, fields))
    return Read(tuple(goals), tuple(problems))


def _fields(s: Statement, text: GoalText, marks: Marks, path: str, lang: str | None, year: int | None) -> Fields:  # noqa: PLR0913, PLR0917
    return read_fields(text, marks=marks, role=s.role, lang=lang, year=year, path=path, front_matter=s.told)


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
    )


def _box(checked: bool | str | None) -> str | None:
    if checked is None or isinstance(checked, str):
        return checked
    return "x" if checked else " "


def _goal(statement: Statement, fields: Fields) -> Goal:
    item = statement.item
    return Goal(
        title=statement.title or title_of(item.lead, fields.cuts, heading=item.heading),
        text=item.lead.text, html=clean(item.lead.html), number=item.number,
        notes=_notes(statement.remarks, fields), links=_links((item.lead, *statement.remarks)), parent=statement.parent,
        area=fields.area or statement.area, status=fields.status, role=statement.role, progress=fields.progress,
        due=fields.due, confidence=fields.confidence, tags=fields.tags, words=fields.words, line=item.line,
        end_line=max(item.line, item.end_line), id=fields.id, was=fields.was, start=fields.start,
        created=fields.created, completion=fields.completion, cancelled=fields.cancelled, priority=fields.priority,
        evidence=fields.evidence, log=fields.log, container=statement.candidate.container, inferred=fields.inferred,
    )  # fmt: skip


def _notes(remarks: Sequence[Rich], fields: Fields) -> tuple[Note, ...]:
    return tuple(
        Note(rich.text, clean(rich.html), rich.line_at(0) or None)
        for index, rich in enumerate(remarks)
        if index not in fields.label_notes and rich.text
    )


def _links(parts: Sequence[Rich]) -> tuple[Link, ...]:
    return tuple(link for part in parts for link in part.links if is_safe(link.url))
