"""How an author names a goal (number, id, line, part of its title) and a revision (id, date, commit)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from goalpage.errors import GoalpageError

if TYPE_CHECKING:
    from goalpage.model import Goal
    from goalpage.pages.record import Record

T = TypeVar("T")

_LINE = re.compile(r"(?:line )?:?(\d{1,7})")
_AGO = re.compile(r"(\d{1,4}|an?|one) (day|week|month|year)s? ago")
_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}")
_SHA = re.compile(r"[0-9a-f]{4,40}")
_SPANS = {"today": 0, "yesterday": 1}
_NEWEST = ("now", "newest", "latest", "@")
_DAYS = {"day": 1, "week": 7}


class NamedGoal(Struct, frozen=True):
    """What a goal may be named by."""

    goal: Goal
    id: str


def goals_named(entries: Sequence[T], name: str, of: Callable[[T], NamedGoal]) -> list[T]:
    """Give the goals that `name` means: by id or number if any has it, `:31` by line, else by a part of the title.

    Raises GoalpageError, naming the nearest title, where there is none.
    """
    wanted = " ".join(name.casefold().split()).removeprefix("#")
    line = _LINE.fullmatch(wanted) if wanted.startswith((":", "line ")) else None
    if line is not None:
        chosen = [one for one in entries if of(one).goal.line == int(line[1])]
        if not chosen:
            raise GoalpageError(f"no goal stands in line {line[1]}", "`goalpage show --json` tells each goal's line")
        return chosen
    for means in (_has_id, _has_number, _is_title, _has_in_title):
        chosen = [one for one in entries if means(of(one), wanted)]
        if chosen:
            return chosen
    near = get_close_matches(name, [of(one).goal.title for one in entries], n=1, cutoff=0.3)
    cure = f"did you mean {near[0]!r}?" if near else "`goalpage show` lists them all"
    raise GoalpageError(f"there is no goal {name!r}", cure)


def _has_id(one: NamedGoal, wanted: str) -> bool:
    return wanted in (one.id.casefold(), (one.goal.id or "").casefold()) if wanted else False


def _has_number(one: NamedGoal, wanted: str) -> bool:
    return bool(wanted) and (one.goal.number or "").strip(".)# ").casefold() == wanted


def _is_title(one: NamedGoal, wanted: str) -> bool:
    return wanted == _title(one)


def _has_in_title(one: NamedGoal, wanted: str) -> bool:
    return wanted in _title(one)


def _title(one: NamedGoal) -> str:
    return " ".join(one.goal.title.casefold().split())


def revision_named(record: Record, name: str, root: Path, today: date) -> int:
    """Give the revision (an index) that `name` means in this history.

    A date means the list as it stood at its end: the newest revision in it, else the last one before. GoalpageError
    where it means none.
    """
    wanted = " ".join(name.split())
    if wanted.casefold() in _NEWEST:
        return len(record.revisions) - 1
    by_id = [r for r, revision in enumerate(record.revisions) if revision.id == wanted]
    if by_id:
        return by_id[0]
    until = end_of(wanted, today)
    if until is not None:
        return _standing_at(record, until, name)
    starts = [r for r, revision in enumerate(record.revisions) if len(wanted) > 10 and revision.id.startswith(wanted)]
    if len(starts) == 1:
        return starts[0]
    found = _of_commit(record, wanted, root)
    if found is None:
        cure = "name it by its id or commit (`goalpage log` lists them), or by a date as 2021, 2021-06, last year"
        raise GoalpageError(f"there is no revision {name!r} of {record.history.title!r}", cure)
    return found


def end_of(name: str, today: date) -> date | None:
    """Give the last day of what `name` says: `2021`, `2021-06`, `2021-06-30`, `last year`, `3 weeks ago`.

    None where it is no date.
    """
    from goalpage.pages.dates import last_day

    words = name.casefold()
    if words in _SPANS:
        return today - timedelta(days=_SPANS[words])
    if words in ("last year", "this year"):
        return date(today.year - (words == "last year"), 12, 31)
    if words == "last month":
        return today.replace(day=1) - timedelta(days=1)
    if words == "last week":
        return today - timedelta(days=today.weekday() + 1)
    ago = _AGO.fullmatch(words)
    if ago is not None:
        return _before(today, int(ago[1]) if ago[1].isdigit() else 1, ago[2])
    return last_day(words) if _DATE.fullmatch(words) else None


def _before(today: date, number: int, unit: str) -> date:
    if unit in _DAYS:
        return today - timedelta(days=number * _DAYS[unit])
    months = today.year * 12 + today.month - 1 - number * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    day = today.day
    while day > 28:
        try:
            return date(max(year, 1), month + 1, day)
        except ValueError:
            day -= 1
    return date(max(year, 1), month + 1, day)


def _standing_at(record: Record, until: date, name: str) -> int:
    standing = [r for r, revision in enumerate(record.revisions) if revision.date.date() <= until]
    if not standing:
        first = record.revisions[0].day
        raise GoalpageError(
            f"{record.history.title!r} has no revision in {name!r} or before", f"its first is of {first}"
        )
    return standing[-1]


def _of_commit(record: Record, name: str, root: Path) -> int | None:
    """Give the revision of a commit: by a part of its name, else by what git takes the name for (`HEAD~3`)."""
    if _SHA.fullmatch(name.casefold()):
        found = [r for r, one in enumerate(record.revisions) if (one.commit or "").startswith(name.casefold())]
        if found:
            return found[-1]
    from goalpage.blog.git import commits_until

    paths = {one.path for one in record.revisions} | {one.source for one in record.revisions}
    at = {one.commit: r for r, one in enumerate(record.revisions) if one.commit}
    return next((at[commit] for commit in commits_until(root, name, sorted(paths)) if commit in at), None)


def path_below(root: Path, post: str) -> str:
    """Give a post's path below the blog, as the author may name it from where he stands or from the blog."""
    for named in (root / post, Path(post)):
        try:
            return named.resolve().relative_to(root.resolve()).as_posix()
        except ValueError:
            continue
    return post


def records_named(made: Sequence[Record], name: str) -> list[Record]:
    """Give the histories that `name` means: the one of this id, else those with it in their id or title.

    Raises GoalpageError, naming all, where there is none.
    """
    exact = [record for record in made if record.history.id == name]
    part = [r for r in made if name.casefold() in r.history.id or name.casefold() in r.history.title.casefold()]
    if not (exact or part):
        ids = ", ".join(record.history.id for record in made) or "none"
        raise GoalpageError(f"there is no history {name!r}", f"there are {ids}")
    return exact or part


def record_named(made: Sequence[Record], name: str) -> Record:
    """Give the one history that `name` means; GoalpageError where it means several, or none."""
    found = records_named(made, name)
    if len(found) > 1:
        ids = ", ".join(record.history.id for record in found)
        raise GoalpageError(f"{name!r} may mean {len(found)} histories", f"name one: {ids}")
    return found[0]
