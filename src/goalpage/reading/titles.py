"""Where the author's name for a goal ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from goalpage.reading.items import LABEL, ORDINAL, bold_lead_end
from goalpage.reading.rich import BOLD, Rich

_SENTENCE_END = re.compile(r"(?<=\w{2})[.!?…]+(?=\s+[^a-z\s])|(?<=[)\]\"”'])[.!?]+(?=\s)")
_ONE_NAME = 60  # a text no longer than this is a name, whatever its stops
_TRAILING = " \t\n.;,:-–—"


def title_of(lead: Rich, cuts: Sequence[tuple[int, int]] = (), *, heading: bool = False) -> str:
    """Give the shortest span by which the author names the goal; `cuts` are stretches that are no part of it."""
    text = lead.text
    start, end = 0, len(text)
    ordinal = ORDINAL.match(text) or LABEL.match(text)
    if ordinal and ordinal.end() < len(text):
        start = ordinal.end()
    if not heading:
        bold = bold_lead_end(lead)
        if bold:
            start = max(start, lead.covered(BOLD)[0][0])
            end = bold
        elif "\n" in text[start:].strip():
            end = text.index("\n", start + len(text[start:]) - len(text[start:].lstrip()))
    pieces, at = [], start
    for a, b in sorted(cuts):
        if b <= end and a >= at:
            pieces.append(text[at:a])
            at = b
    pieces.append(text[at:end])
    text = "".join(pieces)
    stop = None if heading or len(text) <= _ONE_NAME else _SENTENCE_END.search(text)
    text = text[: stop.start()] if stop else text
    text = re.sub(r"\(\s*\)|\[\s*\]", "", text)
    return " ".join(text.split()).strip(_TRAILING)
