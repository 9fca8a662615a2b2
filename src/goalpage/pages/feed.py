"""`feed.xml`: the newest changes of all histories as an Atom feed (RFC 4287)."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar
from urllib.parse import quote, urlsplit

from markupsafe import Markup
from msgspec import Struct

from goalpage.pages import templating
from goalpage.pages.changes import told
from goalpage.pages.context import Making, difference_href, said
from goalpage.pages.dates import rfc3339
from goalpage.pages.difference import Section, sections
from goalpage.pages.listing import Group, Lister, groups
from goalpage.pages.paths import href
from goalpage.pages.record import Record
from goalpage.pages.values import File, Site
from goalpage.pages.view import View

NEWEST = 50
"""Entries kept: what a reader who comes by now and then may have missed."""
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold in any form (section 2.2)."""


class Entry(Struct, frozen=True):
    """One revision of one history."""

    id: str
    title: str
    history: str
    href: str
    updated: str
    content: Markup


class FeedView(View, frozen=True):
    """The feed."""

    template: ClassVar[str] = "feed.xml"
    id: str
    title: str
    author: str
    updated: str
    lang: str
    generator: str
    self_href: str
    index_href: str
    entries: tuple[Entry, ...]


class EntryView(View, frozen=True):
    """What one entry says: the changes by kind, or the whole list where it is the first."""

    template: ClassVar[str] = "feed_entry.html"
    message: str
    sections: tuple[Section, ...]
    groups: tuple[Group, ...]


def feed(making: Making, records: Sequence[Record]) -> File:
    """The feed of the newest changes; links are whole where the host is known, else relative to the feed."""
    site = making.site
    up = site.canonical(site.file("")) or ""
    newest = sorted(
        (
            (record.revisions[r].date.timestamp(), n, r)
            for n, record in enumerate(records)
            for r in record.shown[-NEWEST:]
        ),
        key=lambda each: (-each[0], each[1], -each[2]),
    )[:NEWEST]
    entries = tuple(_entry(making, records[n], r, up) for _, n, r in newest)
    view = FeedView(
        id=site.canonical(site.file("index.html")) or _urn("feed"),
        title=f"Goals · {site.title}" if site.title else "Goals",
        author=site.author or site.title or "The author of the goals",
        updated=entries[0].updated if entries else f"{site.today.isoformat()}T00:00:00Z",
        lang=site.lang or "en",
        generator=site.generator,
        self_href=f"{up}feed.xml",
        index_href=up or "./",
        entries=entries,
    )
    text = _ILLEGAL.sub("", str(templating.filled(view, site.templates)))
    return File(site.file("feed.xml"), text.encode("utf-8"))


def _entry(making: Making, record: Record, revision: int, up: str) -> Entry:
    at = record.revisions[revision]
    before = record.before[revision]
    first = before is None
    content = EntryView(
        message=said(at),
        sections=() if first else sections(making, record, record.happened[revision], up),
        groups=groups(Lister(making, record, up).statement_rows(revision)) if first else (),
    )
    return Entry(
        id=entry_id(making.site, record, at.id, at.date),
        title=f"{record.history.title}: {told(record, revision)}",
        history=record.history.id,
        href=href(up, f"{record.segment}/at/{at.id}/")
        if before is None
        else difference_href(up, record, before, revision),
        updated=rfc3339(at.date),
        content=templating.filled(content, making.site.templates),
    )


def entry_id(site: Site, record: Record, revision: str, date: datetime) -> str:
    """A name that lasts: a tag URI (RFC 4151) of the host and the revision's own day; a UUID where no host is known."""
    host = urlsplit(site.url).hostname if site.url else None
    if host is None:
        return _urn(f"{record.history.id}/{revision}")
    return f"tag:{host},{date.date().isoformat()}:goalpage/{quote(record.history.id)}/{quote(revision)}"


def _urn(name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"goalpage:{name}").urn
