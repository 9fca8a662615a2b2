"""Tables (kramdown syntax, "Tables"): lines with pipes, with or without a header row.

A pipe inside a code span parts no cells. A line of dashes after the first rows makes them the header, later ones part
the body; a line of equals signs begins the footer.
"""

from __future__ import annotations

import re

from msgspec import Struct

from goalpage.markdown.kramdown import html
from goalpage.markdown.kramdown.block.ends import BOUNDARY
from goalpage.markdown.kramdown.state import BlockState, is_blank

_PIPE = re.compile(r"(?<!\\)\|")
_SEPARATOR = re.compile(r"[+|: \t]*+-[+|: \t-]*+$")
_FOOTER = re.compile(r"[+|: \t]*+=[+|: \t=]*+$")
_COLUMN = re.compile(r" ?(:?)-+(:?) ?")
_CODE = re.compile(r"(`+)(.*?)\1|<code[^>]*>.*?</code>")
_MARK = re.compile(r"`+|<(?=[A-Za-z])")
_MOST_PADDING = 1 << 16  # cells put into rows that are too short; a text may not grow without bound


class _Row(Struct):
    line: int
    cells: list[str]


class _Section(Struct):
    tag: str  # thead, tbody or tfoot
    rows: list[_Row]


def table(state: BlockState, line: int) -> bool:
    """Lines with pipes between block boundaries."""
    if "|" not in state.lines[line] or not state.at_boundary:
        return False
    found = _sections(state.lines, line)
    if not found or not _pipe_on_each(state.lines[line : found[2]]):
        return False
    sections, columns, end = found
    _pad([row for section in sections for row in section.rows])
    state.push("table_open", "table", 1, line, end)
    state.begin("table")
    for section in sections:
        first, last = section.rows[0].line, section.rows[-1].line + 1
        state.push(f"{section.tag}_open", section.tag, 1, first, last)
        for row in section.rows:
            _push_row(state, "th" if section.tag == "thead" else "td", row, columns)
        state.push(f"{section.tag}_close", section.tag, -1, first, last)
    state.push("table_close", "table", -1, line, end)
    state.line = end
    return True


def _pad(rows: list[_Row]) -> None:
    """Make all rows as wide as the widest with empty cells, as far as these are not too many."""
    width = max(len(row.cells) for row in rows)
    left = _MOST_PADDING
    for row in rows:
        lacking = min(width - len(row.cells), left)
        row.cells += [""] * lacking
        left -= lacking


def _push_row(state: BlockState, tag: str, row: _Row, columns: list[str]) -> None:
    line, end = row.line, row.line + 1
    state.push("tr_open", "tr", 1, line, end)
    for column, text in enumerate(row.cells):
        opening = state.push(f"{tag}_open", tag, 1, line, end)
        if column < len(columns) and columns[column]:
            opening.attrs["style"] = f"text-align: {columns[column]}"
        state.push_inline(text, line, end)
        state.push(f"{tag}_close", tag, -1, line, end)
    state.push("tr_close", "tr", -1, line, end)


def _sections(lines: list[str], line: int) -> tuple[list[_Section], list[str], int] | None:
    """The parts of the table from `line` on, the alignment of its columns, and the line behind it."""
    sections: list[_Section] = []
    rows: list[_Row] = []
    columns: list[str] = []
    header = footer = False
    leading_pipe = lines[line].lstrip().startswith("|")
    count = len(lines)
    while line < count:
        text = lines[line]
        if is_blank(text) or BOUNDARY.match(text):
            break
        if "|" not in text:
            return None
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
        else:
            rows.append(_Row(line, _cells(text, leading_pipe)))
        line += 1
    if rows:
        sections.append(_Section("tfoot" if footer else "tbody", rows))
    if not any(section.tag == "tbody" for section in sections):
        return None
    return sections, columns, line


def _pipe_on_each(lines: list[str]) -> bool:
    """Whether every line has a pipe outside code and HTML elements, which may reach over lines."""
    if any("|" not in line for line in lines):
        return False
    text = "\n".join(lines)
    if "`" in text or "<" in text:
        text = _unmarked(text)
    return all(_PIPE.search(line) for line in text.split("\n"))


def _unmarked(text: str) -> str:
    """The text without what stands in code spans and HTML elements, line ends kept."""
    parts: list[str] = []
    at = 0
    for mark in _MARK.finditer(text):
        if mark.start() < at:
            continue
        end = _marked_end(text, mark)
        if end > mark.start():
            parts += text[at : mark.start()], "x" + "\n" * text.count("\n", mark.start(), end)
            at = end
    return "".join(parts) + text[at:]


def _marked_end(text: str, mark: re.Match[str]) -> int:
    """Where the code or element that begins with a mark ends, the start of the mark if it begins none."""
    if mark[0][0] == "`":
        end = text.find(mark[0], mark.end())
        return end + len(mark[0]) if end >= 0 else mark.start()
    opening = html.OPEN_TAG.match(text, mark.start())
    if not opening or html.tag_name(opening[1]) in html.BLOCK_ONLY:
        return mark.start()
    if opening[3] or html.tag_name(opening[1]) in html.VOID:
        return opening.end()
    end = text.find(f"</{opening[1]}>", opening.end())
    return end + len(opening[1]) + 3 if end >= 0 else len(text)


def _cells(text: str, leading_pipe: bool) -> list[str]:
    """The texts between the pipes."""
    text = text.strip()
    parts = _split_outside_code(text) if "`" in text or "<code" in text else _PIPE.split(text)
    if leading_pipe and not parts[0].strip():
        del parts[0]
    if parts and not parts[-1].strip():
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
