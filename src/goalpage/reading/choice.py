"""Which parts of a post hold its goals: one decision for each part, scored by cues that can be read."""

from __future__ import annotations

from dataclasses import dataclass

from goalpage.model import Container, Decision
from goalpage.reading.containers import Candidate
from goalpage.reading.fields import Cue, counter_cues, heading_cues, lead_in_cues
from goalpage.reading.options import ReadingOptions

TAKEN_FROM = 2.0


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate and why it was taken or left."""

    candidate: Candidate
    decision: Decision


def choices(found: list[Candidate], title: str | None, options: ReadingOptions) -> list[Choice]:
    """Give the decision on each candidate, in the order of the text."""
    numbered = sum(1 for c in found if c.items[0].number is not None)
    out = []
    for candidate in found:
        cues = _cues(candidate, title, options, only_numbered=numbered == 1)
        score = sum(weight for _, weight in cues)
        taken = score >= TAKEN_FROM
        out.append(Choice(candidate, Decision(candidate.line, candidate.container, taken, score, cues)))
    return out


def _cues(candidate: Candidate, title: str | None, options: ReadingOptions, *, only_numbered: bool) -> tuple[Cue, ...]:
    cues: list[Cue] = []
    for _, heading in candidate.headings[-1:]:
        cues += heading_cues(heading.text, lang=options.lang, year=options.year)
    if candidate.lead_in is not None:
        cues += lead_in_cues(candidate.lead_in.text, lang=options.lang)
        cues += counter_cues(candidate.lead_in.text, lang=options.lang)
    if candidate.container is Container.LIST and candidate.items[0].number is not None:
        cues.append(("numbered list", 1.0))
        if only_numbered:
            cues.append(("only numbered list of the post", 1.0))
    if any(item.checked is not None for item in candidate.items):
        cues.append(("task list", 2.0))
    if options.told:
        cues.append(("post named as a goal post", 1.0))
    return tuple(cues)
