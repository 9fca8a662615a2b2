"""Lines indented by four spaces or a tab, as code and footnotes have them, and the lazy ones below them."""

from __future__ import annotations

import re

from msgspec import Struct

from goalpage.markdown.kramdown.block.ends import NEVER_LAZY
from goalpage.markdown.kramdown.state import is_blank

_INDENT = re.compile(r" {4}|\t")


class Line(Struct):
    """A line without its indentation; a lazy one had none."""

    text: str
    lazy: bool


def indented_lines(lines: list[str], start: int) -> list[Line]:
    """The indented lines from `start` on, blank ones between them, and what stands straight below one of them."""
    found: list[Line] = []
    kept = 0
    after_text = False
    for at in range(start, len(lines)):
        text = lines[at]
        blank = is_blank(text)
        indent = _INDENT.match(text)
        if not indent and not blank and (not after_text or NEVER_LAZY.match(text)):
            break
        found.append(Line(text[indent.end() :] if indent else text, not indent and not blank))
        after_text = not blank
        if after_text:
            kept = len(found)
    return found[:kept]
