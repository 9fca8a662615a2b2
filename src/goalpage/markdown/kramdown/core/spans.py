"""Reads the text of all blocks, then of the footnotes mentioned in it."""

from __future__ import annotations

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from goalpage.markdown.kramdown.document import Document, document_of
from goalpage.markdown.limits import note_nesting_limit


def read_spans(state: StateCore) -> None:
    """Fill in the children of every inline token; footnotes go to the end, in order of first mention."""
    _read(state, state.tokens)
    document = document_of(state.md, state.env)
    if document.footnotes:
        _add_footnotes(state, document)
    if too_deep := state.env.get("nesting_limit_lines"):
        state.env["nesting_limit_lines"] = sorted(set(too_deep))


def _add_footnotes(state: StateCore, document: Document) -> None:
    """Put the footnotes that are mentioned at the end of the tokens."""
    notes: list[Token] = []
    done = 0
    while done < len(document.mentioned):  # a note may mention further ones
        label = document.mentioned[done]
        done += 1
        note = document.footnotes[label]
        _read(state, note.tokens)
        where = [note.line, max([note.line + 1, *(token.map[1] for token in note.tokens if token.map)])]
        opening = Token("footnote_open", "li", 1, block=True, level=1, map=where)
        opening.meta = {"label": label, "id": done - 1}
        notes += opening, *_with_anchor(note.tokens, opening)
        notes.append(Token("footnote_close", "li", -1, block=True, level=1))
    if notes:
        places = [token.map for token in notes if token.type == "footnote_open" and token.map]
        where = [min(first for first, _ in places), max(last for _, last in places)]
        state.tokens.append(Token("footnote_block_open", "div", 1, block=True, map=where))
        state.tokens += notes
        state.tokens.append(Token("footnote_block_close", "div", -1, block=True))


def _read(state: StateCore, tokens: list[Token]) -> None:
    inline, md, env = state.md.inline, state.md, state.env
    document = document_of(md, env)
    for token in tokens:
        if token.type == "inline" and token.children is not None and not token.children:
            inline.parse(token.content, md, env, token.children)
            if document.footnotes:
                _number(token.children, document)
            if document.too_deep:
                document.too_deep = False
                note_nesting_limit(env, token.map[0] if token.map else 0)


def _number(children: list[Token], document: Document) -> None:
    """Number the mentions of footnotes."""
    for token in children:
        if token.type == "footnote_ref":
            label = token.meta["label"]
            note = document.footnotes[label]
            if not note.mentions:
                document.mentioned.append(label)
                note.number = len(document.mentioned)
            token.meta = {"label": label, "id": note.number - 1, "subId": note.mentions}
            note.mentions += 1


def _with_anchor(tokens: list[Token], opening: Token) -> list[Token]:
    """The tokens of a note with the way back: in its last paragraph if it ends with one."""
    anchor = Token("footnote_anchor", "", 0, meta=dict(opening.meta))
    if tokens and tokens[-1].type == "paragraph_close" and tokens[-2].children is not None:
        tokens[-2].children += Token("text", "", 0, content=" "), anchor
        return tokens
    last = [opening.map[1] - 1, opening.map[1]] if opening.map else None
    paragraph = Token("paragraph_open", "p", 1, block=True, level=2, map=last)
    inline = Token("inline", "", 0, block=True, level=3, children=[anchor], map=last)
    return [*tokens, paragraph, inline, Token("paragraph_close", "p", -1, block=True, level=2)]
