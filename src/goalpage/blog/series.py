"""Histories out of the posts' texts: one for each post, or for a series of dated posts that continue one another."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from goalpage.blog.files import glob_pattern
from goalpage.blog.lineage import bare_name
from goalpage.blog.look_backs import joined_look_backs
from goalpage.blog.memory import Memory
from goalpage.blog.permalink import slug
from goalpage.blog.texts import Told, told_of
from goalpage.blog.values import Blog, Candidate
from goalpage.config import Config
from goalpage.errors import Problem, Severity
from goalpage.model import History, Origin, Post, Revision, Role

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<![\d\w])['’]\d\d(?!\d)")
_SMALL = {"for", "of", "in", "the", "my", "a", "new", "year", "years", "s"}
"""Words that come and go beside a year: "Goals for 2021", "My 2022 goals"."""
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
_OUR_PAGES = {"index", "look-back", "feed"}


class Histories(Struct, frozen=True):
    """The histories of a blog, with the candidates that made them (`sources[i]` for `histories[i]`)."""

    histories: tuple[History, ...] = ()
    sources: tuple[tuple[Candidate, ...], ...] = ()
    problems: tuple[Problem, ...] = ()


def histories(
    blog: Blog, config: Config, read: Callable[[str, Candidate], Post], memory: Memory | None = None
) -> Histories:
    """Give the histories of the blog's posts; `read` gives what one decoded text of a candidate says.

    A candidate whose author did not name it is kept only if a revision of it holds goals. A revision that cannot be
    read, or was not published, is left out with a warning.
    """
    memory = memory or Memory()
    problems: list[Problem] = []
    faults: dict[str, list[Problem]] = {each.path: [] for each in blog.candidates}
    found = [told_of(each, read, config.generator, memory, faults[each.path]) for each in blog.candidates]
    groups = _groups([each for each in found if each is not None], config)
    joined = {each.candidate.path for _, posts in groups for each in posts}
    for each in blog.candidates:
        problems += faults[each.path] if not each.looks_back or each.path in joined else ()
    ids = _unique_ids([_wanted_id(name, posts) for name, posts in groups], [posts for _, posts in groups], problems)
    made = [_history(name, posts, id_) for (name, posts), id_ in zip(groups, ids, strict=True)]
    sources = tuple(tuple(each.candidate for each in posts) for _, posts in groups)
    return Histories(tuple(made), sources, tuple(problems))


def _groups(told: Sequence[Told], config: Config) -> list[tuple[str | None, list[Told]]]:
    """Give the posts in the histories they make: by name, configuration, titles that differ by year, graded goals."""
    groups: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for each in told:
        groups[_group_key(each, config)].append(each)
    found: list[tuple[str | None, list[Told]]] = []
    for (kind, name), posts in groups.items():
        ordered = sorted(posts, key=lambda each: (each.date, each.candidate.path))
        if kind == "title" and not _are_yearly(ordered):
            found += ((None, [each]) for each in ordered)
        else:
            found.append((name if kind == "series" else None, ordered))
    joined = joined_look_backs(_joined(found)) if len(found) > 1 else found
    return [(name, posts) for name, posts in joined if not all(each.candidate.looks_back for each in posts)]


def _joined(groups: list[tuple[str | None, list[Told]]]) -> list[tuple[str | None, list[Told]]]:
    """Let posts whose `series` is the id of another history go on from that one: a look back at a list, say."""
    by_id: dict[str, int] = {}
    for at in sorted(range(len(groups)), key=lambda at: groups[at][0] is not None):
        by_id.setdefault(_wanted_id(*groups[at]), at)
    joining = {at: target for at, (name, _) in enumerate(groups)
               if name is not None and (target := by_id[_wanted_id(*groups[at])]) != at}  # fmt: skip
    for at, target in joining.items():
        posts = [*groups[target][1], *groups[at][1]]
        groups[target] = (groups[target][0], sorted(posts, key=lambda each: (each.date, each.candidate.path)))
    return [group for at, group in enumerate(groups) if at not in joining]


def _group_key(told: Told, config: Config) -> tuple[str, str]:
    if told.candidate.series is not None:
        return "series", told.candidate.series
    for name, glob in config.series:
        if glob_pattern((glob,)).match(told.candidate.path):
            return "series", name
    if told.candidate.id is not None or told.candidate.date is None or told.candidate.looks_back:
        return "post", told.candidate.path
    return "title", _without_year(told.title)


def _without_year(title: str) -> str:
    """Give a title's words without year and small words."""
    words = re.findall(r"[^\W_]+", _YEAR.sub(" ", title).casefold())
    return " ".join(word for word in words if word not in _SMALL)


def _are_yearly(posts: Sequence[Told]) -> bool:
    """Tell whether posts of one title (years left out) are yearly: each title names a year, or each has its own."""
    if all(_YEAR.search(each.title) for each in posts):
        return True
    return len({each.date.year for each in posts}) == len(posts)


def _wanted_id(name: str | None, posts: Sequence[Told]) -> str:
    """Give the id that a history should have: for good, so it follows its first post's first path."""
    if name is not None:
        return slug(name) or "series"
    first = posts[0]
    if first.candidate.id is not None:
        return slug(first.candidate.id) or "goals"
    path = next((each.path for each in first.revisions if each.origin is not Origin.RECORDED), first.candidate.path)
    return slug(bare_name(path)) or slug(bare_name(first.candidate.path)) or "post"


def _unique_ids(wanted: Sequence[str], groups: Sequence[Sequence[Told]], problems: list[Problem]) -> list[str]:
    """Give each history an id of its own, oldest post first, that every file system can hold."""
    taken: set[str] = set(_OUR_PAGES)
    ids = [""] * len(wanted)
    shared = Counter(wanted)
    for index in sorted(range(len(wanted)), key=lambda i: (groups[i][0].date, groups[i][0].candidate.path)):
        base = f"{wanted[index]}-post" if wanted[index] in _RESERVED else wanted[index]
        ids[index] = next(
            each for n in range(1, len(wanted) + 9) if (each := base if n == 1 else f"{base}-{n}") not in taken
        )
        taken.add(ids[index])
        if shared[wanted[index]] > 1 and ids[index] != base:
            path = groups[index][0].candidate.path
            message = f"another post has the name {base!r} too, so this one's pages are at {ids[index]!r}"
            problems.append(Problem(path, None, "same-name", message, "give one goals: {id: ...}", Severity.WARNING))
    return ids


def _history(name: str | None, posts: Sequence[Told], id_: str) -> History:
    newest = posts[-1]
    revisions = _in_series(posts) if len(posts) > 1 else _chained(posts[0].revisions)
    return History(
        id_,
        _series_title([each.title for each in _setting(posts)]),
        _numbered(revisions),
        tuple(each.candidate.path for each in posts),
        tuple(each.candidate.url for each in posts),
        newest.candidate.lang or newest.revisions[-1].post.lang,
        is_series=len(posts) > 1 or name is not None,
    )


def _setting(posts: Sequence[Told]) -> Sequence[Told]:
    """Give the posts that set goals, all where none does: what only looks back does not name the list."""
    return [p for p in posts if any(goal.role is Role.STATED for goal in p.revisions[-1].goals)] or posts


def _series_title(titles: Sequence[str]) -> str:
    """Give the newest title, with the years of all posts where they differ by the year alone: `Goals for 2021–2024`."""
    years = [_YEAR.findall(title) for title in titles]
    if len(titles) == 1 or not all(len(found) == 1 and len(found[0]) == 4 for found in years):
        return titles[-1]
    if len({_without_year(title) for title in titles}) > 1 or len({found[0] for found in years}) == 1:
        return titles[-1]
    first, last = min(years)[0], max(years)[0]
    return _YEAR.sub(f"{first}–{last}", titles[-1])


def _chained(revisions: Sequence[Revision]) -> list[Revision]:
    return [replace(each, previous=index - 1 if index else None) for index, each in enumerate(revisions)]


def _in_series(posts: Sequence[Told]) -> list[Revision]:
    """Give the revisions of all posts by date, each after those its own post had before."""
    flat: list[tuple[datetime, int, int, Revision]] = []
    for number, post in enumerate(posts):
        latest: datetime | None = None
        for index, revision in enumerate(post.revisions):
            latest = revision.date if latest is None else max(latest, revision.date)
            flat.append((latest, number, index, revision))
    flat.sort(key=lambda each: each[:3])
    at = {(number, index): place for place, (_, number, index, _) in enumerate(flat)}
    made = []
    for place, (_, number, index, revision) in enumerate(flat):
        if index:
            previous: int | None = at[number, index - 1]
        else:
            earlier = [i for i in range(place) if flat[i][1] < number]
            nearest = max((flat[i][1] for i in earlier), default=None)
            previous = max((i for i in earlier if flat[i][1] == nearest), default=None)
        made.append(replace(revision, previous=previous))
    return made


def _numbered(revisions: Sequence[Revision]) -> tuple[Revision, ...]:
    """Give the revisions with ids of their own: the second of the same day and text has `-2`."""
    count: Counter[str] = Counter()
    made = []
    for each in revisions:
        count[each.id] += 1
        made.append(each if count[each.id] == 1 else replace(each, id=f"{each.id}-{count[each.id]}"))
    return tuple(made)
