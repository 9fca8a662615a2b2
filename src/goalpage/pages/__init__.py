"""Followed histories become pages and data files: pure, one module a kind of page.

`render` gives every page and file of the site's own folder; `standalone` puts a page into our plain shell.
Neither knows a clock, a network or the destination: the same values give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goalpage.errors import Problem
from goalpage.model import Followed
from goalpage.pages.any_pair import any_pair_page
from goalpage.pages.badge import badge
from goalpage.pages.calendar import calendar
from goalpage.pages.changes import changes_page
from goalpage.pages.context import Making
from goalpage.pages.difference import difference_page, pairs
from goalpage.pages.feed import feed
from goalpage.pages.goal import goal_page
from goalpage.pages.goals_json import goals_json, schema_file
from goalpage.pages.history import history_page
from goalpage.pages.index import index_page
from goalpage.pages.look_back import look_back_page
from goalpage.pages.record import Record, records
from goalpage.pages.shell import standalone
from goalpage.pages.snapshot import snapshot_page
from goalpage.pages.static import static_files
from goalpage.pages.values import File, Page, Site

__all__ = ["File", "Page", "Site", "render", "standalone"]


def render(
    followed: Sequence[Followed], site: Site, problems: Sequence[Problem] = ()
) -> tuple[tuple[Page, ...], tuple[File, ...]]:
    """Every page and data file, in a fixed order; histories without a revision have none."""
    found = records(followed)
    making = Making(site)
    pages = [index_page(making, found), look_back_page(making, found)]
    for record in found:
        pages += _history_pages(making, record)
    files = [
        goals_json(site, found, problems),
        schema_file(site),
        feed(making, found),
        calendar(site, found),
        *(badge(site, record) for record in found),
        *static_files(site),
    ]
    return tuple(pages), tuple(files)


def _history_pages(making: Making, record: Record) -> Iterator[Page]:
    """The pages of one history."""
    yield history_page(making, record)
    for thread in record.threads.values():
        yield goal_page(making, record, thread)
    yield changes_page(making, record)
    if len(record.shown) > 1:
        yield any_pair_page(making, record)
    for a, b in pairs(record):
        yield difference_page(making, record, a, b)
    for revision in record.shown:
        yield snapshot_page(making, record, revision)
