"""The value that a graded goal has reached, as its author tells it behind the goal's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from msgspec.structs import replace

from goalpage.model import Number, Progress
from goalpage.reading.fields.amounts import Amount, amounts_in
from goalpage.reading.fields.language import Kind, alternatives, language
from goalpage.reading.fields.texts import Found, GoalText
from goalpage.reading.fields.units import noun_after
from goalpage.reading.fields.wording import evened, parts, sentences

LONGEST_REMARK = 400
"""Characters of a remark in which the value is looked for."""

MOST_TIMES = 5
"""A number that is more times the target counts another thing."""
_STOPS = re.compile(r"\s*(?:$|[.,;:!?)\]–—]|-\s)")


def reached_in(goal: GoalText, text: str, target: Found[Progress], lang: str) -> Found[Progress] | None:
    """Give a graded goal's value with its target, None where its remarks tell none, or several.

    First the number that opens a sentence or clause behind the name, with the target's unit or none
    ("missed. 180 km, but ...", "It was 31."); else the one other number of the same unit ("I read 50 books").
    """
    if target.value.target is None or language(lang).bounds == "none":
        return None
    name_end = target.span[1] if target.span else next((end for _, end in sentences(text, 1)), 0)
    remarks = [text[name_end:], *(evened(piece)[:LONGEST_REMARK] for piece in _beside(goal))]
    told = next((value for remark in remarks for value in _opening_values(remark, target.value, lang)), None)
    if told is None:
        told = _only_value(text, remarks[1:], target, lang)
    if told is None or told > MOST_TIMES * target.value.target:
        return None
    return Found(replace(target.value, current=told), target.words, None)


def _beside(goal: GoalText) -> Iterator[str]:
    yield from (cell.text for cell in goal.cells)
    yield from (note.text for note in goal.notes[:2])


def _opening_values(remark: str, target: Progress, lang: str) -> Iterator[Number]:
    """Give the numbers that open a sentence or clause of a remark and are of the target's unit or of none."""
    for start, end in _clauses(remark):
        clause = remark[start:end].strip(" \t\"'(*_-–—:.,;!?")
        lead = _lead(lang).match(clause)
        at = lead.end() if lead else 0
        amount = next(iter(amounts_in(clause[at : at + 60], lang)), None)
        if amount is not None and not clause[at : at + amount.span[0]].strip(" ~"):
            behind = at + amount.span[1]
            own = is_of(amount, clause[at:], target, lang) or (not amount.unit and _STOPS.match(clause, behind))
            if own and (at or amount.value != target.target):
                yield amount.value


def _clauses(remark: str) -> Iterator[tuple[int, int]]:
    for start, end in sentences(remark, 4):
        yield start, end
        yield from ((start + a, start + b) for a, b in parts(remark[start:end])[1:])


@cache
def _lead(lang: str) -> re.Pattern[str]:
    words = alternatives(lang, Kind.REACHED, Kind.ONLY, Kind.AT_LEAST)
    return re.compile(rf"(?:{words}[\s:=]*){{0,4}}", re.IGNORECASE)


def _only_value(text: str, remarks: list[str], target: Found[Progress], lang: str) -> Number | None:
    """Give the one number of the target's unit that stands beside it, None for none or several."""
    values = set()
    for piece in (text, *remarks):
        for amount in amounts_in(piece, lang):
            if piece is text and target.span and amount.span[0] < target.span[1] and target.span[0] < amount.span[1]:
                continue
            if is_of(amount, piece, target.value, lang) and amount.value != target.value.target:
                values.add(amount.value)
    return values.pop() if len(values) == 1 else None


def is_of(amount: Amount, text: str, target: Progress, lang: str) -> bool:
    """Tell whether an amount is of a target's unit; money is of a target without a unit (20k in savings)."""
    noun = noun_after(text, amount.span[1], lang)
    unit = amount.unit or (noun.word.lower() if noun else "")
    return unit == target.unit if target.unit else amount.is_money
