"""All fields of one goal, by precedence: comment, labelled bullet, checkbox, marks and words, inference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from goalpage.errors import Problem
from goalpage.model import Entry, Link, Progress, Role, Status
from goalpage.reading.fields.dates import completion_in, due_in
from goalpage.reading.fields.marks import Marks
from goalpage.reading.fields.progress import progress_in
from goalpage.reading.fields.status import status_in
from goalpage.reading.fields.texts import GoalText, Span
from goalpage.reading.fields.vocabulary import comment_fields, labelled


@dataclass(frozen=True, slots=True)
class Fields:
    """What is known of one goal beside its wording; names and units as in `goalpage.model.Goal`.

    `cuts` are the spans of `GoalText.text` that are no part of the title (marks, verdicts, progress and date
    notes, task notations); `label_notes` the indexes of the notes that are fields, not remarks.
    """

    status: Status = Status.OPEN
    words: tuple[str, ...] = ()
    progress: Progress | None = None
    due: str | None = None
    completion: str | None = None
    start: str | None = None
    created: str | None = None
    cancelled: str | None = None
    id: str | None = None
    priority: str | None = None
    confidence: float | None = None
    tags: tuple[str, ...] = ()
    area: str | None = None
    evidence: tuple[Link, ...] = ()
    was: tuple[str, ...] = ()
    log: tuple[Entry, ...] = ()
    inferred: frozenset[str] = frozenset()
    cuts: tuple[Span, ...] = ()
    label_notes: frozenset[int] = frozenset()
    problems: tuple[Problem, ...] = ()


def read_fields(  # noqa: PLR0913  (a goal's context has these parts)
    goal: GoalText,
    *,
    marks: Marks,
    role: Role = Role.STATED,
    lang: str | None = None,
    year: int | None = None,
    path: str = "",
    front_matter: Mapping[str, object] | None = None,
) -> Fields:
    """Give all fields of a goal; `front_matter` is its mapping under `goals: items:`, if any. Never raises.

    `year` is the year the goals are set for (a review's is the year looked back on), None where unknown: "by
    July" needs it.
    """
    told: dict[str, str] = {}
    label_notes = set()
    for index, note in enumerate(goal.notes):
        pair = labelled(note.text)
        if pair is not None:
            told.setdefault(*pair)
            label_notes.add(index)
    for comment in goal.comments:
        told |= comment_fields(comment)
    status = status_in(goal, marks=marks, role=role, lang=lang)
    progress = progress_in(goal, lang=lang)
    due = due_in(goal, lang=lang, year=year)
    completion = completion_in(goal, lang=lang)
    cuts = [*status.spans, *(f.span for f in (progress, due, completion) if f is not None and f.span is not None)]
    return Fields(
        status=status.status, words=status.words, progress=progress.value if progress else None,
        due=told.get("due") or (due.value if due else None), id=told.get("id"),
        cuts=tuple(sorted(cuts)), label_notes=frozenset(label_notes),
    )  # fmt: skip
