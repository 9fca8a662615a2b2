"""The files of a blog that may be posts, by the generator's rules of where posts lie."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path, PurePosixPath

from msgspec import Struct

from goalpage.config import DESTINATIONS, Config, Generator
from goalpage.errors import Problem, Severity

MARKDOWN = (".md", ".markdown", ".mkd", ".mkdn", ".mkdown", ".mdown", ".mdx")
PAGES = (*MARKDOWN, ".html", ".htm")
DATA = (".yml", ".yaml", ".json", ".toml")
RECORDED = "_revisions"
_NEVER = {"node_modules", "bower_components", "__pycache__", RECORDED}
_JEKYLL_EXCLUDE = ("Gemfile", "Gemfile.lock", "vendor/bundle", "vendor/cache", "vendor/gems", "vendor/ruby")
_HUGO_OTHER = {"archetypes", "assets", "i18n", "layouts", "public", "resources", "static", "themes"}


class Kind(StrEnum):
    """What a file is to the generator."""

    POST = "post"
    DRAFT = "draft"
    DOCUMENT = "document"
    """A document of a collection."""
    PAGE = "page"
    DATA = "data"
    OTHER = "other"
    """Nothing that is published; a post of ours only if the author names it."""


class Found(Struct, frozen=True):
    """A regular file that may be a post: `path` is relative to the blog; `collection` the one it belongs to."""

    path: str
    kind: Kind
    collection: str | None = None


def files_of(root: Path, config: Config) -> tuple[tuple[Found, ...], tuple[Problem, ...]]:
    """Give the files below the blog's source that may be posts, in order of path, and what is wrong with others."""
    walk = _Walk(root, config)
    found = sorted(walk.files(), key=lambda each: each.path)
    return tuple(found), tuple(walk.problems)


def read_bytes(file: Path) -> bytes:
    """Give the bytes of a regular file; raises OSError for all else, and never waits for a pipe's writer."""
    descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as stream:
        mode = os.fstat(descriptor).st_mode
        if not stat.S_ISREG(mode):
            raise OSError(0, "it is not a regular file")
        if not mode & 0o444:  # closed to everyone: the administrator's right to read it is not its author's wish
            raise OSError(0, "nobody may read it")
        return stream.read()


def glob_pattern(globs: tuple[str, ...]) -> re.Pattern[str]:
    """Give the pattern of paths that one of these globs names: `*` stays within a folder, `**` does not."""
    return re.compile("|".join(_glob(glob.removeprefix("./")) for glob in globs) or r"(?!)", re.S)


def _glob(glob: str) -> str:
    parts = re.findall(r"\*\*/|\*+|\?|\[[^]/]+\]|[^*?\[]+|\[", glob)
    made = {"**/": "(?:[^/]+/)*", "?": "[^/]", "**": ".*", "*": "[^/]*"}
    return (
        "".join(
            made.get(part) or (part.replace("[!", "[^") if part[0] == "[" and part[-1] == "]" else re.escape(part))
            for part in parts
        )
        + r"\Z"
    )


class _Walk:
    """One walk over a blog's source."""

    def __init__(self, root: Path, config: Config) -> None:
        self.root, self.config = root, config
        self.problems: list[Problem] = []
        self._real = os.path.realpath(root)
        exclude = config.exclude if config.generator is Generator.JEKYLL else ()
        defaults = _JEKYLL_EXCLUDE if config.generator is Generator.JEKYLL else ()
        below = "" if config.source == "." else config.source + "/"
        globs = tuple(below + each.strip("/") for each in (*exclude, *defaults) if each.strip("/"))
        self._excluded = re.compile(
            "|".join(_glob(glob).removesuffix(r"\Z") + r"(?:/|\Z)" for glob in globs) or r"(?!)"
        )
        self._include = {each.strip("/") for each in config.include}
        self._collections = {f"_{each.name}": each.name for each in config.collections if each.name != "posts"}
        places = (config.destination, DESTINATIONS[config.generator])
        self._destinations = {os.path.realpath(root / place) for place in places} - {self._real}

    def files(self) -> Iterator[Found]:
        """Give the files, folder by folder."""
        start = "" if self.config.source == "." else self.config.source
        folders = [start]
        while folders:
            folder = folders.pop()
            try:
                entries = list(os.scandir(f"{self.root}/{folder}"))
            except OSError as error:
                if folder != start or start:
                    self._warn(folder or ".", "unreadable", f"the folder cannot be read ({error.strerror})")
                continue
            for entry in entries:
                path = f"{folder}/{entry.name}" if folder else entry.name
                kept = self._kept(path, entry)
                if kept is None:
                    folders.append(path)
                elif kept:
                    yield from self._found(path)

    def _kept(self, path: str, entry: os.DirEntry[str]) -> bool | None:
        """Tell whether to take a file; None for a folder to walk."""
        name = entry.name
        if (name.startswith((".", "#")) and name not in self._include) or name.endswith("~") or name in _NEVER:
            return False
        if self._excluded.match(path):
            return False
        try:
            path.encode("utf-8")
        except UnicodeEncodeError:
            if self._is_post_name(path):
                self._error(path, "file-name", "the file's name is not UTF-8", "rename it")
            return False
        if entry.is_symlink():
            return self._link(path, entry)
        if entry.is_dir(follow_symlinks=False):
            return self._folder(path, entry)
        if not self._is_post_name(path):
            return False
        if not entry.is_file(follow_symlinks=False):
            self._warn(path, "not-a-file", "this is no regular file, so it is passed over")
            return False
        return True

    def _folder(self, path: str, entry: os.DirEntry[str]) -> bool | None:
        if f"{self._real}/{path}" in self._destinations or self._is_other_programs(path):
            return False
        if entry.name.lower().endswith(MARKDOWN):
            self._warn(path, "not-a-file", "a folder has the name of a post, so no post is read from it")
        return None

    def _is_other_programs(self, path: str) -> bool:
        return self.config.generator is Generator.HUGO and path in _HUGO_OTHER

    def _link(self, path: str, entry: os.DirEntry[str]) -> bool:
        """Judge a symbolic link: one that leads out of the blog is never read, nor is a folder walked twice."""
        target = os.path.realpath(f"{self.root}/{path}")
        inside = target == self._real or target.startswith(self._real + os.sep)
        is_folder = Path(target).is_dir()
        matters = self._kind(path + "/x.md" if is_folder else path)[0] in (Kind.POST, Kind.DRAFT, Kind.DOCUMENT)
        if not is_folder and not self._is_post_name(path):
            return False
        if not inside:
            if matters and os.path.lexists(target):
                message = "a symbolic link leads out of the blog, so nothing behind it is read"
                self._error(path, "link-outside", message, "put a copy in its place")
            elif matters:
                self._warn(path, "link-broken", "a symbolic link leads nowhere")
            return False
        if not os.path.lexists(target):
            self._warn(path, "link-broken", "a symbolic link leads nowhere")
            return False
        return not is_folder and Path(target).is_file()

    def _is_post_name(self, path: str) -> bool:
        return path.lower().endswith((*PAGES, *DATA))

    def _found(self, path: str) -> Iterator[Found]:
        kind, collection = self._kind(path)
        suffix = PurePosixPath(path).suffix.lower()
        if kind is Kind.DATA and suffix in DATA:
            yield Found(path, kind)
        elif suffix in MARKDOWN or (suffix in PAGES and self.config.generator in (Generator.JEKYLL, Generator.HUGO)):
            yield Found(path, kind, collection)

    def _kind(self, path: str) -> tuple[Kind, str | None]:
        """Give what a path is to the generator, and the collection it belongs to."""
        source = self.config.source
        parts = path.split("/") if source == "." else path[len(source) + 1 :].split("/")
        folders = parts[:-1]
        if self.config.generator is Generator.HUGO:
            if path.startswith(f"{self.config.contentdir}/"):
                return Kind.PAGE, None
            return (Kind.DATA if folders[:1] == ["data"] else Kind.OTHER), None
        if "_data" in folders[:1]:
            return Kind.DATA, None
        if self.config.generator is not Generator.JEKYLL:
            hidden = any(folder.startswith("_") for folder in folders)
            return (Kind.POST if "_posts" in folders else Kind.OTHER if hidden else Kind.PAGE), None
        return self._jekyll_kind(folders)

    def _jekyll_kind(self, folders: list[str]) -> tuple[Kind, str | None]:
        if self.config.collections_dir and folders[:1] == [self.config.collections_dir]:
            folders = folders[1:]
        if "_posts" in folders:
            return Kind.POST, "posts"
        if "_drafts" in folders:
            return Kind.DRAFT, "posts"
        if folders and folders[0] in self._collections:
            return Kind.DOCUMENT, self._collections[folders[0]]
        hidden = any(folder.startswith("_") and folder not in self._include for folder in folders)
        return (Kind.OTHER if hidden else Kind.PAGE), None

    def _warn(self, path: str, code: str, message: str) -> None:
        self.problems.append(Problem(_shown(path), None, code, message, "", Severity.WARNING))

    def _error(self, path: str, code: str, message: str, cure: str) -> None:
        self.problems.append(Problem(_shown(path), None, code, message, cure))


def _shown(path: str) -> str:
    return path.encode("utf-8", "replace").decode("utf-8")
