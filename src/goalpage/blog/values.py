"""What the blog gives to the other stages: the posts taken, and their texts through time."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from goalpage.errors import Problem
from goalpage.model import Origin


class Text(Struct, frozen=True):
    """One post's bytes as they stood at a date, which carries the author's own UTC offset.

    `path` is the post's path at that time, below the blog. `commit` (the full id) and `message` are given for texts
    from git.
    """

    path: str
    data: bytes
    date: datetime
    origin: Origin
    commit: str | None = None
    message: str | None = None


class Candidate(Struct, frozen=True):
    """A post that may hold goals, and why it was taken.

    `told` says that its author named it a goal post; all others count only if goals are found in them. `texts` are
    oldest first. `url` is the post's place in the site, without the base URL (None where unknown); `date` the date
    the post gives itself, by front matter or file name. `id` and `series` are the names front matter gives to the
    history (None where it gives none). A post that `looks_back` by its title alone counts only where it grades the
    goals of a list.
    """

    path: str
    why: str
    told: bool
    texts: tuple[Text, ...]
    url: str | None = None
    date: datetime | None = None
    title: str | None = None
    lang: str | None = None
    id: str | None = None
    series: str | None = None
    looks_back: bool = False


class Other(Struct, frozen=True):
    """A dated post that was not taken: `body` follows its front matter, from the 1-based line `body_line` on."""

    path: str
    date: datetime
    title: str
    body: str
    body_line: int


class Blog(Struct, frozen=True):
    """The posts of a blog that were taken, those that look like goal posts but were not, and what is wrong.

    `looks_like` are (path, reason) pairs. `others` are posts about something else, the oldest first. `due` is when the
    next post, held back since its date is in the future, is to be published (None: none is). `problems` are those of
    the blog: what reading finds in the texts of the candidates is not among them.
    """

    candidates: tuple[Candidate, ...] = ()
    looks_like: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    due: datetime | None = None
    others: tuple[Other, ...] = ()
