"""Which parts of a post hold its goals: one decision for each part, scored by cues that can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from goalpage.model import Container, Decision
from goalpage.reading.containers import Candidate
from goalpage.reading.directions import Directions, Form
from goalpage.reading.items import LABEL, ORDINAL, Item, bold_lead_end
from goalpage.reading.named import CLOSING, COMING, COUNTER, GOAL, PLAN, REVIEW, VERDICT, named
from goalpage.reading.repetition import repetitions
from goalpage.reading.openings import is_aim, is_question, is_report
from goalpage.reading.rich import STRUCK
from goalpage.reading.sections import Section

# What speaks against a part even when its like beside it holds goals.
_AGAINST = frozenset({"reports", "questions", "works", "links", "long", "heading_counter", "heading_closing", "repeated", "outside"})
# What names goals above a part.
_NAMES = frozenset({"title", "heading_goal", "heading_plan", "above_goal", "lead_goal", "lead_plan", "outer_goal", "outer_plan", "label", "goal_column", "in_section"})
# What items themselves show of being goals.
_LIKE_GOALS = frozenset(
    {"aims", "some_aims", "numbered", "tasks", "signs", "struck", "bold", "label", "goal_column", "graded", "repeats"}
)
TAKEN_FROM = 2.0
LIKELY_FROM = 1.2
_OUTSIDE = -20.0
_FORMS = {
    Form.LIST: (Container.LIST, Container.HTML),
    Form.HEADINGS: (Container.HEADINGS,),
    Form.PARAGRAPHS: (Container.PARAGRAPHS,),
    Form.TABLE: (Container.TABLE,),
}
_SIGNS = re.compile(r"[✓✔✅☑✗✘❌🚫⭕🌀🟡🟢🔴⌚⏳🚧🔄✖❎☐⬜🔲🎉]")
_SENTENCE = re.compile(r"(?<=[.!?])\s")
_TAIL = re.compile(r"\s?[-–—:]\s*([^-–—:]{1,25})\Z")
_YEAR_ALONE = re.compile(r"\W*(?:19|20)\d\d\W*\Z")


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate and why it was taken or left."""

    candidate: Candidate
    decision: Decision

    @property
    def is_repeated(self) -> bool:
        """Whether the part only names what another says at length."""
        return (PHRASES["repeated"], WEIGHTS["repeated"]) in self.decision.cues


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of the post as a whole while its parts are weighed."""

    title: str = ""
    lang: str | None = None
    told: bool = False
    numbered: int = 0


def choices(found: list[Candidate], setting: Setting, directions: Directions) -> list[Choice]:
    """Give the decision on each candidate, in the order of the text."""
    numbered = sum(1 for c in found if c.items[0].ordered)
    setting = replace(setting, numbered=numbered)
    keys = [_with_unnamed([*evidence(c, setting), *_told_evidence(c, directions)]) for c in found]
    for short, full in repetitions(found):
        keys[short].append("repeated")
        keys[full].append("repeats")
    alike = {_kin(c) for c, k in zip(found, keys, strict=True) if _score(k) >= TAKEN_FROM}
    for candidate, cues in zip(found, keys, strict=True):
        if _score(cues) < TAKEN_FROM and _kin(candidate) in alike and _is_kin(candidate, cues):
            cues.append("siblings")
    decided = [_choice(candidate, cues) for candidate, cues in zip(found, keys, strict=True)]
    least = _least(setting, directions)
    if least is None:
        return decided
    likely = [bool(directions.wanted) or bool(_LIKE_GOALS.intersection(cues)) for cues in keys]
    return _with_best(decided, likely, least)


def _least(setting: Setting, directions: Directions) -> float | None:
    """Give the score from which the best part of a post is taken though it falls short; None for no such part."""
    if directions.wanted:
        return -_OUTSIDE / 2  # the author says that there are goals: whatever is most like them
    return LIKELY_FROM if setting.told else None


def _with_best(decided: list[Choice], likely: Sequence[bool], least: float) -> list[Choice]:
    if any(choice.decision.taken for choice in decided):
        return decided
    eligible = [choice for choice, is_likely in zip(decided, likely, strict=True) if is_likely]
    best = max(eligible, key=lambda choice: choice.decision.score, default=None)
    if best is None or best.decision.score < least:
        return decided
    decision = best.decision
    cue = ("the most like goals in a post named for them", round(TAKEN_FROM - decision.score, 2))
    forced = Choice(best.candidate, replace(decision, taken=True, score=TAKEN_FROM, cues=(*decision.cues, cue)))
    return [forced if choice is best else choice for choice in decided]


def _told_evidence(candidate: Candidate, directions: Directions) -> Iterator[str]:
    """Give what the author's own directions say of a candidate."""
    named_sections = [s for s in (directions.section, directions.review, directions.new) if s]
    if named_sections:
        inside = any(is_section(s, name) for s in candidate.path for name in named_sections)
        yield "in_section" if inside else "outside"
    if directions.form is not None and candidate.container not in _FORMS[directions.form]:
        yield "other_form"


def is_section(section: Section, name: str) -> bool:
    """Whether this is the section that the author names: by the words of its heading."""
    return _bare(section.heading.text) == _bare(name)


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _score(keys: Sequence[str]) -> float:
    return round(sum(WEIGHTS[key] for key in keys), 2)


def _choice(candidate: Candidate, keys: Sequence[str]) -> Choice:
    cues = tuple((PHRASES[key], WEIGHTS[key]) for key in keys)
    score = _score(keys)
    return Choice(candidate, Decision(candidate.line, candidate.container, score >= TAKEN_FROM, score, cues))


def _is_kin(candidate: Candidate, cues: Sequence[str]) -> bool:
    """Whether nothing sets a part apart from its like: no cue against it, no sentence of its own before it."""
    led = candidate.lead_in is None or "lead_goal" in cues or "lead_plan" in cues
    return led and not _AGAINST.intersection(cues)


def _kin(candidate: Candidate) -> tuple[object, ...]:
    """Give what a part shares with the parts of the same make beside it: one under each sibling heading."""
    level = candidate.path[-1].level if candidate.path else 0
    above = id(candidate.path[-2]) if len(candidate.path) > 1 else 0
    return (candidate.container, candidate.items[0].ordered, level, above, candidate.label is not None)


CUES: dict[str, tuple[str, float]] = {
    "told": ("the author named this post", 0.3),
    "title": ("the title names goals", 1.0),
    "title_review": ("the title names a look back", 0.0),
    "heading_goal": ("the heading names goals", 1.5),
    "heading_plan": ("the heading names plans", 1.0),
    "heading_year": ("the heading is a year", 1.0),
    "heading_coming": ("the heading names the coming year", 0.5),
    "heading_review": ("the heading names a look back", 0.0),
    "heading_counter": ("the heading names something other than goals", -2.5),
    "heading_closing": ("the heading opens or closes the post", -2.5),
    "above_goal": ("a heading above names goals", 1.0),
    "above_counter": ("a heading above names something other than goals", -1.5),
    "lead_goal": ("the lead-in names goals", 1.5),
    "lead_goal_colon": ("the lead-in names goals and ends in a colon", 1.0),
    "lead_plan": ("the lead-in says what is planned", 1.5),
    "lead_colon": ("the lead-in ends in a colon", 0.2),
    "lead_counter": ("the lead-in names something other than goals", -1.5),
    "lead_report": ("the lead-in reports what was done", -1.2),
    "outer_goal": ("the text before the headings names goals", 1.5),
    "outer_plan": ("the text before the headings says what is planned", 0.5),
    "numbered": ("numbered", 1.0),
    "only_numbered": ("the only numbered list of the post", 0.7),
    "tasks": ("task boxes", 2.0),
    "signs": ("marks of a status", 1.8),
    "struck": ("items struck through", 2.0),
    "bold": ("each opens with a bold name", 0.7),
    "label": ("each is labelled a goal", 3.0),
    "goal_column": ("a column of goals", 2.5),
    "aims": ("most open as aims do", 2.0),
    "some_aims": ("some open as aims do", 0.7),
    "reports": ("most report what was done", -2.0),
    "questions": ("most are questions", -3.0),
    "works": ("most are titles of works", -2.5),
    "graded": ("most end in a grade", 2.5),
    "repeated": ("said again at more length", -8.0),
    "repeats": ("a list of the post names the same", 2.0),
    "links": ("links only", -3.0),
    "long": ("long texts without a name", -2.0),
    "siblings": ("its like beside it holds goals", 1.5),
    "in_section": ("in the section the author names", 3.0),
    "outside": ("outside the section the author names", _OUTSIDE),
    "other_form": ("not the form the author names", _OUTSIDE),
    "unnamed": ("nothing above it names goals", -1.0),
    "single": ("one item only", -1.0),
    "two": ("two items only", -0.4),
    "headings": ("headings", -1.3),
    "bare_headings": ("headings of which none opens as an aim does", -1.2),
    "few_headings": ("fewer than three headings", -1.5),
    "paragraphs": ("paragraphs", -0.5),
    "closing_headings": ("headings that open or close a post", -0.7),
    "counter_headings": ("headings that name other things", -0.7),
}
PHRASES = {key: phrase for key, (phrase, _) in CUES.items()}
WEIGHTS = {key: weight for key, (_, weight) in CUES.items()}


def evidence(candidate: Candidate, setting: Setting) -> Iterator[str]:
    """Give the cues that hold for a candidate."""
    if setting.told:
        yield "told"
    yield from _title_evidence(setting)
    yield from _heading_evidence(candidate, setting)
    yield from _lead_evidence(candidate, setting)
    yield from _form_evidence(candidate, setting)
    yield from _item_evidence(candidate.items, setting.lang)


def _with_unnamed(keys: list[str]) -> list[str]:
    return keys if _NAMES.intersection(keys) else [*keys, "unnamed"]


def _title_evidence(setting: Setting) -> Iterator[str]:
    kinds = named(setting.title, setting.lang)
    if GOAL in kinds:
        yield "title"
    if REVIEW in kinds:
        yield "title_review"


def _heading_evidence(candidate: Candidate, setting: Setting) -> Iterator[str]:
    texts = [s.heading.text for s in candidate.path]
    if candidate.label is not None:
        texts.append(candidate.label.text)
    if not texts:
        return
    kinds = named(texts[-1], setting.lang)
    for kind, key in ((GOAL, "goal"), (PLAN, "plan"), (COMING, "coming"), (REVIEW, "review"), (CLOSING, "closing")):
        if kind in kinds:
            yield f"heading_{key}"
    if COUNTER in kinds and GOAL not in kinds and REVIEW not in kinds:
        yield "heading_counter"
    if _YEAR_ALONE.match(texts[-1]):
        yield "heading_year"
    above = [named(text, setting.lang) for text in texts[:-1]]
    if any(GOAL in kinds for kinds in above):
        yield "above_goal"
    if any((COUNTER in kinds or CLOSING in kinds) and not kinds & {GOAL, REVIEW} for kinds in above):
        yield "above_counter"


def _lead_evidence(candidate: Candidate, setting: Setting) -> Iterator[str]:
    if candidate.lead_in is not None:
        text = last_sentences(candidate.lead_in.text)
        kinds = named(text, setting.lang)
        colon = text.endswith((":", "："))
        if GOAL in kinds:
            yield "lead_goal"
            if colon:
                yield "lead_goal_colon"
        elif PLAN in kinds:
            yield "lead_plan"
        elif COUNTER in kinds:
            yield "lead_counter"
        if not kinds & {GOAL, PLAN} and is_report(last_sentences(text, 1)):
            yield "lead_report"
        if colon:
            yield "lead_colon"
    if candidate.outer is not None:
        kinds = named(last_sentences(candidate.outer.text), setting.lang)
        if GOAL in kinds:
            yield "outer_goal"
        elif PLAN in kinds:
            yield "outer_plan"


def last_sentences(text: str, count: int = 2) -> str:
    """Give the end of a paragraph that leads in: its last sentences, two at most."""
    text = text.rstrip()[-400:]
    parts = re.split(r"(?<=[.!?)])\s+(?=\W{0,2}[A-Z])", text)
    return " ".join(parts[-count:])


def _form_evidence(candidate: Candidate, setting: Setting) -> Iterator[str]:
    items = candidate.items
    if candidate.container in (Container.LIST, Container.HTML) and items[0].ordered:
        yield "numbered"
        if setting.numbered == 1:
            yield "only_numbered"
    if candidate.container is Container.HEADINGS:
        yield "headings"
        if not _name_aims(candidate, setting.lang):
            yield "bare_headings"
        if len(items) < 3:
            yield "few_headings"
        if any(item.number for item in items):
            yield "numbered"
        if sum(1 for item in items if is_graded(item, setting.lang)) >= len(items) / 2:
            yield "graded"
        kinds = [named(item.lead.text, setting.lang) for item in items]
        if any(CLOSING in k for k in kinds):
            yield "closing_headings"
        if any(COUNTER in k for k in kinds):
            yield "counter_headings"
    elif candidate.container is Container.PARAGRAPHS:
        yield "paragraphs"
    if candidate.container is Container.TABLE and any("goal_columns" in named(n, setting.lang) for n in candidate.columns):
        yield "goal_column"
    if len(items) == 1:
        yield "single"
    elif len(items) == 2:
        yield "two"


def _name_aims(candidate: Candidate, lang: str | None) -> bool:
    return any(
        item.number or LABEL.match(item.lead.text) or is_graded(item, lang) or is_aim(item.lead.text, lang)
        for item in candidate.items
    )


def _item_evidence(items: Sequence[Item], lang: str | None) -> Iterator[str]:
    count = len(items)
    texts = [_words_of(item) for item in items]
    if any(item.checked is not None for item in items):
        yield "tasks"
    if sum(1 for item in items if sign_in(item)) >= max(1, count / 4):
        yield "signs"
    if any(is_struck(item) for item in items):
        yield "struck"
    if sum(1 for item in items if bold_lead_end(item.lead)) > count / 2:
        yield "bold"
    if sum(1 for item in items if LABEL.match(item.lead.text)) > count / 2:
        yield "label"
    aims = sum(1 for text in texts if is_aim(text, lang))
    if aims > count / 2:
        yield "aims"
    elif aims >= count / 4:
        yield "some_aims"
    marked = any(item.checked is not None or sign_in(item) or is_struck(item) for item in items)
    if not marked and sum(1 for text in texts if is_report(text)) >= count / 2:
        yield "reports"
    if sum(1 for item in items if is_work(item)) > count / 2:
        yield "works"
    if sum(1 for text in texts if is_question(_SENTENCE.split(text, maxsplit=1)[0])) > count / 2:
        yield "questions"
    if sum(1 for item in items if is_link_only(item)) > count / 2:
        yield "links"
    if sum(1 for item in items if is_long(item)) > count / 2:
        yield "long"


def _words_of(item: Item) -> str:
    text = item.lead.text
    ordinal = ORDINAL.match(text) or LABEL.match(text)
    return text[ordinal.end() :] if ordinal else text


def is_struck(item: Item) -> bool:
    """Whether most of an item is struck through."""
    struck = sum(b - a for a, b in item.lead.covered(STRUCK))
    return struck > 0.5 * len(item.lead.text) > 0


def is_link_only(item: Item) -> bool:
    """Whether an item is a link and nothing else."""
    text = item.lead.text
    linked = sum(s.end - s.start for s in item.lead.spans if s.tag == "a")
    return linked > 0.85 * len(text) > 0


def is_long(item: Item) -> bool:
    """Whether an item is a long text that opens with no name."""
    return len(item.lead.text) > 220 and not bold_lead_end(item.lead) and "\n" not in item.lead.text[:120]


def sign_in(item: Item) -> bool:
    """Whether an item bears a mark of a status, or an icon that says one."""
    return bool(_SIGNS.search(item.lead.text)) or any(VERDICT in named(icon.replace("-", " ")) for icon in item.lead.icons)


def is_work(item: Item) -> bool:
    """Whether an item opens with a title in italics, as books and films are written."""
    text = item.lead.text
    opening = next((s for s in item.lead.spans if s.tag in ("em", "i") and not text[: s.start].strip(" \"“'")), None)
    return opening is not None and opening.end - opening.start >= 0.25 * len(text)


def is_graded(item: Item, lang: str | None) -> bool:
    """Whether a heading ends in a verdict after a dash or a colon (`Run a marathon - done`)."""
    found = _TAIL.search(item.lead.text)
    return bool(found) and VERDICT in named(found[1], lang)
