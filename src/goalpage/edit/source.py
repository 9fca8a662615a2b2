"""A post's text by its lines, every line end kept, and what is put in the place of parts of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from msgspec import Struct

Span = tuple[int, int]
"""Start and end of a part of a text, in characters."""

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")


class Line(Struct, frozen=True):
    """One line: where it starts in the text, its words, and its line end (empty at the end of the file)."""

    start: int
    text: str
    ending: str

    @property
    def end(self) -> int:
        """Where its words end."""
        return self.start + len(self.text)

    @property
    def after(self) -> int:
        """Where the next line starts."""
        return self.end + len(self.ending)

    @property
    def is_blank(self) -> bool:
        """Whether it says nothing, beside the marks of a quotation."""
        return not self.text.strip(" \t>")


class Source(Struct, frozen=True):
    """A text and its lines."""

    text: str
    lines: tuple[Line, ...]

    def line(self, number: int) -> Line:
        """Give a line by its 1-based number; the last one for all numbers beyond."""
        return self.lines[min(max(number, 1), len(self.lines)) - 1]

    def number_at(self, offset: int) -> int:
        """Give the 1-based number of the line that holds this offset."""
        low, high = 0, len(self.lines)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.lines[middle].start <= offset else (low, middle)
        return low + 1

    @property
    def ending(self) -> str:
        """The line end of the first line that has one."""
        return next((line.ending for line in self.lines if line.ending), "\n")


class Splice(Struct, frozen=True):
    """A part of a text and what is to stand in its place."""

    start: int
    end: int
    text: str


def source_of(text: str) -> Source:
    """Give a text with its lines."""
    lines = [Line(found.start(), found[1], found[2]) for found in _LINE.finditer(text) if found.group()]
    return Source(text, tuple(lines) or (Line(0, "", ""),))


def spliced(text: str, splices: Iterable[Splice]) -> str | None:
    """Give the text with these parts replaced, None where two of them overlap or nothing is asked for."""
    ordered = sorted(splices, key=lambda one: (one.start, one.end))
    if not ordered or any(a.end > b.start for a, b in pairwise(ordered)):
        return None
    parts, at = [], 0
    for one in ordered:
        parts += [text[at : one.start], one.text]
        at = one.end
    return "".join((*parts, text[at:]))
