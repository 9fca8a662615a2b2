"""What is defined for the whole text and shown nowhere: links, footnotes, abbreviations (each its syntax section)."""

from __future__ import annotations

import re

from goalpage.markdown.kramdown.block.indented import indented_lines
from goalpage.markdown.kramdown.document import Footnote
from goalpage.markdown.kramdown.state import Block, BlockState

_LINK = re.compile(
    r""" {0,3}\[([^\]]+)\]:[ \t]*+(?:<([^\n]*?)>|(\S++(?:[ \t]++[^\s"']\S*+)*+))(?:[ \t]++(["'])(.+)\4)?[ \t]*$"""
)
_TITLE = re.compile(r"""[ \t]*(["'])(.+)\1[ \t]*$""")
_FOOTNOTE = re.compile(r" {0,3}\[\^([\w][\w:-]*)\]:[ \t]*(.*)$")
_ABBREVIATION = re.compile(r" {0,3}\*\[(.+?)\]:(.*)$")


def link_id(text: str) -> str:
    """A link's id as it is compared: without regard to case and to the amount of blank."""
    return " ".join(text.split()).lower()


def footnote_definition(state: BlockState, line: int) -> bool:
    """`[^id]: text`, and the lines indented by four spaces or a tab below."""
    start = _FOOTNOTE.match(state.lines[line])
    if not start:
        return False
    text = [start[2], *(below.text for below in indented_lines(state.lines, line + 1))]
    state.document.footnotes[start[1]] = _footnote(state, text, line)
    state.blocks.append(Block("definition"))
    state.line = line + len(text)
    return True


def _footnote(state: BlockState, text: list[str], line: int) -> Footnote:
    tokens = state.tokens
    state.tokens = []
    level = state.level
    state.read_nested(text, state.origins[line : line + len(text)])
    found = Footnote(state.tokens, state.origins[line])
    state.tokens, state.level = tokens, level
    return found


def link_definition(state: BlockState, line: int) -> bool:
    """`[id]: address "title"`, the title on the same line or the next."""
    lines = state.lines
    found = _LINK.match(lines[line])
    if not found or (found[1].startswith("^") and not found[1][1:].strip()):
        return False
    address = found[2] if found[2] is not None else found[3].strip()
    title, end = found[5], line + 1
    if title is None and end < len(lines) and (below := _TITLE.match(lines[end])):
        title, end = below[2], end + 1
    name = link_id(found[1])
    document = state.document
    document.links[name] = (address, title)
    document.longest_id = max(document.longest_id, len(found[1]))
    state.blocks.append(Block("definition", link=name))
    state.line = end
    return True


def abbreviation_definition(state: BlockState, line: int) -> bool:
    """`*[short]: what it stands for`."""
    found = _ABBREVIATION.match(state.lines[line])
    if not found:
        return False
    state.document.abbreviations[found[1]] = found[2].strip()
    state.blocks.append(Block("definition"))
    state.line = line + 1
    return True
