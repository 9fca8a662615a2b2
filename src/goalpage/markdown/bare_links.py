"""Links from bare addresses, as Hugo shows them (GitHub Flavored Markdown, "Autolinks (extension)")."""

from __future__ import annotations

import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

# Each begins where no address can have begun before, so that long runs of letters are passed once.
_ADDRESS = re.compile(
    r"(?<![\w/])(?:https?://|ftp://|www\.)[^\s<]+|(?<![\w.+/-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE
)
_LIKELY = re.compile(r"://|www\.|@", re.IGNORECASE)
_HOST = re.compile(r"(?:(?:https?|ftp)://)?(?:[\w-]+\.)+[\w-]+", re.IGNORECASE)
_LEFT_OUT = "?!.,:;*_~'\""  # at the end these belong to the sentence


def bare_links(state: StateCore) -> None:
    """Make links of the addresses that stand in text, outside links."""
    for block in state.tokens:
        if block.children and _LIKELY.search(block.content):
            block.children = _linked(state, block.children)


def _linked(state: StateCore, children: list[Token]) -> list[Token]:
    found: list[Token] = []
    depth = 0
    for token in children:
        if token.type in ("link_open", "link_close"):
            depth += token.nesting
        found += _parts(state, token) if token.type == "text" and not depth else [token]
    return found


def _parts(state: StateCore, token: Token) -> list[Token]:
    """A text token cut where addresses begin and end."""
    parts: list[Token] = []
    text, at = token.content, 0
    for match in _ADDRESS.finditer(text):
        address = _trimmed(match[0])
        href = _target(state, address)
        if href:
            start = match.start()
            parts += _text(text[at:start], token.level), *_link(address, href, token.level)
            at = start + len(address)
    if not parts:
        return [token]
    parts.append(_text(text[at:], token.level))
    return [part for part in parts if part.content or part.type != "text"]


def _trimmed(address: str) -> str:
    """The address without what closes the sentence or the parenthesis around it."""
    spare = address.count(")") - address.count("(")
    while address:
        if address[-1] == ")" and spare > 0:
            spare -= 1
        elif address[-1] not in _LEFT_OUT:
            break
        address = address[:-1]
    return address


def _target(state: StateCore, address: str) -> str:
    """Where the address leads, "" if nowhere or not to be followed."""
    if "@" in address and "//" not in address:
        address = f"mailto:{address}"
    elif not _HOST.match(address):
        return ""
    elif address[:4].lower() == "www.":
        address = f"http://{address}"
    href = state.md.normalizeLink(address)
    return href if state.md.validateLink(href) else ""


def _text(text: str, level: int) -> Token:
    return Token("text", "", 0, content=text, level=level)


def _link(address: str, href: str, level: int) -> tuple[Token, Token, Token]:
    opening = Token("link_open", "a", 1, attrs={"href": href}, level=level, markup="linkify", info="auto")
    closing = Token("link_close", "a", -1, level=level, markup="linkify", info="auto")
    return opening, _text(address, level + 1), closing
