"""Paragraphs and lines that may hold one goal each: opened by a bold name or an ordinal, or opening as aims do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from goalpage.reading.blocks import LISTS, Block
from goalpage.reading.fields.openings import is_aim, is_bare_aim
from goalpage.reading.items import Item, bold_lead_end, lines_of, list_items, parts_below
from goalpage.reading.labels import objective, ordinal
from goalpage.reading.rich import Rich
from goalpage.reading.sections import is_bare_name, is_label

_BULLET = re.compile(r"\s*(?:[•‣◦▪●○–—→➤✓✔✅☑✗✘❌☐⬜🔲*+-]|\[[ xX/-]\])\s*")
_BOX = re.compile(r"\s*[-*+]?\s*\[([ xX/-])\]\s*")
_LONGEST_LINE = 200
_LONGEST_PARAGRAPH = 1500
_MOST_LINES = 500
_FEWEST = 3
_FEWEST_AIMS, _LONGEST_AIM = 4, 110  # lines of a paragraph, and characters of each, that may be aims without breaks
_MOST_QUOTED = 200  # quotations that are looked at from each one
_FEW_SMALL = 0.15  # the share of lines that may begin with a small letter: more are a paragraph that was wrapped
_LONG, _NEARLY_ALL = 25, 0.7  # words of a paragraph that says more than a goal does
_MOST = 0.6  # the share of paragraphs that must open as aims do


class Run(Struct, frozen=True):
    """Items found in a run of paragraphs, the index of the block after the last, and a line that names them."""

    items: tuple[Item, ...]
    end: int
    label: Rich | None = None


def named_run(blocks: Sequence[Block], start: int) -> Run | None:
    """Give a run of two or more paragraphs that open with a bold name or an ordinal, each with what follows it.

    One that is labelled as a goal may stand alone.
    """
    if not _opens_as_item(blocks[start]):
        return None
    groups: list[list[Block]] = []
    index = start
    while index < len(blocks) and (blocks[index].tag in LISTS or blocks[index].tag in ("p", "blockquote", "pre")):
        if _opens_as_item(blocks[index]) or (groups and is_bare_name(blocks[index].rich)):
            groups.append([])
        groups[-1].append(blocks[index])
        index += 1
    if len(groups) < 2:
        labelled = objective().match(blocks[start].rich.text)  # "**Goal 9:** ...", alone below a heading
        is_one = labelled is not None and any(map(str.isdigit, labelled.group()))
        return Run((_paragraph_item(groups[0]),), index) if is_one else None
    kept = max(len(group) for group in groups[:-1])  # what follows the last one is its own as far as with the others
    index -= max(0, len(groups[-1]) - kept)
    del groups[-1][kept:]
    return Run(tuple(_paragraph_item(group) for group in groups), index)


def listed_run(blocks: Sequence[Block], start: int) -> Run | None:
    """Give a run of three or more lists of one item each, with the paragraphs below each as its remarks.

    So lists fall apart whose remarks are not indented: "1. Row far", a paragraph, "2. Swim far", a paragraph.
    """
    tag = blocks[start].tag
    groups: list[list[Block]] = []
    index = start
    while index < len(blocks):
        block = blocks[index]
        if block.tag == tag:
            if len(list_items(block)) != 1 or (groups and _leads_in(groups[-1])):
                break
            groups.append([])
        elif block.tag not in (("p", "ul", "blockquote", "pre") if tag == "ol" else ("p", "blockquote", "pre")):
            break
        groups[-1].append(block)
        index += 1
    if len(groups) < _FEWEST:
        return None
    kept = max(len(group) for group in groups[:-1])
    index -= max(0, len(groups[-1]) - kept)
    del groups[-1][kept:]
    return Run(tuple(_listed_item(group) for group in groups), index)


def quoted_run(blocks: Sequence[Block], start: int, lang: str | None) -> Run | None:
    """Give a run of two or more quotations of one paragraph each, most of them aims, with what is said of each below.

    So people quote what they set out to do, and tell what came of it.
    """
    groups: list[list[Block]] = []
    index = start
    while index < len(blocks) and blocks[index].tag in ("blockquote", "p", "ul") and len(groups) <= _MOST_QUOTED:
        if blocks[index].tag == "blockquote":
            if len(blocks[index].children) != 1 or blocks[index].children[0].tag != "p":
                break
            groups.append([blocks[index].children[0]])
        else:
            groups[-1].append(blocks[index])
        index += 1
    aims = sum(1 for group in groups if is_aim(group[0].rich.text, lang) and len(group) > 1)
    if len(groups) < 2 or aims < _MOST * len(groups):
        return None  # examples follow one another, with nothing said of each
    return Run(tuple(_paragraph_item(group) for group in groups), index)


def _leads_in(group: Sequence[Block]) -> bool:
    """Whether what stands below an item belongs to the next one: nothing does, or it ends in a colon."""
    return len(group) == 1 or group[-1].rich.text.endswith((":", "："))


def _listed_item(group: Sequence[Block]) -> Item:
    item = list_items(group[0])[0]
    remarks, children = parts_below(group[1:])
    return replace(
        item, end_line=group[-1].end_line, remarks=(*item.remarks, *remarks), children=(*item.children, *children)
    )


def plain_run(blocks: Sequence[Block], start: int, lang: str | None, *, asked: bool) -> Run | None:
    """Give a run of paragraphs, each a goal: most open as aims do, or the author `asked` for any to be read so."""
    items: list[Item] = []
    index = start
    while index < len(blocks) and blocks[index].tag == "p" and blocks[index].rich.text:
        rich = blocks[index].rich
        if len(rich.text) > _LONGEST_PARAGRAPH or is_label(rich) or (not asked and rich.text.endswith(":")):
            break
        if not asked and index > start and (named := named_run(blocks, index)) and len(named.items) >= _FEWEST:
            break
        items += _paragraph_items(blocks[index])
        index += 1
    if asked:
        return Run(tuple(items), index) if items else None
    items = _without_opening(items, lang)
    fewest = 2 if all(item.lead.icons for item in items) else _FEWEST
    if len(items) < fewest or index - start < 2:
        return None
    aims = sum(1 for item in items if item.checked is not None or is_bare_aim(item.lead.text, lang))
    return Run(tuple(items), index) if aims >= _MOST * len(items) else None


def _without_opening(items: list[Item], lang: str | None) -> list[Item]:
    """Give paragraphs without the long ones that open the post, where nearly all that follow open as aims do."""
    aims = [item.checked is not None or is_bare_aim(item.lead.text, lang) for item in items]
    first = next((n for n, is_one in enumerate(aims) if is_one), 0)
    rest = aims[first:]
    iconed = [bool(item.lead.icons) for item in items]
    if any(iconed) and all(iconed[iconed.index(True) :]):
        return items[iconed.index(True) :]
    if sum(rest) < max(_FEWEST, _NEARLY_ALL * len(rest)):
        return items
    return [item for n, item in enumerate(items) if n >= first or len(item.lead.text.split()) <= _LONG]


def broken_lines(block: Block, lang: str | None) -> Run | None:
    """Give a paragraph of three or more hard-broken lines, or of lines that open with a sign or an aim, as items."""
    if block.tag != "p":
        return None
    lines, fewest = _lines(block.rich), _FEWEST
    if len(lines) < fewest:
        lines, fewest = _signed_lines(block.rich) or _aim_lines(block.rich, lang), 2
    label = None
    if lines and is_label(lines[0]):
        label, lines = lines[0], lines[1:]
    if len(lines) < fewest or any(len(line.text) > _LONGEST_LINE for line in lines):
        return None
    return Run(tuple(_line_item(line, block.line) for line in lines), 0, label)


def source_lines(rich: Rich) -> list[Rich]:
    """Give a paragraph's lines as they stand in the file; none of a paragraph of one line, or of very many."""
    offsets = _line_offsets(rich)
    return [rich.cut(a, b) for a, b in zip(offsets, [*offsets[1:], len(rich.text)], strict=True)] if offsets else []


def _line_offsets(rich: Rich) -> list[int]:
    if len(rich.starts) < 2:
        return []
    offsets, last = [], 0
    for offset, line in rich.starts:
        if line > last and offset < len(rich.text):
            offsets.append(offset)
            last = line
    return offsets if 2 <= len(offsets) <= _MOST_LINES else []


def _opens_as_item(block: Block) -> bool:
    if block.tag != "p" or not block.rich.text:
        return False
    if _is_italic_aim(block.rich):
        return True
    end = bold_lead_end(block.rich)
    return bool(end and any(c.isalnum() for c in block.rich.text[end:])) or bool(ordinal().match(block.rich.text))


def _is_italic_aim(rich: Rich) -> bool:
    """Whether a short paragraph is set in italics as a whole and opens as aims do: "*Read more books*"."""
    whole = any(s.tag in ("em", "i") and s.start == 0 and s.end >= len(rich.text) for s in rich.spans)
    return whole and len(rich.text) <= _LONGEST_AIM and is_bare_aim(rich.text)


def _paragraph_item(group: Sequence[Block]) -> Item:
    remarks, children = parts_below(group[1:])
    lead, number, box = _unboxed(group[0].rich)
    return Item(lead, group[0].line, group[-1].end_line, number, box, remarks, children)


def _unboxed(rich: Rich) -> tuple[Rich, str | None, str | None]:
    """Give a text without its task box, its ordinal's number, and the character in the box."""
    box = _BOX.match(rich.text)
    rich = rich.cut(box.end()) if box else rich
    opening = ordinal().match(rich.text)
    return rich, opening[1] if opening else None, box[1].lower() if box else None


def _paragraph_items(block: Block) -> list[Item]:
    lines = _lines(block.rich)
    if len(lines) >= _FEWEST and all(len(line.text) <= _LONGEST_LINE for line in lines):
        return [_line_item(line, block.line) for line in lines]
    return [_paragraph_item([block])]


def _lines(rich: Rich) -> list[Rich]:
    breaks = rich.text.count("\n")
    return list(lines_of(rich)) if _FEWEST - 1 <= breaks <= _MOST_LINES else []


def _signed_lines(rich: Rich) -> list[Rich]:
    offsets = _line_offsets(rich)
    signed = sum(1 for offset in offsets if _BULLET.match(rich.text, offset))
    return source_lines(rich) if signed >= max(2, len(offsets) - 1) else []


def _aim_lines(rich: Rich, lang: str | None) -> list[Rich]:
    """Give a paragraph's lines where they are aims, one to a line: their author left out what breaks lines."""
    offsets = _line_offsets(rich)
    wrapped = sum(1 for offset in offsets[1:] if rich.text[offset : offset + 1].islower())
    if len(offsets) < _FEWEST_AIMS or wrapped > _FEW_SMALL * len(offsets):
        return []
    lines = source_lines(rich)
    if any(len(line.text) > _LONGEST_AIM for line in lines):
        return []
    aims = sum(1 for line in lines if is_bare_aim(line.text, lang))
    return lines if aims >= _MOST * len(lines) else []


def _line_item(line: Rich, first: int) -> Item:
    at = line.line_at(0) or first
    lead, number, box = _unboxed(line)
    return Item(lead, at, at, number, box)
