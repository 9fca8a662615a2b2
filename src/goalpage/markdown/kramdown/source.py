"""The lines of a container as a whole, for blocks whose end is not found line by line."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from goalpage.markdown.kramdown.html import COMMENT


class SourceText:
    """The lines of a container as one text, for what does not end with a line. Offsets count its characters."""

    def __init__(self, lines: list[str]) -> None:
        self.text = "\n".join(lines)
        self._ends = list(accumulate(len(line) + 1 for line in lines))
        self.last_math = self.text.rfind("$$")
        self._last_comment_end = self.text.rfind("-->")

    def offset(self, line: int, rest: str) -> int:
        """Where the rest of a line begins that is still to be read, mostly all of it."""
        return self._ends[line] - 1 - len(rest)

    def line(self, offset: int) -> int:
        """The line in which an offset stands."""
        return bisect_right(self._ends, offset)

    def line_end(self, line: int) -> int:
        """The offset of the newline that ends a line."""
        return self._ends[line] - 1

    def comment_at(self, offset: int) -> re.Match[str] | None:
        """The comment that begins at an offset."""
        return COMMENT.match(self.text, offset) if offset <= self._last_comment_end else None


class FenceEnds:
    """The lines of a container that are runs of one sign, as may close fenced code."""

    def __init__(self, lines: list[str], sign: str) -> None:
        run = re.compile(rf" {{0,3}}({sign}{{3,}})\s*$")
        found = [(at, len(match[1])) for at, text in enumerate(lines) if sign in text and (match := run.match(text))]
        self._lines = [at for at, _ in found]
        self._runs = [length for _, length in found]
        self._longest = list(accumulate(reversed(self._runs), max))[::-1]  # from each on

    def after(self, line: int, most: int) -> tuple[int, int]:
        """The first line behind `line` with as long a run as there is, up to `most` signs, and that length."""
        at = bisect_right(self._lines, line)
        if at == len(self._lines):
            return -1, 0
        length = min(most, self._longest[at])
        while self._runs[at] < length:
            at += 1
        return self._lines[at], length
