"""Dashes, ellipses and quotes (kramdown syntax, "Typographic Symbols")."""

from __future__ import annotations

import re

from goalpage.markdown.kramdown.spans import SpanState

_SYMBOL = re.compile(r"---|--|\.\.\.|<<(?: (?=\S))?|(?:(?<=\S) )?>>")
_SIGNS = {
    "---": "\u2014",
    "--": "\u2013",
    "...": "\u2026",
    "<<": "\u00ab",
    ">>": "\u00bb",
    "<< ": "\u00ab\u00a0",
}
_DECADE = re.compile(r"'(?=\d\ds)")
_OPENS_AFTER = frozenset(" \t\n\r\f\v\u00a0([{-\u2013\u2014")


def symbol(state: SpanState) -> bool:
    """`---`, `--`, `...`, `<<` and `>>` as the signs they stand for."""
    found = _SYMBOL.match(state.src, state.pos, state.end)
    if not found:
        return False
    state.text.append(_SIGNS.get(found[0], found[0]))
    state.pos = state.symbol_end = found.end()
    return True


def quote(state: SpanState) -> bool:
    """A straight quote as an opening or closing one, by what stands before and behind it."""
    src, pos = state.src, state.pos
    single = src[pos] == "'"
    opens = not (single and _DECADE.match(src, pos, state.end)) and _opens(src, pos, state.end)
    if single:
        state.text.append("\u2018" if opens else "\u2019")
    else:
        state.text.append("\u201c" if opens else "\u201d")
    state.pos = state.symbol_end = pos + 1
    return True


def _opens(src: str, pos: int, end: int) -> bool:
    """Whether a quote begins a quotation: something follows, and nothing or an opening sign stands before."""
    after = src[pos + 1] if pos + 1 < end else " "
    before = pos - 1
    while before >= 0 and pos - before < 6 and src[before] in "*_\"'":  # marks belong to what they enclose
        before -= 1
    if after.isspace():
        return False
    return before < 0 or src[before] in _OPENS_AFTER
