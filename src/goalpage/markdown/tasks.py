"""Tasks: items that begin with `[ ]` or `[x]`, as GitHub, Jekyll and Hugo show them.

A task's `list_item_open` has `meta["checked"]`; the mark itself is no part of its text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_MARK = re.compile(r"\[([ xX])\]\s+(?=\S)")


def take_task_mark(item: Token, text: Token) -> bool:
    """Whether the text of an item's first paragraph makes it a task; if so the mark is taken out of the text."""
    mark = _MARK.match(text.content)
    if not mark:
        return False
    text.content = text.content[mark.end() :]
    item.meta = {**item.meta, "checked": mark[1] != " "}
    item.attrJoin("class", "task-list-item")
    return True


def tasks(state: StateCore) -> None:
    """Find the tasks among the items, before their texts are read; each list that has one is marked, too."""
    lists: list[Token] = []
    tokens = state.tokens
    for at, token in enumerate(tokens):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(token)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif (
            token.type == "list_item_open"
            and tokens[at + 1].type == "paragraph_open"
            and take_task_mark(token, tokens[at + 2])
        ):
            classes = str(lists[-1].attrs.get("class", "")).split()
            if "task-list" not in classes:
                lists[-1].attrJoin("class", "task-list")


def add_task_render_rules(md: MarkdownIt) -> None:
    """Teach the renderer of `md` to show the box of a task before its text."""
    md.add_render_rule("list_item_open", _list_item_open)
    md.add_render_rule("paragraph_open", _paragraph_open)


def _list_item_open(self: Any, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
    return str(self.renderToken(tokens, idx, options, env))


def _paragraph_open(self: Any, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
    shown = str(self.renderToken(tokens, idx, options, env))
    item = tokens[idx - 1] if idx else None
    if item is None or item.type != "list_item_open" or "checked" not in item.meta:
        return shown
    checked = ' checked="checked"' if item.meta["checked"] else ""
    return f'{shown}<input type="checkbox" class="task-list-item-checkbox" disabled="disabled"{checked} />'
