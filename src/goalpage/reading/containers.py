"""The parts of a post that may hold goals: its lists, runs of headings, tables, paragraphs, lines."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from goalpage.model import Container
from goalpage.reading.blocks import LISTS, Block
from goalpage.reading.fields.openings import is_bare_aim, is_report
from goalpage.reading.items import Item, definition_items, heading_items, list_items
from goalpage.reading.key import is_key
from goalpage.reading.paragraphs import broken_lines, listed_run, named_run, plain_run, quoted_run, source_lines
from goalpage.reading.rich import Rich
from goalpage.reading.sections import Section, is_label
from goalpage.reading.tables import Table, table_of, written_table

_CONTENTS = "markdown-toc"
"""The id of the list that kramdown makes of `{:toc}`: it names every heading, and tells of none."""


class Candidate(Struct, frozen=True):
    """A part of a post that may hold goals, and what stands above it.

    `path` are the sections around it, outermost first; `lead_in` is the sentence before it, `label` a short line
    that names its group; `outer` is the sentence before the headings around it, `quoted` tells of a quotation.
    `line` is 1-based in the file.
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


def candidates(root: Section, lang: str | None, *, plain: bool = False) -> list[Candidate]:
    """Give the parts of a post that may hold goals, in the order of the text; a run of headings before its parts.

    `plain` takes any paragraph for a goal, as the author asked.
    """
    found: list[Candidate] = []
    _gather(root, _Place((), lang, plain), found)
    return found


class _Place(Struct):
    """Where the reader of a section is: what was said before the next part."""

    path: tuple[Section, ...]
    lang: str | None
    plain: bool = False
    outer: Rich | None = None
    lead_in: Rich | None = None
    label: Rich | None = None

    def candidate(self, container: Container, items: tuple[Item, ...], line: int) -> Candidate:
        return Candidate(container, items, line, self.path, self.lead_in, self.label, self.outer)


def _gather(section: Section, place: _Place, found: list[Candidate]) -> None:
    path, outer = place.path, place.outer
    found += _parts(section, place)
    last = place.label or place.lead_in or outer
    if section.sections:
        items = heading_items(section.sections)
        lead_in = place.label or place.lead_in
        found.append(Candidate(Container.HEADINGS, items, section.sections[0].line, path, lead_in, None, outer))
    for inner in section.sections:
        _gather(inner, _Place((*path, inner), place.lang, place.plain, last), found)


def _parts(section: Section, place: _Place) -> Iterator[Candidate]:
    blocks = section.blocks
    index = 0
    while index < len(blocks):
        block = blocks[index]
        run = None
        if block.tag == "p" and is_key(block.rich.text.split("\n"), place.lang):
            index += 1
            continue
        if block.rich.text and block.tag == "p":
            run = named_run(blocks, index) or plain_run(blocks, index, place.lang, asked=place.plain)
        if run is not None:
            yield place.candidate(Container.PARAGRAPHS, run.items, block.line)
            index = run.end
            continue
        if block.tag == "blockquote" and (quoted := quoted_run(blocks, index, place.lang)) is not None:
            yield replace(place.candidate(Container.PARAGRAPHS, quoted.items, block.line), quoted=True)
            index = quoted.end
            continue
        if block.tag in LISTS and (listed := listed_run(blocks, index)) is not None:
            yield place.candidate(Container.LIST if block.fixed else Container.HTML, listed.items, block.line)
            place.label, index = None, listed.end
            continue
        index += 1
        yield from _part(block, place)
        if block.rich.text and block.tag in ("p", "summary", "dt"):
            _remember(block, place, blocks[index].tag if index < len(blocks) else "")


def _part(block: Block, place: _Place) -> Iterator[Candidate]:
    """Give what one block holds: a list, a quoted list, a table, broken lines."""
    if block.tag in LISTS:
        items = list_items(block) if block.attrs.get("id") != _CONTENTS else ()
        if items and not is_key([item.lead.text for item in items], place.lang):
            yield place.candidate(Container.LIST if block.fixed else Container.HTML, items, block.line)
        place.label = None
    elif block.tag == "dl":
        items = definition_items(block)
        if items:
            yield place.candidate(Container.LIST, items, block.line)
        place.label = None
    elif block.tag == "blockquote":
        for inner in block.children:  # goals quoted from an earlier post
            if inner.tag in LISTS and (items := list_items(inner)):
                yield replace(place.candidate(Container.LIST, items, inner.line), quoted=True)
    elif block.tag == "table":
        yield from _table(table_of(block, place.lang), block.line, place)
    elif block.rich.text:
        written = written_table(source_lines(block.rich), place.lang) if "|" in block.rich.text else None
        if written:
            yield from _table(written, block.line, place)
        elif lines := broken_lines(block, place.lang):
            made = place.candidate(Container.PARAGRAPHS, lines.items, block.line)
            yield replace(made, label=lines.label) if lines.label else made


def _table(table: Table, line: int, place: _Place) -> Iterator[Candidate]:
    place.label = table.label or place.label
    said = [text for item in table.items for text in (item.lead.text, *(cell.text for cell in item.cells))]
    if said and not is_key(said, place.lang):
        yield replace(place.candidate(Container.TABLE, table.items, line), columns=table.columns)
    place.label = None


def _remember(block: Block, place: _Place, next_tag: str) -> None:
    """Keep what a line says of the next part: its group's name, or a sentence that leads in."""
    if is_label(block.rich) or ((next_tag in LISTS or next_tag == "table") and _is_bare_label(block.rich.text)):
        place.label = block.rich
    else:
        place.lead_in, place.label = block.rich, None


def _is_bare_label(text: str) -> bool:
    """Whether a line straight above a list or table only names it: a few words that are no sentence."""
    return len(text.split()) <= 4 and text[-1:].isalnum() and not is_bare_aim(text) and not is_report(text)
