"""Which parts of a post hold its goals: one decision for each part, scored by cues that can be read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from goalpage.model import Container, Decision
from goalpage.reading.containers import Candidate
from goalpage.reading.cues import (
    LIKE_GOALS,
    NAMES_GOALS,
    OF_ITEMS,
    OUTSIDE,
    SEEMS_GOALS,
    SEEMS_NONE,
    UNLIKE_GOALS,
    Cue,
)
from goalpage.reading.directions import Directions, Form
from goalpage.reading.evidence import Setting, evidence
from goalpage.reading.fields.language import Kind
from goalpage.reading.items import bold_lead_end
from goalpage.reading.named import YEAR, is_general, named
from goalpage.reading.repetition import repetitions
from goalpage.reading.sections import Section

TAKEN_FROM = 2.0
"""The score from which a part is read as goals."""

_LIKELY_FROM = 1.6  # in a post named for goals, the best part from here on is taken when none reaches the mark
_TOLD_FROM = 0.25  # in a post that its author named, the part most like goals is taken from here on
_HEADINGS_FROM = -1.5  # in a post about goals alone that holds no other, its headings are taken from here on
_FEWEST_HEADINGS = 3
_RECURS = 3
_FIGURE = re.compile(r"[^:\d\n]{2,40}:\s{0,3}[$€£]?\d")
_FORMS = {
    Form.LIST: (Container.LIST, Container.HTML),
    Form.HEADINGS: (Container.HEADINGS,),
    Form.PARAGRAPHS: (Container.PARAGRAPHS,),
    Form.TABLE: (Container.TABLE,),
}


class Choice(Struct, frozen=True):
    """A part of a post, why it was taken or left, and whether it only names what another says at length."""

    candidate: Candidate
    decision: Decision
    is_repeated: bool = False


def choices(found: Sequence[Candidate], setting: Setting, directions: Directions) -> list[Choice]:
    """Give the decision on each part, in the order of the text."""
    setting = replace(setting, numbered=sum(1 for c in found if c.items[0].ordered))
    weighed = [[*evidence(c, setting), *_told(c, directions)] for c in found]
    is_named_by_file = not setting.title and Kind.GOAL in named(setting.file, setting.lang)
    unnamed = Cue.FILE if is_named_by_file else Cue.TAG if setting.tagged else Cue.UNNAMED
    for candidate, cues in zip(found, weighed, strict=True):
        if not NAMES_GOALS.intersection(cues):
            cues.append(Cue.UNNAMED if unnamed is Cue.TAG and _are_figures(candidate) else unnamed)
    for cues in weighed:
        if Cue.LABELS in cues:  # what the author calls goals are goals, whatever he says before them
            cues[:] = (cue for cue in cues if cue not in (Cue.LEAD_COUNTER, Cue.LEAD_REPORT))
    for short, full in repetitions(found):
        repeats = Cue.REPEATS_GOALS if _score(weighed[short]) >= TAKEN_FROM else Cue.REPEATS
        weighed[short].append(Cue.REPEATED)
        if {Cue.REPEATS, Cue.REPEATS_GOALS}.isdisjoint(weighed[full]):
            weighed[full].append(repeats)
    _weigh_recurring(found, weighed)
    _count_together(found, weighed)
    _weigh_siblings(found, weighed)
    decided = [_choice(candidate, cues) for candidate, cues in zip(found, weighed, strict=True)]
    is_named = setting.tagged or any(Cue.TITLE in cues for cues in weighed)
    if any(choice.decision.taken for choice in decided):
        return _with_boxes(decided, weighed) if setting.told else decided
    if not (directions.wanted or setting.told or is_named):
        return decided
    likely = [bool(directions.wanted) or bool(LIKE_GOALS.intersection(cues)) for cues in weighed]
    if setting.told:  # its author says that it holds goals: nothing may name them, but they look like goals
        for wanted, least in ((frozenset({Cue.TASKS}), 0.0), (SEEMS_GOALS, _TOLD_FROM)):
            seeming = [_seems(c, cues, wanted) for c, cues in zip(found, weighed, strict=True)]
            better = _with_best(decided, seeming, least)
            if any(choice.decision.taken for choice in better):
                return better
    # where the author says that there are goals, whatever is most like them
    best = _with_best(decided, likely, OUTSIDE / 2 if directions.wanted else _LIKELY_FROM)
    if any(choice.decision.taken for choice in best) or not _is_goals_alone(setting):
        return best
    headings = [_is_run(c, cues) for c, cues in zip(found, weighed, strict=True)]
    return _with_best(decided, headings, _HEADINGS_FROM)


def _with_boxes(decided: list[Choice], weighed: Sequence[list[Cue]]) -> list[Choice]:
    """Take boxes to tick, too, where nothing speaks against them: in a post that its author named they are goals."""
    boxes = [Cue.TASKS in cues and SEEMS_NONE.isdisjoint(cues) for cues in weighed]
    return [
        _forced(choice) if has_boxes and 0 <= choice.decision.score < TAKEN_FROM else choice
        for choice, has_boxes in zip(decided, boxes, strict=True)
    ]


def _is_goals_alone(setting: Setting) -> bool:
    """Whether the title says that the post is about goals, and no more: "Goals for 2031".

    Where its author named the post, those of a year may be named in more words: "The last chance for my goals of 2031".
    """
    if Kind.GOAL not in named(setting.title, setting.lang):
        return False
    yearly = setting.told and YEAR.search(setting.title) is not None
    return yearly or is_general(setting.title, setting.lang)


def _is_run(candidate: Candidate, cues: Sequence[Cue]) -> bool:
    """Whether a part is a run of headings, with nothing against their being goals."""
    many = candidate.container is Container.HEADINGS and len(candidate.items) >= _FEWEST_HEADINGS
    return many and SEEMS_NONE.isdisjoint(cues) and Cue.ABOVE_COUNTER not in cues


def _seems(candidate: Candidate, cues: Sequence[Cue], wanted: frozenset[Cue]) -> bool:
    """Whether a part shows enough of being goals, and nothing against it; headings by what they themselves say."""
    enough = wanted & OF_ITEMS if candidate.container is Container.HEADINGS else wanted
    return not enough.isdisjoint(cues) and SEEMS_NONE.isdisjoint(cues)


def _are_figures(candidate: Candidate) -> bool:
    """Whether most items are a name and a figure, as in a report of what was done: "Blog posts: 7"."""
    return sum(bool(_FIGURE.match(item.lead.text)) for item in candidate.items) * 2 > len(candidate.items)


def _told(candidate: Candidate, directions: Directions) -> Iterator[Cue]:
    """Give what the author's own directions say of a part."""
    names = [name for name in (directions.section, directions.review, directions.new) if name]
    if names:
        inside = any(is_section(section, name) for section in candidate.path for name in names)
        yield Cue.IN_SECTION if inside else Cue.OUT_OF_SECTION
    if directions.form is not None and candidate.container not in _FORMS[directions.form]:
        yield Cue.OTHER_FORM


def is_section(section: Section, name: str) -> bool:
    """Whether this is the section that the author names: by the words of its heading."""
    return _bare(section.heading.text) == _bare(name)


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _weigh_recurring(found: Sequence[Candidate], weighed: Sequence[list[Cue]]) -> None:
    """Mark parts whose bold names stand under three headings or more ("Why", "How", "Result"): they name no goals."""
    names = [
        {c.text[: bold_lead_end(c)].strip(" :.").lower() for c in (item.lead for item in candidate.items)}
        if Cue.BOLD in cues and candidate.path
        else set()
        for candidate, cues in zip(found, weighed, strict=True)
    ]
    sections: dict[str, set[int]] = {}
    for candidate, own in zip(found, names, strict=True):
        for name in own:
            sections.setdefault(name, set()).add(id(candidate.path[-1]))
    for cues, own in zip(weighed, names, strict=True):
        recur = sum(1 for name in own if len(sections[name]) >= _RECURS) * 2 >= len(own)
        if own and recur and Cue.LABELS not in cues:  # "Academic goal: ..." may stand under each year
            cues.append(Cue.RECURRING)


def _count_together(found: Sequence[Candidate], weighed: Sequence[list[Cue]]) -> None:
    """Let short parts count with their like beside them: two goals under each of three headings are six."""
    together: Counter[tuple[object, ...]] = Counter()
    for candidate in found:
        together[_kin(candidate)] += len(candidate.items)
    for candidate, cues in zip(found, weighed, strict=True):
        few = Cue.ONE if Cue.ONE in cues else Cue.TWO
        if few in cues and Cue.AIMS in cues and together[_kin(candidate)] > 2:
            cues.remove(few)


def _weigh_siblings(found: Sequence[Candidate], weighed: Sequence[list[Cue]]) -> None:
    """Let a part that falls short gain by its like beside it, unless something sets it apart."""
    alike = {_kin(c) for c, cues in zip(found, weighed, strict=True) if _score(cues) >= TAKEN_FROM}
    for candidate, cues in zip(found, weighed, strict=True):
        led = candidate.lead_in is None or Cue.LEAD_GOAL in cues or Cue.LEAD_PLAN in cues
        if led and _score(cues) < TAKEN_FROM and _kin(candidate) in alike and not UNLIKE_GOALS.intersection(cues):
            cues.append(Cue.SIBLINGS)


def _kin(candidate: Candidate) -> tuple[object, ...]:
    """Give what a part shares with its like beside it: the same kind under headings of one level."""
    level = candidate.path[-1].level if candidate.path else 0
    above = id(candidate.path[-2]) if len(candidate.path) > 1 else 0
    return (candidate.container, candidate.items[0].ordered, level, above, candidate.label is not None)


def _choice(candidate: Candidate, cues: Sequence[Cue]) -> Choice:
    score = _score(cues)
    told = tuple(cue.value for cue in cues)
    decision = Decision(candidate.line, candidate.container, score >= TAKEN_FROM, score, told)
    return Choice(candidate, decision, Cue.REPEATED in cues)


def _score(cues: Sequence[Cue]) -> float:
    return round(sum(cue.weight for cue in cues), 2)


def _with_best(decided: list[Choice], likely: Sequence[bool], least: float) -> list[Choice]:
    """Take the best of the likely parts, if its score is `least` or more, and its like beside it."""
    eligible = [choice for choice, is_likely in zip(decided, likely, strict=True) if is_likely]
    best = max(eligible, key=lambda choice: choice.decision.score, default=None)
    if best is None or best.decision.score < least:
        return decided
    kin = _kin(best.candidate)
    taken = (
        choice is best or (is_likely and choice.decision.score >= least and _kin(choice.candidate) == kin)
        for choice, is_likely in zip(decided, likely, strict=True)
    )
    return [_forced(choice) if is_taken else choice for choice, is_taken in zip(decided, taken, strict=True)]


def _forced(choice: Choice) -> Choice:
    decision = choice.decision
    cue = ("the most like goals in a post named for them", round(TAKEN_FROM - decision.score, 2))
    return replace(choice, decision=replace(decision, taken=True, score=TAKEN_FROM, cues=(*decision.cues, cue)))
