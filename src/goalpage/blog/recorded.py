"""Revisions recorded as whole copies: `_revisions/<post-stem>/<YYYY-MM-DD>[-n].md`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo
from pathlib import Path, PurePosixPath

from goalpage.blog.files import RECORDED, read_bytes
from goalpage.blog.lineage import bare_name, stem_of
from goalpage.blog.values import Text
from goalpage.errors import Problem, Severity
from goalpage.model import Origin

_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-(\d{1,4}))?\.\w+\Z")


def recorded_texts(root: Path, source: str, path: str, zone: tzinfo) -> tuple[tuple[Text, ...], tuple[Problem, ...]]:
    """Give the recorded texts of the post at `path`, oldest first, dated at the start of their day in `zone`.

    They lie beside the post or beside the folder that holds it, at the blog's source or at its root.
    """
    problems: list[Problem] = []
    for folder in _folders(root, source, path):
        texts = sorted(_texts(root, folder, zone, problems), key=lambda pair: pair[0])
        if texts or problems:
            return tuple(text for _, text in texts), tuple(problems)
    return (), ()


def _folders(root: Path, source: str, path: str) -> Iterator[str]:
    """Give the folders that exist among those in which the revisions of a post may lie."""
    post = PurePosixPath(path)
    places = (post.parent, post.parent.parent, PurePosixPath(source), PurePosixPath())
    for place in dict.fromkeys(places):
        for name in dict.fromkeys((stem_of(path), bare_name(path))):
            folder = place / RECORDED / name
            if (root / folder).is_dir():
                yield str(folder)


def _texts(
    root: Path, folder: str, zone: tzinfo, problems: list[Problem]
) -> Iterator[tuple[tuple[datetime, int, str], Text]]:
    inside = os.path.realpath(root) + os.sep
    for name in sorted(file.name for file in (root / folder).iterdir()):
        path = f"{folder}/{name}"
        found = _NAME.match(name)
        date = _day(found[1], zone) if found else None
        if found is None or date is None:
            if not name.startswith("."):
                message = "the name of a recorded revision is no date"
                problems.append(_warning(path, "recorded-name", message, "rename it to YYYY-MM-DD.md"))
            continue
        if not os.path.realpath(root / path).startswith(inside):
            problems.append(_warning(path, "link-outside", "a symbolic link leads out of the blog", "put a copy there"))
            continue
        try:
            data = read_bytes(root / path)
        except OSError as error:
            problems.append(_warning(path, "unreadable", f"the file cannot be read ({error.strerror})", ""))
            continue
        yield (date, int(found[2] or 0), name), Text(path, data, date, Origin.RECORDED)


def _day(text: str, zone: tzinfo) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=zone)
    except ValueError:
        return None


def _warning(path: str, code: str, message: str, cure: str) -> Problem:
    return Problem(path, None, code, message, cure, Severity.WARNING)


def with_recorded(texts: Sequence[Text], recorded: Sequence[Text]) -> tuple[Text, ...]:
    """Give both in order: git's texts keep theirs, and a recorded one follows the last text dated before it.

    The same text is one revision: git's, unless it was recorded on an earlier day (or is in no commit).
    """
    if not recorded:
        return tuple(texts)
    merged = list(texts)
    known = {_plain(text.data): text for text in reversed(texts)}
    for each in recorded:
        same = known.get(_plain(each.data))
        if same is not None:
            if same.commit is not None and same.date.date() <= each.date.date():
                continue
            merged.remove(same)
        is_open = bool(merged) and merged[-1].commit is None and merged[-1].origin is not Origin.RECORDED
        end = len(merged) - is_open  # what is in no commit stays the newest
        at = max((i + 1 for i, text in enumerate(merged[:end]) if text.date <= each.date), default=0)
        merged.insert(at, each)
        known[_plain(each.data)] = each
    return tuple(merged)


def _plain(data: bytes) -> bytes:
    return data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
