"""A whole document round a page, where no theme lends its own."""

from __future__ import annotations

import re
from typing import ClassVar

from markupsafe import Markup

from goalpage.pages import templating
from goalpage.pages.paths import post_href
from goalpage.pages.values import Page, Site
from goalpage.pages.view import View

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What an HTML document may not hold (HTML, section 13.2.3.5): control characters, surrogates, non-characters."""


class ShellView(View, frozen=True):
    """What stands round the content of a page."""

    template: ClassVar[str] = "shell.html"
    page: Page
    site: Site
    content: Markup
    heading: str
    home: str
    index_href: str


def standalone(page: Page, site: Site) -> bytes:
    """The page as a whole HTML document in our own plain looks, UTF-8."""
    heading = page.title if not site.title or page.title == site.title else f"{page.title} · {site.title}"
    view = ShellView(
        page=page,
        site=site,
        content=Markup(page.content),  # made by our templates, which escape
        heading=heading,
        home=post_href(page.to_root, "") or page.to_root,
        index_href=page.up or "./",
    )
    return legal(str(templating.filled(view, site.templates))).encode("utf-8")


def legal(text: str) -> str:
    """Text with the characters no HTML document may hold shown as U+FFFD."""
    return _ILLEGAL.sub("\ufffd", text) if _ILLEGAL.search(text) else text
