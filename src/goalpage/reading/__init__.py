"""From a post's text to goals: pure, and never raising for bad input.

The reader is imported when it is first asked for: a blog whose texts are all known from before needs none.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from goalpage.reading.options import ReadingOptions

if TYPE_CHECKING:
    from goalpage.reading.post import read_post

__all__ = ["ReadingOptions", "read_post"]


def __getattr__(name: str) -> Any:
    """Import the reader (PEP 562)."""
    if name != "read_post":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module(f"{__name__}.post").read_post
