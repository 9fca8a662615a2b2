"""Our pages in their clothes: the blog's own frame where it lends one, else our plain shell."""

from __future__ import annotations

from goalpage.pages import Page, Site, standalone
from goalpage.pages.shell import legal
from goalpage.site.frame import Frame, HeadLink, Stamp


def dressed(page: Page, site: Site, frame: Frame | None) -> bytes:
    """Give the whole document for `page`, UTF-8: stamped into `frame`, or in our own shell where there is none."""
    if frame is None:
        return standalone(page, site)
    links = (
        HeadLink("stylesheet", site.file("goalpage.css")),
        HeadLink("alternate", site.file("feed.xml"), "application/atom+xml", "Goals: what changed"),
    )
    stamp = Stamp(page.path, page.title, page.description, legal(page.content), links, page.indexed)
    return frame.stamp(stamp).encode("utf-8")
