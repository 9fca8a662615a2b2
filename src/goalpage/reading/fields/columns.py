"""What the columns of a goal's table row tell, by their names."""

from __future__ import annotations

from goalpage.reading.fields.language import Kind, is_word
from goalpage.reading.fields.texts import Cell
from goalpage.reading.fields.wording import evened


def is_column(cell: Cell, lang: str, *kinds: Kind) -> bool:
    """Tell whether a cell's column is named by one of these kinds of words, in the post's language or in English."""
    name = evened(cell.column).strip(" *_:").lower()
    return is_word(name, lang, *kinds) or is_word(name, "en", *kinds)
