"""Bulleted and numbered lists (kramdown syntax, "Ordered and Unordered Lists").

An item's text begins at a column; lines indented to it belong to the item, and so does any line straight below
its text, indented or not. A marker of the other kind is such a line: it starts a list inside the item.
"""

import re

from markdown_it.token import Token
from msgspec import Struct, field

from goalpage.markdown.kramdown.attributes import AttributeList, parse_attributes
from goalpage.markdown.kramdown.block.ends import NEVER_LAZY
from goalpage.markdown.kramdown.block.hr import RULE
from goalpage.markdown.kramdown.state import Block, BlockState, is_blank
from goalpage.markdown.tasks import take_task_mark

_BULLET = re.compile(r"( {0,3})([+*-])([ \t|].*)$")
_NUMBER = re.compile(r"( {0,3})(\d+\.)([ \t|].*)$")
_EITHER = re.compile(r" {0,3}(?:[+*-]|\d+\.)[ \t|]")
ITEM_ATTRIBUTES = re.compile(r"\{:(?![:/])((?:\\.|[^\}\\])*)\}[ \t]*")


class _Item(Struct):
    """One item: its marker, the column its text begins at, its lines without that indentation."""

    marker: str
    start: int  # line of the container
    column: int
    lines: list[str]
    attributes: AttributeList | None = None
    task: bool = False
    after_blank: bool = False
    nests: bool = False  # an indented list or a blank line was seen in it
    inner_list: int = 0  # where in `lines` a list begins that was indented to the text; 0 if none does
    blocks: list[Block] = field(default_factory=list)


def list_block(state: BlockState, line: int) -> bool:
    """A run of items of one kind."""
    text = state.lines[line]
    kind = _BULLET if _BULLET.match(text) else _NUMBER
    if not kind.match(text) or RULE.match(text):
        return False
    items, after = _collect(state.lines, line, kind)
    end = after
    while is_blank(state.lines[end - 1]):
        end -= 1
    marked = after < len(state.lines) and state.lines[after].rstrip() == "^"
    name, tag = ("ordered_list", "ol") if kind is _NUMBER else ("bullet_list", "ul")
    opening = state.push(f"{name}_open", tag, 1, line, end)
    opening.markup = items[0].marker[-1]
    state.begin("list")
    for item, below in zip(items, [*(item.start for item in items[1:]), end], strict=True):
        _read_item(state, item, below)
    state.push(f"{name}_close", tag, -1, line, end)
    _bare_first_paragraphs(state.tokens, items, marked)
    if any(item.task for item in items):
        opening.attrJoin("class", "task-list")
    state.line = after + 1 if marked else end  # the mark ends the list and parts nothing else
    return True


def _collect(lines: list[str], line: int, kind: re.Pattern[str]) -> tuple[list[_Item], int]:
    """The items from `line` on, and the line behind the last."""
    items: list[_Item] = []
    count = len(lines)
    most = 3  # spaces that may stand before the next marker
    while line < count:
        text = lines[line]
        start = kind.match(text)
        if items and items[-1].after_blank and RULE.match(text):
            break
        if start and len(start[1]) <= most:
            item = _begin_item(start, line)
            items.append(item)
            most = min(3, item.column - 1)
        elif is_blank(text):
            items[-1].lines.append(text)
            items[-1].after_blank = items[-1].nests = True
        elif not _add_line(items[-1], text):
            break
        line += 1
    return items, line


def _begin_item(start: re.Match[str], line: int) -> _Item:
    """An item by its first line."""
    marker, text = start[2], start[3]
    column = len(start[1]) + len(marker)
    if text.isspace():
        return _Item(marker, line, 4, [""])
    text = expand_tabs(text, column)
    column += len(text) - len(text.lstrip(" "))
    item = _Item(marker, line, column, [])
    text = text.lstrip(" ")
    if written := ITEM_ATTRIBUTES.match(text):
        item.attributes = parse_attributes(written[1])
        text = text[written.end() :]
    item.lines.append(text)
    item.nests = bool(_EITHER.match(text))
    return item


def expand_tabs(text: str, column: int) -> str:
    """The text behind a marker that ends at `column`, its leading tabs made spaces up to the next multiple of four."""
    while "\t" in (lead := text[: len(text) - len(text.lstrip(" \t"))]):
        before = lead.index("\t")
        text = text[:before] + " " * (4 - (column + before) % 4) + text[before + 1 :]
    return text


def _add_line(item: _Item, text: str) -> bool:
    """Give a line to the item if it is indented enough, or lazily."""
    tabs = len(text) - len(text.lstrip("\t"))
    if tabs:
        text = "    " * tabs + text[tabs:]
    indented = text.startswith(" " * item.column)
    if not indented and (item.after_blank or NEVER_LAZY.match(text)):
        return False
    item.after_blank = False
    if indented:
        text = text[item.column :]
        if not item.nests and _EITHER.match(text):
            item.nests = True
            item.inner_list = len(item.lines)
    elif item.nests and _EITHER.match(text):
        text = " " * (item.column + 4) + text
    item.lines.append(text)
    return True


def _read_item(state: BlockState, item: _Item, end: int) -> None:
    """The tokens of one item, which ends before line `end`."""
    while end - 1 > item.start and is_blank(state.lines[end - 1]):
        end -= 1
    opening = state.push("list_item_open", "li", 1, item.start, end)
    opening.markup = item.marker[-1]
    opening.info = item.marker[:-1]
    if item.attributes:
        state.attribute(opening, item.attributes)
    item.blocks = _read_blocks(state, item)
    if item.blocks and is_blank(item.lines[0]):
        del item.blocks[0]
    if item.blocks and item.blocks[0].kind == "paragraph":
        item.task = take_task_mark(opening, state.tokens[item.blocks[0].token + 1])
    state.push("list_item_close", "li", -1, item.start, end)


def _read_blocks(state: BlockState, item: _Item) -> list[Block]:
    """The blocks of an item; none of them reaches over the start of an inner list."""
    origins = state.origins[item.start : item.start + len(item.lines)]
    cut = item.inner_list
    if not cut or state.level >= state.md.options["maxNesting"]:
        return state.read_nested(item.lines, origins).blocks
    above = state.read_nested(item.lines[:cut], origins[:cut]).blocks
    below = state.read_nested(item.lines[cut:], origins[cut:]).blocks
    return [*above, Block("end_of_block"), *below]


def _bare_first_paragraphs(tokens: list[Token], items: list[_Item], marked: bool) -> None:
    """Hide the paragraph that opens an item, unless a blank line parts it from what follows in the list.

    The last item has nothing to be parted from (but an end-of-block mark), so it is as its siblings are.
    """
    any_bare = len(items) == 1
    for item in items:
        blocks, last = item.blocks, item is items[-1]
        if not blocks or blocks[0].kind != "paragraph":
            any_bare = True
            continue
        parted = len(blocks) > 1 and blocks[1].kind == "blank" and not (last and len(blocks) == 2 and not marked)
        if not parted and (not last or any_bare):
            any_bare = True
            make_bare(tokens, blocks)


def make_bare(tokens: list[Token], blocks: list[Block]) -> None:
    """Hide the paragraph that opens an item."""
    at = blocks[0].token
    tokens[at].hidden = tokens[at + 2].hidden = True
    if len(blocks) > 1 and blocks[1].kind != "blank":
        text = tokens[at + 1]
        text.content = text.content.removesuffix("\\")  # a line break before a block
