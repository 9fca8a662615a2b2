"""Addresses of links and images: as written, as long as they lead nowhere dangerous."""

from __future__ import annotations

import html
import re

from markdown_it import MarkdownIt

_BLANK = re.compile(r"\s+")
_UNSEEN = re.compile(r"[\x00-\x20\x7f\u200b-\u200f\u2028\u2029\ufeff]+")


def plain_address(written: str) -> str:
    """The address a browser is to be given: entities are characters, a line end within it is a space."""
    if "&" in written:
        written = html.unescape(written)
    return _BLANK.sub(" ", written)


def is_safe(md: MarkdownIt, address: str) -> bool:
    """Whether a link may lead there: not to a script, a file or data other than images.

    Browsers skip control characters and blanks where they look for the scheme, so they are left out here.
    """
    return bool(md.validateLink(_UNSEEN.sub("", address)))
