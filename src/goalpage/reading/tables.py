"""Tables as rows of items: the column of goals leads, the other cells tell more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from goalpage.reading.blocks import Block
from goalpage.reading.fields import Cell
from goalpage.reading.fields.language import Kind
from goalpage.reading.items import Item, joined
from goalpage.reading.named import named
from goalpage.reading.rich import Rich

_RULE = re.compile(r"[|:\s–—-]{3,}\Z")  # the line under a table's head; dashes may have become typographic ones
_MOST_CELLS = 200
_Row = tuple[tuple[Rich, ...], int, int]  # cells, first and last line


class Table(Struct, frozen=True):
    """The names of a table's columns, its rows as items, and the line straight above it, if it stands there."""

    columns: tuple[str, ...]
    items: tuple[Item, ...]
    label: Rich | None = None


def table_of(block: Block, lang: str | None) -> Table:
    """Give a table's rows as items."""
    rows = [row for row in block.walk() if row.tag == "tr"]
    cells = [tuple(_cell(cell) for cell in row.children if cell.tag in ("td", "th")) for row in rows]
    has_head = bool(rows) and any(cell.tag == "th" for cell in rows[0].children)
    columns = tuple(cell.text for cell in cells[0]) if has_head else ()
    found: list[_Row] = [(c, row.line, row.end_line) for c, row in zip(cells, rows, strict=True)]
    return Table(columns, _items(columns, found[has_head:], lang))


def written_table(lines: Sequence[Rich], lang: str | None) -> Table | None:
    """Give a table that stands straight under a line of text, where kramdown asks for a blank line before it."""
    rule = next((i for i, line in enumerate(lines) if i and "|" in line.text and _RULE.match(line.text)), 0)
    if not rule or "|" not in lines[rule - 1].text:
        return None
    columns = tuple(cell.text for cell in _cells(lines[rule - 1]))
    rows: list[_Row] = [(_cells(r), r.line_at(0), r.line_at(0)) for r in lines[rule + 1 :] if "|" in r.text]
    return Table(columns, _items(columns, rows, lang), lines[rule - 2] if rule > 1 else None)


def _items(columns: Sequence[str], rows: Sequence[_Row], lang: str | None) -> tuple[Item, ...]:
    width = max((len(cells) for cells, _, _ in rows), default=0)
    told = (i for i, name in enumerate(columns) if Kind.GOAL_COLUMN in named(name, lang))
    column = next(told, None)
    if column is None:
        column = _fullest([cells for cells, _, _ in rows], width)
    items = []
    group, area = _group_column(rows, column), None
    for cells, line, end_line in rows:
        area = (cells[group].text or area) if group is not None and group < len(cells) else area
        if column < len(cells) and cells[column].text:
            others = [(columns[i] if i < len(columns) else "", cell) for i, cell in enumerate(cells) if i != column]
            number = cells[0].text.strip(" .#") if column else ""
            told_cells = tuple(Cell(name, cell.text) for name, cell in others)
            written = number if number.isdigit() else None
            items.append(Item(cells[column], line, end_line, written, cells=told_cells, area=area))
    return tuple(items)


def _group_column(rows: Sequence[_Row], column: int) -> int | None:
    """Give the column left of the goals that names groups of them: words, some left blank or said again."""
    for index in range(column):
        texts = [cells[index].text for cells, _, _ in rows if index < len(cells)]
        said = [text for text in texts if text]
        if said and len(set(said)) < len(texts) and all(any(c.isalpha() for c in text) for text in said):
            return index
    return None


def _fullest(rows: Sequence[Sequence[Rich]], width: int) -> int:
    """Give the column, of the first three, whose cells hold by far the most letters; else the first."""
    sizes = [sum(sum(c.isalpha() for c in row[i].text) for row in rows if i < len(row)) for i in range(min(width, 3))]
    return sizes.index(max(sizes)) if sizes and sizes[0] * 2 < max(sizes) else 0


def _cell(cell: Block) -> Rich:
    parts = [block.rich for block in cell.walk() if block.rich.text]
    return parts[0] if len(parts) == 1 else joined(parts)


def _cells(line: Rich) -> tuple[Rich, ...]:
    text = line.text
    bars = [i for i, c in enumerate(text) if c == "|"][:_MOST_CELLS]
    cells = [line.cut(a + 1, b) for a, b in pairwise((-1, *bars, len(text)))]
    cells = cells[1:] if not text[: bars[0]].strip() else cells
    return tuple(cells[:-1] if not text[bars[-1] + 1 :].strip() else cells)
