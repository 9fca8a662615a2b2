"""Attribute lists on a line of their own, and extensions (kramdown syntax, "Block IALs", "ALDs", "Extensions")."""

from __future__ import annotations

import re

from goalpage.markdown.kramdown.attributes import AttributeList, parse_attributes
from goalpage.markdown.kramdown.document import Document
from goalpage.markdown.kramdown.state import Block, BlockState

_DEFINITION = re.compile(r" {0,3}\{:([A-Za-z\w][\w:-]*):(.*)\}\s*$")
_ATTRIBUTES = re.compile(r" {0,3}\{:(?![:/])((?:\\.|[^\}\\])*)\}\s*$")
_EXTENSION = re.compile(r" {0,3}\{::(\w+)((?:\s(?:\\.|[^\}\\])*?)?)(/?)\}\s*$")
_KNOWN = frozenset(("comment", "nomarkdown", "options"))


def extension(state: BlockState, line: int) -> bool:
    """`{:name: ...}`, `{: ...}` or `{::extension}`."""
    text = state.lines[line]
    if "{:" not in text:
        return False
    if definition := _DEFINITION.match(text):
        known = state.document.attribute_lists.setdefault(definition[1], AttributeList())
        known.join(parse_attributes(definition[2]))
        state.blocks.append(Block("definition"))
        state.line = line + 1
        return True
    if attributes := _ATTRIBUTES.match(text):
        _attribute(state, parse_attributes(attributes[1]))
        state.line = line + 1
        more = line + 1 < len(state.lines) and _ATTRIBUTES.match(state.lines[line + 1])
        if not more and state.awaiting is None:
            state.blocks.append(Block("definition"))
        return True
    found = _EXTENSION.match(text)
    return found is not None and _read_extension(state, line, found)


def _attribute(state: BlockState, attributes: AttributeList) -> None:
    """Attributes for the block right above, or for the next one."""
    if state.last_kind not in ("", "blank", "end_of_block", "definition"):
        block = state.blocks[-1]
        if block.token >= 0:
            state.attribute(state.tokens[block.token], attributes)
        return
    if state.blocks and state.blocks[-1].link:
        state.document.link_attributes[state.blocks[-1].link] = attributes
        return
    if state.awaiting:
        whole = AttributeList()
        whole.join(state.awaiting)
        whole.join(attributes)
        attributes = whole
    state.awaiting = attributes


def _read_extension(state: BlockState, line: int, found: re.Match[str]) -> bool:
    """An extension with what it encloses, up to its stop tag."""
    name = found[1]
    if name not in _KNOWN:
        return False
    source = state.source
    at = state.offset(line) + found.end()
    body = ""
    if not found[3]:
        stop = None if name in state.vain else _stop(name).search(source.text, at)
        if not stop:
            state.vain.add(name)
            return False
        body, at = source.text[at : stop.start()], stop.end()
    end = state.resume(at)
    if name == "nomarkdown" and body.strip():
        token = state.push("html_block", "", 0, line, end)
        token.content = body.strip("\n") + "\n"
        state.begin("html")
    elif name == "comment" and body:
        token = state.push("html_block", "", 0, line, end)
        token.content = f"<!-- {body.replace('--', '- -')} -->\n"
        state.begin("comment")
    elif name == "options":
        set_options(state.document, found[2])
    return True


def _stop(name: str) -> re.Pattern[str]:
    """The line that ends an extension."""
    return re.compile(rf"^ {{0,3}}\{{:/(?:{name})?\}}[ \t]*$", re.MULTILINE)


def set_options(document: Document, text: str) -> None:
    """Take over the options that bear on how a text is read."""
    given = parse_attributes(text).attributes
    if "parse_block_html" in given:
        document.parse_block_html = given["parse_block_html"] == "true"
    if "auto_ids" in given:
        document.auto_ids = given["auto_ids"] == "true"
    if "parse_span_html" in given:
        document.parse_span_html = given["parse_span_html"] == "true"
