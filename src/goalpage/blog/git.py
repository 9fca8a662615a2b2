"""Posts through a git repository, read by two processes that run nothing the repository names.

`git log` tells which commit gave which path which blob, `git cat-file --batch` gives the blobs. No command that looks
at the working tree is used (they may start a monitor or a filter), no signature is checked, nothing is fetched.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from types import TracebackType

from msgspec import Struct, field

from goalpage.blog.lineage import Commit, Entry, Log
from goalpage.errors import Problem, Severity

_QUIET = (
    "--no-pager", "--no-replace-objects", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false",
    "-c", "log.diffMerges=separate", "-c", "log.showRoot=true", "-c", "log.follow=false",
    "-c", "diff.orderFile=" + os.devnull, "-c", "core.hooksPath=" + os.devnull, "-c", "safe.bareRepository=explicit",
)  # fmt: skip
_LOG = (
    "log", "-z", "--raw", "--no-abbrev", "--no-renames", "-m", "--parents", "--topo-order", "--pretty=raw",
    "--no-notes", "--no-color", "--no-show-signature", "--no-ext-diff", "--no-textconv", "--no-decorate",
    "--no-relative", "--encoding=UTF-8", "HEAD", "--",
)  # fmt: skip
_AUTHOR = re.compile(rb"^author [^\n]*> (-?\d{1,15}) ([+-]\d{1,4})$", re.M)
_RAW = re.compile(rb":?(\d+) (\d+) ([0-9a-f]+) ([0-9a-f]+) ([A-Z])\d*\Z")
_CHUNK = 500
"""Blobs asked for at once: the request must fit into a pipe, or both sides would wait for each other."""


class Repository(Struct, frozen=True):
    """A repository with commits: `prefix` is the blog's folder in it (ending in `/`, or empty)."""

    folder: Path
    prefix: str
    is_shallow: bool
    boundary: frozenset[str] = field(default_factory=frozenset)


def repository_of(folder: Path) -> tuple[Repository | None, tuple[Problem, ...]]:
    """Give the repository that holds this folder, None (and a notice why) where no history can be had from it."""
    ask = ("rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--git-path", "shallow", "--show-prefix",
           "--verify", "HEAD")  # fmt: skip
    try:
        ran = subprocess.run(_command(folder, *ask), env=_environment(), capture_output=True, check=False)
    except OSError:
        if not _has_git_folder(folder):
            return None, (_notice("no-repository", "the blog is in no git repository, so each post has one revision"),)
        return None, (
            _notice("no-git", "the git program is not installed, so each post has one revision", Severity.WARNING),
        )
    lines = os.fsdecode(ran.stdout).split("\n")
    if ran.returncode and len(lines) < 5:
        return None, (_refusal(os.fsdecode(ran.stderr)),)
    if lines[0] != "true":
        return None, (_notice("no-repository", "the blog is in no git working tree, so each post has one revision"),)
    if ran.returncode:
        return None, (_notice("no-commits", "the repository has no commits yet"),)
    is_shallow = lines[1] == "true"
    boundary = _boundary(folder / lines[2]) if is_shallow else frozenset()
    return Repository(folder, "\n".join(lines[3:-2]), is_shallow, boundary), ()


def _has_git_folder(folder: Path) -> bool:
    return any((above / ".git").exists() for above in (folder, *folder.absolute().parents))


def _boundary(file: Path) -> frozenset[str]:
    try:
        return frozenset(file.read_text(encoding="ascii").split())
    except (OSError, ValueError):
        return frozenset()


def _notice(code: str, message: str, severity: Severity = Severity.NOTICE) -> Problem:
    return Problem(".", None, code, message, "", severity)


def _refusal(said: str) -> Problem:
    """Give git's refusal in one line of help."""
    if "dubious ownership" in said:
        found = re.search(r"safe\.directory (\S.*)", said)
        cure = f"git config --global --add safe.directory {found[1] if found else '<folder>'}"
        message = "git refuses the repository, since it belongs to someone else, so each post has one revision"
        return Problem(".", None, "git-owner", message, cure, Severity.WARNING)
    if "not a git repository" in said or "bare repository" in said:
        return _notice("no-repository", "the blog is in no git repository, so each post has one revision")
    lines = [line.removeprefix("fatal: ") for line in said.splitlines() if line.startswith(("fatal:", "error:"))]
    reason = lines[0] if lines else "no reason given"
    message = f"git gives no history ({reason}), so each post has one revision"
    return _notice("git-failed", message, Severity.ERROR)


def _command(folder: Path, *arguments: str) -> list[str]:
    return ["git", "-C", str(folder), *_QUIET, *arguments]


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | {
        "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "none", "GIT_GRAFT_FILE": f"{os.devnull}/none", "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_PAGER": "cat",
    }  # fmt: skip


def read_log(repository: Repository, suffixes: Sequence[str]) -> tuple[Log, tuple[Problem, ...]]:
    """Give all commits that touch files with these suffixes, anywhere in the repository."""
    command = _command(repository.folder, *_LOG, *(f":(top,glob,icase)**/*{suffix}" for suffix in suffixes))
    ran = subprocess.run(command, env=_environment(), capture_output=True, check=False)
    if ran.returncode:
        return Log(()), (_refusal(os.fsdecode(ran.stderr)),)
    return Log(_commits(ran.stdout)), ()


def commits_until(folder: Path, name: str, paths: Sequence[str]) -> tuple[str, ...]:
    """Give the commits (full ids, newest first) up to the one that git takes `name` for, which touch these paths.

    `paths` are relative to `folder`. Empty where git knows no such commit, or there is no git.
    """
    if not re.fullmatch(r"[A-Za-z0-9@][A-Za-z0-9@~^{}/._-]*", name) or ".." in name:
        return ()
    command = _command(folder, "--literal-pathspecs", "rev-list", "--max-count=1000", name, "--", *paths)
    try:
        ran = subprocess.run(command, env=_environment(), capture_output=True, check=False)
    except OSError:
        return ()
    return tuple(ran.stdout.decode("ascii", "replace").split()) if not ran.returncode else ()


def _commits(output: bytes) -> tuple[Commit, ...]:
    """Read `git log -z --raw -m --parents --pretty=raw`: a merge stands there once for each parent it differs from."""
    heads: dict[str, bytes] = {}
    parents: dict[str, tuple[str, ...]] = {}
    diffs: dict[str, dict[str, dict[str, Entry]]] = {}
    diff: dict[str, Entry] = {}
    tokens = iter(output.split(b"\0"))
    for token in tokens:
        raw = token
        if token.startswith(b"commit "):
            head, colon, raw = token.rpartition(b"\n:")
            head = head if colon else token
            ids, _, against = head[7 : head.index(b"\n")].decode("ascii").partition(" (from ")
            sha, *above = ids.split()
            heads[sha], parents[sha] = head, tuple(above)
            diff = diffs.setdefault(sha, {}).setdefault(against.rstrip(")") or (above[0] if above else ""), {})
        found = _RAW.match(raw)
        if found is not None:
            old_mode, mode, old, new, status = (part.decode("ascii") for part in found.groups())
            diff[os.fsdecode(next(tokens))] = Entry(status, mode if status != "D" else old_mode, old, new)
    return tuple(_commit(sha, heads[sha], parents[sha], diffs[sha]) for sha in heads)


def _commit(sha: str, head: bytes, parents: tuple[str, ...], diffs: Mapping[str, dict[str, Entry]]) -> Commit:
    found = _AUTHOR.search(head)
    date = _date(int(found[1]), found[2].decode("ascii")) if found else datetime(1970, 1, 1, tzinfo=UTC)
    _, _, said = head.partition(b"\n\n")
    message = "\n".join(line.removeprefix("    ") for line in said.decode("utf-8", "replace").split("\n")).strip()
    return Commit(sha, parents, date, message, tuple(diffs.get(parent, {}) for parent in parents or ("",)))


def _date(seconds: int, offset: str) -> datetime:
    """Give the author's date with his offset; what no calendar holds is brought to its ends."""
    minutes = int(offset[1:-2] or 0) * 60 + int(offset[-2:])
    zone = timezone(timedelta(minutes=min(minutes, 1439) * (-1 if offset[0] == "-" else 1)))
    seconds = max(-62135510400, min(seconds, 253402214399))  # a day inside the years 1 and 9999
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).astimezone(zone)


class Blobs:
    """The blobs of a repository, read through one `git cat-file --batch`; use it as a context."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._known: dict[str, bytes | None] = {}
        self._process: subprocess.Popen[bytes] | None = None
        self._present: frozenset[str] | None = None

    def __enter__(self) -> Blobs:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def __getitem__(self, blob: str) -> bytes | None:
        """Give the bytes of one blob, None where the repository lacks it."""
        self.fetch((blob,))
        return self._known[blob]

    def fetch(self, blobs: Iterable[str]) -> None:
        """Read these blobs at once."""
        wanted = [blob for blob in dict.fromkeys(blobs) if blob not in self._known]
        for start in range(0, len(wanted), _CHUNK):
            chunk = wanted[start : start + _CHUNK]
            try:
                self._fetch_chunk(chunk)
            except (OSError, EOFError):
                self._fetch_present(chunk)

    def _fetch_chunk(self, blobs: Sequence[str]) -> None:
        process = self._process or self._begin()
        assert process.stdin is not None
        process.stdin.write("".join(f"{blob}\n" for blob in blobs).encode("ascii"))
        process.stdin.flush()
        for blob in blobs:
            self._known[blob] = _answer(process)

    def _fetch_present(self, blobs: Sequence[str]) -> None:
        """Read what is there: git ends at a blob that a partial clone would have to fetch."""
        self._end()
        if self._present is None:
            ask = ("cat-file", "--batch-all-objects", "--batch-check=%(objectname)", "--unordered")
            command = _command(self._repository.folder, *ask)
            ran = subprocess.run(command, env=_environment(), capture_output=True, check=False)
            self._present = frozenset(ran.stdout.decode("ascii", "replace").split())
        left = [blob for blob in blobs if blob not in self._known]
        for blob in left:
            try:
                self._fetch_chunk((blob,) if blob in self._present else ())
            except (OSError, EOFError):
                self._end()
            self._known.setdefault(blob, None)

    def _begin(self) -> subprocess.Popen[bytes]:
        command = _command(self._repository.folder, "cat-file", "--batch")
        self._process = subprocess.Popen(
            command, env=_environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        for stream in (process.stdin, process.stdout):
            assert stream is not None
            try:
                stream.close()
            except OSError:
                continue
        process.wait()


def _answer(process: subprocess.Popen[bytes]) -> bytes | None:
    assert process.stdout is not None
    header = process.stdout.readline()
    if not header:
        raise EOFError
    parts = header.split()
    if len(parts) != 3:
        return None
    data = process.stdout.read(int(parts[2]) + 1)[:-1]
    if len(data) < int(parts[2]):
        raise EOFError
    return data if parts[1] == b"blob" else None
