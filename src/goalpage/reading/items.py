"""What may be one goal, whatever holds it: a list item, a heading with its text, a row, a paragraph, a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from goalpage.reading.blocks import LISTS, Block
from goalpage.reading.fields import Cell
from goalpage.reading.labels import ordinal, says_goal
from goalpage.reading.rich import BOLD, Rich
from goalpage.reading.sections import Section

_BEHIND_LABEL = re.compile(r"\s*:?\s*(?=\S)")
_NESTED = 2  # blanks by which a marker is meant to stand below the one before it


class Item(Struct, frozen=True):
    """Its own words (`lead`), remarks below (`remarks`) and nested items (`children`).

    Lines are 1-based in the file. `number` is as written, `checked` the task box (True, False or the character
    in it), `cells` the table row it stands in, `area` that row's group, `attrs` those of its HTML element.
    """

    lead: Rich
    line: int
    end_line: int
    number: str | None = None
    checked: bool | str | None = None
    remarks: tuple[Rich, ...] = ()
    children: tuple[Item, ...] = ()
    cells: tuple[Cell, ...] = ()
    heading: bool = False
    area: str | None = None
    ordered: bool = False
    attrs: dict[str, str] = field(default_factory=dict)


def list_items(block: Block) -> tuple[Item, ...]:
    """Give the items of a list that say anything."""
    blocks = [child for child in block.children if child.tag not in LISTS]
    items = [_list_item(child, block.tag == "ol") for child in blocks]
    if any(child.indent >= blocks[0].indent + _NESTED for child in blocks):
        items = _nested_as_written(items, [child.indent for child in blocks])
    return tuple(item for item in items if item.lead.text or item.children)


def _nested_as_written(items: Sequence[Item], indents: Sequence[int]) -> list[Item]:
    """Give items under the one they are indented below, where the indent is too small for Markdown to nest them."""
    outer: list[Item] = []
    inner: list[list[Item]] = []
    for item, indent in zip(items, indents, strict=True):
        if outer and indent >= indents[0] + _NESTED:
            inner[-1].append(item)
        else:
            outer.append(item)
            inner.append([])
    return [
        replace(item, children=(*item.children, *own), end_line=own[-1].end_line) if own else item
        for item, own in zip(outer, inner, strict=True)
    ]


def definition_items(block: Block) -> tuple[Item, ...]:
    """Give the terms of a definition list, each with what is said of it."""
    items: list[Item] = []
    for child in block.children:
        if child.tag == "dt":
            lead, _ = _lead_and_rest(child)
            items.append(Item(lead, child.line, child.end_line))
        elif items:
            remarks, children = parts_below([child])
            last = items[-1]
            items[-1] = replace(
                last, end_line=max(last.end_line, child.end_line), remarks=(*last.remarks, *remarks),
                children=(*last.children, *children),
            )  # fmt: skip
    return tuple(item for item in items if item.lead.text)


def _list_item(block: Block, ordered: bool) -> Item:
    lead, below = _lead_and_rest(block)
    remarks, children = parts_below(below)
    return Item(
        lead, block.line, block.end_line, block.number, block.checked, remarks, children,
        ordered=ordered, attrs=block.attrs,
    )  # fmt: skip


def _lead_and_rest(block: Block) -> tuple[Rich, list[Block]]:
    if block.rich.text:
        return block.rich, block.children
    for index, child in enumerate(block.children):
        if child.tag in LISTS:
            return Rich(), block.children[index:]
        if child.rich.text:
            return child.rich, block.children[index + 1 :]
        if child.children:
            lead, rest = _lead_and_rest(child)
            if lead.text:
                return lead, [*rest, *block.children[index + 1 :]]
    return Rich(), []


def parts_below(blocks: Iterable[Block]) -> tuple[tuple[Rich, ...], tuple[Item, ...]]:
    """Give the remarks and the nested items among the blocks that stand under something."""
    remarks: list[Rich] = []
    children: list[Item] = []
    for block in blocks:
        if block.tag in LISTS:
            children += list_items(block)
        elif block.rich.text:
            remarks.append(block.rich)
        elif block.tag != "table" and block.children:
            more, items = parts_below(block.children)
            remarks += more
            children += items
    return tuple(remarks), tuple(children)


def heading_items(sections: Sequence[Section]) -> tuple[Item, ...]:
    """Give sibling headings, each with all that stands under it, as items.

    What stands behind a rule drawn across the page below the last one alone is about all of them, and of none.
    """
    if not sections:
        return ()
    rules = [_rule_in(section) for section in sections]
    until = rules[-1] if len(sections) > 1 and not any(rules[:-1]) else None
    return (*map(_heading_item, sections[:-1]), _heading_item(sections[-1], until))


def _rule_in(section: Section) -> int | None:
    """Give the index of the first rule under a heading that has something before it and behind it."""
    drawn = next((n for n, block in enumerate(section.blocks) if block.tag == "hr"), 0)
    return drawn if 0 < drawn < len(section.blocks) - 1 and not section.sections else None


def _heading_item(section: Section, until: int | None = None) -> Item:
    """Give a heading with its blocks, or those before the one at `until`, as one item."""
    blocks = section.blocks[:until]
    remarks, children = parts_below(blocks)
    inner = heading_items(section.sections)
    lead, number = section.heading, None
    opening = ordinal().match(lead.text)
    if opening:
        number = opening[1]
        if not lead.text[opening.end() :].strip():  # "Goal 1": the name stands below
            lead, remarks, inner = _named_below(lead, remarks, inner)
    end = section.end_line if until is None else max(section.line, *(block.end_line for block in blocks))
    return Item(lead, section.line, end, number, None, remarks, (*children, *inner), heading=True)


def _named_below(
    lead: Rich, remarks: tuple[Rich, ...], inner: tuple[Item, ...]
) -> tuple[Rich, tuple[Rich, ...], tuple[Item, ...]]:
    if remarks:
        return remarks[0], remarks[1:], inner
    if len(inner) == 1:
        return inner[0].lead, inner[0].remarks, inner[0].children
    return lead, remarks, inner


def joined(parts: list[Rich]) -> Rich:
    """Give several texts as one, a line break between them, markup left out."""
    return Rich("\n".join(p.text for p in parts), (), parts[0].starts[:1] if parts else ())


def bold_lead_end(rich: Rich) -> int:
    """Give the offset at which an opening bold name ends, 0 where the text opens with none."""
    for start, end in rich.covered(BOLD) if rich.spans else ():
        if not any(c.isalnum() for c in ordinal().sub("", rich.text[:start], count=1)) and end - start >= 2:
            return end
        break
    return 0


def bold_label_end(rich: Rich) -> int:
    """Give the offset at which the words behind an opening bold label start ("**Health:** Run"), 0 without one."""
    end = bold_lead_end(rich)
    found = _BEHIND_LABEL.match(rich.text, end) if end else None
    if found is None or ":" not in rich.text[max(0, end - 2) : found.end()]:
        return 0
    return found.end()


def goal_label_end(rich: Rich) -> int:
    """Give that offset where the label says no more than that a goal follows: "**Academic goal:** Publish"."""
    end = bold_label_end(rich)
    return end if end and says_goal().fullmatch(rich.text[: bold_lead_end(rich)].strip(" :")) else 0


def lines_of(rich: Rich) -> Iterator[Rich]:
    """Give the hard-broken lines of a paragraph."""
    start = 0
    for line in rich.text.split("\n"):
        if line.strip():
            yield rich.cut(start, start + len(line))
        start += len(line) + 1
