"""A figure that tells how far a goal is, in a few words: a ratio, a percentage or a drawn bar."""

from __future__ import annotations

from goalpage.model import Progress
from goalpage.reading.fields.bars import bar_in
from goalpage.reading.fields.ratios import percent_in, ratio_in, reached_of_aim_in
from goalpage.reading.fields.targets import target_in
from goalpage.reading.fields.texts import Found

LONGEST_FIGURE = 80
"""Characters up to which a note or cell is taken for a figure rather than for prose."""


def figure_in(words: str, text: str, lang: str, *, graded: bool = False) -> Found[Progress] | None:
    """Give the figure that some words hold; `text` is the goal's own.

    A bar counts only where the goal names no target of its own: the squares are no such unit.
    """
    found = ratio_in(words, lang, graded=graded) or percent_in(words, lang) or reached_of_aim_in(words, lang)
    if found is not None and found.value.unit != "%":
        return found
    bar = bar_in(words)
    if bar is not None and bar.value.unit == "%":
        return bar
    if found is not None:
        return found
    return bar if bar is not None and target_in(text, lang) is None else None
