"""Lists that say, number by number, what came of the list before them: "1. I have done some of it"."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from goalpage.model import Container, Role
from goalpage.reading.choice import Choice
from goalpage.reading.cues import Cue
from goalpage.reading.fields.openings import is_report
from goalpage.reading.items import Item

_FEWEST = 3


def answered(decided: Sequence[Choice], roles: dict[int, Role], lang: str | None) -> list[Choice]:
    """Give the choices with such answers as remarks on the goals they speak of, and no longer as goals themselves.

    `roles` tells the role of each candidate by its identity; a list that is answered becomes one that is reviewed.
    """
    out: list[Choice] = []
    asked: int | None = None
    for choice in decided:
        if asked is not None and _answers(choice, out[asked], roles, lang):
            out[asked] = _with_answers(out[asked], choice)
            roles[id(out[asked].candidate)] = Role.REVIEWED
            out.append(_as_answers(choice))
            asked = None
        else:
            asked = len(out) if choice.decision.taken else asked
            out.append(choice)
    return out


def _answers(choice: Choice, before: Choice, roles: dict[int, Role], lang: str | None) -> bool:
    """Whether a list that looks back has as many numbers as the one before, and says in most of them what was done."""
    these, those = choice.candidate, before.candidate
    if roles[id(these)] is not Role.REVIEWED or {these.container, those.container} != {Container.LIST}:
        return False
    numbers = [item.number for item in these.items]
    if len(numbers) < _FEWEST or None in numbers or numbers != [item.number for item in those.items]:
        return False
    return _most_report(these.items, lang) and not _most_report(those.items, lang)


def _most_report(items: Sequence[Item], lang: str | None) -> bool:
    return sum(is_report(item.lead.text, lang) for item in items) * 2 >= len(items)


def _as_answers(choice: Choice) -> Choice:
    """Give a choice that is left, since its items are remarks on those of another list."""
    decision = choice.decision
    phrase, weight = Cue.ANSWERS.value
    cues = (*decision.cues, (phrase, weight))
    return replace(choice, decision=replace(decision, taken=False, score=decision.score + weight, cues=cues))


def _with_answers(asked: Choice, answers: Choice) -> Choice:
    pairs = zip(asked.candidate.items, answers.candidate.items, strict=True)
    items = tuple(replace(item, remarks=(*item.remarks, said.lead, *said.remarks)) for item, said in pairs)
    return replace(asked, candidate=replace(asked.candidate, items=items))
