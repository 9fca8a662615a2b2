"""From a goal's text to its status, progress, dates and told fields; and the words that lead to goals.

Pure and linear in the text; nothing here raises on any text.
"""

from goalpage.reading.fields.cues import (
    Cue,
    counter_cues,
    guessed_language,
    heading_cues,
    lead_in_cues,
    names_goals,
    names_review,
)
from goalpage.reading.fields.due import completion_in, due_in
from goalpage.reading.fields.marks import Marks, marks_of_post
from goalpage.reading.fields.progress import progress_in
from goalpage.reading.fields.status import FoundStatus, status_in
from goalpage.reading.fields.texts import Cell, Found, GoalText, NoteText, Span
from goalpage.reading.fields.told import Fields, read_fields
from goalpage.reading.fields.vocabulary import comment_fields, labelled

__all__ = [
    "Cell",
    "Cue",
    "Fields",
    "Found",
    "FoundStatus",
    "GoalText",
    "Marks",
    "NoteText",
    "Span",
    "comment_fields",
    "completion_in",
    "counter_cues",
    "due_in",
    "guessed_language",
    "heading_cues",
    "labelled",
    "lead_in_cues",
    "marks_of_post",
    "names_goals",
    "names_review",
    "progress_in",
    "read_fields",
    "status_in",
]
