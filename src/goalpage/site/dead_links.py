"""Links of goals into their own blog that lead nowhere in the site as it was built."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from goalpage.errors import Problem, Severity
from goalpage.model import Post
from goalpage.site.post_links import resolved

_SOURCES = (".md", ".markdown")


def dead_links(  # noqa: PLR0913, PLR0917  # a post, where it stands, and the blog
    post: Post, path: str, place: str | None, destination: Path, url: str, baseurl: str
) -> Iterator[Problem]:
    """Give a warning for each link of a goal to a page of this blog that the site in `destination` does not have.

    `url` and `baseurl` are the blog's; `place` is the post's own address below them, None where it is not known.
    Relative links to source files (`other.md`) are left to the generator. Nothing is said where the blog was not built
    there.
    """
    if not (destination / "index.html").is_file():
        return
    base = None if place is None else baseurl.rstrip("/") + place
    for goal in post.goals:
        for link in dict.fromkeys((*goal.links, *goal.evidence)):
            inside = _inside(link.url if base is None else resolved(link.url, base), url, baseurl)
            if inside is not None and not _is_there(destination, inside):
                message = f"the link to {link.url} leads nowhere in the site as it was built"
                cure = "mend it, or build the blog again"
                yield Problem(path, goal.line, "dead-link", message, cure, Severity.WARNING)


def _inside(link: str, url: str, baseurl: str) -> str | None:
    """Give the path in the site that a link asks for, None where it leads out of the blog or says no path."""
    try:
        parts, home = urlsplit(link), urlsplit(url)
    except ValueError:
        return None
    if parts.scheme or parts.netloc:
        if not home.netloc or parts.netloc != home.netloc:
            return None
    elif not link.startswith("/") or parts.path.endswith(_SOURCES):
        return None  # relative to a post whose address is not known, or the generator's to turn into one
    base = baseurl.strip("/")
    asked = unquote(parts.path).lstrip("/")
    if base and not (asked == base or asked.startswith(f"{base}/")):
        return None
    return asked[len(base) :].lstrip("/") if base else asked


def _is_there(destination: Path, asked: str) -> bool:
    if ".." in asked.split("/") or "\0" in asked:
        return True
    place = destination / asked
    tries = (place, place / "index.html", place.with_name(f"{place.name}.html"))
    return any(each.is_file() for each in tries)
