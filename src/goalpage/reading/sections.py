"""A post as its headings divide it; a short paragraph set wholly in bold is a heading too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from goalpage.reading.blocks import HEADINGS, LISTS, Block
from goalpage.reading.rich import BOLD, Rich

_WRAPPERS = frozenset({"div", "section", "article", "main", "center", "details", "header", "dialog", "figure", "form"})
_UNSPACED = re.compile(r"(#{1,6})([^#\s][^\n]{0,200}?)\s*#*\Z")
MOST_LEVELS = 6
"""A section of a deeper level is one that a line set in bold begins."""
_LONGEST_LABEL = 90
_LABEL_WORDS = 7
_NAME_WORDS = 3


class Section(Struct):
    """A heading and what stands under it up to the next one of its level; level 0 is the post itself.

    `blocks` stand under this heading itself, `sections` are those below. Lines are 1-based in the file.
    """

    heading: Rich
    level: int
    line: int
    end_line: int
    blocks: list[Block] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    def walk(self) -> Iterator[Section]:
        """Give this section and all below it, in the order of the text."""
        yield self
        for section in self.sections:
            yield from section.walk()


def flow(body: Block) -> Iterator[Block]:
    """Give the blocks of a post in order, as if no wrapping element were there."""
    for block in body.children:
        if block.tag in _WRAPPERS and not block.rich.text:
            yield from flow(block)
        else:
            yield block


def sections_of(body: Block) -> Section:
    """Give the post as one section of level 0 with all others inside."""
    root = Section(Rich(), 0, body.line, body.end_line)
    path = [root]
    blocks = _as_meant(list(flow(body)))
    among_names = False
    for index, block in enumerate(blocks):
        level = HEADINGS.get(block.tag) or (MOST_LEVELS + 1 if _is_bold_label(blocks, index, among_names) else 0)
        among_names = _leads_on(block, among_names)
        if level and block.rich.text:
            while path[-1].level >= level:
                path.pop()
            section = Section(block.rich, level, block.line, block.end_line)
            path[-1].sections.append(section)
            path.append(section)
        else:
            path[-1].blocks.append(block)
        for section in path:
            section.end_line = max(section.end_line, block.end_line)
    return root


def _as_meant(blocks: list[Block]) -> list[Block]:
    """Give lines that were meant for headings, and lack the blank that makes them so, as headings.

    One sign alone ("#goals") may be a tag, where no line has more.
    """
    lines = {index: found for index, block in enumerate(blocks) if (found := _unspaced(block)) is not None}
    if max((len(found[1]) for found in lines.values()), default=0) > 1:
        for index, found in lines.items():
            heading = blocks[index].rich.cut(*found.span(2))
            blocks[index] = replace(blocks[index], tag=f"h{len(found[1])}", rich=heading)
    return blocks


def _unspaced(block: Block) -> re.Match[str] | None:
    """Find a line that opens as a heading without a blank behind the signs: "##Goals"."""
    is_line = block.tag == "p" and block.rich.text[:1] == "#" and len(block.rich.starts) < 2
    return _UNSPACED.match(block.rich.text) if is_line else None


def _is_bold_label(blocks: list[Block], index: int, among_names: bool) -> bool:
    block = blocks[index]
    if block.tag == "summary":
        return True
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if block.tag != "p" or following is None or following.tag in HEADINGS or following.tag == "hr":
        return False
    if not is_wholly_bold(block.rich) or following.tag not in (*LISTS, "p", "table", "blockquote"):
        return False
    return not (_opens_bold(following) and is_bare_name(block.rich) and among_names and _is_beside_name(blocks, index))


def _is_beside_name(blocks: list[Block], index: int) -> bool:
    """Whether a paragraph set in bold stands beside another such."""
    return any(0 <= at < len(blocks) and is_bare_name(blocks[at].rich) for at in (index - 1, index + 1))


def _leads_on(block: Block, among_names: bool) -> bool:
    """Whether a block stands in a run of paragraphs that are names in bold, which one with a remark behind it began."""
    if not _opens_bold(block):
        return False
    return among_names and is_bare_name(block.rich) if is_wholly_bold(block.rich) else True


def _opens_bold(block: Block) -> bool:
    bold = block.rich.covered(BOLD) if block.tag == "p" and block.rich.spans else []
    return bool(bold) and not any(c.isalnum() for c in block.rich.text[: bold[0][0]])


def is_bare_name(rich: Rich) -> bool:
    """Whether a paragraph set in bold from end to end may be the name of a goal that stands among others."""
    text = rich.text.rstrip()
    return is_wholly_bold(rich) and len(text.split(None, 3)) >= _NAME_WORDS and text[-1:] not in tuple(":：!?")


def is_wholly_bold(rich: Rich) -> bool:
    """Whether a short line is set in bold from end to end, signs at its ends aside."""
    text = rich.text
    if not text or len(text) > _LONGEST_LABEL or "\n" in text:
        return False
    bold = rich.covered(BOLD)
    return (
        bool(bold)
        and not any(c.isalnum() for c in text[: bold[0][0]] + text[max(b for _, b in bold) :])
        and (sum(b - a for a, b in bold) >= 0.7 * len(text))
    )


def is_label(rich: Rich) -> bool:
    """Whether a line only names what follows: short, and set in bold or ending in a colon."""
    text = rich.text.rstrip()
    if len(text.split(None, _LABEL_WORDS)) > _LABEL_WORDS or "\n" in text:
        return False
    return text.endswith((":", "：")) or is_wholly_bold(rich)
