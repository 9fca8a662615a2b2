"""Links that start from a post, made to lead to the same place from a page of ours."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape, unescape
from urllib.parse import urljoin, urlsplit

from msgspec.structs import replace

from goalpage.model import Event, Followed, Goal, Link, Note, Revision

_HREF = re.compile(r'(<a\b[^<>]*?\bhref=")([^"<>]*)(?=")')


def with_links_from_posts(followed: Sequence[Followed], baseurl: str) -> tuple[Followed, ...]:
    """Give the histories with the relative links of their goals (`../race/`, `#notes`) as paths from the root.

    `baseurl` is the path of the site. Links of a post whose address is not known stay as they are.
    """
    return tuple(_led(each, baseurl.rstrip("/")) for each in followed)


def _led(followed: Followed, baseurl: str) -> Followed:
    history = followed.history
    known = {path: url for path, url in zip(history.posts, history.post_urls, strict=False) if url is not None}
    bases = {path: url if "://" in url else baseurl + url for path, url in known.items()}
    led: dict[int, Goal] = {}
    revisions = tuple(_revision(each, bases.get(each.source), led) for each in history.revisions)
    if not led:
        return followed
    timelines = tuple(
        replace(each, events=tuple(_event(event, led) for event in each.events)) for each in followed.timelines
    )
    return replace(followed, history=replace(history, revisions=revisions), timelines=timelines)


def _has_links(revision: Revision) -> bool:
    return any(
        goal.links or goal.evidence or 'href="' in goal.html or any('href="' in note.html for note in goal.notes)
        for goal in revision.goals
    )


def _revision(revision: Revision, base: str | None, led: dict[int, Goal]) -> Revision:
    """Give the revision with its goals led from `base`; `led` learns what became of each that changed, by identity."""
    if base is None or not _has_links(revision):
        return revision
    goals = tuple(_goal(goal, base) for goal in revision.goals)
    led.update({id(old): new for old, new in zip(revision.goals, goals, strict=True) if new != old})
    return replace(revision, post=replace(revision.post, goals=goals))


def _event(event: Event, led: Mapping[int, Goal]) -> Event:
    """Give an event whose changes tell of the goals as they are led now."""
    sides = {id(goal) for change in event.changes for goal in (change.before, change.after)}
    if not sides & led.keys():
        return event
    changes = tuple(
        replace(each, before=_of(each.before, led), after=_of(each.after, led)) for each in event.changes
    )
    return replace(event, changes=changes)


def _of(goal: Goal | None, led: Mapping[int, Goal]) -> Goal | None:
    return None if goal is None else led.get(id(goal), goal)


def _goal(goal: Goal, base: str) -> Goal:
    return replace(
        goal,
        html=_html(goal.html, base),
        notes=tuple(_note(note, base) for note in goal.notes),
        links=tuple(_link(link, base) for link in goal.links),
        evidence=tuple(_link(link, base) for link in goal.evidence),
    )


def _note(note: Note, base: str) -> Note:
    return replace(note, html=_html(note.html, base)) if 'href="' in note.html else note


def _link(link: Link, base: str) -> Link:
    return replace(link, url=resolved(link.url, base))


def _html(html: str, base: str) -> str:
    if 'href="' not in html:
        return html
    return _HREF.sub(lambda found: found[1] + escape(resolved(unescape(found[2]), base)), html)


def resolved(url: str, base: str) -> str:
    """Give a link as it leads from `base` (RFC 3986, section 5); one from the root or to a host stays as written."""
    try:
        parts = urlsplit(url)
        if not url or parts.scheme or parts.netloc or url.startswith("/"):
            return url
        return urljoin(base, url)
    except ValueError:
        return url
