"""Tables and texts as lines, drawn by rich for one width."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType

STATUS_COLOURS = {
    "done": "green", "partial": "green", "active": "cyan", "missed": "red", "dropped": "dim", "paused": "dim",
}  # fmt: skip
"""The colour of a status by its name; an open goal has none."""

_NARROWEST = 40


def drawn(what: RenderableType, width: int, *, colour: bool) -> Iterator[str]:
    """Give what rich draws, line by line, without blanks at the ends; `width` is in columns, 40 at the least."""
    from rich.console import Console

    page = io.StringIO()
    console = Console(
        file=page, width=max(width, _NARROWEST), force_terminal=colour, no_color=not colour, highlight=False,
        emoji=False, markup=False, legacy_windows=False,
    )  # fmt: skip
    console.print(what)
    for row in page.getvalue().rstrip("\n").split("\n"):
        yield row.rstrip()
