"""Which of a goal's dates is the one by which it is to be reached, and which tells when it was."""

from __future__ import annotations

import re
from functools import cache

from goalpage.model import Role, Status
from goalpage.reading.fields.columns import is_column
from goalpage.reading.fields.dates import WrittenDate, dates_in
from goalpage.reading.fields.language import Kind, alternatives, base_code, language, words_pattern
from goalpage.reading.fields.openings import tells_of_past
from goalpage.reading.fields.texts import Found, GoalText, Span
from goalpage.reading.fields.wording import aside, brackets, evened, parts, sentences

NO = r"(?!)"
"""Matches nothing: stands for an empty list of words."""

LONGEST_STATEMENT = 400
"""Characters of a goal's own text in which a date is looked for; beyond is prose."""

GROWN_AFTER = 3
"""So many years after a post's own date, a year in its headings is no longer the post's own."""

LONGEST_NOTE = 160
"""Characters up to which a note may tell the due date in passing."""

_YEAR_HEADING = re.compile(r"\W*(?:\w+\W+){0,3}(?:19|20)\d\d\W*(?:\w+\W*){0,2}\Z")


@cache
def _before(lang: str) -> re.Pattern[str]:
    """Finds the words that make a date a due date, right before it."""
    by, on = alternatives(lang, Kind.DUE_BY), alternatives(lang, Kind.DUE_IN)
    small = rf"(?:\s+(?:{words_pattern(lang, Kind.DATE_LEAD, english=True).pattern})){{0,3}}"
    return re.compile(rf"(?:(?P<by>{by or NO})|(?P<on>{on or NO})){small}\s*[:=]?\s*\Z", re.IGNORECASE)


@cache
def _never(lang: str) -> re.Pattern[str]:
    body = alternatives(lang, Kind.NOT_DUE)
    return re.compile(rf"{body or NO}[\w\s]{{0,12}}\Z", re.IGNORECASE)


@cache
def _after(lang: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, language(lang).words[Kind.DUE_AFTER]))
    return re.compile(rf"['\w]{{0,4}}?\s?(?:{words})" if words else NO, re.IGNORECASE)


def due_in(  # noqa: PLR0913  (where a goal stands has these parts)
    goal: GoalText,
    *,
    lang: str | None = None,
    year: int | None = None,
    status: Status = Status.OPEN,
    role: Role = Role.STATED,
    post_year: int | None = None,
) -> Found[str] | None:
    """Give the date by which a goal is to be reached, YYYY, YYYY-MM or YYYY-MM-DD; None where none is told.

    `year` is the year the goals are set for: a month without a year is taken to be of it. A date in brackets on
    a goal that is done tells when that was. Where the goal tells no date, its own due column and then a heading
    that names a year, a quarter or a month are taken. `post_year` is the year of the post's own
    date, None for a page.
    """
    code = base_code(lang)
    text = evened(goal.text)[:LONGEST_STATEMENT]
    name = name_end(goal, text)
    found = _in_statement(text[:name], code, year, status)
    if found is None and role is Role.STATED:
        found = _by_then(text, name, code, year) or _in_notes(goal, code, year)
    return found or _in_cells(goal, code, year) or _in_heading(goal, code, year, post_year)


def name_end(goal: GoalText, text: str) -> int:
    """Give where the goal's name ends: with the bold words that open it, else with its first sentence."""
    for start, end in goal.strong:
        if not any(c.isalnum() for c in text[:start]) and end - start > 2:
            return min(len(text), end + 40) if not text[end:].strip() else end
    return next((end for _, end in sentences(text, 1)), len(text))


def _by_then(text: str, at: int, lang: str, year: int | None) -> Found[str] | None:
    """Give a date further on in the statement that stands behind "by", "until", "before" and the like."""
    for found in dates_in(text, lang, year):
        before = _before(lang).search(text, max(0, found.span[0] - 40), found.span[0])
        if found.span[0] >= at and before is not None and before["by"] and not _is_too_old(found, year):
            return Found(found.value, text[before.start() : found.span[1]], (before.start(), found.span[1]))
    return None


def _in_notes(goal: GoalText, lang: str, year: int | None) -> Found[str] | None:
    for index, note in enumerate(goal.notes[:4]):
        if len(note.text) <= LONGEST_NOTE:
            found = _by_then(evened(note.text), 0, lang, year)
            if found is not None:
                return Found(found.value, found.words, None, note=index)
    return None


def _in_statement(text: str, lang: str, year: int | None, status: Status) -> Found[str] | None:
    named = [found for found in dates_in(text, lang, year) if not _is_past(text, found, lang)]
    befores = [_before(lang).search(text, max(0, found.span[0] - 40), found.span[0]) for found in named]
    dates = list(zip(named, befores, strict=True))
    limits = [one for one in dates if one[1] is not None and one[1]["by"] is not None]
    for found, before in limits or dates:  # "Start on May 2, finish by June 30"
        after = _after(lang).match(text, found.span[1])
        if found.ends_year or ((before is not None or after is not None) and not _is_too_old(found, year)):
            start = before.start() if before else found.span[0]
            return _found(text, found, (start, found.span[1]))
    for found in named:
        is_open = status not in (Status.DONE, Status.PARTIAL)
        if is_open and _stands_apart(text, found.span) and not _is_too_old(found, year):
            return _found(text, found, found.span)
    return None


def _found(text: str, found: WrittenDate, span: Span) -> Found[str]:
    return Found(found.value, text[slice(*span)], span)


def _is_past(text: str, found: WrittenDate, lang: str) -> bool:
    """Tell whether the words before a date make it one of the past ("since 2018", "I started in October")."""
    if tells_of_past(text[: found.span[0]], lang):
        return True
    return _never(lang).search(text, max(0, found.span[0] - 30), found.span[0]) is not None


def _is_too_old(found: WrittenDate, year: int | None) -> bool:
    """Tell whether a bare year has gone by when the goals are set: then it is told of, not set."""
    return year is not None and len(found.value) == 4 and int(found.value) < year


def _stands_apart(text: str, span: Span) -> bool:
    """Tell whether a date stands in brackets of its own, behind the last dash, or opens the text before a colon."""
    for around, inside in brackets(text):
        if around[0] <= span[0] and span[1] <= around[1]:
            beside = text[around[0] : span[0]] + text[span[1] : around[1]]
            if text[around[0]] == "[" and any(map(str.isalpha, beside)):
                return False  # "[Oslo, 4/20/17]" tells of what has been
            return len(inside) <= (span[1] - span[0]) + 14
    pieces = parts(text)
    longest = span[1] - span[0] + 3
    ends = (pieces[0], pieces[-1]) if len(pieces) > 1 else ()
    return any(start <= span[0] and span[1] <= end and end - start <= longest for start, end in ends)


def _in_cells(goal: GoalText, lang: str, year: int | None) -> Found[str] | None:
    for cell in goal.cells:
        if is_column(cell, lang, Kind.DUE_COLUMN):
            for found in dates_in(evened(cell.text)[:LONGEST_NOTE], lang, year):
                return Found(found.value, cell.text.strip(), None, inferred=False)
    return None


def _in_heading(goal: GoalText, lang: str, year: int | None, post_year: int | None) -> Found[str] | None:
    """Give the period that the nearest headings name: "2023", "Q1 2021", "Goals for March", but no look back.

    In a post with a date of its own, a year in a heading is the post's; on a page that grows, it is the goals'. A
    post whose headings name years well after its own date is such a page.
    """
    for heading in reversed(goal.headings[-2:]):
        text = evened(heading)
        if words_pattern(lang, Kind.REVIEW, Kind.PAST, english=True).search(text):
            return None
        found = next(iter(dates_in(text, lang, year)), None)
        if found is None:
            continue
        if len(found.value) == 4 and not _YEAR_HEADING.match(text):
            return None
        if len(found.value) == 4 and post_year is not None and int(found.value) - post_year < GROWN_AFTER:
            return None
        return Found(found.value, heading.strip(), None)
    return None


def completion_in(
    goal: GoalText, *, lang: str | None = None, year: int | None = None, status: Status = Status.DONE
) -> Found[str] | None:
    """Give the date at which a done goal was reached, where its text tells one: "(Feb 8, 2017)", "done in 2018"."""
    if status is not Status.DONE:
        return None
    code = base_code(lang)
    text = evened(goal.text)[:LONGEST_STATEMENT]
    for found in dates_in(text, code, year):
        around = aside(text, found.span)
        if around is None:
            continue
        inside = text[around[0] : found.span[0]]
        done = words_pattern(code, Kind.DONE, Kind.ACHIEVED_PHRASE, english=True)
        begun = words_pattern(code, Kind.NOT_DUE, english=True)  # "(starting from January 2018)"
        if done.search(inside) or (_before(code).search(inside) is None and begun.search(inside) is None):
            return Found(found.value, text[slice(*found.span)], around)
    return None
