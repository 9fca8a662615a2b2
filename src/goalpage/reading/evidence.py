"""What speaks for and against a part of a post holding goals: which cues hold for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from goalpage.model import Container
from goalpage.reading.containers import Candidate
from goalpage.reading.cues import Cue
from goalpage.reading.fields.language import Kind
from goalpage.reading.fields.openings import is_aim, is_of_present, is_question, is_report
from goalpage.reading.items import Item, bold_label_end, bold_lead_end
from goalpage.reading.named import YEAR, gives_examples, named, named_heading, year_alone
from goalpage.reading.runs import heading_label_end, run_evidence
from goalpage.reading.shapes import (
    is_dated,
    is_group_like,
    is_labelled,
    is_link_only,
    is_long,
    is_marked,
    is_struck,
    is_work,
    most_answered,
    words_of,
)

_ASKS = re.compile("[?？]")
_SENTENCE = re.compile(r"(?<=[.!?])\s")
_LEADING = re.compile(r"(?<=[.!?)])\s+(?=\W{0,2}[A-Z])")
_HEADING_WORDS = 14  # a longer heading is a sentence, which leads in to what stands right below it
_YEAR_ALONE = re.compile(r"\W*(?:19|20)\d\d\W*\Z")
_NAMES = frozenset({Cue.HEADING_GOAL, Cue.LEAD_GOAL})
_COLONS = (":", "：")


class Setting(Struct, frozen=True):
    """What is known of the post as a whole while its parts are weighed.

    `file` are the words of the file's name, which count where there is no title; `tagged` tells that a tag or category
    of the post names goals, `to_reader` that it speaks to its reader rather than of its author; `numbered` counts the
    numbered lists.
    """

    title: str = ""
    file: str = ""
    lang: str | None = None
    told: bool = False
    tagged: bool = False
    to_reader: bool = False
    numbered: int = 0


def evidence(candidate: Candidate, setting: Setting) -> Iterator[Cue]:
    """Give the cues that hold for a part."""
    if setting.told:
        yield Cue.TOLD
    kinds = named(setting.title, setting.lang)
    if Kind.GOAL in kinds:
        yield Cue.TITLE_ADVICE if Kind.ADVICE in kinds and not YEAR.search(setting.title) else Cue.TITLE
    above = [*_heading_evidence(candidate, setting), *_lead_evidence(candidate, setting.lang)]
    yield from above
    yield from _form_evidence(candidate, setting)
    yield from _item_evidence(
        candidate.items, setting.lang, to_reader=setting.to_reader, named=not _NAMES.isdisjoint(above)
    )


def _heading_evidence(candidate: Candidate, setting: Setting) -> Iterator[Cue]:
    """Give what the headings above say, the nearest one first."""
    lang = setting.lang
    texts = [section.heading.text for section in candidate.path]
    if candidate.label is not None:
        texts.append(candidate.label.text)
    if not texts:
        return
    kinds = named_heading(texts[-1], lang)
    for kind, cue in _HEADING_KINDS:
        if kind in kinds:
            yield cue
    if Kind.COUNTER in kinds and not kinds & {Kind.GOAL, Kind.REVIEW}:
        yield Cue.HEADING_COUNTER
    if _YEAR_ALONE.match(texts[-1]):
        yield Cue.HEADING_YEAR
    if any(_is_to_come(text, setting) for text in texts):
        yield Cue.HEADING_NEXT
    short = (text for text in texts[:-1] if len(text.split(None, _HEADING_WORDS)) <= _HEADING_WORDS)
    above = [named_heading(text, lang) for text in short]
    if any(Kind.GOAL in kinds for kinds in above):
        yield Cue.ABOVE_GOAL
    elif any(Kind.PLAN in kinds for kinds in above):
        yield Cue.ABOVE_PLAN
    outside = above[: next((n for n, kinds in enumerate(above) if Kind.GOAL in kinds), len(above))]
    if any(kinds & {Kind.COUNTER, Kind.CLOSING} and not kinds & {Kind.GOAL, Kind.REVIEW} for kinds in outside):
        yield Cue.ABOVE_COUNTER  # "Goals", below it "Music": there it is an area


def _is_to_come(text: str, setting: Setting) -> bool:
    """Whether a heading is no more than a year behind the one that the post's title looks back on."""
    year = year_alone(text, setting.lang)
    years = [int(one) for one in YEAR.findall(setting.title)] if year is not None else ()
    return year is not None and bool(years) and year > min(years)


_HEADING_KINDS = (
    (Kind.GOAL, Cue.HEADING_GOAL),
    (Kind.PLAN, Cue.HEADING_PLAN),
    (Kind.COMING, Cue.HEADING_COMING),
    (Kind.CLOSING, Cue.HEADING_CLOSING),
)


def _lead_evidence(candidate: Candidate, lang: str | None) -> Iterator[Cue]:
    """Give what the sentences before a part say of it."""
    if candidate.lead_in is not None:
        text = last_sentences(candidate.lead_in.text)
        kinds, colon = named(text, lang), text.endswith(_COLONS)
        if Kind.GOAL in kinds:
            yield Cue.LEAD_GOAL
            if colon:
                yield Cue.LEAD_GOAL_COLON
        elif Kind.PLAN in kinds:
            yield Cue.LEAD_PLAN
        elif Kind.COUNTER in kinds and Kind.REVIEW not in kinds:
            yield Cue.LEAD_COUNTER
        if Kind.GOAL in kinds and gives_examples(text, lang):
            yield Cue.LEAD_EXAMPLE
        elif Kind.ADVICE in kinds:
            yield Cue.LEAD_ADVICE
        if not kinds & {Kind.GOAL, Kind.PLAN} and is_report(last_sentences(text, 1), lang):
            yield Cue.LEAD_REPORT
        if colon:
            yield Cue.LEAD_COLON
    if candidate.outer is not None:
        kinds = named(last_sentences(candidate.outer.text), lang)
        if Kind.GOAL in kinds:
            yield Cue.OUTER_GOAL
        elif Kind.PLAN in kinds:
            yield Cue.OUTER_PLAN


@lru_cache(maxsize=2048)
def last_sentences(text: str, count: int = 2) -> str:
    """Give the end of a paragraph that leads in: its last sentences, two at most."""
    return " ".join(_LEADING.split(text.rstrip()[-400:])[-count:])


def _form_evidence(candidate: Candidate, setting: Setting) -> Iterator[Cue]:
    """Give what the kind of part and its size say."""
    items = candidate.items
    match candidate.container:
        case Container.HEADINGS:
            yield Cue.HEADINGS
            yield from run_evidence(items, setting.title, setting.lang)
        case Container.PARAGRAPHS:
            yield Cue.PARAGRAPHS
        case Container.TABLE:
            kinds = [named(name, setting.lang) for name in candidate.columns]
            if any(Kind.GOAL in k for k in kinds):
                yield Cue.GOAL_COLUMN
            elif any(Kind.GOAL_COLUMN in k for k in kinds):
                yield Cue.ITEM_COLUMN
        case _ if items[0].ordered:
            yield Cue.NUMBERED
            if setting.numbered == 1:
                yield Cue.ONLY_NUMBERED
    if len(items) <= 2:
        yield Cue.ONE if len(items) == 1 else Cue.TWO


def _item_evidence(items: Sequence[Item], lang: str | None, *, to_reader: bool, named: bool) -> Iterator[Cue]:
    """Give what most of the items say; where what stands above `named` them goals, only the past makes a report."""
    answered = most_answered(items, lang)
    items = [inner for item in items for inner in _members(item, lang) if not (item.heading and _closes(item, lang))]
    count = len(items)
    texts = [words_of(item) for item in items]
    marks = sum(1 for item in items if is_marked(item))
    boxes, struck = (any(item.checked is not None for item in items), any(is_struck(item) for item in items))
    if boxes:
        yield Cue.TASKS
    if to_reader and not (boxes or marks or struck):
        yield Cue.TO_READER
    if answered or most_answered(items, lang):
        yield Cue.ANSWERED
    if marks and marks >= count / 4:
        yield Cue.MARKS
    if struck:
        yield Cue.STRUCK
    questions = [_ASKS.search(text) is not None and is_question(_SENTENCE.split(text, 1)[0]) for text in texts]
    labels = [bold_label_end(item.lead) or (heading_label_end(item.lead.text) if item.heading else 0) for item in items]
    aims = sum(
        1
        for item, text, asks, label in zip(items, texts, questions, labels, strict=True)
        if not asks and (is_aim(text, lang) or (label and is_aim(item.lead.text[label:], lang)))
    )
    if aims >= count / 4:
        yield Cue.AIMS if aims > count / 2 else Cue.SOME_AIMS
    reports = sum(1 for text in texts if is_report(text, lang) and not (named and is_of_present(text, lang)))
    if not (boxes or struck or marks) and reports >= count / 2:
        yield Cue.REPORTS
    if sum(questions) > count / 2:
        yield Cue.QUESTIONS
    for is_so, cue in _ITEM_KINDS:
        if sum(1 for item in items if is_so(item)) > count / 2:
            yield cue


def _closes(item: Item, lang: str | None) -> bool:
    """Whether a heading only opens or closes a post: it stands beside what the others say."""
    return Kind.CLOSING in named(item.lead.text, lang)


def _members(item: Item, lang: str | None) -> Iterator[Item]:
    """Give what stands in a group, however deep; an item that is no group's name stands for itself."""
    if not is_group_like(item, lang):
        yield item
        return
    for inner in item.children:
        yield from _members(inner, lang)


def _has_bold_name(item: Item) -> bool:
    return bold_lead_end(item.lead) > 0


_ITEM_KINDS = (
    (_has_bold_name, Cue.BOLD),
    (is_labelled, Cue.LABELS),
    (is_work, Cue.WORKS),
    (is_link_only, Cue.LINKS),
    (is_long, Cue.LONG),
    (is_dated, Cue.DATED),
)
