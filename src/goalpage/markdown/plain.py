"""Plain words as Markdown that says just them, in kramdown and in CommonMark."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*_\[\]<>~|]|\$(?=\$))")
_START = re.compile(r"\A(?:(\d{1,9})([.)])|([-+#:]))(?=\s|\Z)")
_ENTITY = re.compile(r"&(?=#?\w{1,32};)")
_BRACE = re.compile(r"\{(?=[{%:])")


def plain(text: str) -> str:
    """Give words in one line that neither Markdown nor a template takes for anything else.

    Signs of Markdown stand behind a backslash. A brace that would open a Liquid tag, a Hugo shortcode or an attribute
    list becomes a character reference, since those are looked for before any backslash.
    """
    escaped = _SPECIAL.sub(r"\\\1", _ENTITY.sub("&amp;", " ".join(text.split())))
    started = _START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", escaped)
    return _BRACE.sub("&#123;", started)
