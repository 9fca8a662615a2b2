"""Where a text was nested too deep, so that a caller can tell the author."""

from __future__ import annotations

from markdown_it.utils import EnvType

MOST_LEVELS = 100  # of blocks in blocks; a list takes two, one for itself and one for its items


def note_nesting_limit(env: EnvType, line: int) -> None:
    """Note that text of line `line` (0-based) was nested too deep and stands as plain text."""
    lines = env.setdefault("nesting_limit_lines", [])
    if line not in lines[-1:]:
        lines.append(line)
