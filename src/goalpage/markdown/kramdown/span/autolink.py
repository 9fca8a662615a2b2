"""Addresses in angle brackets (kramdown syntax, "Automatic Links")."""

from __future__ import annotations

import re

from goalpage.markdown.kramdown.address import is_safe, plain_address
from goalpage.markdown.kramdown.spans import SpanState

_ADDRESS = re.compile(
    r"<((?:mailto|https?|ftps?):[^\s<>][^<>\n]*|[-.\w+]{1,200}@[-\w]{1,200}(?:\.[-\w]{1,200}){1,10})>"
)


def autolink(state: SpanState) -> bool:
    """`<http://...>` or `<somebody@example.com>`."""
    found = _ADDRESS.match(state.src, state.pos, state.end)
    if not found:
        return False
    address = found[1]
    whole = address if re.match(r"(?:mailto|https?|ftps?):", address) else f"mailto:{address}"
    href = plain_address(whole)
    if not is_safe(state.md, href):
        return False
    opening = state.push("link_open", "a", 1)
    opening.attrs["href"] = href
    opening.markup, opening.info = "autolink", "auto"
    state.text.append(address.removeprefix("mailto:"))
    closing = state.push("link_close", "a", -1)
    closing.markup, closing.info = "autolink", "auto"
    state.pos = found.end()
    state.element(opening)
    return True
