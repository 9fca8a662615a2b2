"""Our pages in their clothes: the blog's own frame where it lends one, else our plain shell."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from goalpage.pages import Page, Site, standalone
from goalpage.pages.shell import legal
from goalpage.site.frame import Frame, HeadLink, Stamp
from goalpage.site.guests import Answers


class Wardrobe(Struct, frozen=True):
    """What the pages of one build are dressed with.

    `marks_for_search` tells Pagefind which of our pages to index. It must not where the blog itself marks none: from
    the first mark on, Pagefind indexes marked pages only (https://pagefind.app/docs/indexing/), and loses the blog.
    """

    site: Site
    frame: Frame | None
    answers: Answers
    marks_for_search: bool = True

    def dressed(self, page: Page) -> bytes:
        """Give the whole document for `page`, UTF-8: stamped into the frame, or in our own shell without one."""
        content = page.content.replace("<div ", f"<div{self._mark(page)} ", 1)
        if self.frame is None:
            return standalone(replace(page, content=content), self.site)
        links = (
            HeadLink("stylesheet", self.site.file("goalpage.css")),
            HeadLink("alternate", self.site.file("feed.xml"), "application/atom+xml", "Goals: what changed"),
        )
        stamp = Stamp(page.path, page.title, page.description, legal(content), links, page.indexed)
        return self.frame.stamp(stamp, self.answers.html).encode("utf-8")

    def _mark(self, page: Page) -> str:
        if not page.indexed:
            return ' data-pagefind-ignore="all"'
        return " data-pagefind-body" if self.marks_for_search else ""
