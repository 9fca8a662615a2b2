"""The file in which the author told which statements are the same goal, and which are not: read, and added to."""

from __future__ import annotations

import codecs
import os
import secrets
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import yaml
from msgspec import Struct

from goalpage.compare import Pin, Pins
from goalpage.compare.identity import slug
from goalpage.compare.wording import folded
from goalpage.config import nearest
from goalpage.errors import DestinationError, GoalpageError, Problem, Severity
from goalpage.model import History
from goalpage.reading.front_matter import decode, truth
from goalpage.reading.strict_yaml import Places, load_yaml

NAME = "_goalpage-links.yml"
"""At the blog's root; Jekyll publishes nothing whose name begins with an underscore."""

_KEYS = ("earlier", "later", "apart", "at", "history")
_HEAD = """\
# Which statements are the same goal, and which (apart: true) are not, where goalpage cannot know.
# `goalpage link` adds to this file; it may be edited by hand. Keep it with the posts.
"""
_AS_HERE = "write `- earlier: ...` and, below it, `later: ...`"


class Told(Struct, frozen=True):
    """One entry of the file: the pin, the id of the history it is meant for (None: any), its 1-based line."""

    pin: Pin
    history: str | None = None
    line: int = 0


class Links(Struct, frozen=True):
    """All entries of the file, in its order."""

    told: tuple[Told, ...] = ()

    def of(self, history: str) -> Pins:
        """Give the pins for the history with this id."""
        return Pins(tuple(each.pin for each in self.told if each.history in (None, history)))

    def line_of(self, pin: Pin, history: str | None) -> int | None:
        """Give the line that tells this already; GoalpageError where one tells the opposite."""
        for each in self.told:
            same = (each.pin.earlier, each.pin.later, each.pin.revision) == (pin.earlier, pin.later, pin.revision)
            if same and each.history in (None, history):
                if each.pin.same is not pin.same:
                    raise GoalpageError("this entry tells the opposite", "take it out first", NAME, each.line)
                return each.line
        return None


def read_links(root: Path) -> tuple[Links, tuple[Problem, ...]]:
    """Give what the file at the blog's root tells; an entry that cannot be read is an error, the others hold."""
    try:
        data = (root / NAME).read_bytes()
    except FileNotFoundError:
        return Links(), ()
    except OSError as error:
        message = f"it cannot be read ({error.strerror or error})"
        return Links(), (Problem(NAME, None, "unreadable", message, "give yourself the right to read it"),)
    text, faults = decode(data, NAME)
    if text is None:
        return Links(), faults
    links, problems = parse_links(text)
    return links, (*faults, *problems)


def parse_links(text: str) -> tuple[Links, tuple[Problem, ...]]:
    """Give the entries that a text of the file holds, and what is wrong with the others."""
    document = load_yaml(text, NAME)
    if not document.readable or document.value is None:
        return Links(), document.problems
    if not isinstance(document.value, list):
        return Links(), (*document.problems, _fault(1, "it holds no list of links", _AS_HERE))
    problems = list(document.problems)
    told = [
        entry
        for number, value in enumerate(document.value)
        if (entry := _entry(value, (document.places or {})[number], problems)) is not None
    ]
    return Links(tuple(told)), tuple(problems)


def links_of_nothing(links: Links, histories: Sequence[History]) -> tuple[Problem, ...]:
    """Give a warning for each entry that names a history, a revision or a goal which the blog does not have."""
    if not links.told:
        return ()
    names = {history.id: frozenset(_names(history)) for history in histories}
    revisions = {revision.id for history in histories for revision in history.revisions}
    found = []
    for each in links.told:
        known = names.get(each.history, frozenset()) if each.history else frozenset().union(*names.values())
        for part, name in (("earlier", each.pin.earlier), ("later", each.pin.later)):
            if name not in known and folded(name) not in known:
                found.append((each.line, f"its {part} goal is none that a post has stated in these words"))
        if each.history is not None and each.history not in names:
            found.append((each.line, f"there is no history {each.history!r}"))
        if each.pin.revision is not None and each.pin.revision not in revisions:
            found.append((each.line, f"there is no revision {each.pin.revision!r}"))
    cure = "write it as the pages have it, or take the entry out"
    return tuple(Problem(NAME, line, "link-unknown", words, cure, Severity.WARNING) for line, words in found)


def _names(history: History) -> Iterator[str]:
    for revision in history.revisions:
        for goal in revision.goals:
            yield from (folded(goal.title), folded(goal.text), slug(goal.title), goal.id or "")


def _entry(value: object, place: tuple[int, Places | None], problems: list[Problem]) -> Told | None:
    line, inner = place
    if not isinstance(value, dict):
        problems.append(_fault(line, "this entry is no link", _AS_HERE))
        return None
    for key in value.keys() - {*_KEYS}:
        where = (inner or {})[key][0]
        message = f"the key {key!r} is not known"
        problems.append(Problem(NAME, where, "unknown-key", message, nearest(key, _KEYS), Severity.WARNING))
    words = {key: str(value[key]) for key in _KEYS if isinstance(value.get(key), str | int | float)}
    apart = truth(value.get("apart", False))
    if not words.get("earlier", "").strip() or not words.get("later", "").strip():
        problems.append(_fault(line, "this entry does not name an earlier and a later goal", _AS_HERE))
        return None
    if apart is None:
        problems.append(_fault((inner or {})["apart"][0], "'apart' is neither true nor false", "write `apart: true`"))
        return None
    return Told(Pin(words["earlier"], words["later"], not apart, words.get("at")), words.get("history"), line)


def _fault(line: int, message: str, cure: str) -> Problem:
    return Problem(NAME, line, "link-entry", message, cure)


def add_link(root: Path, pin: Pin, history: str | None = None) -> int:
    """Add an entry to the file at the blog's root, after all that stands in it, and give its 1-based line.

    An entry that stands there already is not written again. Raises GoalpageError, with the file as it was, where it
    cannot be read or written, tells the opposite already, or is written so that nothing can be added below.
    """
    path = root / NAME
    before = _bytes_of(path)
    text, faults = (_HEAD, ()) if before is None else decode(before, NAME)
    links, more = parse_links(text or "")
    for problem in (*faults, *more):
        if problem.severity is Severity.ERROR:
            raise GoalpageError(problem.message, problem.cure, NAME, problem.line)
    there = links.line_of(pin, history)
    if there is not None:
        return there
    added = _with_entry(_HEAD if before is None else before.decode("utf-8-sig"), pin, history)
    after, _ = parse_links(added)
    if [each.pin for each in after.told] != [*(each.pin for each in links.told), pin]:
        cure = f"add it yourself: {{earlier: {pin.earlier!r}, later: {pin.later!r}}}"
        raise GoalpageError("is written so that nothing can be added below", cure, NAME)
    _write(path, before, added)
    return after.told[-1].line


def _with_entry(text: str, pin: Pin, history: str | None) -> str:
    entry: dict[str, object] = {"earlier": pin.earlier, "later": pin.later}
    entry |= {} if pin.same else {"apart": True}
    entry |= {} if pin.revision is None else {"at": pin.revision}
    entry |= {} if history is None else {"history": history}
    lines = yaml.safe_dump([entry], sort_keys=False, allow_unicode=True, width=float("inf"))
    end = "\r\n" if "\r\n" in text else "\n"
    gap = end if text and not text.endswith("\n") else ""
    return text + gap + lines.replace("\n", end)


def _bytes_of(path: Path) -> bytes | None:
    try:
        if path.is_symlink():
            raise GoalpageError("is a link", "put a file in its place", NAME)
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DestinationError(f"cannot be read ({error.strerror or error})", "", str(path)) from error


def _write(path: Path, before: bytes | None, text: str) -> None:
    """Put the whole new text in the file's place at once, unless somebody wrote there meanwhile."""
    draft = path.with_name(f".goalpage-{secrets.token_hex(6)}")
    mark = codecs.BOM_UTF8 if before is not None and before.startswith(codecs.BOM_UTF8) else b""
    try:
        with draft.open("xb") as file:
            file.write(mark + text.encode())
            file.flush()
            os.fsync(file.fileno())
        if before is not None:
            draft.chmod(stat.S_IMODE(path.stat().st_mode))
        if _bytes_of(path) != before:
            raise GoalpageError("has changed meanwhile", "run the command again", NAME)
        draft.replace(path)
    except OSError as error:
        message = f"cannot be written ({error.strerror or error}); it is as it was"
        raise DestinationError(message, "get the right to write there", str(path)) from error
    finally:
        with suppress(OSError):
            draft.unlink()
