"""Which pages last: of revisions on record and goals stated in one; and the addresses that goals had before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from goalpage.compare.identity import author_slug, slug
from goalpage.compare.unrecorded import RECORDED
from goalpage.model import Followed, Reason, Statement
from goalpage.pages.context import Making, goal_href
from goalpage.pages.paths import GOAL_RESERVED, HISTORY_RESERVED, segments
from goalpage.pages.record import Record, Thread
from goalpage.pages.values import Page, Site
from goalpage.pages.view import View


def lasting_pages(followed: Sequence[Followed], site: Site) -> dict[str, str]:
    """The path in the site of every page that lasts, with the path of the post behind it.

    A revision in which no goal changed is among them, though it has no page.
    """
    names = segments((each.history.id for each in followed), HISTORY_RESERVED)
    return {
        site.file(f"{names[each.history.id]}/{below}/index.html"): post
        for each in followed
        for below, post in (*_revisions(each), *_goals(each))
    }


def _revisions(followed: Followed) -> list[tuple[str, str]]:
    every = followed.history.revisions
    return [(f"at/{revision.id}", revision.source) for revision in every if revision.origin in RECORDED]


def _goals(followed: Followed) -> list[tuple[str, str]]:
    names = segments((timeline.id for timeline in followed.timelines), GOAL_RESERVED)
    found = []
    for timeline in followed.timelines:
        stated = (followed.history.revisions[said.revision] for said in timeline.statements)
        first = next((revision for revision in stated if revision.origin in RECORDED), None)
        if first is not None:
            found.append((names[timeline.id], first.source))
    return found


def former_addresses(record: Record) -> Mapping[str, Thread]:
    """The folder names under which a goal stood before its author gave it an id, or linked it to another."""
    taken = {thread.segment.casefold() for thread in record.threads.values()} | GOAL_RESERVED
    found: dict[str, Thread] = {}
    for thread in record.threads.values():
        for said in thread.timeline.statements:
            for name in _names(record, thread, said):
                if name.casefold() not in taken:
                    taken.add(name.casefold())
                    found[name] = thread
    return found


def _names(record: Record, thread: Thread, said: Statement) -> tuple[str, ...]:
    goal = record.statement(said)
    is_linked = said.match is not None and said.match.reason is Reason.PINNED
    own = () if goal.id is None else (author_slug(goal.id),)
    return (*own, slug(goal.title)) if is_linked or said == thread.first else own


class MovedView(View, frozen=True):
    """What stands at an address that a goal had before."""

    template: ClassVar[str] = "moved.html"
    title: str
    lang: str | None
    goal_href: str


def moved_page(making: Making, record: Record, segment: str, thread: Thread) -> Page:
    """`<history>/<former goal>/`: leads to the goal's page, and tells search engines that it is the one."""
    below, up = f"{record.segment}/{segment}/", "../../"
    view = MovedView(record.titles[thread.id], record.history.lang, goal_href(up, record, thread.id))
    there = making.site.canonical(making.site.file(f"{record.segment}/{thread.segment}/index.html"))
    return making.page(view, below, view.title, lang=view.lang, indexed=False, canonical=there)
