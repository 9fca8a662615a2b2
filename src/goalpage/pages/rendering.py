"""Every page and file of the site's own folder. The same values give the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

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
from goalpage.pages.lasting import former_addresses, moved_page
from goalpage.pages.look_back import look_back_page
from goalpage.pages.record import Record, records
from goalpage.pages.snapshot import snapshot_page
from goalpage.pages.static import STATIC, static_file
from goalpage.pages.values import File, Page, Site


def render(
    followed: Sequence[Followed], site: Site, problems: Sequence[Problem] = ()
) -> tuple[tuple[Page, ...], tuple[File, ...]]:
    """Every page and data file, in a fixed order; histories without a revision have none."""
    pages, files = outline(followed, site, problems)
    return tuple(make() for make in pages.values()), tuple(make() for make in files.values())


def outline(
    followed: Sequence[Followed], site: Site, problems: Sequence[Problem] = ()
) -> tuple[dict[str, Callable[[], Page]], dict[str, Callable[[], File]]]:
    """What makes each page and each data file, by its path: for whoever does not want all of them."""
    found = records(followed)
    making = Making(site)
    pages: dict[str, Callable[[], Page]] = {
        "": partial(index_page, making, found),
        "look-back/": partial(look_back_page, making, found),
    }
    for record in found:
        pages.update(_history_pages(making, record))
    files: dict[str, Callable[[], File]] = {
        "goals.json": partial(goals_json, site, found, problems),
        "goals.schema.json": partial(schema_file, site),
        "feed.xml": partial(feed, making, found),
        "goals.ics": partial(calendar, site, found),
    }
    files |= {f"{record.segment}/badge.svg": partial(badge, site, record) for record in found}
    files |= {name: partial(static_file, site, name) for name in STATIC}
    return (
        {site.file(f"{below}index.html"): make for below, make in pages.items()},
        {site.file(below): make for below, make in files.items()},
    )


def _history_pages(making: Making, record: Record) -> Iterator[tuple[str, Callable[[], Page]]]:
    """What makes each page of one history, by its folder below ours."""
    base, ids = record.segment, [revision.id for revision in record.revisions]
    yield f"{base}/", partial(history_page, making, record)
    for thread in record.threads.values():
        yield f"{base}/{thread.segment}/", partial(goal_page, making, record, thread)
    for segment, thread in former_addresses(record).items():
        yield f"{base}/{segment}/", partial(moved_page, making, record, segment, thread)
    yield f"{base}/changes/", partial(changes_page, making, record)
    if len(record.shown) > 1:
        yield f"{base}/diff/", partial(any_pair_page, making, record)
    for a, b in pairs(record):
        yield f"{base}/diff/{ids[a]}..{ids[b]}/", partial(difference_page, making, record, a, b)
    for revision in record.shown:
        yield f"{base}/at/{ids[revision]}/", partial(snapshot_page, making, record, revision)
