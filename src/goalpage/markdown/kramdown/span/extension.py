"""Attribute lists behind a span, and extensions in text (kramdown syntax, "Span IALs", "Extensions")."""

from __future__ import annotations

import re

from goalpage.markdown.kramdown.attributes import parse_attributes
from goalpage.markdown.kramdown.block.extension import set_options
from goalpage.markdown.kramdown.spans import SpanState

_ATTRIBUTES = re.compile(r"\{:(?![:/])((?:\\.|[^\}\\\n])*)\}")
_EXTENSION = re.compile(r"\{::(comment|nomarkdown|options)((?:\s(?:\\.|[^\}\\])*?)?)(/?)\}")


def extension(state: SpanState) -> bool:
    """`{: ...}` right behind a span, or `{::extension}`."""
    if not state.src.startswith("{:", state.pos) or state.find("}", state.pos) < 0:
        return False
    if found := _ATTRIBUTES.match(state.src, state.pos, state.end):
        last = state.last_element
        if last and last[1] == len(state.tokens) and not any(state.text):
            state.give(last[0], parse_attributes(found[1]))
        elif state.symbol_end != state.pos:
            state.text.append(found[0])
        else:
            state.symbol_end = found.end()
        state.pos = found.end()
        return True
    found = _EXTENSION.match(state.src, state.pos, state.end)
    return found is not None and _read_extension(state, found)


def _read_extension(state: SpanState, found: re.Match[str]) -> bool:
    name, body, end = found[1], "", found.end()
    if not found[3]:
        stops = [(state.find(stop, end), stop) for stop in ("{:/}", f"{{:/{name}}}")]
        stops = [stop for stop in stops if stop[0] >= 0]
        if not stops:
            return False
        stop, tag = min(stops)
        body, end = state.src[end:stop], stop + len(tag)
    state.pos = end
    if name == "nomarkdown" and body:
        state.push("html_inline", "", 0, body)
    elif name == "comment" and body:
        state.push("html_inline", "", 0, f"<!-- {body.replace('--', '- -')} -->")
    elif name == "options":
        set_options(state.document, found[2])
    return True
