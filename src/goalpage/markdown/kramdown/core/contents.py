"""The table of contents that takes the place of a list marked `{:toc}` (kramdown, "Automatic Table of Contents")."""

from __future__ import annotations

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_LISTS = ("bullet_list_open", "ordered_list_open")
_LEFT_OUT = ("link_open", "link_close", "footnote_ref")


def contents(state: StateCore) -> None:
    """Put links to the headings into the first list that asks for it."""
    tokens = state.tokens
    for at, token in enumerate(tokens):
        if token.type in _LISTS and "toc" in token.meta.get("names", ()):
            end = _closing(tokens, at)
            tokens[at : end + 1] = _contents(token, tokens[end], _headings(tokens[:at] + tokens[end:]))
            return


def _closing(tokens: list[Token], at: int) -> int:
    """The index of the token that closes what the one at `at` opens."""
    depth = 0
    for index in range(at, len(tokens)):
        depth += tokens[index].nesting
        if depth == 0:
            return index
    raise AssertionError("every list is closed")


def _headings(tokens: list[Token]) -> list[tuple[int, str, list[Token]]]:
    """Level, id and text of the headings that are to be listed."""
    return [
        (int(token.tag[1]), str(token.attrs["id"]), tokens[at + 1].children or [])
        for at, token in enumerate(tokens)
        if token.type == "heading_open" and "id" in token.attrs and _listed(token)
    ]


def _listed(heading: Token) -> bool:
    return "no_toc" not in str(heading.attrs.get("class", "")).split()


def _contents(opening: Token, closing: Token, headings: list[tuple[int, str, list[Token]]]) -> list[Token]:
    """A list of links, nested by level; nothing if there is no heading."""
    if not headings:
        return []
    prefix = str(opening.attrs.setdefault("id", "markdown-toc"))
    opening.meta = {**opening.meta, "contents": True}
    found: list[Token] = []
    levels: list[int] = []  # of the items that are open
    for level, target, text in headings:
        if not _close_items(found, levels, level, closing) and found:
            found.append(_token(opening.type, opening.tag, 1, opening))
        levels.append(level)
        found += _token("list_item_open", "li", 1, opening), _link(opening, prefix, target, text)
    _close_items(found, levels, 0, closing)
    return [opening, *found, closing]


def _close_items(found: list[Token], levels: list[int], level: int, closing: Token) -> int:
    """Close the items that are no higher than a level, and the lists below the last of them; how many these were."""
    count = 0
    while levels and level <= levels[-1]:
        if count:
            found.append(_token(closing.type, closing.tag, -1, closing))
        levels.pop()
        found.append(_token("list_item_close", "li", -1, closing))
        count += 1
    return count


def _token(ttype: str, tag: str, nesting: int, opening: Token) -> Token:
    token = Token(ttype, tag, nesting, block=True, meta={"contents": True})  # type: ignore[arg-type]  # -1, 0 or 1
    token.map = opening.map[:] if opening.map else None
    return token


def _link(opening: Token, prefix: str, target: str, text: list[Token]) -> Token:
    inline = _token("inline", "", 0, opening)
    link = Token("link_open", "a", 1, attrs={"href": f"#{target}", "id": f"{prefix}-{target}"})
    kept = [token.copy() for token in text if token.type not in _LEFT_OUT]
    inline.children = [link, *kept, Token("link_close", "a", -1)]
    return inline
