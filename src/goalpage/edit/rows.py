"""The cells of a table's row as it is written."""

from __future__ import annotations

import re
from itertools import pairwise

from goalpage.edit.source import Source, Span

_BAR = re.compile(r"(?<!\\)\|")


def cells_of(source: Source, number: int) -> list[Span]:
    """Give the spans of the cells in a table's row as written, without the blanks around their words."""
    line = source.line(number)
    bars = [found.start() for found in _BAR.finditer(line.text)]
    if not bars:
        return []
    edges = [-1, *bars, len(line.text)]
    spans = [(line.start + a + 1, line.start + b) for a, b in pairwise(edges)]
    if not source.text[slice(*spans[0])].strip(" \t>"):
        spans = spans[1:]
    if spans and not source.text[slice(*spans[-1])].strip():
        spans = spans[:-1]
    return [_trimmed(source.text, span) for span in spans]


def _trimmed(text: str, span: Span) -> Span:
    words = text[slice(*span)]
    if not words.strip():
        middle = span[0] + (1 if len(words) > 1 else 0)
        return middle, middle
    return span[0] + len(words) - len(words.lstrip()), span[1] - len(words) + len(words.rstrip())
