"""Which published pages last as long as what they show is on record, and what may take them away all the same."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from msgspec import Struct, field

from goalpage.errors import DestinationError
from goalpage.site.manifest import Manifest

_NAMED = 3
"""So many pages are named in a message."""


def _nothing() -> frozenset[str]:
    return frozenset()


class Lasting(Struct, frozen=True):
    """The pages of this build that last: of committed and recorded revisions, and of goals stated in them.

    `pages` gives the path of the post behind each page, by the page's path below the destination; `posts` are the
    posts from which this build is made. `asked` gives the pages that would be there if the author hid nothing: it is
    called only where a page is missing.
    """

    pages: Mapping[str, str] = field(default_factory=dict)
    posts: Collection[str] = frozenset()
    asked: Callable[[], Collection[str]] = _nothing


def missing_pages(before: Manifest, now: Lasting, wanted: Collection[str], destination: Path) -> dict[str, str]:
    """Give the lasting pages that are published, not wanted any more, and not hidden, with their posts."""
    missing = {
        path: post
        for path, post in before.lasting.items()
        if path not in wanted and path in before.files and (destination / path).is_file()
    }
    if not missing:
        return {}
    asked = now.asked()
    return {path: post for path, post in missing.items() if path not in asked}


def refuse_loss(missing: Mapping[str, str], now: Lasting) -> None:
    """Raise DestinationError where a page would go whose post is still there.

    No edit of a post does that: it comes of a missing git, a checkout without its history, commits that were
    rewritten, or another reading of the same text.
    """
    lost = sorted(path for path, post in missing.items() if post in now.posts)
    if not lost:
        return
    named = ", ".join(path.removesuffix("index.html") for path in lost[:_NAMED])
    more = f" and {len(lost) - _NAMED} more" if len(lost) > _NAMED else ""
    raise DestinationError(
        f"published pages would be taken away while their post is still there: {named}{more}",
        "bring the git history or _revisions/ back, or build with --allow-removal to let them go",
    )
