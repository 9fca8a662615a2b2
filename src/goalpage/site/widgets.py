"""Places in the blog's own pages that ask for something of ours: `<div data-goalpage="progress" ...></div>`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from goalpage.site.edits import MARKER, Edit, added_by_us, head_end, pieces
from goalpage.site.html_scan import closing, tags
from goalpage.site.urls import up

KINDS = frozenset(["progress", "summary", "changes", "badge"])


@dataclass(frozen=True, slots=True)
class Ask:
    """What one element asks for: a kind of widget, of one history (the only one where not named), of one goal."""

    kind: str
    history: str
    goal: str


def holds_widget(text: str) -> bool:
    """Tell quickly whether a built page may ask for a widget."""
    return MARKER in text and any(kind in text for kind in KINDS)


def filled(text: str, path: str, stylesheet: str, html_of: Callable[[Ask], str]) -> str:
    """Give the built page `text` at `path` (below the site's root) with every asking element filled.

    What stood in such an element before is replaced, so that filling twice is filling once. `stylesheet` is
    ours, below the root; it is linked once, in a page that asks for something.
    """
    found = tags(text)
    edits: list[Edit] = []
    for n, tag in enumerate(found):
        ask = Ask(tag.value(MARKER).lower(), tag.value("data-history"), tag.value("data-goal"))
        end = closing(found, n) if ask.kind in KINDS and not tag.closes else None
        if end is not None:
            edits.append(Edit(tag.end, found[end].start, html_of(ask)))
    if not edits:
        return text
    href = escape(up(path[: path.rfind("/") + 1]) + stylesheet)
    link = f'<link {MARKER}="head" rel="stylesheet" href="{href}">'
    head = head_end(found)
    return "".join(map(str, pieces(text, [*added_by_us(found), Edit(head, head, link), *edits])))
