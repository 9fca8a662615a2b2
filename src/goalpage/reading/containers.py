"""The parts of a post that may hold goals: its lists, runs of headings, tables, paragraphs, lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from goalpage.model import Container
from goalpage.reading.blocks import HEADINGS, LISTS, Block
from goalpage.reading.rich import Rich

_WRAPPERS = frozenset({"body", "div", "section", "article", "main", "center", "details", "dl"})


@dataclass(frozen=True, slots=True)
class Item:
    """What may be one goal: its own words (`lead`) and the blocks below it; lines 1-based in the file."""

    lead: Rich
    line: int
    end_line: int
    number: str | None = None
    checked: bool | str | None = None
    below: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A part of a post that may hold goals, and what stands above it.

    `headings` are those above, outermost first; `lead_in` the paragraph straight before it.
    """

    container: Container
    items: tuple[Item, ...]
    line: int
    headings: tuple[tuple[int, Rich], ...] = ()
    lead_in: Rich | None = None


def flow(body: Block) -> Iterator[Block]:
    """Give the blocks of a post in order, as if no wrapping element were there."""
    for block in body.children:
        if block.tag in _WRAPPERS:
            yield from flow(block)
        else:
            yield block


def candidates(body: Block) -> list[Candidate]:
    """Give the parts of a post that may hold goals, in the order of the text."""
    found: list[Candidate] = []
    path: list[tuple[int, Rich]] = []
    lead_in: Rich | None = None
    for block in flow(body):
        if block.tag in HEADINGS:
            level = HEADINGS[block.tag]
            path = [h for h in path if h[0] < level]
            path.append((level, block.rich))
            lead_in = None
        elif block.tag in LISTS:
            items = tuple(list_items(block))
            if items:
                found.append(Candidate(Container.LIST, items, block.line, tuple(path), lead_in))
            lead_in = None
        elif block.tag == "p":
            lead_in = block.rich
    return found


def list_items(block: Block) -> Iterator[Item]:
    """Give the items of a list that say anything."""
    for child in block.children:
        lead, below = item_parts(child)
        if lead.text:
            yield Item(lead, child.line, child.end_line, child.number, child.checked, below)


def item_parts(item: Block) -> tuple[Rich, tuple[Block, ...]]:
    """Give an item's first words and the blocks below them."""
    for index, child in enumerate(item.children):
        if child.tag in LISTS:
            return Rich(), tuple(item.children[index:])
        if child.rich.text:
            return child.rich, tuple(item.children[index + 1 :])
    return Rich(), ()
