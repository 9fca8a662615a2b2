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
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

from goalpage.markdown.limits import MOST_LEVELS, note_nesting_limit
from goalpage.markdown.tasks import add_task_render_rules, tasks


def parser() -> MarkdownIt:
    """A parser of CommonMark text."""
    md = MarkdownIt("commonmark", {"html": True, "maxNesting": MOST_LEVELS})
    md.block = _KeepingBlocks()
    md.configure("commonmark", {"html": True, "maxNesting": MOST_LEVELS}).enable(["table", "strikethrough"])
    md.use(deflist_plugin).use(footnote_plugin, inline=False).use(gfm_autolink_plugin)
    md.core.ruler.after("block", "tasks", tasks)
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
    """Give lines to the blocks that plugins left without: those of what they hold, or else of what holds them."""
    unmapped: list[Token] = []
    for token in state.tokens:
        if token.map is not None:
            token.map[1] = max(token.map[1], token.map[0] + 1)
            for around in unmapped:
                around.map = _joined(around.map, token.map)
        elif token.nesting > 0:
            unmapped.append(token)
        if token.nesting < 0 and unmapped and unmapped[-1].level == token.level:
            unmapped.pop()


def _joined(lines: list[int] | None, more: list[int]) -> list[int]:
    """The lines of both."""
    return [min(lines[0], more[0]), max(lines[1], more[1])] if lines else more[:]
