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
    document = state.document
    defined = document.footnotes.get(found[1])
    if not defined:
        state.text.append(found[0])
    else:
        if not defined.number:
            document.mentioned.append(found[1])
            defined.number = len(document.mentioned)
        token = state.push("footnote_ref", "", 0)
        token.meta = {"label": found[1], "id": defined.number - 1, "subId": defined.mentions}
        defined.mentions += 1
        state.element(token)
    state.pos = found.end()
    return True
