"""Links and images (kramdown syntax, "Links and Images")."""

from __future__ import annotations

import html
import re

from markdown_it.token import Token
from msgspec import Struct

from goalpage.markdown.kramdown.address import is_safe, plain_address
from goalpage.markdown.kramdown.block.definitions import link_id
from goalpage.markdown.kramdown.span.character import ESCAPE
from goalpage.markdown.kramdown.spans import SpanState

_ID = re.compile(r"\s*\[([^\]]*)\]")
_TITLED = re.compile(r"""\s*(["'])""")
_ANGLED = re.compile(r"\(\s*<([^<>]*)>")


class _Target(Struct):
    address: str
    title: str | None
    end: int  # position behind it
    id: str = ""


def link(state: SpanState) -> bool:
    """`[text](address "title")`, `[text][id]` or `[id]`, each with `!` before it for an image."""
    src, start = state.src, state.pos
    image = src[start] == "!"
    opening = start + image
    if image and src.startswith("^", opening + 1):
        state.text.append("!")
        state.pos = opening
        return True
    if src.startswith("^", opening + 1) or not state.has_room():
        return False
    if "a" in state.within and not image:
        return False
    close = _closing_bracket(state, opening)
    target = _target(state, opening + 1, close) if close >= 0 else None
    href = plain_address(target.address) if target else ""
    if not target or not is_safe(state.md, href):
        # In the text of a link an image that is none leaves its bracket to be counted.
        after = opening if image and "a" in state.within else opening + 1
        state.text.append(src[start:after])
        state.pos = after
        return True
    token = _push_image(state, opening + 1, close, href) if image else _push_link(state, opening + 1, close, href)
    if target.title is not None:
        token.attrs["title"] = target.title
    if target.id in state.document.link_attributes:
        state.give(token, state.document.link_attributes[target.id])
    state.pos = target.end
    state.element(token)
    return True


def _push_link(state: SpanState, start: int, close: int, href: str) -> Token:
    token = state.push("link_open", "a", 1)
    token.attrs["href"] = href
    within, end = state.within, state.end
    state.pos, state.end, state.within = start, close, (*within, "a")
    state.read(state, None)
    state.end, state.within = end, within
    state.push("link_close", "a", -1)
    return token


def _push_image(state: SpanState, start: int, close: int, href: str) -> Token:
    alternative = html.unescape(ESCAPE.sub(r"\1", state.src[start:close]))
    token = state.push("image", "img", 0, alternative)
    token.attrs = {"src": href, "alt": ""}
    token.children = [Token("text", "", 0, content=alternative)]
    return token


def _closing_bracket(state: SpanState, opening: int) -> int:
    """The bracket that closes the one at `opening`, spans between them taken as a whole; -1 if none does."""
    within = state.within if "a" in state.within else (*state.within, "a")
    key = (opening, within, state.end)
    if key in state.partners:
        return state.partners[key]
    if state.find("]", opening) < 0:
        return -1
    if state.depth >= state.md.options["maxNesting"]:  # of images in the text of images
        state.document.too_deep = True
        return -1
    state.depth += 1
    mark, outside = state.mark(), state.within
    state.pos, state.within = opening + 1, within
    depth = [opening]

    def stop(state: SpanState) -> bool:
        sign = state.src[state.pos]
        if sign == "]":
            state.partners[depth.pop(), within, state.end] = state.pos
        elif sign == "[":
            depth.append(state.pos)
        return not depth

    state.read(state, stop)
    for bracket in depth:
        state.partners[bracket, within, state.end] = -1
    state.back_to(mark)
    state.depth -= 1
    state.within = outside
    return state.partners[key]


def _target(state: SpanState, start: int, close: int) -> _Target | None:
    """Where a link leads, by what stands behind its text."""
    src, after = state.src, close + 1
    if src.startswith("(", after) and after < state.end:
        return _inline_target(state, after)
    found = _ID.match(src, after, state.end)
    links = state.document.links
    if found:
        name, end = found[1], found.end()
        if not name:
            name = src[start:close]
    else:
        name, end = src[start:close], after
    if len(name) > 2 * state.document.longest_id + 100:
        return None
    name = link_id(name)
    if name not in links:
        return None
    address, title = links[name]
    return _Target(address, title, end, name)


def _inline_target(state: SpanState, paren: int) -> _Target | None:
    """The address and title in parentheses."""
    src = state.src
    if state.find(")", paren) < 0:
        return None
    if angled := _ANGLED.match(src, paren, state.end):
        address, pos = angled[1], angled.end()
    else:
        pos = _address_end(state, paren + 1)
        if pos < 0:
            return None
        address = src[paren + 1 : pos].strip()
    titled = _TITLED.match(src, pos, state.end)
    if titled:
        return _titled(state, address, titled)
    end = _skip_blank(src, pos, state.end)
    return _Target(address, None, end + 1) if src.startswith(")", end) and end < state.end else None


def _titled(state: SpanState, address: str, titled: re.Match[str]) -> _Target | None:
    """A title in quotes, up to the first such quote with a parenthesis behind it."""
    start = titled.end()
    quote = state.find(titled[1], start)
    while quote >= 0 and state.effort > 0:
        state.effort -= 1
        end = _skip_blank(state.src, quote + 1, state.end)
        if quote > start and end < state.end and state.src[end] == ")":
            return _Target(address, state.src[start:quote], end + 1)
        quote = state.find(titled[1], quote + 1)
    return None


def _skip_blank(src: str, pos: int, end: int) -> int:
    while pos < end and src[pos].isspace():
        pos += 1
    return pos


_ADDRESS_SIGN = re.compile(r"""[()]|\s(?=["'])""")


def _address_end(state: SpanState, pos: int) -> int:
    """Where the address that begins at `pos` ends, at its parenthesis or before its title; -1 if it does not."""
    depth = 0
    for sign in _ADDRESS_SIGN.finditer(state.src, pos, state.end):
        state.effort -= 1
        if sign[0] == "(":
            depth += 1
        elif sign[0] == ")":
            depth -= 1
            if depth < 0:
                return sign.start()
        elif depth == 0:
            return sign.start()
    return -1
