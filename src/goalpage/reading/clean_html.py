"""Inline HTML that can do no harm: only inline elements, only links of known schemes."""

from __future__ import annotations

from functools import lru_cache

import nh3

INLINE_TAGS = {
    "a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "ins", "kbd",
    "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u",
}  # fmt: skip
URL_SCHEMES = {"http", "https", "mailto"}
_CLEANER = nh3.Cleaner(
    tags=INLINE_TAGS, attributes={"a": {"href"}}, url_schemes=URL_SCHEMES, link_rel=None, strip_comments=True
)

_REMEMBERED = 2000
"""Longer texts are not remembered from one revision of a post to the next."""


def clean(html: str) -> str:
    """Give `html` with inline elements and checked links only; the text of all else stays."""
    return html if "<" not in html else _cleaned(html) if len(html) < _REMEMBERED else _CLEANER.clean(html)


@lru_cache(maxsize=4096)
def _cleaned(html: str) -> str:
    return _CLEANER.clean(html)


def is_safe(url: str) -> bool:
    """Whether a link may stand: relative, or of the schemes http, https, mailto."""
    head = "".join(url.split()).partition("/")[0].partition("?")[0].partition("#")[0]
    scheme, colon, _ = head.partition(":")
    return not colon or scheme.lower() in URL_SCHEMES
