"""The parts of a post that may hold goals: its lists, runs of headings, tables, paragraphs, lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from goalpage.model import Container
from goalpage.reading.blocks import LISTS, Block
from goalpage.reading.fields import Cell
from goalpage.reading.items import ORDINAL, Item, bold_lead_end, heading_item, lines_of, list_items, parts_below, row_items
from goalpage.reading.named import GOAL_COLUMN, named
from goalpage.reading.openings import is_bare_aim, is_report
from goalpage.reading.rich import Rich
from goalpage.reading.sections import Section, is_wholly_bold

_LONGEST_LABEL_WORDS = 7
_LONGEST_LINE = 200
_MOST_LINES = 500
_LONGEST_PARAGRAPH = 1500
_FEWEST_PARAGRAPHS = 3
_MOST = 0.6
_BOX = re.compile(r"\s*[-*+]?\s*\[([ xX/-])\]\s*")
_ROW_RULE = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\Z")
_BULLET = re.compile(r"\s*(?:[•‣◦▪●○–—→➤✓✔✅☑✗✘❌☐⬜🔲*+-]|\[[ xX/-]\])\s*")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A part of a post that may hold goals, and what stands above it.

    `path` are the sections around it, outermost first; `lead_in` is the sentence before it, `label` a short
    line that names its group; `outer` is the sentence before the headings around it, `quoted` tells of a quotation. Lines are 1-based.
    """

    container: Container
    items: tuple[Item, ...]
    line: int
    path: tuple[Section, ...] = ()
    lead_in: Rich | None = None
    label: Rich | None = None
    outer: Rich | None = None
    columns: tuple[str, ...] = ()
    quoted: bool = False


@dataclass(slots=True)
class _Place:
    """Where the reader of a section is: what was said before the next part."""

    path: tuple[Section, ...]
    lang: str | None
    plain: bool = False
    outer: Rich | None = None
    lead_in: Rich | None = None
    label: Rich | None = None

    def candidate(self, container: Container, items: tuple[Item, ...], line: int) -> Candidate:
        return Candidate(container, items, line, self.path, self.lead_in, self.label, self.outer)


def candidates(root: Section, lang: str | None, *, plain: bool = False) -> list[Candidate]:
    """Give the parts of a post that may hold goals, in the order of the text; a run of headings before its parts.

    `plain` takes any paragraph for a goal, as the author asked.
    """
    found: list[Candidate] = []
    _gather(root, _Place((), lang, plain), found)
    return found


def _gather(section: Section, place: _Place, found: list[Candidate]) -> None:
    path, outer = place.path, place.outer
    found += _parts(section, place)
    last = place.lead_in or outer
    if section.sections:
        items = tuple(heading_item(s) for s in section.sections)
        found.append(Candidate(Container.HEADINGS, items, section.sections[0].line, path, place.lead_in, None, outer))
    for inner in section.sections:
        _gather(inner, _Place((*path, inner), place.lang, place.plain, last), found)


def _parts(section: Section, place: _Place) -> Iterator[Candidate]:
    blocks = section.blocks
    index = 0
    while index < len(blocks):
        block = blocks[index]
        index += 1
        if block.tag in LISTS:
            items = list_items(block)
            if items:
                container = Container.LIST if block.fixed else Container.HTML
                yield place.candidate(container, items, block.line)
            place.label = None
        elif block.tag == "blockquote" and any(inner.tag in LISTS for inner in block.children):
            for inner in block.children:  # goals quoted from an earlier post
                if inner.tag in LISTS and (items := list_items(inner)):
                    yield replace(place.candidate(Container.LIST, items, inner.line), quoted=True)
        elif block.tag == "table":
            yield from _table(block, place)
            place.label = None
        elif block.rich.text:
            run = _paragraph_run(blocks, index - 1) or _plain_run(blocks, index - 1, place)
            if run:
                yield place.candidate(Container.PARAGRAPHS, run[0], block.line)
                index = run[1]
                continue
            written = list(_written_table(block, place))
            yield from written or _broken_lines(block, place)
            _remember(block, place, blocks[index].tag if index < len(blocks) else "")


def _remember(block: Block, place: _Place, next_tag: str) -> None:
    if block.tag not in ("p", "summary", "dt"):
        return
    if is_label(block.rich) or ((next_tag in LISTS or next_tag == "table") and _is_bare_label(block.rich.text)):
        place.label = block.rich
    else:
        place.lead_in, place.label = block.rich, None


def is_label(rich: Rich) -> bool:
    """Whether a line only names what follows: short, and set in bold or ending in a colon."""
    text = rich.text.rstrip()
    if len(text.split()) > _LONGEST_LABEL_WORDS or "\n" in text:
        return False
    return text.endswith((":", "：")) or is_wholly_bold(rich)


def _is_bare_label(text: str) -> bool:
    """Whether a line straight above a list or table only names it: a few words that are no sentence."""
    words = text.split()
    return len(words) <= 4 and text[-1:].isalnum() and not is_bare_aim(text) and not is_report(text)


def _written_table(block: Block, place: _Place) -> Iterator[Candidate]:
    """Give a table that stands straight under a line of text, where kramdown asks for a blank line before it."""
    lines = _source_lines(block.rich) if "|" in block.rich.text else []
    rule = next((i for i, line in enumerate(lines) if i and "|" in line.text and _ROW_RULE.match(line.text)), 0)
    if not rule or "|" not in lines[rule - 1].text:
        return
    if rule > 1:
        place.label = lines[rule - 2]
    rows = tuple(_written_row(line) for line in lines[rule + 1 :] if "|" in line.text)
    numbers = [line.line_at(0) or block.line for line in lines[rule + 1 :] if "|" in line.text]
    names = tuple(cell.text for cell in _written_row(lines[rule - 1]))
    yield from _rows(names, rows, [(n, n) for n in numbers], block.line, place)
    place.label = None


def _written_row(line: Rich) -> tuple[Rich, ...]:
    text = line.text
    bars = [i for i, c in enumerate(text) if c == "|"][:_MOST_LINES]
    edges = [-1, *bars, len(text)]
    cells = [line.cut(a + 1, b) for a, b in zip(edges, edges[1:], strict=False)]
    cells = cells[1:] if not text[: bars[0]].strip() else cells
    return tuple(cells[:-1] if not text[bars[-1] + 1 :].strip() else cells)


def _table(block: Block, place: _Place) -> Iterator[Candidate]:
    names, rows, row_blocks = row_items(block)
    yield from _rows(names, rows, [(row.line, row.end_line) for row in row_blocks], block.line, place)


def _rows(
    names: tuple[str, ...], rows: tuple[tuple[Rich, ...], ...], lines: list[tuple[int, int]], first: int, place: _Place
) -> Iterator[Candidate]:
    """Give a table's rows as items: the column of goals leads, the others are its cells."""
    if not rows:
        return
    width = max(len(row) for row in rows)
    goal_column = next((i for i, name in enumerate(names) if GOAL_COLUMN in named(name, place.lang)), _widest(rows, width))
    items = []
    for row, (line, end_line) in zip(rows, lines, strict=True):
        if goal_column < len(row) and row[goal_column].text:
            others = ((names[i] if i < len(names) else "", c) for i, c in enumerate(row) if i != goal_column)
            cells = tuple(Cell(name, cell.text) for name, cell in others)
            items.append(Item(row[goal_column], line, end_line, _row_number(row, goal_column), cells=cells))
    if items:
        yield replace(place.candidate(Container.TABLE, tuple(items), first), columns=names)


def _widest(rows: tuple[tuple[Rich, ...], ...], width: int) -> int:
    """Give the column whose cells hold the most letters: the one that says what the rows are about."""
    if width < 2:
        return 0
    sizes = [sum(sum(c.isalpha() for c in row[i].text) for row in rows if i < len(row)) for i in range(min(width, 3))]
    return 0 if sizes[0] * 2 >= max(sizes) else sizes.index(max(sizes))


def _row_number(row: tuple[Rich, ...], goal_column: int) -> str | None:
    first = row[0].text.strip(" .#")
    return first if goal_column > 0 and first.isdigit() else None


def _paragraph_run(blocks: list[Block], start: int) -> tuple[tuple[Item, ...], int] | None:
    """Give the goals and the end of a run of two or more paragraphs that open with a bold name or an ordinal."""
    if not opens_as_item(blocks[start]):
        return None
    groups: list[list[Block]] = []
    index = start
    while index < len(blocks) and (blocks[index].tag in LISTS or blocks[index].tag in ("p", "blockquote", "pre")):
        if opens_as_item(blocks[index]):
            groups.append([])
        groups[-1].append(blocks[index])
        index += 1
    if len(groups) < 2:
        return None
    kept = max(len(group) for group in groups[:-1])  # what follows the last one belongs to it as far as to the others
    index -= max(0, len(groups[-1]) - kept)
    del groups[-1][kept:]
    return tuple(_paragraph_item(group) for group in groups), index


def opens_as_item(block: Block) -> bool:
    """Whether a paragraph opens with a bold name (more follows) or with an ordinal."""
    if block.tag != "p" or not block.rich.text:
        return False
    end = bold_lead_end(block.rich)
    return bool(end and any(c.isalnum() for c in block.rich.text[end:])) or bool(ORDINAL.match(block.rich.text))


def _plain_run(blocks: list[Block], start: int, place: _Place) -> tuple[tuple[Item, ...], int] | None:
    """Give the goals and the end of a run of paragraphs of which most open as aims do, or of any when so asked."""
    index = start
    items: list[Item] = []
    while index < len(blocks) and blocks[index].tag == "p" and blocks[index].rich.text:
        text = blocks[index].rich.text
        if len(text) > _LONGEST_PARAGRAPH or is_label(blocks[index].rich) or (not place.plain and text.endswith(":")):
            break
        items += _paragraph_lines(blocks[index])
        index += 1
    enough = 1 if place.plain else _FEWEST_PARAGRAPHS
    if len(items) < enough or index - start < min(enough, 2):
        return None
    aims = sum(1 for item in items if is_bare_aim(item.lead.text, place.lang))
    return (tuple(items), index) if place.plain or aims >= _MOST * len(items) else None


def _paragraph_lines(block: Block) -> list[Item]:
    lines = list(lines_of(block.rich))
    if len(lines) >= 3 and all(len(line.text) <= _LONGEST_LINE for line in lines):
        return [_line_item(line, block.line) for line in lines]
    return [_paragraph_item([block])]


def _paragraph_item(group: list[Block]) -> Item:
    remarks, children = parts_below(group[1:])
    ordinal = ORDINAL.match(group[0].rich.text)
    number = ordinal[1] if ordinal else None
    return Item(group[0].rich, group[0].line, group[-1].end_line, number, None, remarks, children)


def _broken_lines(block: Block, place: _Place) -> Iterator[Candidate]:
    """Give a paragraph of three or more hard-broken lines, or of lines that open with a sign, as a part."""
    if block.tag != "p":
        return
    lines = list(lines_of(block.rich)) if block.rich.text.count("\n") <= _MOST_LINES else []
    label, fewest = None, 3
    if len(lines) < fewest:
        lines, fewest = _signed_lines(block.rich), 2
    if lines and is_label(lines[0]):
        label, lines = lines[0], lines[1:]
    if len(lines) < fewest or any(len(line.text) > _LONGEST_LINE for line in lines):
        return
    items = tuple(_line_item(line, block.line) for line in lines)
    made = place.candidate(Container.PARAGRAPHS, items, block.line)
    yield replace(made, label=label) if label else made


def _source_lines(rich: Rich) -> list[Rich]:
    """Give a paragraph's lines as they stand in the file."""
    offsets = [offset for offset, _ in rich.starts if offset < len(rich.text)]
    if not 2 <= len(offsets) <= _MOST_LINES:
        return []
    return [rich.cut(a, b) for a, b in zip(offsets, [*offsets[1:], len(rich.text)], strict=True)]


def _signed_lines(rich: Rich) -> list[Rich]:
    lines = _source_lines(rich)
    signed = sum(1 for line in lines if _BULLET.match(line.text))
    return lines if signed >= max(2, len(lines) - 1) else []


def _line_item(line: Rich, first: int) -> Item:
    number = line.line_at(0) or first
    box = _BOX.match(line.text)
    checked = box[1].lower() if box else None
    line = line.cut(box.end()) if box else line
    ordinal = ORDINAL.match(line.text)
    return Item(line, number, number, ordinal[1] if ordinal else None, checked)
