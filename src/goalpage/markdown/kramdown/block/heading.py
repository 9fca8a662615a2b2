"""Headings with `#` signs (kramdown syntax, "atx Style"; GFM wants a space after the signs)."""

import re

from markdown_it.token import Token

from goalpage.markdown.kramdown.attributes import AttributeList
from goalpage.markdown.kramdown.state import BlockState, meta

_ATX = re.compile(r"(#{1,6})[ \t]+(\S.*)$")
_CLOSING = re.compile(r"(?<=\S)[ \t]+#+$")
_ID = re.compile(r"[ \t]+\{#([A-Za-z][\w:.-]*)\}[ \t]*$")


def heading(state: BlockState, line: int) -> bool:
    """`#` to `######` and text; closing signs are no part of it."""
    atx = _ATX.match(state.lines[line])
    if not atx:
        return False
    text = _CLOSING.sub("", atx[2].rstrip())
    push_heading(state, len(atx[1]), text, line, line + 1).markup = atx[1]
    return True


def push_heading(state: BlockState, level: int, text: str, start: int, end: int) -> Token:
    """A heading whose id may be written at its end, as in `Title {#id}`."""
    written = _ID.search(text)
    if written:
        text = text[: written.start()]
    opening = state.push_text("heading", f"h{level}", text.strip(), start, end)
    if written:
        state.attribute(opening, AttributeList({"id": written[1]}))
    if not state.document.auto_ids:
        meta(opening)["auto_id"] = False
    state.line = end
    return opening
