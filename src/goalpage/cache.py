"""What need not be done twice: texts already parsed, and builds that would change nothing.

The cache lies in the user's cache folder, never in the blog (a file written there would wake every watcher, and a
repository could bring a cache of its own). It is JSON under a checksum, never code, and read as the types it was
written from. Losing it costs time only: whatever is missing, broken, of another version or not ours to write is worked
out anew.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Raw, Struct, field

_READ = frozenset({
    ".md", ".markdown", ".mkd", ".mkdn", ".mkdown", ".mdown", ".mdx", ".txt", ".html", ".htm", ".yml", ".yaml",
    ".toml", ".json", ".csv", ".tsv", ".rst", ".org", ".adoc",
})  # fmt: skip
"""Endings of the files whose words can matter to a build; of all others name, size and time do."""
_NEVER_READ = frozenset({"node_modules", "__pycache__"})
_OWNER = "blog"
_T = TypeVar("_T")


class Cache(Struct):
    """The cache of one blog; `folder` is None where there can be none."""

    folder: Path | None
    version: str
    dropped: str | None = None
    """What was found broken, for one line to the author."""
    _texts: dict[str, Raw] | None = None
    _used: dict[str, Raw] = field(default_factory=dict)

    def text(self, key: str, kind: type[_T]) -> _T | None:
        """Give the value kept under `key`, None where there is none of this kind."""
        if self._texts is None:
            self._texts = self.load("texts", dict[str, Raw]) or {}
        found = self._texts.get(key)
        if found is None:
            return None
        self._used[key] = found
        with suppress(msgspec.DecodeError, RecursionError):
            return msgspec.json.decode(found, type=kind)
        return None

    def keep_text(self, key: str, value: object) -> None:
        """Keep a value under `key`, if JSON can hold it."""
        with suppress(UnicodeEncodeError):  # half a character, as `"\ud83d"` in front matter gives it
            self._used[key] = Raw(msgspec.json.encode(value))

    def save_texts(self) -> None:
        """Store the texts that this build used, and only those."""
        if self._texts is None or self._texts.keys() != self._used.keys():
            self.store("texts", self._used)

    def load(self, name: str, kind: type[_T]) -> _T | None:
        """Give what was stored as `name` by this very version, None where there is nothing sound of this kind."""
        if self.folder is None:
            return None
        path = self.folder / f"{name}.json"
        try:
            head, _, body = path.read_bytes().partition(b"\n")
        except FileNotFoundError:
            return None
        except OSError as error:
            self.dropped = f"{path}: {error.strerror}"
            return None
        words = head.split()
        if words[:1] == [self.version.encode()] and words[1:] == [_sum(body)]:
            with suppress(msgspec.DecodeError, RecursionError):
                return msgspec.json.decode(body, type=kind)
        if words[:1] == [self.version.encode()]:
            self.dropped = f"{path}: does not match its checksum"
        return None

    def store(self, name: str, value: object) -> None:
        """Store a value as `name`; a cache that cannot be written is none, without a word."""
        if self.folder is None:
            return
        try:
            body = msgspec.json.encode(value)
        except UnicodeEncodeError:  # a name of a file that is no UTF-8
            return
        draft = self.folder / f"{name}.{os.getpid()}.tmp"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with draft.open("xb") as file:
                file.write(b" ".join((self.version.encode(), _sum(body))) + b"\n" + body)
            draft.replace(self.folder / f"{name}.json")
        except OSError:
            with suppress(OSError):
                draft.unlink()


def cache_of(blog: Path, base: Path | None) -> Cache:
    """Give the cache of `blog` in the cache folder `base` (None: no cache)."""
    if base is None:
        return Cache(None, "")
    real = os.fsencode(os.path.realpath(blog))
    folder = base / hashlib.sha256(real).hexdigest()[:20]
    if not folder.is_dir():
        _drop_orphans(base)
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True)
            (folder / _OWNER).write_bytes(real)
    return Cache(folder, version())


def cache_base(environ: Mapping[str, str]) -> Path | None:
    """Give goalpage's folder in the user's cache folder, by the platform's custom; None where no home is known."""
    told = environ.get("XDG_CACHE_HOME", "")
    if Path(told).is_absolute():
        return Path(told, "goalpage")
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local", "goalpage", "Cache")
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "goalpage"
    return home / ".cache" / "goalpage"


def text_key(text: str, *options: object) -> str:
    """Give the key of a text read with `options` (values that JSON can hold)."""
    head = msgspec.json.encode(options, order="deterministic")
    return hashlib.sha256(head + b"\0" + text.encode("utf-8", "surrogatepass")).hexdigest()


def inputs_digest(blog: Path, apart: Path, *others: str) -> str:
    """Give one digest of all that a build of `blog` reads: names, links and words of its files, and `others`.

    By content, since times alone lie: a checkout, an archive or a copy sets them as it likes, and some disks count in
    steps of two seconds. `apart` is the site, which is written, not read.
    """
    summary = hashlib.sha256(repr(others).encode("utf-8", "surrogatepass"))
    skipped = os.path.realpath(apart)
    for entry in _files(os.path.realpath(blog), skipped):
        summary.update(os.fsencode(entry.path) + b"\0" + _words_of(entry) + b"\0")
    return summary.hexdigest()


def outputs_digest(destination: Path, paths: Sequence[str]) -> str:
    """Give one digest of the state (not the words) of the files at `paths` below `destination`."""
    base = os.fspath(destination)
    states: list[tuple[int, ...] | None] = []
    for path in paths:
        try:
            state = os.lstat(f"{base}/{path}")
            states.append((state.st_mode, state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino))
        except OSError:
            states.append(None)
    return hashlib.sha256(repr((base, states)).encode("utf-8", "surrogatepass")).hexdigest()


@cache
def version() -> str:
    """Give a word that changes whenever our code, its libraries or Python do."""
    states = []
    package = Path(__file__).parent
    for path in sorted(package.rglob("*")):
        if path.suffix != ".pyc" and path.is_file():
            state = path.stat()
            states.append((path.relative_to(package).as_posix(), state.st_size, state.st_mtime_ns))
    spec = find_spec("markdown_it")  # installing any library touches the folder that holds them all
    if spec and spec.origin:
        states.append(("libraries", 0, Path(spec.origin).parent.parent.stat().st_mtime_ns))
    return hashlib.sha256(repr((sys.version, states)).encode()).hexdigest()[:32]


def _sum(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode()


def _drop_orphans(base: Path) -> None:
    """Remove the caches of blogs that are no more."""
    with suppress(OSError):
        for folder in list(base.iterdir()):
            with suppress(OSError):
                if not os.path.isdir((folder / _OWNER).read_bytes()):  # noqa: PTH112 - a name in bytes, not a Path
                    for path in list(folder.iterdir()):
                        path.unlink()
                    folder.rmdir()


def _files(folder: str, skipped: str) -> Iterator[os.DirEntry[str]]:
    """Give the files, links and folders below `folder`, but what is in hidden folders and in `skipped`."""
    waiting = [folder]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name.startswith(".") or entry.name in _NEVER_READ or entry.path == skipped:
                    continue
                waiting.append(entry.path)
            yield entry


def _words_of(entry: os.DirEntry[str]) -> bytes:
    try:
        if entry.is_dir(follow_symlinks=False):
            return b"folder"
        link = os.fsencode(os.readlink(entry.path)) if entry.is_symlink() else b""  # noqa: PTH115 - as below
        state = entry.stat()
        if not stat.S_ISREG(state.st_mode):
            return b"other " + link
        if os.path.splitext(entry.name)[1].lower() not in _READ:  # noqa: PTH122 - as below
            return f"{state.st_size} {state.st_mtime_ns} ".encode() + link
        link += b" %d" % state.st_mtime  # uncommitted text is dated by it
        with open(entry.path, "rb") as file:  # noqa: PTH123 - a Path for each file costs more than the walk
            return hashlib.sha256(file.read()).digest() + link
    except OSError as error:
        return f"error {error.errno}".encode()
