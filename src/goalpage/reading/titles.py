"""Where the author's name for a goal ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from goalpage.reading.rich import BOLD, Rich

_ORDINAL = re.compile(r"\s*(?:goal\s*)?#?\d{1,3}\s*[.):]\s+", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=\w{2})[.!?…]+(?=\s+[^a-z\s])|(?<=[)\]\"”'])[.!?]+(?=\s)")
_TRAILING = " \t\n.;,:-–—"


def title_of(lead: Rich, cuts: Sequence[tuple[int, int]] = ()) -> str:
    """Give the shortest span by which the author names the goal; `cuts` are stretches that are no part of it."""
    start = 0
    for a, b in lead.covered(BOLD):
        if not lead.text[:a].strip() and b - a >= 3 and b < len(lead.text):
            return lead.text[a:b].strip(_TRAILING)
    ordinal = _ORDINAL.match(lead.text)
    if ordinal:
        start = ordinal.end()
    text = lead.text.split("\n", 1)[0]
    for a, b in sorted(cuts, reverse=True):
        if b <= len(text):
            text = text[:a] + text[b:]
    text = text[start:]
    end = _SENTENCE_END.search(text)
    text = text[: end.start()] if end else text
    text = re.sub(r"\(\s*\)|\[\s*\]", "", text)
    return " ".join(text.split()).strip(_TRAILING)
