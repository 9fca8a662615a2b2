"""Items that hold goals -> goals."""

from __future__ import annotations

from collections.abc import Iterable

from goalpage.model import Container, Goal, Note, Role
from goalpage.reading.blocks import LISTS, Block
from goalpage.reading.choice import Choice
from goalpage.reading.clean_html import clean, is_safe
from goalpage.reading.containers import Candidate, Item, item_parts
from goalpage.reading.fields import Fields, GoalText, Marks, NoteText, marks_of_post, names_goals, read_fields
from goalpage.reading.options import ReadingOptions
from goalpage.reading.rich import BOLD, STRUCK, Rich
from goalpage.reading.titles import title_of


def goals_of(taken: Iterable[Choice], path: str, options: ReadingOptions) -> list[Goal]:
    """Give the goals of the parts that were taken, in the order of the text."""
    drafts = [(c.candidate, item, _goal_text(c.candidate, item)) for c in taken for item in c.candidate.items]
    marks = marks_of_post([text for *_, text in drafts], options.marks, Role.STATED)
    return [_goal(candidate, item, text, marks, path, options) for candidate, item, text in drafts]


def _goal_text(candidate: Candidate, item: Item) -> GoalText:
    return GoalText(
        item.lead.text,
        item.lead.covered(STRUCK),
        item.lead.covered(BOLD),
        _box(item.checked),
        tuple(NoteText(n.text, n.covered(STRUCK), line=n.line_at(0)) for n in _remarks(item.below)),
        item.lead.comments,
        headings=tuple(h.text for _, h in candidate.headings),
        line=item.line,
    )


def _box(checked: bool | str | None) -> str | None:
    if checked is None or isinstance(checked, str):
        return checked
    return "x" if checked else " "


def _goal(candidate: Candidate, item: Item, text: GoalText, marks: Marks, path: str, options: ReadingOptions) -> Goal:
    fields: Fields = read_fields(text, marks=marks, lang=options.lang, path=path)
    remarks = _remarks(item.below)
    notes = tuple(
        Note(n.text, clean(n.html), n.line_at(0)) for i, n in enumerate(remarks) if i not in fields.label_notes
    )
    links = tuple(link for part in (item.lead, *remarks) for link in part.links if is_safe(link.url))
    area = next((h.text for _, h in reversed(candidate.headings) if not names_goals(h.text, lang=options.lang)), None)
    return Goal(
        title=title_of(item.lead, fields.cuts), text=item.lead.text, html=clean(item.lead.html), number=item.number,
        notes=notes, links=links, area=fields.area or area, status=fields.status, progress=fields.progress,
        due=fields.due, confidence=fields.confidence, tags=fields.tags, words=fields.words, line=item.line,
        end_line=item.end_line, id=fields.id, was=fields.was, start=fields.start, created=fields.created,
        completion=fields.completion, cancelled=fields.cancelled, priority=fields.priority,
        evidence=fields.evidence, log=fields.log, container=Container.LIST, inferred=fields.inferred,
    )  # fmt: skip


def _remarks(below: Iterable[Block]) -> list[Rich]:
    out: list[Rich] = []
    for block in below:
        if block.tag in LISTS:
            for item in block.children:
                lead, rest = item_parts(item)
                if lead.text:
                    out.append(lead)
                out += _remarks(rest)
        elif block.rich.text:
            out.append(block.rich)
    return out
