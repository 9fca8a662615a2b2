"""Tables (kramdown syntax, "Tables"): lines with pipes, with or without a header row.

A pipe inside a code span parts no cells. A line of dashes after the first rows makes them the header, later ones part
the body; a line of equals signs begins the footer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from goalpage.markdown.kramdown.block.ends import BOUNDARY
from goalpage.markdown.kramdown.state import BlockState, is_blank

_PIPE = re.compile(r"(?<!\\)\|")
_SEPARATOR = re.compile(r"[+|: \t]*+-[+|: \t-]*+$")
_FOOTER = re.compile(r"[+|: \t]*+=[+|: \t=]*+$")
_COLUMN = re.compile(r" ?(:?)-+(:?) ?")
_CODE = re.compile(r"(`+)(?!`)(.*?)(?<!`)\1(?!`)")
_ELEMENT = re.compile(r"<([A-Za-z]\w*+)[^<>]*+>[^<]*+</\1>|\$\$[^$]*\$\$|<[A-Za-z][^<>]*+/?>")
_MOST_PADDING = 1 << 16  # cells put into rows that are too short; a text may not grow without bound


@dataclass(slots=True)
class _Row:
    line: int
    cells: list[str]


@dataclass(slots=True)
class _Section:
    tag: str  # thead, tbody or tfoot
    rows: list[_Row]


def table(state: BlockState, line: int) -> bool:
    """Lines with pipes between block boundaries."""
    if "|" not in state.lines[line] or not state.at_boundary or not _has_pipe(state.lines[line]):
        return False
    found = _sections(state.lines, line)
    if not found:
        return False
    sections, columns, end = found
    width = max(len(row.cells) for section in sections for row in section.rows)
    state.push("table_open", "table", 1, line, end)
    state.begin("table")
    padding = _MOST_PADDING
    for section in sections:
        first, last = section.rows[0].line, section.rows[-1].line + 1
        state.push(f"{section.tag}_open", section.tag, 1, first, last)
        for row in section.rows:
            padding = _push_row(
                state, section.tag, row, columns, min(width, len(row.cells) + padding), padding
            )
        state.push(f"{section.tag}_close", section.tag, -1, first, last)
    state.push("table_close", "table", -1, line, end)
    state.line = end
    return True


def _push_row(
    state: BlockState, section: str, row: _Row, columns: list[str], width: int, padding: int
) -> int:
    """The tokens of a row `width` cells wide; the padding that is left."""
    tag = "th" if section == "thead" else "td"
    line, end = row.line, row.line + 1
    state.push("tr_open", "tr", 1, line, end)
    for column in range(width if row.cells else 0):
        opening = state.push(f"{tag}_open", tag, 1, line, end)
        if column < len(columns) and columns[column]:
            opening.attrs["style"] = f"text-align:{columns[column]}"
        state.push_inline(row.cells[column] if column < len(row.cells) else "", line, end)
        state.push(f"{tag}_close", tag, -1, line, end)
    state.push("tr_close", "tr", -1, line, end)
    return padding - max(0, width - len(row.cells))


def _sections(lines: list[str], line: int) -> tuple[list[_Section], list[str], int] | None:
    """The parts of the table from `line` on, the alignment of its columns, and the line behind it."""
    sections: list[_Section] = []
    rows: list[_Row] = []
    columns: list[str] = []
    header = footer = False
    count = len(lines)
    while line < count:
        text = lines[line]
        if is_blank(text) or BOUNDARY.match(text):
            break
        if _SEPARATOR.match(text):
            if rows and not header and not sections and not footer:
                header = True
                columns = _alignments(text)
                sections.append(_Section("thead", rows))
            elif rows:
                sections.append(_Section("tbody", rows))
            rows = []
        elif _FOOTER.match(text):
            if rows:
                sections.append(_Section("tbody", rows))
            footer, rows = True, []
        elif _has_pipe(text):
            rows.append(_Row(line, _cells(text)))
        else:
            return None
        line += 1
    if rows:
        sections.append(_Section("tfoot" if footer else "tbody", rows))
    if not any(section.tag == "tbody" for section in sections):
        return None
    return sections, columns, line


def _has_pipe(text: str) -> bool:
    """Whether a pipe of the line stands outside code and HTML elements."""
    if "|" not in text:
        return False
    if "`" in text:
        text = _CODE.sub("", text)
    if "<" in text or "$$" in text:
        text = _ELEMENT.sub("", text)
    return bool(_PIPE.search(text))


def _cells(text: str) -> list[str]:
    """The texts between the pipes."""
    text = text.strip()
    if text.startswith("|"):
        text = text[1:]
    if "`" in text:
        parts = _split_outside_code(text)
    else:
        parts = _PIPE.split(text)
    if not parts[-1].strip():
        parts.pop()
    return [part.strip().replace("\\|", "|") for part in parts]


def _split_outside_code(text: str) -> list[str]:
    parts, start = [], 0
    codes = [code.span() for code in _CODE.finditer(text)]
    for pipe in _PIPE.finditer(text):
        at = pipe.start()
        while codes and codes[0][1] <= at:
            codes.pop(0)
        if codes and codes[0][0] < at:
            continue
        parts.append(text[start:at])
        start = at + 1
    parts.append(text[start:])
    return parts


def _alignments(text: str) -> list[str]:
    """Left, right, center or nothing for each column, by the colons of the separator line."""
    names = {("", ""): "", (":", ""): "left", ("", ":"): "right", (":", ":"): "center"}
    return [names[column.groups()] for column in _COLUMN.finditer(text)]  # type: ignore[index]  # two groups each
