"""A goal's row in a table: the cells that tell its status, its value, its target, its due date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goalpage.edit.labels import Way
from goalpage.edit.place import Place
from goalpage.edit.rows import cells_of
from goalpage.edit.source import Source, Splice
from goalpage.edit.wanted import Field, Wanted
from goalpage.model import Post
from goalpage.reading.fields.language import Kind, base_code, is_word

_KINDS = {
    Field.STATUS: (Kind.STATUS_COLUMN,),
    Field.CURRENT: (Kind.CURRENT_COLUMN, Kind.STATUS_COLUMN),
    Field.TARGET: (Kind.TARGET_COLUMN,),
    Field.DUE: (Kind.DUE_COLUMN,),
}


def cell_ways(source: Source, post: Post, place: Place, field: Field, wanted: Wanted) -> Iterator[Way]:
    """Give the ways to write a field into the cell of its column."""
    names = _columns(source, place.first)
    cells = cells_of(source, place.first)
    code = base_code(post.lang)
    for column, span in zip(names, cells, strict=False):
        if any(is_word(column, lang, *_KINDS.get(field, ())) for lang in (code, "en")):
            for words in _choices(source, post, place, field, wanted, names.index(column)):
                yield (Splice(*span, words),)


def _columns(source: Source, number: int) -> list[str]:
    """Give the names of a table's columns, from the line above its rule."""
    while number > 1 and "|" in source.line(number).text:
        if re.fullmatch(r"[ \t>|:+=-]{3,}", source.line(number).text):
            return [source.text[slice(*span)].strip(" *_:").lower() for span in cells_of(source, number - 1)]
        number -= 1
    return []


def _choices(  # noqa: PLR0913, PLR0917  (a cell of a row has these parts)
    source: Source, post: Post, place: Place, field: Field, wanted: Wanted, column: int
) -> Iterator[str]:  # fmt: skip
    """Give what could stand in the cell: what stands there for other goals of that status, then the plain words."""
    if wanted.status is not None:
        for goal in post.goals:
            if goal.status is wanted.status and goal.line != place.first:
                cells = cells_of(source, goal.line)
                if column < len(cells) and not any(c.isdigit() for c in source.text[slice(*cells[column])]):
                    yield source.text[slice(*cells[column])]
    words = wanted.words(field)
    yield words[:1].upper() + words[1:]
    yield words
