"""What stands around a goal's words and tells its status: a bar, an icon, a table cell, the heading."""

from __future__ import annotations

import re

from goalpage.model import Role, Status
from goalpage.reading.fields.bars import bar_in
from goalpage.reading.fields.columns import is_column
from goalpage.reading.fields.dates import ANY_YEAR, dates_in
from goalpage.reading.fields.language import Kind, words_pattern
from goalpage.reading.fields.marks import Marks
from goalpage.reading.fields.texts import Cell, FoundStatus, GoalText
from goalpage.reading.fields.verdicts import LONGEST_VERDICT, verdict_at_start
from goalpage.reading.fields.wording import blanked, evened

_ICON_OPEN = re.compile(r"outline_blank|unchecked|(?<![a-z])(?:square(?:-o)?|circle-o)(?![\w-])", re.I)
_ICON_DONE = re.compile(r"(?<![a-z])(?:tick|check(?:ed|mark|box)?|done|complete[d]?|achieved|success)(?![a-z])", re.I)
_ICON_MISSED = re.compile(r"(?<![a-z])(?:cross|fail(?:ed|ure)?|times|missed|x-mark|xmark)(?![a-z])", re.I)
_ICON_ACTIVE = re.compile(r"(?<![a-z])(?:in[ -]progress|progress|warning|wip|hourglass|spinner)(?![a-z])", re.I)
LONGEST_GROUP = 30
"""Characters of a heading, without its goal word, that may be a verdict on the goals below it."""


def status_of_bar(goal: GoalText) -> FoundStatus | None:
    """Give what a drawn bar says: empty, begun or full."""
    for piece in (goal.text, *(cell.text for cell in goal.cells), *(note.text for note in goal.notes[:6])):
        bar = bar_in(piece)
        if bar is not None and bar.value.current:
            return FoundStatus(Status.DONE if bar.value.is_met else Status.ACTIVE, (), (), inferred=True)
    return None


def status_of_heading(goal: GoalText, marks: Marks, lang: str) -> FoundStatus | None:
    """Give the status of a group: a nearest heading that is a verdict ("Done", "Failed goals", "In progress ⏳")."""
    if not goal.headings:
        return None
    text = evened(goal.headings[-1])
    found = marks.found(text)
    bare = blanked(text, [span for span, _ in found])
    bare = words_pattern(lang, Kind.GOAL, english=True).sub(" ", re.sub(r"\d+|[^\w'\s-]", " ", bare))
    words = " ".join(bare.replace(" - ", " ").split())
    verdict = verdict_at_start(words, lang, Role.REVIEWED, whole=True) if 2 < len(words) <= LONGEST_GROUP else None
    if verdict is None and (own := _of_group(words, lang)) != words and 2 < len(own) <= LONGEST_GROUP:
        verdict = verdict_at_start(own, lang, Role.REVIEWED, whole=True)
        verdict, words = (verdict, own) if verdict is not None and verdict.status is Status.DONE else (None, words)
    if verdict is not None and len(words) <= len(verdict.words) + 1:
        return FoundStatus(verdict.status, (goal.headings[-1].strip(),), (), inferred=False)
    if found and not words:
        return FoundStatus(found[0][1], (goal.headings[-1].strip(),), (), inferred=False)
    return None


def _of_group(words: str, lang: str) -> str:
    """Give a heading without the words that say no more than that it is one of a group: "Completed things"."""
    return words_pattern(lang, Kind.GROUP_WORD, english=True).sub(" ", words).strip()


def status_of_icons(goal: GoalText) -> FoundStatus | None:
    """Give what a picture or icon says by its alternative text, title, file name or class."""
    for icon in goal.icons:
        for pattern, status in (
            (_ICON_OPEN, Status.OPEN),
            (_ICON_ACTIVE, Status.ACTIVE),
            (_ICON_DONE, Status.DONE),
            (_ICON_MISSED, Status.MISSED),
        ):
            found = pattern.search(icon)
            if found is not None:
                return FoundStatus(status, (), inferred=False)
    return None

_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")  # "Yesssss!"


def status_of_cells(goal: GoalText, marks: Marks, lang: str) -> FoundStatus | None:
    """Give what a status column says; else what the newest column of a period ("Q1", "Q2") says; else that a value
    in a progress column shows the goal begun.
    """
    for cell in goal.cells:
        found = (
            _cell_status(cell, marks, lang) if is_column(cell, lang, Kind.STATUS_COLUMN, Kind.CURRENT_COLUMN) else None
        )
        if found is not None:
            return found
        if _tells_day_done(cell, lang):
            return FoundStatus(Status.DONE, (cell.text.strip(),), inferred=False)
    for cell in reversed(goal.cells):
        if cell.text.strip(" -–—") and next(iter(dates_in(evened(cell.column), lang, ANY_YEAR)), None) is not None:
            return _cell_status(cell, marks, lang)
    for cell in goal.cells:
        words = cell.text.strip(" -–—.?\n\t")
        if is_column(cell, lang, Kind.CURRENT_COLUMN) and any(c in "123456789" for c in words) and words[0] != "0":
            return FoundStatus(Status.ACTIVE, (words[:LONGEST_VERDICT],), (), inferred=True)
    return None


def _tells_day_done(cell: Cell, lang: str) -> bool:
    """Tell whether a cell holds the day on which its goal was reached: a date under "Date achieved"."""
    column = evened(cell.column)
    if len(column.split()) < 2 or words_pattern(lang, Kind.DONE, english=True).search(column) is None:
        return False
    return next(iter(dates_in(evened(cell.text), lang, ANY_YEAR)), None) is not None


def _cell_status(cell: Cell, marks: Marks, lang: str) -> FoundStatus | None:
    text = evened(cell.text)
    found = marks.found(text)
    if found and len({status for _, status in found}) == 1:
        return FoundStatus(found[0][1], (cell.text.strip(),), inferred=False)
    verdict = verdict_at_start(_DRAWN_OUT.sub(r"\1", text), lang, Role.REVIEWED)
    return FoundStatus(verdict.status, (cell.text.strip(),), inferred=False) if verdict is not None else None
