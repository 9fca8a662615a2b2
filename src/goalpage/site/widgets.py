"""Places in the blog's own pages that ask for something of ours: `<div data-goalpage="progress" ...></div>`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from goalpage.site.edits import MARKER, Edit, added_by_us, head_end, pieces
from goalpage.site.frame import Ask
from goalpage.site.html_scan import Tag, closing, tags
from goalpage.site.urls import up

KINDS = frozenset(["progress", "summary", "changes", "badge"])
_WORDS_ONLY = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "pre"])
"""Elements that hold words, and no list or paragraph; a badge is but a picture."""


def holds_widget(text: str) -> bool:
    """Tell quickly whether a built page may ask for a widget."""
    return any(kind in text for kind in KINDS)


def asking(found: tuple[Tag, ...]) -> Iterator[tuple[Ask, int, int]]:
    """Give what the elements of a page ask for, each with the offsets of the element's inside."""
    for n, tag in enumerate(found):
        kind = "" if tag.closes else tag.value(MARKER).strip().lower()
        if kind not in KINDS or (tag.name in _WORDS_ONLY and kind != "badge"):
            continue
        end = closing(found, n)
        if end is not None:
            yield Ask(kind, tag.value("data-history"), tag.value("data-goal")), tag.end, found[end].start


def filled(text: str, path: str, stylesheet: str, answer: Callable[[Ask, str], str]) -> str | None:
    """Give the built page `text` at `path` (below the site's root) with every asking element filled.

    None where nothing asks. What stood in such an element before is replaced, so that filling twice is filling once.
    `stylesheet` is ours, below the root; it is linked once, as long as something was put into the page.
    """
    found = tags(text)
    edits = [Edit(start, end, answer(ask, path)) for ask, start, end in asking(found)]
    if not edits:
        return None
    href = escape(up(path[: path.rfind("/") + 1]) + stylesheet)
    link = f'<link {MARKER}="head" rel="stylesheet" href="{href}">' if any(edit.piece for edit in edits) else ""
    head = head_end(found)
    return "".join(map(str, pieces(text, [*added_by_us(found), Edit(head, head, link), *edits])))
