"""The texts of the posts that were taken: from git, from recorded copies, and as the files stand now."""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, tzinfo
from pathlib import Path, PurePosixPath

from msgspec import Struct, field

from goalpage.blog.files import DATA, PAGES
from goalpage.blog.git import Blobs, Repository, read_log, repository_of
from goalpage.blog.lineage import Lineage, Log, Step
from goalpage.blog.memory import Memory
from goalpage.blog.values import Text
from goalpage.errors import HistoryError, Problem, Severity
from goalpage.model import Origin
from goalpage.refs import git_state

_SUFFIXES = (*PAGES, *DATA)
_LACKING = "the repository lacks the post's text"
_MANY = 3
"""Unreadable revisions of one post that are still told one by one."""
_LFS = b"version https://git-lfs.github.com/spec/"


class Present(Struct, frozen=True):
    """A post as its file stands: its path below the blog, its bytes, and the date it gives itself.

    `recorded` is the date of its newest recorded text, None where none is recorded: its file is newer than that.
    """

    path: str
    data: bytes
    date: datetime | None
    recorded: datetime | None = None


class Terms(Struct, frozen=True):
    """On which terms texts are taken: `zone` dates what has no offset, `now` is the latest that a file was saved.

    `committed` leaves out what is not committed, `shallow` goes on with a history that is cut off.
    """

    zone: tzinfo
    now: datetime
    committed: bool = False
    shallow: bool = False


class _Record(Struct):
    """What git says of one repository as long as its refs stand at `state`.

    `committed` are the texts of a post through its commits, with the blob of the last one, by the post's path.
    """

    state: tuple[str, ...]
    repository: Repository | None
    problems: tuple[Problem, ...]
    log: Log
    committed: dict[str, tuple[tuple[Text, ...], str | None]] = field(default_factory=dict)


def texts_of(
    root: Path, posts: Sequence[Present], terms: Terms, memory: Memory | None = None
) -> tuple[dict[str, tuple[Text, ...]], tuple[Problem, ...]]:
    """Give the texts of these posts through git, oldest first, by path; without a repository, as they stand.

    Raises HistoryError for a shallow clone unless `terms.shallow`: building from it would take published pages away.
    """
    records: dict[str, _Record] = memory.records if memory else {}
    texts: dict[str, tuple[Text, ...]] = {}
    problems: list[Problem] = []
    for folder, inside in _by_repository(root, posts).items():
        record = records[folder] = _record(root / folder, records.get(folder))
        repository = record.repository
        problems += record.problems
        if repository is not None and repository.is_shallow and not terms.shallow:
            raise HistoryError(
                "the repository is a shallow clone, so its history is cut off",
                "fetch all of it (fetch-depth: 0, or git fetch --unshallow), or go on with --shallow",
            )
        reader = _Reader(root, folder, record, terms)
        for post, history in reader.histories(inside):
            texts[post.path] = history
        problems += reader.problems
    return texts, tuple(dict.fromkeys(problems))


def _record(folder: Path, last: _Record | None) -> _Record:
    """Give what git says of the repository at `folder`: the `last` one where its refs stand as they did."""
    state = tuple(git_state(folder))  # taken before reading: a change meanwhile is seen the next time
    if last is not None and last.state == state:
        return last
    repository, problems = repository_of(folder)
    if repository is None:
        return _Record(state, None, problems, Log(()))
    log, more = read_log(repository, _SUFFIXES)
    return _Record(state, repository, (*problems, *more), log)


def _by_repository(root: Path, posts: Sequence[Present]) -> dict[str, list[Present]]:
    """Give the posts by the folder whose repository holds them: the blog, or a submodule within it."""
    known: dict[str, str] = {".": "."}

    def holder(folder: PurePosixPath) -> str:
        key = str(folder)
        if key not in known:
            known[key] = key if os.path.lexists(root / key / ".git") else holder(folder.parent)
        return known[key]

    groups: dict[str, list[Present]] = defaultdict(list)
    for post in posts:
        groups[holder(PurePosixPath(post.path).parent)].append(post)
    return groups


class _Reader:
    """Reads the histories of the posts in one repository."""

    def __init__(self, root: Path, folder: str, record: _Record, terms: Terms) -> None:
        self.root, self.folder, self.record, self.terms = root, folder, record, terms
        self.repository = record.repository
        self.problems: list[Problem] = []
        self._unread: dict[tuple[str, str], list[str]] = defaultdict(list)

    def histories(self, posts: Sequence[Present]) -> Iterable[tuple[Present, tuple[Text, ...]]]:
        """Give each post with its texts, oldest first."""
        if self.repository is None or not self.record.log.holds(self.repository.prefix):
            return [(post, (self._as_it_stands(post, Origin.FILE),)) for post in posts]
        new = [post for post in posts if post.path not in self.record.committed]
        with Blobs(self.repository) as blobs:
            lineage = Lineage(self.record.log, blobs.__getitem__)
            steps = {post.path: lineage.steps(self._inside(post.path)) for post in new}
            blobs.fetch(step.entry.new for each in steps.values() for step in each if step.entry.mode.startswith("100"))
            found = {post.path: self._committed(post, steps[post.path], blobs) for post in new}
        if not self._unread:  # what git could not give may be there the next time
            self.record.committed |= found
        self.problems += self._unread_problems()
        known = self.record.committed | found
        return [(post, self._with_present(post, *known[post.path])) for post in posts]

    def _inside(self, path: str) -> str:
        """Give a path below the blog as the repository has it."""
        below = path if self.folder == "." else path[len(self.folder) + 1 :]
        return (self.repository.prefix if self.repository else "") + below

    def _below(self, path: str) -> str:
        """Give a path of the repository as seen from the blog (it may have lain outside)."""
        prefix = self.repository.prefix if self.repository else ""
        below = path.removeprefix(prefix)
        return below if self.folder == "." else f"{self.folder}/{below}"

    def _committed(
        self, post: Present, steps: Sequence[Step], blobs: Blobs
    ) -> tuple[tuple[Text, ...], str | None]:
        """Give the post's texts through its commits, oldest first, and the blob of the last one."""
        texts: list[Text] = []
        last: str | None = None
        for step in reversed(steps):
            if step.entry.new == last:
                continue
            last = step.entry.new
            data = self._data(post, step, blobs)
            if data is not None:
                texts.append(self._text(step, data))
        return tuple(texts), last

    def _with_present(self, post: Present, texts: tuple[Text, ...], last: str | None) -> tuple[Text, ...]:
        """Give the texts with that of the file as it stands, where no commit has it."""
        if self.terms.committed:
            return texts
        if not texts:
            return (self._as_it_stands(post, Origin.UNCOMMITTED),)
        if _same(texts[-1].data, post.data) or last == _blob_id(post.data, len(last or "")):
            return texts
        return (*texts, self._as_it_stands(post, Origin.UNCOMMITTED, texts[-1].date))

    def _data(self, post: Present, step: Step, blobs: Blobs) -> bytes | None:
        """Give the bytes of one step, None (and a warning) where the commit holds no text of the post."""
        data = blobs[step.entry.new] if step.entry.mode.startswith("100") else None
        if data is None and step.entry.new == _blob_id(post.data, len(step.entry.new)):
            return post.data
        if not step.entry.mode.startswith("100"):
            reason = "the post was a symbolic link"
        elif data is None:
            reason = _LACKING
        elif data.startswith(_LFS):
            reason = "the post's text lies in Git LFS"
        else:
            return data
        self._unread[self._below(step.path), reason].append(step.commit.sha[:10])
        return None

    def _unread_problems(self) -> Iterable[Problem]:
        """Give a warning for each text that no commit gives, or one for many of a kind."""
        for (path, reason), commits in self._unread.items():
            cure = "clone it without --filter" if reason == _LACKING else ""
            many = f"{reason} in {len(commits)} commits, the newest"
            told = [(many, commits[-1])] if len(commits) > _MANY else [(reason, commit) for commit in commits]
            for message, commit in told:
                yield Problem(path, None, "revision-unreadable", message, cure, Severity.WARNING, commit)

    def _text(self, step: Step, data: bytes) -> Text:
        assert self.repository is not None
        commit = step.commit
        is_cut = commit.sha in self.repository.boundary
        origin = Origin.BOUNDARY if is_cut else Origin.COMMIT
        return Text(self._below(step.path), data, commit.date, origin, commit.sha, commit.message)

    def _as_it_stands(self, post: Present, origin: Origin, committed: datetime | None = None) -> Text:
        """Give the file's own text, dated as the post dates itself; when it was saved, where there are older texts."""
        older = [date for date in (committed, post.recorded) if date is not None]
        if post.date is not None and not older:
            return Text(post.path, post.data, post.date, origin)
        zone = older[0].tzinfo if older else self.terms.zone
        return Text(post.path, post.data, max((self._saved(post.path).astimezone(zone), *older)), origin)

    def _saved(self, path: str) -> datetime:
        """Give when the file was saved, never later than now."""
        try:
            saved = datetime.fromtimestamp(int((self.root / path).stat().st_mtime), UTC)
        except (OSError, ValueError, OverflowError):
            return self.terms.now
        return min(saved, self.terms.now)


def _same(one: bytes, other: bytes) -> bool:
    """Tell whether two texts are the same but for the line ends that git may turn on checkout."""
    return one == other or one.replace(b"\r\n", b"\n") == other.replace(b"\r\n", b"\n")


def _blob_id(data: bytes, length: int) -> str:
    """Give the id git gives to these bytes (of 40 hex digits, or 64 in a SHA-256 repository)."""
    made = hashlib.sha256 if length == 64 else hashlib.sha1
    return made(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
