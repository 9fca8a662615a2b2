"""Clean inline HTML as words in a terminal: what went is struck and red, what came is green."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from goalpage.errors import escaped

if TYPE_CHECKING:
    from rich.text import Text

_TAG = re.compile(r"<(/?)([a-z0-9]+)[^<>]*>", re.IGNORECASE)
_STYLES = {"del": "red strike", "ins": "green", "strong": "bold", "b": "bold", "em": "italic", "i": "italic"}
_STEP = re.compile(r"<del>([^<>]*)</del> <span[^<>]*>(→)</span> <ins>([^<>]*)</ins>")
_PLAIN = {"del": ("[-", "-]"), "ins": ("{+", "+}")}
"""The marks of `git diff --word-diff`, for a terminal without colour."""


def words(html: str, *, colour: bool) -> Text:
    """Give clean inline HTML as text with styles; without colour what went and came stands between marks."""
    from rich.text import Text

    text, at = Text(), 0
    html = html if colour else _STEP.sub(r"\1 \2 \3", html)  # "3 → 4" says it without marks
    open_tags: list[str] = []
    for found in _TAG.finditer(html):
        _append(text, html[at : found.start()], open_tags)
        at, name = found.end(), found[2].lower()
        if name == "br":
            text.append(" ")
        elif found[1]:
            if name in open_tags:
                open_tags.reverse()
                open_tags.remove(name)
                open_tags.reverse()
        else:
            open_tags.append(name)
        if not colour and name in _PLAIN:
            text.append(_PLAIN[name][bool(found[1])])
    _append(text, html[at:], open_tags)
    return text


def _append(text: Text, html: str, open_tags: list[str]) -> None:
    plain = escaped(" ".join(unescape(html).split("\n")))
    style = " ".join(_STYLES[tag] for tag in open_tags if tag in _STYLES)
    if plain:
        text.append(plain, style=style or None)
