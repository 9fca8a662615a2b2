"""Single characters: escapes, entities, line breaks (kramdown syntax, "Escaping", "HTML Entities", "Line Breaks")."""

from __future__ import annotations

import re
from html.entities import name2codepoint

from goalpage.markdown.kramdown.spans import SpanState

ESCAPE = re.compile(r"\\(<<|>>|[\\.*_+`<>()\[\]{}#!:|\"'$=~-])")
_ENTITY = re.compile(r"&(?:([A-Za-z][A-Za-z0-9]{1,31})|#([0-9]{1,7})|#[xX]([0-9A-Fa-f]{1,6}));")
_NAMES = {**name2codepoint, "apos": 39}


def escape(state: SpanState) -> bool:
    """A backslash before a sign that would be markup; before a newline it breaks the line."""
    src, pos = state.src, state.pos
    if src.startswith("\\\\\n", pos) or (src.startswith("\\\n", pos) and not _in_html(state)):
        state.push("hardbreak", "br", 0)
        state.pos = src.index("\n", pos) + 1
        return True
    found = ESCAPE.match(src, pos, state.end)
    if not found:
        return False
    state.text.append(found[1])
    state.pos = found.end()
    return True


def _in_html(state: SpanState) -> bool:
    """Whether we are in an HTML element, as struck text is to kramdown: a single backslash breaks no line there."""
    return any(element == "s" or element[0] == "<" for element in state.within)


def entity(state: SpanState) -> bool:
    """`&name;`, `&#1234;` or `&#x12ab;` as the character it stands for."""
    found = _ENTITY.match(state.src, state.pos, state.end)
    if not found:
        return False
    name, decimal, hexadecimal = found.groups()
    code = _NAMES.get(name, -1) if name else int(decimal) if decimal else int(hexadecimal, 16)
    if not 0 < code < 0x110000 or 0xD800 <= code < 0xE000:
        return False
    state.text.append(chr(code))
    state.pos = state.symbol_end = found.end()
    return True


def newline(state: SpanState) -> bool:
    """The end of a line; two spaces before it make it a break."""
    text = state.text
    last = text[-1] if text else ""
    bare = last.rstrip(" ")
    if text:
        text[-1] = bare
    state.push("hardbreak" if len(last) - len(bare) >= 2 else "softbreak", "br", 0)
    pos, src, end = state.pos + 1, state.src, state.end
    while pos < end and src[pos] in " \t":
        pos += 1
    state.pos = pos
    return True
