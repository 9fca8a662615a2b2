"""Footnote markers (kramdown syntax, "Footnotes")."""

from __future__ import annotations

import re

from goalpage.markdown.kramdown.spans import SpanState

_MARKER = re.compile(r"\[\^([\w][\w:-]*)\]")


def footnote(state: SpanState) -> bool:
    """`[^id]` of a footnote that is defined somewhere."""
    found = _MARKER.match(state.src, state.pos, state.end)
    if not found:
        return False
    if found[1] in state.document.footnotes:
        token = state.push("footnote_ref", "", 0)
        token.meta = {"label": found[1]}
        state.element(token)
    else:
        state.text.append(found[0])
    state.pos = found.end()
    return True
