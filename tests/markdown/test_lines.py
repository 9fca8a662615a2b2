"""Tokens say on which lines of the text a block stands, and list items how they were marked.

Each case runs for the dialects its file is named after: `both.md`, `kramdown.md`, `commonmark.md`.
"""

from __future__ import annotations

from goalpage.markdown import parser

FIXTURES = "lines"


def drawn(tokens) -> str:
    """One line for each block, indented by its depth: its name, how it is marked, its lines, its text."""
    lines, depth = [], 0
    for token in tokens:
        if token.nesting < 0:
            depth -= 1
            continue
        if token.type == "inline":
            lines[-1] += f": {token.content!r}" if token.content else ""
            continue
        name = token.type.removesuffix("_open")
        mark = f" {token.info}{token.markup}" if name == "list_item" else ""
        if "checked" in token.meta:
            mark += " [x]" if token.meta["checked"] else " [ ]"
        lines.append(f"{'  ' * depth}{name}{mark} {token.map[0]}-{token.map[1]}")
        depth += token.nesting
    return "\n".join(lines) + "\n"


def test_blocks_stand_on_the_lines_drawn(case):
    for dialect in ["kramdown", "commonmark"] if case.path.stem == "both" else [case.path.stem]:
        assert drawn(parser(dialect).parse(case.text)) == case.expected, f"{case.place} ({dialect})"
