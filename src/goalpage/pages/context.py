"""What every page is made with: the site, the records, and small pieces of markup they share."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from markupsafe import Markup, escape
from msgspec import Struct, field

from goalpage.model import Goal, Revision
from goalpage.pages import templating
from goalpage.pages.dates import When, in_words, last_day, partial_in_words, rfc3339
from goalpage.pages.paths import href, post_href
from goalpage.pages.prose import Differences, marked, note, struck
from goalpage.pages.record import Record
from goalpage.pages.statuses import SETTLED
from goalpage.pages.values import Page, Site
from goalpage.pages.view import View


class Making(Struct, frozen=True):
    """One rendering: the site and what is worked out once for all its pages."""

    site: Site
    differences: Differences = field(default_factory=Differences)
    references: dict[tuple[str, str, int], dict[str, str]] = field(default_factory=dict)
    """Links by number for `#6` in prose: by history, way up and revision."""

    def page(  # noqa: PLR0913  # the parts of a page, all told by name
        self,
        view: View,
        below: str,
        title: str,
        *,
        description: str = "",
        lang: str | None = None,
        indexed: bool = True,
        updated: datetime | None = None,
        canonical: str | None = None,
    ) -> Page:
        """The page of a view, `below` our own folder (`research-goals/`)."""
        path = self.site.file(f"{below}index.html")
        return Page(
            path=path,
            title=title,
            content=str(templating.filled(view, self.site.templates)),
            description=description,
            lang=lang or self.site.lang or "en",
            canonical=canonical or self.site.canonical(path),
            indexed=indexed,
            updated=rfc3339(updated) if updated else None,
            up="../" * below.count("/"),
        )

    def to_root(self, below: str) -> str:
        """The way from a page below our folder to the site's root."""
        return "../" * (below.count("/") + (self.site.folder.count("/") + 1 if self.site.folder else 0)) or "./"

    def due(self, goal: Goal) -> str:
        """When a goal is due, in words; a date gone by without a word from the author is said as just that."""
        if goal.due is None:
            return ""
        end = last_day(goal.due)
        gone_by = end is not None and end < self.site.today and goal.status not in SETTLED
        return f"due {partial_in_words(goal.due)}" + (", no result recorded" if gone_by else "")

    def note_differences(self, before: Goal | None, after: Goal | None) -> tuple[Markup, ...]:
        """Notes and evidence that came, went or changed their words, each with its marks, in the order they stand."""
        old, new = remarks(before), remarks(after)
        gone = [html for text, html in old.items() if text not in new]
        came = [html for text, html in new.items() if text not in old]
        if len(gone) == len(came) == 1:
            return (self.differences.between(gone[0], came[0]),)
        return (*map(struck, gone), *map(marked, came))


def remarks(goal: Goal | None) -> dict[str, Markup]:
    """What stands beside a goal, by its plain text."""
    if goal is None:
        return {}
    notes = {remark.text: note(remark) for remark in goal.notes}
    links = {
        f"{link.text} {link.url}": Markup('<a href="{}">{}</a>').format(link.url, link.text) for link in goal.evidence
    }
    return notes | links


def time(at: When) -> Markup:
    """A date for people and machines."""
    return _time(at.iso, at.text)


@lru_cache(maxsize=8192)
def _time(iso: str, text: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(iso, text)


def day(at: datetime) -> Markup:
    """The author's own day of a moment."""
    return _day(at.date())


@lru_cache(maxsize=8192)
def _day(of: date) -> Markup:
    return time(When(of.isoformat(), in_words(of)))


def goal_href(up: str, record: Record, goal: str) -> str:
    """A link to a goal's page from a page whose way to our folder is `up`."""
    return up + record.threads[goal].href


def difference_href(up: str, record: Record, a: int, b: int) -> str:
    """A link to the page of two shown revisions, or to the page that compares any two."""
    ids = record.revisions[a].id, record.revisions[b].id
    if has_difference(record, a, b):
        return href(up, f"{record.segment}/diff/{ids[0]}..{ids[1]}/")
    return href(up, f"{record.segment}/diff/") + f"#{ids[0]}..{ids[1]}"


def has_difference(record: Record, a: int, b: int) -> bool:
    """Whether these two revisions have a page of their own: neighbours, and each with the first and the newest."""
    if a >= b:
        return False
    first, newest = record.shown[0], record.shown[-1]
    return a == first or b == newest or record.before[b] == a or record.next.get(a) == b


def post_link(making: Making, record: Record, below: str, source: str) -> str | None:
    """A link to the post of this path in the built site; None where its address is unknown."""
    urls = dict(zip(record.history.posts, record.history.post_urls, strict=False))
    return post_href(making.to_root(below), urls.get(source))


def quoted(text: str, lang: str | None) -> Markup:
    """An author's plain words inside a sentence of ours: kept apart in direction and language."""
    attribute = Markup(' lang="{}"').format(lang) if lang else Markup("")
    return Markup("<bdi{}>{}</bdi>").format(attribute, escape(text))


def said(revision: Revision) -> str:
    """What the author said of a revision when saving it: the commit's message without empty lines."""
    return "\n".join(line.strip() for line in (revision.message or "").splitlines() if line.strip())
