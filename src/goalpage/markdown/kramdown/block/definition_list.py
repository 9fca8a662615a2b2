"""Definition lists (kramdown syntax, "Definition Lists")."""

from __future__ import annotations

import re

from markdown_it.token import Token
from msgspec import Struct, field

from goalpage.markdown.kramdown.attributes import AttributeList, parse_attributes
from goalpage.markdown.kramdown.block.ends import NEVER_LAZY
from goalpage.markdown.kramdown.block.list import ITEM_ATTRIBUTES, expand_tabs, make_bare
from goalpage.markdown.kramdown.state import BlockState, is_blank

_START = re.compile(r"( {0,3}:)([ \t|].*)$")


class _Definition(Struct):
    start: int
    column: int
    apart: bool  # a blank line stands before it
    lines: list[str] = field(default_factory=list)
    attributes: AttributeList | None = None
    after_blank: bool = False


def definition_list(state: BlockState, line: int) -> bool:
    """Lines that begin with `:` below a paragraph, each of whose lines is a term."""
    if not _START.match(state.lines[line]):
        return False
    apart = state.last_kind == "blank"
    before = state.blocks[-2:-1] if apart else state.blocks[-1:]
    if not before or before[0].kind != "paragraph" or (apart and not state.blocks[-1].single):
        return False
    state.settle()
    definitions, end = _collect(state.lines, line, apart)
    terms = _take_paragraph(state, before[0].token, apart)
    opening = _reopen(state, terms, end)
    first = terms[0].map[0] if terms[0].map else 0
    for number, text in enumerate(terms[1].content.split("\n")):
        at = first + number
        _push_term(state, text, at)
    for definition in definitions:
        _push_definition(state, definition)
    closing = state.push("dl_close", "dl", -1, line, end)
    assert opening.map
    closing.level = opening.level
    state.line = end
    return True


def _take_paragraph(state: BlockState, index: int, apart: bool) -> list[Token]:
    """Take the paragraph that holds the terms back out of the tokens."""
    terms = state.tokens[index:]
    del state.tokens[index:]
    del state.blocks[-2 if apart else -1 :]
    return terms


def _reopen(state: BlockState, terms: list[Token], end: int) -> Token:
    """The opening token of the list: of the one right above, which goes on, or of a new one."""
    above = next((block for block in reversed(state.blocks) if block.kind != "blank"), None)
    if above and above.kind == "dl":
        while state.last_kind == "blank":
            state.blocks.pop()
        state.tokens.pop()
        state.level += 1
        opening = state.tokens[above.token]
    else:
        opening = state.push("dl_open", "dl", 1, 0, end)
        state.begin("dl")
        assert terms[0].map
        opening.map = terms[0].map[:]
    assert opening.map
    opening.map[1] = state.origins[end - 1] + 1
    attributed = state.document.attributed
    if attributed and attributed[-1][0] is terms[0]:
        attributed[-1] = (opening, attributed[-1][1])
    return opening


def _push_term(state: BlockState, text: str, line: int) -> None:
    """A term, which stands on a line of the document."""
    opening = state.push("dt_open", "dt", 1, 0, 1)
    text = text.strip()
    if written := ITEM_ATTRIBUTES.match(text):
        state.attribute(opening, parse_attributes(written[1]))
        text = text[written.end() :]
    inline = state.push_inline(text.strip(), 0, 1)
    opening.map = [line, line + 1]
    inline.map = [line, line + 1]
    state.push("dt_close", "dt", -1, 0, 1)


def _collect(lines: list[str], line: int, apart: bool) -> tuple[list[_Definition], int]:
    found: list[_Definition] = []
    count = len(lines)
    end = line
    most = 4  # characters up to the colon of the next definition
    while line < count:
        text = lines[line]
        start = _START.match(text)
        if start and len(start[1]) <= most:
            found.append(_begin(start, line, apart if not found else found[-1].after_blank))
            most = min(4, found[-1].column)
        elif is_blank(text):
            found[-1].lines.append(text)
            found[-1].after_blank = True
            line += 1
            continue
        elif not _add_line(found[-1], text):
            break
        line += 1
        end = line
    return found, end


def _begin(start: re.Match[str], line: int, apart: bool) -> _Definition:
    text = start[2]
    column = len(start[1])
    if text.isspace():
        return _Definition(line, 4, apart, [""])
    text = expand_tabs(text, column)
    column += len(text) - len(text.lstrip(" "))
    definition = _Definition(line, column, apart)
    text = text.lstrip(" ")
    if written := ITEM_ATTRIBUTES.match(text):
        definition.attributes = parse_attributes(written[1])
        text = text[written.end() :]
    definition.lines.append(text)
    return definition


def _add_line(definition: _Definition, text: str) -> bool:
    tabs = len(text) - len(text.lstrip("\t"))
    if tabs:
        text = "    " * tabs + text[tabs:]
    if text.startswith(" " * definition.column):
        text = text[definition.column :]
    elif definition.after_blank or NEVER_LAZY.match(text):
        return False
    definition.after_blank = False
    definition.lines.append(text)
    return True


def _push_definition(state: BlockState, definition: _Definition) -> None:
    lines = definition.lines
    start, count = definition.start, len(lines)
    while count > 1 and is_blank(lines[count - 1]):
        count -= 1
    opening = state.push("dd_open", "dd", 1, start, start + count)
    if definition.attributes:
        state.attribute(opening, definition.attributes)
    inner = state.read_nested(lines, state.origins[start : start + len(lines)])
    blocks = inner.blocks[1:] if inner.blocks and is_blank(lines[0]) else inner.blocks
    if not definition.apart and blocks and blocks[0].kind == "paragraph":
        make_bare(state.tokens, blocks)
    state.push("dd_close", "dd", -1, start, start + count)
