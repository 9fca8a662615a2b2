"""The status of a goal: from its checkbox, its marks, its strike-through and the author's words."""

from __future__ import annotations

import re

from goalpage.model import Role, Status
from goalpage.reading.fields.language import Kind, base_code, words_pattern
from goalpage.reading.fields.marks import Marks
from goalpage.reading.fields.styles import by_strike, by_style
from goalpage.reading.fields.surroundings import status_of_bar, status_of_cells, status_of_heading, status_of_icons
from goalpage.reading.fields.texts import FoundStatus, GoalText, Span
from goalpage.reading.fields.verdicts import (
    LONGEST_VERDICT,
    Verdict,
    first_words,
    verdict_at_start,
    verdict_behind_label,
    verdict_in_phrase,
    verdict_in_prose,
)
from goalpage.reading.fields.wording import brackets, evened, parts, sentences

CHECKBOXES = {" ": Status.OPEN, "x": Status.DONE, "X": Status.DONE, "/": Status.ACTIVE, "-": Status.DROPPED}
_BOX = re.compile(r"\s*[\[(]([ xX/✓✔-])[\])]\s+(?=\S)")

_NUMBERED_LABEL = re.compile(r"\W*[^\W\d_]{1,12}\s?#?\d{1,3}\W*")
_PHRASE_WORDS = 4
_LONGEST_NOTE = 40  # characters of a note on a goal that was set, which may be a verdict
_NOTES = 4  # notes in which a label of a verdict is looked for
_SENTENCES = 12
"""Sentences of a remark, the last of which may be a verdict on all of it: "... Maybe next year. Failed."."""

NOTHING_TOLD = FoundStatus(Status.OPEN)


def status_in(goal: GoalText, *, marks: Marks, role: Role = Role.STATED, lang: str | None = None) -> FoundStatus:
    """Give a goal's status; OPEN, inferred, where nothing tells it.

    In order: the box, a mark, words that are a verdict, strike-through, bold and italics where told, an icon,
    a status column, and for graded goals what the author says in so many words; further prose is kept as `words`,
    with no status made up.
    """
    code = base_code(lang)
    text = evened(goal.text)
    signs = [span for span, _ in marks.found(text)]
    boxed = _boxed(goal, text)
    verdict = _worded(goal, text, code, role)
    marked = _marked(goal, text, marks)
    if marked is not None and verdict is not None and _says_less(marked.status, verdict.status, role):
        marked = None
    if boxed is not None and (boxed.status is not Status.OPEN or (verdict is None and marked is None)):
        return _with_signs(boxed, [*signs, *(verdict.spans if verdict is not None else ())])
    by_bar = status_of_bar(goal)
    struck, by_cell = by_strike(goal, text, marks, role, code), status_of_cells(goal, marks, code)
    told = verdict.spans if marked is not None and verdict is not None and verdict.status is marked.status else ()
    for found in (marked, verdict, struck, by_style(goal, text, marks), status_of_icons(goal), by_cell, by_bar):
        if found is not None:
            return _with_signs(found, [*signs, *told, *(boxed.spans if boxed else ())])
    if boxed is not None:
        return boxed
    grouped = status_of_heading(goal, marks, code)
    if grouped is not None:
        return grouped
    return _by_prose(goal, text, code) if role is Role.REVIEWED else NOTHING_TOLD


def _says_less(mark: Status, word: Status, role: Role) -> bool:
    """Whether a mark says less than the words beside it.

    That something is under way says little of a time gone by, and a cross little beside "partially completed: 67%".
    """
    return (role is Role.REVIEWED and mark is Status.ACTIVE) or (mark is Status.MISSED and word is Status.PARTIAL)


def _with_signs(found: FoundStatus, spans: list[Span]) -> FoundStatus:
    return FoundStatus(found.status, found.words, tuple(sorted({*found.spans, *spans})), found.inferred)


def _boxed(goal: GoalText, text: str) -> FoundStatus | None:
    if goal.checkbox is not None:
        status = CHECKBOXES.get(goal.checkbox)
        return FoundStatus(status, (f"[{goal.checkbox}]",), inferred=False) if status else None
    found = _BOX.match(text)
    if found is None or (found.group().lstrip().startswith("(") and found[1] not in "xX"):
        return None
    status = CHECKBOXES.get(found[1], Status.DONE)
    return FoundStatus(status, (found.group().strip(),), (found.span(),), inferred=False)


def _marked(goal: GoalText, text: str, marks: Marks) -> FoundStatus | None:
    """Give what the marks say: one in the statement, else one that opens or closes the first notes."""
    found = marks.found(text)
    bars = len(found) > 2 and len({status for _, status in found}) > 1
    if found and not bars:
        (start, end), status = found[-1] if found[0][0][0] > 3 else found[0]
        return FoundStatus(status, (text[start:end],), (), inferred=False)
    for note in goal.notes[:3]:
        note_text = evened(note.text).strip()
        for span, status in marks.found(note_text)[:1]:
            if span[0] < 2 or span[1] >= len(note_text) - 2:
                return FoundStatus(status, (note_text[slice(*span)],), inferred=False)
    return None


def _worded(goal: GoalText, text: str, lang: str, role: Role) -> FoundStatus | None:
    """Give a verdict that stands apart from the goal's name: in brackets, before or after a dash, in a first note."""
    for span, inside in brackets(text):
        verdict = verdict_at_start(inside, lang, role)
        if verdict is None and not text[span[1] :].strip(" .!"):
            verdict = verdict_at_start(inside, lang, Role.REVIEWED, whole=True)
        if verdict is not None and _is_remark(inside):
            return FoundStatus(verdict.status, (inside.strip(),), (span,), inferred=False)
    found = _labelled(goal, text, lang) or (_in_phrase(goal, text, lang) if role is Role.REVIEWED else None)
    if found is not None:
        return found
    pieces = parts(text)
    if len(pieces) > 1:
        found = _last_part(text, pieces, lang, role) or _first_part(text, pieces, lang, role)
        if found is not None:
            return found
    found = _after_strike(goal, text, lang, role) or _last_sentence(text, lang, role)
    if found is not None:
        return found
    return next((told for note in goal.notes[:2] if (told := _in_note(evened(note.text), lang, role))), None)


def _in_note(note: str, lang: str, role: Role) -> FoundStatus | None:
    """Give the verdict that a note opens with; where goals are set, only one that is all of it or in brackets."""
    around = next(iter(brackets(note)), None)
    apart = around is not None and not note[: around[0][0]].strip() and not note[around[0][1] :].startswith(":")
    said = around[1] if apart and around is not None else note
    verdict = verdict_at_start(said, lang, Role.REVIEWED if apart else role, whole=role is Role.STATED and not apart)
    if verdict is None or (role is Role.STATED and not apart and len(note) > _LONGEST_NOTE):
        return None
    return FoundStatus(verdict.status, (first_words(said),), inferred=False)


def _labelled(goal: GoalText, text: str, lang: str) -> FoundStatus | None:
    """Give the verdict behind a label in a goal's own text or in its notes: "... Resolution status: not kept"."""
    verdict = verdict_behind_label(text, lang)
    if verdict is not None:
        return FoundStatus(verdict.status, (first_words(verdict.words),), (verdict.span,), inferred=False)
    for note in goal.notes[:_NOTES]:
        verdict = verdict_behind_label(evened(note.text), lang)
        if verdict is not None:
            return FoundStatus(verdict.status, (first_words(verdict.words),), inferred=False)
    return None


def _in_phrase(goal: GoalText, text: str, lang: str) -> FoundStatus | None:
    """Give the verdict in a phrase that ends a goal's name, behind a colon or a dash: "**Drive: utter failure**"."""
    bold = next((end for start, end in goal.strong if not any(map(str.isalnum, text[:start]))), 0)
    pieces = parts(text[:bold] if bold else text)
    start, end = pieces[-1]
    start += [0, *(begin for begin, _ in sentences(text[start:end], _PHRASE_WORDS))][-1]
    words = text[start:end].split()
    if len(pieces) < 2 or (not bold and (len(words) > _PHRASE_WORDS or "I" in words)):
        return None  # "I failed at it" is prose
    opening = verdict_at_start(text[start:end], lang, Role.REVIEWED)
    verdict = verdict_in_phrase(text[start:end], lang)
    if verdict is None:
        return None
    if opening is not None and text[start + opening.span[1] :].lstrip()[:1] in tuple(",;"):
        verdict = Verdict(opening.status, verdict.words, verdict.span)  # "FAIL, reached 19k"
    cut = (_back_over_separator(text, start), end)
    return FoundStatus(verdict.status, (first_words(verdict.words),), (cut,), inferred=False)


def _is_remark(inside: str) -> bool:
    return len(inside.split()) <= 8


def _last_part(text: str, pieces: list[Span], lang: str, role: Role) -> FoundStatus | None:
    labels = 2 if _NUMBERED_LABEL.fullmatch(text[slice(*pieces[0])]) else 1  # "GOAL 17: Hit 1,000 sessions" is a name
    for start, end in reversed(pieces[labels:]):
        under_way = words_pattern(lang, Kind.ACTIVE_PHRASE, english=True).match(text, start)
        if under_way is not None and role is Role.STATED:  # "Buy a house - working on this now"
            behind = (_back_over_separator(text, start), end)
            return FoundStatus(Status.ACTIVE, (first_words(text[start:end]),), (behind,), inferred=False)
        short = len(text[start:end].split()) <= 6
        verdict = verdict_at_start(text[start:end], lang, role, whole=role is Role.STATED and not short)
        if verdict is None or (role is Role.STATED and not short):
            continue
        cut = _back_over_separator(text, start)
        return FoundStatus(verdict.status, (first_words(text[start:end]),), ((cut, end),), inferred=False)
    return None


def _first_part(text: str, pieces: list[Span], lang: str, role: Role) -> FoundStatus | None:
    start, end = pieces[0]
    verdict = verdict_at_start(text[start:end], lang, role, whole=True)
    if verdict is None or _letters_after(text[start:end], verdict):
        return None
    return FoundStatus(verdict.status, (verdict.words,), ((start, pieces[1][0]),), inferred=False)


def _letters_after(piece: str, verdict: Verdict) -> bool:
    return any(c.isalpha() for c in piece[verdict.span[1] :])


def _back_over_separator(text: str, start: int) -> int:
    while start > 0 and not (text[start - 1].isalnum() or text[start - 1] in ")]\"'!?"):
        start -= 1
    return start


def _after_strike(goal: GoalText, text: str, lang: str, role: Role) -> FoundStatus | None:
    """Give a verdict beside struck words: "~~X~~ dropped", "~~X~~ Nope, never started"."""
    if not goal.struck:
        return None
    end = max(end for _, end in goal.struck)
    verdict = verdict_at_start(text[end:], lang, Role.REVIEWED)
    status = verdict.status if verdict is not None else _done_behind(goal, text, end, lang)
    if status is None:
        return None
    return FoundStatus(status, (first_words(text[end:]),), ((end, len(text)),), inferred=False)


def _done_behind(goal: GoalText, text: str, end: int, lang: str) -> Status | None:
    """Give DONE where the text behind a struck name says so: "~~Run~~ Harbour run, done in May"."""
    opens = not any(c.isalnum() for c in text[: min(start for start, _ in goal.struck)])
    said = text[end:].lstrip()
    done = said[:1].isupper() and words_pattern(lang, Kind.DONE, english=True).search(said) is not None
    return Status.DONE if opens and done else None


def _last_sentence(text: str, lang: str, role: Role) -> FoundStatus | None:
    """Give a verdict that is a sentence of its own after the goal's name: "Learn to swim. Done!"."""
    spans = list(sentences(text, 6))
    for start, end in spans[1:]:
        verdict = verdict_at_start(text[start:end], lang, role, whole=True)
        if verdict is None and role is Role.REVIEWED and start == spans[1][0]:
            verdict = verdict_at_start(text[start:end], lang, role, loose=True)
        if verdict is None and (start, end) == spans[-1] and len(text[start:end].split()) <= _PHRASE_WORDS:
            verdict = verdict_at_start(text[start:end], lang, role)  # "... by May! Failed, and gladly."
        if verdict is not None:
            return FoundStatus(verdict.status, (first_words(text[start:end]),), ((start, end),), inferred=False)
    return None


def _by_prose(goal: GoalText, text: str, lang: str) -> FoundStatus:
    """Give what a graded goal's remark says in so many words; else its first sentence as the author's words."""
    for remark in _remarks(goal, text):
        verdict = verdict_in_prose(remark, lang)
        if verdict is not None:
            return FoundStatus(verdict.status, (_sentence_around(remark, verdict.span),), inferred=True)
    for remark in _remarks(goal, text):
        last = list(sentences(remark, _SENTENCES))[-1]
        verdict = verdict_in_phrase(remark[slice(*last)], lang)
        if verdict is not None and last[1] == len(remark.rstrip()):
            return FoundStatus(verdict.status, (first_words(verdict.words),), inferred=True)
    for remark in _remarks(goal, text):
        return FoundStatus(Status.OPEN, (first_words(remark),), inferred=True)
    return NOTHING_TOLD


def _remarks(goal: GoalText, text: str) -> list[str]:
    """Give what stands beside the goal's name: the rest of its own text, then its notes."""
    name_end = next((b for a, b in goal.strong if a < 4 and any(c.isalpha() for c in text[a:b])), 0)
    if not name_end:
        pieces = parts(text)
        name_end = pieces[1][0] if len(pieces) > 1 else next((end for _, end in sentences(text, 1)), len(text))
    return [part for part in (text[name_end:], *(evened(note.text) for note in goal.notes[:3])) if part.strip()]


def _sentence_around(text: str, span: Span) -> str:
    for start, end in sentences(text, 8):
        if start <= span[0] < end:
            return text[start:end].strip()[:LONGEST_VERDICT]
    return text[slice(*span)]
