"""The parts that were taken -> statements in order: what is a goal of its own, a child, a remark, a group's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from goalpage.model import Container, Role
from goalpage.reading.areas import area_of
from goalpage.reading.choice import Choice
from goalpage.reading.containers import Candidate
from goalpage.reading.directions import Directions
from goalpage.reading.fields.language import Kind, base_code, is_word
from goalpage.reading.fields.openings import is_aim, is_bare_aim, leans
from goalpage.reading.items import Item
from goalpage.reading.labels import area_label_end, bracketed, label, objective, ordinal
from goalpage.reading.named import holds_verdict, is_closing, is_general, named, named_heading
from goalpage.reading.nested import are_goals, are_phrases, are_remarks, has_boxes_alone, holds_settled, names_parts
from goalpage.reading.rich import Rich
from goalpage.reading.sections import Section, is_wholly_bold
from goalpage.reading.shapes import (
    is_code,
    is_field,
    is_graded,
    is_group_like,
    is_marked,
    is_struck,
    words_of,
)

_MOST = 0.6
_NO_NAMES = frozenset({Kind.CLOSING, Kind.COUNTER, Kind.GREETING})
_VERB_ALONE = 2  # words of a group's name that may open with a verb: "Read:", "Play music:"


class Statement(Struct, frozen=True):
    """One goal before its fields are read.

    `parent` is the index of its parent among the statements, `nested` the items below that are remarks, `told`
    the fields its author gave as data, `title` the name he gave as data; `named_from` is where its name begins,
    behind the label of its group.
    """

    item: Item
    candidate: Candidate
    remarks: tuple[Rich, ...]
    area: str | None
    parent: int | None
    role: Role
    nested: tuple[Item, ...] = ()
    told: Mapping[str, object] | None = None
    title: str | None = None
    named_from: int = 0


class _Selection(Struct):
    choices: dict[int, list[Choice]]
    roles: dict[int, Role]
    lang: str | None
    directions: Directions
    out: list[Statement]

    def section(self, section: Section) -> None:
        """Take what stands in a section, in the order of the text."""
        headings: Choice | None = None
        for choice in self.choices.get(id(section), ()):
            if choice.candidate.container is Container.HEADINGS:
                headings = choice
            elif choice.decision.taken:
                self.items(
                    choice.candidate,
                    choice.candidate.items,
                    None,
                    area_of(choice.candidate, self.lang, self.directions),
                )
        if headings is None or not headings.decision.taken:
            for inner in section.sections:
                self.section(inner)
            return
        run = headings.candidate.items
        goals = [self.is_goal(item, inner) for inner, item in zip(section.sections, run, strict=True)]
        are_groups = not all(goals) and not any(self.says_goal(item) for item in run)
        for inner, item, is_odd, is_goal in zip(section.sections, run, _odd_ones(run, self.lang), goals, strict=True):
            if is_goal and not is_odd and not (are_groups and (inner.sections or not (item.remarks or item.children))):
                self.heading(headings.candidate, item)
            else:
                self.section(inner)

    def says_goal(self, item: Item) -> bool:
        """Whether a heading says by itself that it is a goal: by a number, a mark, a grade or the verb of an aim."""
        is_told = item.number is not None or is_marked(item) or is_struck(item) or is_graded(item, self.lang)
        return is_told or is_aim(words_of(item), self.lang)

    def is_goal(self, item: Item, inner: Section) -> bool:
        """Whether a heading of a taken run is a goal rather than the name of a group or the end of the post."""
        text = item.lead.text
        kinds = named_heading(text, self.lang)
        aim = is_aim(words_of(item), self.lang)
        if area_label_end(text) or is_closing(text, self.lang):
            return False
        if kinds & _NO_NAMES and not aim and not item.number:
            return False
        is_year = Kind.REVIEW in kinds or any(map(str.isdigit, text))
        if is_year and item.number is None and is_general(text, self.lang):
            return False  # "2018 in review", "for 2019"
        if item.number is None and text.rstrip().endswith(("?", "？")) and not aim:
            return False  # "And you?"
        if any(c.is_repeated for c in self.choices.get(id(inner), ())):
            return False
        inside = [c for s in inner.walk() for c in self.choices.get(id(s), ()) if c.decision.taken]
        if Kind.GOAL in kinds and not label().match(text) and not item.number and (inside or not aim):
            return False
        if not inside or item.lead is not inner.heading:  # "Goal 1" is named by the line below it
            return True
        if objective().match(text):
            return True
        if any(c.candidate.container is Container.HEADINGS for c in inside):
            return False
        verbal = aim and " " in text.strip() and not leans(text, self.lang)  # "Daily habits" names a group
        return verbal or (item.number is not None and bool(item.remarks))

    def heading(self, candidate: Candidate, item: Item) -> None:
        remarks, children, nested = self.below(item, as_goals=False)
        self.out.append(
            Statement(
                item,
                candidate,
                remarks,
                area_of(candidate, self.lang, self.directions),
                None,
                self.role(candidate),
                nested,
            )
        )
        self.items(candidate, children, len(self.out) - 1, self.out[-1].area)

    def items(self, candidate: Candidate, items: Sequence[Item], parent: int | None, area: str | None) -> None:
        groups = _are_groups(items, self.lang)
        labels = _group_labels(items, self.lang)
        kept = [item for item, is_group in zip(items, groups, strict=True) if not is_group]
        nested = are_phrases([child for item in kept for child in item.children], self.lang)
        for item, is_group, found in zip(items, groups, labels, strict=True):
            if is_group:
                self.items(candidate, item.children, parent, _name(item) or area)
            elif item.lead.text and not _is_filler(item, self.lang):
                remarks, children, below = self.below(item, as_goals=nested)
                told = found["name"] if found else None
                self.out.append(
                    Statement(
                        item, candidate, remarks, item.area or told or area, parent, self.role(candidate), below,
                        named_from=found.end() if found else 0,
                    )
                )  # fmt: skip
                self.items(candidate, children, len(self.out) - 1, area)

    def below(self, item: Item, *, as_goals: bool) -> tuple[tuple[Rich, ...], tuple[Item, ...], tuple[Item, ...]]:
        """Divide what stands under a goal into remarks and goals of their own.

        `as_goals` tells that what is nested beside it reads as goals.
        """
        boxed = [inner for child in item.children if has_boxes_alone(child) for inner in child.children]
        if boxed:
            others = [child for child in item.children if not has_boxes_alone(child)]
            return (*item.remarks, *_flattened(others)), tuple(boxed), ()
        fields = [child for child in item.children if is_field(child)]
        children = tuple(child for child in item.children if not is_field(child)) if fields else item.children
        leads_in = names_parts(item, children, self.lang)
        if are_goals(item, children, self.lang) or ((as_goals or leads_in) and not are_remarks(children)):
            return (*item.remarks, *_flattened(fields)), children, ()
        remarks = [*item.remarks, *_flattened(item.children)]
        remarks.sort(key=lambda rich: rich.line_at(0))
        return tuple(remarks), (), children

    def role(self, candidate: Candidate) -> Role:
        return self.roles[id(candidate)]


def statements(
    root: Section, decided: Iterable[Choice], roles: dict[int, Role], lang: str | None, directions: Directions
) -> list[Statement]:
    """Give the goals of the parts that were taken, parents before their children, in the order of the text."""
    by_section: dict[int, list[Choice]] = {}
    for choice in decided:
        where = choice.candidate.path[-1] if choice.candidate.path else root
        by_section.setdefault(id(where), []).append(choice)
    selection = _Selection(by_section, roles, lang, directions, [])
    selection.section(root)
    return selection.out


def _odd_ones(run: Sequence[Item], lang: str | None) -> list[bool]:
    """For each heading of a run, whether most others bear a number, a label or a grade, and it bears none."""
    odd = [False] * len(run)
    for bears in (_is_numbered, _is_labelled, lambda item: is_graded(item, lang)):
        borne = [bears(item) for item in run]
        if sum(borne) >= max(2, _MOST * len(run)):
            odd = [before or not now for before, now in zip(odd, borne, strict=True)]
    return odd


def _is_numbered(item: Item) -> bool:
    return item.number is not None


def _is_labelled(item: Item) -> bool:
    return bool(label().match(item.lead.text))


def _are_groups(items: Sequence[Item], lang: str | None) -> list[bool]:
    """For each item, whether it only names the group of those nested in it.

    A name ends in a colon, is set in bold or speaks of goals; where all of an unnumbered list nest and none opens as
    an aim does, any short text is one.
    """
    unsaid = all(item.children and not item.ordered and not is_aim(item.lead.text, lang) for item in items)
    return [_is_group(item, lang, unsaid=unsaid) for item in items]


def _is_group(item: Item, lang: str | None, *, unsaid: bool) -> bool:
    text = item.lead.text
    if not text:
        return bool(item.children)
    if not is_group_like(item, lang) or (len(text.split()) > _VERB_ALONE and is_bare_aim(text, lang)):
        return False  # "Learn five languages:" is a goal with its parts
    if holds_settled(item) and not is_struck(item) and not is_marked(item):
        return True  # "Europe", with the places below it struck
    return unsaid or text.endswith((":", "：")) or is_wholly_bold(item.lead) or Kind.GOAL in named(text, lang)


def _group_labels(items: Sequence[Item], lang: str | None) -> list[re.Match[str] | None]:
    """Give the labels in brackets by which a list groups its items ("(Career) Lead a team"): most bear one."""
    found = [bracketed(item.lead.text) for item in items]
    labels = [one if one is not None and not holds_verdict(one["name"], lang) else None for one in found]
    count = len(labels) - labels.count(None)
    return labels if count >= 2 and count * 2 >= len(items) else [None] * len(items)


def _name(item: Item) -> str | None:
    return item.lead.text.strip().rstrip(":：").strip() or None


def _words(item: Item) -> str:
    text = item.lead.text
    found = ordinal().match(text) or label().match(text)
    return text[found.end() :] if found else text


def _is_filler(item: Item, lang: str | None) -> bool:
    """Whether an item names nothing: it is empty, a box of a form, an insertion, or says that more will come."""
    text = item.lead.text
    if not any(c.isalnum() or c == "█" for c in text) or "input" in item.attrs or is_code(item):
        return True
    told = text.strip(" .…!()[]").lower()
    return any(is_word(told, code, Kind.FILLER) for code in {base_code(lang), "en"})


def _flattened(items: Iterable[Item]) -> list[Rich]:
    out: list[Rich] = []
    for item in items:
        if item.lead.text:
            out.append(item.lead)
        out += item.remarks
        out += _flattened(item.children)
    return out
