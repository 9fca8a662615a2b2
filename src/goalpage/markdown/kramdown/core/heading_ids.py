"""Ids of headings, as GitHub makes them (GFM parser of kramdown, "auto_ids")."""

from __future__ import annotations

import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from goalpage.markdown.kramdown.state import meta

_DROPPED = re.compile(r"[^\w\- \t]")


def heading_ids(state: StateCore) -> None:
    """Give an id to every heading that has none; `meta["auto_id"]` tells that it was made from its text."""
    seen: dict[str, int] = {}
    for at, token in enumerate(state.tokens):
        if token.type != "heading_open" or "id" in token.attrs or token.meta.get("auto_id") is False:
            continue
        base = _id(plain_text(state.tokens[at + 1].children or []))
        times = seen.get(base, 0)
        seen[base] = times + 1
        if not base and not times:
            continue
        token.attrs["id"] = f"{base}-{times}" if times else base
        meta(token)["auto_id"] = True


def _id(text: str) -> str:
    return _DROPPED.sub("", text.lower()).replace(" ", "-").replace("\t", "-")


def plain_text(children: list[Token]) -> str:
    """The words of a text without markup."""
    return "".join(
        " " if token.type in ("softbreak", "hardbreak") else token.content
        for token in children
        if token.type in ("text", "code_inline", "softbreak", "hardbreak", "math_inline")
    )
