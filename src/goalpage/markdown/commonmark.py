"""CommonMark with what Hugo adds to it by default.

These are tables, strikethrough, tasks, footnotes, definition lists and links from bare addresses.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from goalpage.markdown.bare_links import bare_links
from goalpage.markdown.limits import MOST_LEVELS, note_nesting_limit
from goalpage.markdown.tasks import add_task_render_rules, tasks


def parser() -> MarkdownIt:
    """A parser of CommonMark text."""
    md = MarkdownIt("commonmark", {"html": True, "maxNesting": MOST_LEVELS})
    md.block = _KeepingBlocks()
    md.configure("commonmark", {"html": True, "maxNesting": MOST_LEVELS}).enable(["table", "strikethrough"])
    md.use(deflist_plugin).use(footnote_plugin, inline=False)
    md.core.ruler.after("block", "tasks", tasks)
    md.core.ruler.push("bare_links", bare_links)
    md.core.ruler.push("maps", maps)
    add_task_render_rules(md)
    return md


class _KeepingBlocks(ParserBlock):
    """CommonMark's block rules; text nested too deep for them is kept as a paragraph of plain text."""

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803  # as overridden
        if state.level < state.md.options["maxNesting"]:
            super().tokenize(state, startLine, endLine)
            return
        end = startLine
        while end < endLine and (state.isEmpty(end) or state.sCount[end] >= state.blkIndent):
            end += 1
        state.line = end
        text = state.getLines(startLine, end, state.blkIndent, False).strip()
        if text:
            note_nesting_limit(state.env, startLine)
            _push_text(state, text, [startLine, end])


def _push_text(state: StateBlock, text: str, where: list[int]) -> None:
    state.push("paragraph_open", "p", 1).map = where
    inline = state.push("inline", "", 0)
    inline.map, inline.content, inline.children = where, text, []
    state.push("paragraph_close", "p", -1)


def maps(state: StateCore) -> None:
    """Make the lines of blocks end with text, and give lines to the blocks that plugins left without.

    These are the lines of what they hold, or of what stands before them if they hold nothing.
    """
    lines = state.src.split("\n")
    unmapped: list[Token] = []
    before = [0, 1]
    for token in state.tokens:
        if token.map is not None:
            token.map[1] = _end(lines, *token.map)
            before = token.map
            for around in unmapped:
                around.map = _joined(around.map, token.map)
        elif token.nesting > 0:
            unmapped.append(token)
        elif token.nesting == 0:
            token.map = before[:]
        if token.nesting < 0 and unmapped and unmapped[-1].level == token.level:
            unmapped.pop()


def _end(lines: list[str], first: int, end: int) -> int:
    """The line behind the last of these that holds text."""
    end = max(end, first + 1)
    while end > first + 1 and (end > len(lines) or not lines[end - 1].strip()):
        end -= 1
    return end


def _joined(lines: list[int] | None, more: list[int]) -> list[int]:
    """The lines of both."""
    return [min(lines[0], more[0]), max(lines[1], more[1])] if lines else more[:]
