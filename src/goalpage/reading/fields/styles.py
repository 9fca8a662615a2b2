"""What it tells of a goal's status that its name is struck through, or set in bold or italics."""

from __future__ import annotations

from goalpage.model import Role, Status
from goalpage.reading.fields.marks import Marks
from goalpage.reading.fields.strikes import WRITTEN_STRIKE, is_struck_in_full, struck_parts
from goalpage.reading.fields.texts import FoundStatus, GoalText
from goalpage.reading.fields.verdicts import first_words, verdict_in_prose
from goalpage.reading.fields.wording import evened, sentences


def by_strike(goal: GoalText, text: str, marks: Marks, role: Role, lang: str) -> FoundStatus | None:
    """Give what a strike says: all of the goal's name, or some of its parts (a replaced word says nothing)."""
    tildes = WRITTEN_STRIKE.match(text)
    if tildes is not None:
        return FoundStatus(
            marks.strike, (), ((tildes.start(1), tildes.end(1)), (tildes.start(2), tildes.end(2))), False
        )
    if is_struck_in_full(goal, text):
        against = _against_strike(goal, text, lang) if role is Role.REVIEWED and marks.strike is Status.DONE else None
        return against or FoundStatus(marks.strike, inferred=False)
    if not struck_parts(goal, text, lang):
        return None
    return FoundStatus(Status.PARTIAL if role is Role.REVIEWED else Status.ACTIVE, inferred=True)


def by_style(goal: GoalText, text: str, marks: Marks) -> FoundStatus | None:
    """Give what it says that a goal's name opens in bold or italics, where the author told what that means."""
    for spans, status in ((goal.strong, marks.bold), (goal.italic, marks.italic)):
        if status is not None and spans and not any(map(str.isalnum, text[: spans[0][0]])):
            return FoundStatus(status, inferred=False)
    return None


def _against_strike(goal: GoalText, text: str, lang: str) -> FoundStatus | None:
    """Give what the sentence behind struck words says where it says that the goal was not reached."""
    after = text[max(end for _, end in goal.struck) :].lstrip(" :.,;-–—")
    after = after or next((evened(note.text).lstrip(" :.,;-–—") for note in goal.notes), "")
    first = next((after[a:b] for a, b in sentences(after, 1)), "")
    verdict = verdict_in_prose(first, lang)
    if verdict is None or verdict.status is not Status.MISSED:
        return None
    return FoundStatus(Status.MISSED, (first_words(first),), inferred=True)
