"""Abbreviations marked wherever they occur as a word (kramdown syntax, "Abbreviations")."""

from __future__ import annotations

import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from goalpage.markdown.kramdown.document import Document, document_of


def abbreviations(state: StateCore) -> None:
    """Put `abbr` elements around the abbreviations in text."""
    document = document_of(state.md, state.env)
    if not document.abbreviations:
        return
    longest_first = sorted(document.abbreviations, key=len, reverse=True)
    word = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    for block in state.tokens:
        if block.children and any(token.type == "text" and word.search(token.content) for token in block.children):
            block.children = [
                part
                for token in block.children
                for part in (_marked(token, word, document) if token.type == "text" else [token])
            ]


def _marked(token: Token, word: re.Pattern[str], document: Document) -> list[Token]:
    parts: list[Token] = []
    at = 0
    for found in word.finditer(token.content):
        title = document.abbreviations[found[0]]
        parts += (
            Token("text", "", 0, content=token.content[at : found.start()], level=token.level),
            Token("abbr_open", "abbr", 1, attrs={"title": title} if title else {}, level=token.level),
            Token("text", "", 0, content=found[0], level=token.level + 1),
            Token("abbr_close", "abbr", -1, level=token.level),
        )
        at = found.end()
    parts.append(Token("text", "", 0, content=token.content[at:], level=token.level))
    return [part for part in parts if part.content or part.type != "text"]
