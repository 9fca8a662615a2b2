"""Followed histories become pages and data files: pure, one module a kind of page.

`render` gives every page and file of the site's own folder; `standalone` puts a page into our plain shell.
Neither knows a clock, a network or the destination: the same values give the same bytes.

What is named here is imported when it is first asked for: most commands read records and render nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from goalpage.pages.lasting import lasting_pages
    from goalpage.pages.rendering import outline, render
    from goalpage.pages.shell import standalone
    from goalpage.pages.values import File, Page, Site

__all__ = ["File", "Page", "Site", "lasting_pages", "outline", "render", "standalone"]

_PLACES = {
    "File": "values", "Page": "values", "Site": "values", "lasting_pages": "lasting", "outline": "rendering",
    "render": "rendering", "standalone": "shell",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Import what is asked for by name (PEP 562)."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
