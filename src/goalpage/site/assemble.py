"""Everything that goes into the site: our pages in the blog's looks, data, and what the blog's pages ask for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from goalpage.errors import Problem
from goalpage.model import Followed
from goalpage.pages import Site, render
from goalpage.pages.widgets import widgets
from goalpage.site.built_site import BuiltSite, built_site
from goalpage.site.dress import Wardrobe
from goalpage.site.find_frame import find_frame
from goalpage.site.frame import Frame
from goalpage.site.guests import Answers, filled_pages
from goalpage.site.post_links import with_links_from_posts
from goalpage.site.post_urls import with_real_urls
from goalpage.site.sitemap import in_sitemap_of_blog, sitemap
from goalpage.site.write import published


class Assembled(Struct, frozen=True):
    """Every file of ours by its path below the site, and what is odd about the pages they stand among.

    `guests` are files of the blog with something of ours in them, the frame in whose place our index stands among
    them; `watched` are the files on which the next build depends.
    """

    files: Mapping[str, bytes]
    guests: Mapping[str, bytes]
    watched: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


def assembled(  # noqa: PLR0913, PLR0917 - six plain values, called once
    followed: Sequence[Followed],
    site: Site,
    told: str | None,
    destination: Path,
    problems: Sequence[Problem],
    progress: Callable[[int, int], None],
) -> Assembled:
    """Make every page and file, in the blog's own looks where it lends them; none where there is no history.

    `told` is the configured frame, `problems` are those found so far (for the data), `progress` is told how many
    pages are made, and of how many.
    """
    ours = published(destination, site.folder).files
    built = built_site(destination, ours)
    frame, odd = find_frame(built, site, told)
    site = with_address(site, frame)
    if not any(each.history.revisions for each in followed):
        return _without_goals(built, site, frame)
    followed = with_links_from_posts(with_real_urls(followed, built), site.baseurl)
    answers = Answers(widgets(followed, site))
    pages, data = render(followed, site, (*problems, *odd))
    wardrobe = Wardrobe(site, frame, answers, marks_for_search=built.chooses_for_search or not built.searched)
    files = {file.path: file.data for file in (*data, *sitemap(pages, site))}
    for number, page in enumerate(pages):
        progress(number + 1, len(pages))
        files[page.path] = wardrobe.dressed(page)
    guests = filled_pages(built, site, answers) | in_sitemap_of_blog(built, pages, site)
    if frame and frame.path in files:
        guests[frame.path] = files.pop(frame.path)
    return Assembled(files, guests, _watched(built, files, guests, told), (*odd, *answers.problems))


def _without_goals(built: BuiltSite, site: Site, frame: Frame | None) -> Assembled:
    """Give the blog's pages back as they were before there were goals, but for what stood in the marked elements."""
    guests = filled_pages(built, site, Answers(widgets((), site))) | in_sitemap_of_blog(built, (), site)
    if frame and frame.path == site.file("index.html"):
        guests[frame.path] = frame.empty().encode("utf-8")
    return Assembled({}, guests, _watched(built, {}, guests, None))


def _watched(
    built: BuiltSite, files: Mapping[str, bytes], guests: Mapping[str, bytes], told: str | None
) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*files, *guests, *((told,) if told else ()), *built.watched)))


def with_address(site: Site, frame: Frame | None) -> Site:
    """Give the site with the address that the blog's own pages say they have, where they say one."""
    parts = urlsplit(frame.base) if frame else None
    if not parts or not parts.netloc:
        return site
    return replace(site, url=f"{parts.scheme or 'https'}://{parts.netloc}", baseurl=parts.path.rstrip("/"))
