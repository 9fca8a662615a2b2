"""From a goal's text to its status, progress, dates and told fields; and what tells goals and languages.

Pure and linear in the text; nothing here raises on any text.
"""

from goalpage.reading.fields.due import completion_in, due_in
from goalpage.reading.fields.guess import guessed_language
from goalpage.reading.fields.marks import Marks, marks_of_post
from goalpage.reading.fields.naming import names_goals
from goalpage.reading.fields.progress import progress_in
from goalpage.reading.fields.status import status_in
from goalpage.reading.fields.texts import Cell, Found, FoundStatus, GoalText, NoteText, Span
from goalpage.reading.fields.told import Fields, read_fields
from goalpage.reading.fields.vocabulary import comment_fields, comment_notes, labelled

__all__ = [
    "Cell",
    "Fields",
    "Found",
    "FoundStatus",
    "GoalText",
    "Marks",
    "NoteText",
    "Span",
    "comment_fields",
    "comment_notes",
    "completion_in",
    "due_in",
    "guessed_language",
    "labelled",
    "marks_of_post",
    "names_goals",
    "progress_in",
    "read_fields",
    "status_in",
]
