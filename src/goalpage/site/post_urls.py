"""Where the goal posts really stand in the built blog: found there, since every generator has rules of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from urllib.parse import quote, unquote

from msgspec import Struct
from msgspec.structs import replace

from goalpage.model import Followed, History
from goalpage.pages.values import SAFE
from goalpage.site.built_site import BuiltSite
from goalpage.site.edits import MARKER
from goalpage.site.html_scan import closing, plain_text, tags

_WORDS = re.compile(r"\w+")
_ENOUGH = 0.6
"""The share of a post's goals that a page must hold to be that post: themes cut texts and resolve Liquid."""


class _Said(Struct, frozen=True):
    """What a post says, each as words in lower case: its title, and the titles of its goals."""

    title: str
    goals: tuple[str, ...]
    rarest: bytes
    """The longest word of the title, as it is written: a page without it is not looked at."""


def with_real_urls(followed: Sequence[Followed], built: BuiltSite) -> tuple[Followed, ...]:
    """Give the histories with the addresses that their posts have in the built blog.

    A computed address holds where its page is there, and everywhere as long as nothing is built. Else the page is
    looked for that says what the post says; where none does, the address is unknown.
    """
    if not built.pages:
        return tuple(followed)
    wanted = {
        (n, post): said
        for n, each in enumerate(followed)
        for post, url in _posts(each.history)
        if not _is_built(url, built) and (said := _said(each.history, post))
    }
    found = _found(wanted, built) if wanted else {}
    return tuple(
        replace(each, history=replace(each.history, post_urls=_urls(n, each.history, built, found)))
        for n, each in enumerate(followed)
    )


def _posts(history: History) -> list[tuple[str, str | None]]:
    urls = (*history.post_urls, *([None] * (len(history.posts) - len(history.post_urls))))
    return list(zip(history.posts, urls, strict=False))


def _urls(n: int, history: History, built: BuiltSite, found: dict[tuple[int, str], str]) -> tuple[str | None, ...]:
    return tuple(url if _is_built(url, built) else found.get((n, post)) for post, url in _posts(history))


def _is_built(url: str | None, built: BuiltSite) -> bool:
    """Whether a computed address has its page: as a file, with `.html` left out, or as a folder's index."""
    if url is None:
        return False
    if "://" in url:
        return True
    path = unquote(url.partition("#")[0].partition("?")[0]).lstrip("/")
    places = [f"{path}index.html"] if not path or path.endswith("/") else [path, f"{path}.html", f"{path}/index.html"]
    return any((built.folder / place).is_file() for place in places)


def _said(history: History, post: str) -> _Said | None:
    newest = next((each for each in reversed(history.revisions) if each.source == post), None)
    if newest is None or not newest.goals:
        return None
    title = newest.post.title or (history.title if len(history.posts) == 1 else "")
    words = _WORDS.findall(title)
    if not words:
        return None
    goals = tuple(_folded(goal.title) for goal in newest.goals)
    return _Said(_folded(title), goals, max(words, key=len).encode("utf-8", "replace"))


def _found(wanted: dict[tuple[int, str], _Said], built: BuiltSite) -> dict[tuple[int, str], str]:
    best: dict[tuple[int, str], tuple[tuple[bool, float, int], str]] = {}
    for path in built.pages:
        data = built.data(path) or b""
        asked = {key: said for key, said in wanted.items() if said.rarest in data}
        if not asked:
            continue
        names, text = _of_page(data.decode("utf-8", "replace"))
        for key, said in asked.items():
            share = sum(goal in text for goal in said.goals) / len(said.goals)
            if share >= _ENOUGH and said.title in text:
                # Its own name first; then the fullest; then the shortest, since lists of posts hold posts whole.
                rank = (said.title in names, share, -len(text))
                best[key] = max(best.get(key, (rank, path)), (rank, path))
    return {key: _url(path) for key, (_, path) in best.items()}


def _url(path: str) -> str:
    shown = path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path
    return "/" + quote(shown, safe=SAFE)


def _of_page(page: str) -> tuple[frozenset[str], str]:
    """Give the names of a page (social title, `<title>` with and without the site's part, headings), and its words."""
    found = tags(page)
    names, skipped = [], []
    for n, tag in enumerate(found):
        if tag.closes:
            continue
        if tag.name == "meta" and tag.value("property") == "og:title":
            names.append(tag.value("content"))
        filled = tag.attribute(MARKER) is not None  # by us, and so the word of no post
        end = closing(found, n) if filled or tag.name in ("title", "h1", "script", "style") else None
        if end is not None and not filled and tag.name in ("title", "h1"):
            said = plain_text(page, found, tag.end, found[end].start)
            names += [said, *re.split(r"\s+[|·•:–—-]+\s+", said)]
        elif end is not None:
            skipped.append((tag.start, found[end].end))
    at, parts = 0, []
    for start, stop in skipped:
        if start >= at:
            parts.append(page[at:start])
            at = stop
    whole = re.sub(r"<[^>]*>", "", "".join((*parts, page[at:])))
    return frozenset(map(_folded, names)), f" {_folded(whole)} "


def _folded(text: str) -> str:
    """Give the words of a text alone: quotes, dashes and dots are set otherwise by every generator."""
    return " ".join(_WORDS.findall(unescape(text).casefold()))
