"""One post's texts through the commits of a repository, however often it moved. Pure: commits in, steps out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from datetime import datetime

from msgspec import Struct

SAME_NAME, OTHER_NAME = 0.3, 0.6
"""Share of words (0.0-1.0) that a moved and edited post keeps, under its own name and under another."""
_MAX_COMPARED = 20
"""Removed files compared with an added one, at most: a commit that moves a whole blog is told by names."""
_DATE = re.compile(r"\A\d{2,4}-\d{1,2}-\d{1,2}-?")
_WORD = re.compile(rb"[^\s\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]+")


class Entry(Struct, frozen=True):
    """What a commit did to one path: git's status letter, the file's mode, the blobs before and after."""

    status: str
    mode: str
    old: str
    new: str


class Commit(Struct, frozen=True):
    """One commit; `diffs[i]` are the entries against `parents[i]` (a root has one, against nothing)."""

    sha: str
    parents: tuple[str, ...]
    date: datetime
    message: str
    diffs: tuple[Mapping[str, Entry], ...]


class Step(Struct, frozen=True):
    """A commit that gave the post a new text or a new path."""

    commit: Commit
    path: str
    entry: Entry


class Log:
    """The commits of a repository, newest first, in topological order, indexed by what they touch.

    Runs of commits with one parent each are passed over at one step, so that following many posts through many
    commits takes no more than the posts' own changes and the merges.
    """

    def __init__(self, commits: tuple[Commit, ...]) -> None:
        self.tip: str | None = commits[0].sha if commits else None
        self._commits = {commit.sha: commit for commit in commits}
        self._chains: list[list[Commit]] = []
        self._place: dict[str, tuple[int, int]] = {}
        self._touched: dict[tuple[str, int], list[int]] = defaultdict(list)
        for commit in commits:
            if commit.sha not in self._place:
                self._add_chain(commit)

    def _add_chain(self, commit: Commit) -> None:
        chain: list[Commit] = []
        number = len(self._chains)
        self._chains.append(chain)
        while True:
            self._place[commit.sha] = (number, len(chain))
            for path in {path for diff in commit.diffs for path in diff}:
                self._touched[path, number].append(len(chain))
            chain.append(commit)
            following = self._commits.get(commit.parents[0]) if len(commit.parents) == 1 else None
            if following is None or following.sha in self._place:
                return
            commit = following

    def holds(self, prefix: str) -> bool:
        """Tell whether any commit touches a path that begins with `prefix`."""
        return any(path.startswith(prefix) for path, _ in self._touched)

    def change(self, at: str | None, path: str) -> Commit | None:
        """Give the newest commit from `at` back that changed `path` against every parent; None where there is none.

        A merge that left the path as one parent had it is followed to that parent, as git's default simplification
        of history does.
        """
        while at is not None and at in self._place:
            number, position = self._place[at]
            touched = self._touched.get((path, number), ())
            nearest = bisect_left(touched, position)
            commit = self._chains[number][touched[nearest] if nearest < len(touched) else -1]
            same = next((i for i, diff in enumerate(commit.diffs) if path not in diff), None)
            if same is None:
                return commit
            at = commit.parents[same] if commit.parents else None
        return None


class Lineage:
    """Follows one post back through a log; `blob` gives the bytes of a blob, to tell a moved and edited post."""

    def __init__(self, log: Log, blob: Callable[[str], bytes | None]) -> None:
        self._log, self._blob = log, blob
        self._words: dict[str, Counter[bytes]] = {}

    def steps(self, path: str) -> tuple[Step, ...]:
        """Give the commits that gave the post at `path` its texts, newest first."""
        found: list[Step] = []
        at = self._log.tip
        lives = {(at, path)}
        while (commit := self._log.change(at, path)) is not None:
            entry = commit.diffs[0][path]
            if entry.status == "D":
                life = self._former_life(at, path)
                if life is None or life in lives:
                    break
                at, path = life
                lives.add(life)
                continue
            found.append(Step(commit, path, entry))
            at, path = self._before(commit, path)
        return tuple(found)

    def _before(self, commit: Commit, path: str) -> tuple[str | None, str]:
        """Give the commit and path from which the post came into `commit`."""
        for parent, diff in zip(commit.parents, commit.diffs, strict=False):
            if diff[path].status != "A":
                return parent, path
        for parent, diff in zip(commit.parents, commit.diffs, strict=False):
            source = self._source(diff, path)
            if source is not None:
                return parent, source
        return (commit.parents[0] if commit.parents else None), path

    def _former_life(self, at: str | None, path: str) -> tuple[str, str] | None:
        """Give where a post that was removed (under this or a later name) last stood; None where it lives on."""
        seen: set[str] = set()
        while path not in seen:
            seen.add(path)
            commit = self._log.change(at, path)
            if commit is None or commit.diffs[0][path].status != "D":
                return None
            target = self._target(commit.diffs[0], path)
            if target is None:
                return commit.parents[0], path
            path = target
        return None

    def _source(self, diff: Mapping[str, Entry], path: str) -> str | None:
        """Give the path that one commit removed to add this one."""
        blob = diff[path].new
        taken = {each.new for each in diff.values() if each.status == "A"} - {blob}
        removed = {other: each.old for other, each in diff.items() if each.status == "D" and each.old not in taken}
        return self._likest(blob, path, removed)

    def _target(self, diff: Mapping[str, Entry], path: str) -> str | None:
        """Give the path that one commit added in place of this one."""
        blob = diff[path].old
        taken = {each.old for each in diff.values() if each.status == "D"} - {blob}
        added = {other: each.new for other, each in diff.items() if each.status == "A" and each.new not in taken}
        return self._likest(blob, path, added)

    def _likest(self, blob: str, path: str, others: Mapping[str, str]) -> str | None:
        name = bare_name(path)
        ranked = sorted(others, key=lambda other: (others[other] != blob, bare_name(other) != name, other))
        if not ranked or others[ranked[0]] == blob:
            return ranked[0] if ranked else None
        alike = [(self._likeness(blob, others[other]), other) for other in ranked[:_MAX_COMPARED]]
        fitting = [
            (bare_name(other) == name, share, other)
            for share, other in alike
            if share >= (SAME_NAME if bare_name(other) == name else OTHER_NAME)
        ]
        return max(fitting)[2] if fitting else None

    def _likeness(self, one: str, other: str) -> float:
        """Give the share of words, 0.0-1.0, that two blobs have in common."""
        first, second = self._counted(one), self._counted(other)
        total = first.total() + second.total()
        return 2 * (first & second).total() / total if total else 0.0

    def _counted(self, blob: str) -> Counter[bytes]:
        if blob not in self._words:
            self._words[blob] = Counter(_WORD.findall(self._blob(blob) or b""))
        return self._words[blob]


def stem_of(path: str) -> str:
    """Give a post's name without folder and extension; a page bundle's is its folder's."""
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0] or name
    return folder.rpartition("/")[2] if stem.partition(".")[0] in ("index", "_index") else stem


def bare_name(path: str) -> str:
    """Give a post's name without folder, date and extension."""
    stem = stem_of(path)
    return (_DATE.sub("", stem) or stem).casefold()
