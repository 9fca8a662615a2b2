"""The bytes of a post as text, and the front matter that leads it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime, time
from html import unescape
from typing import Any, Literal

import tomli
from frontmatter.default_handlers import BaseHandler, YAMLHandler
from msgspec import Struct, field
from msgspec.structs import replace

from goalpage.errors import Problem, Severity
from goalpage.reading.header_lines import header_lines, unopened_end
from goalpage.reading.post_date import post_date
from goalpage.reading.strict_yaml import Document, Place, Places, as_written, load_yaml

_Format = Literal["yaml", "toml", "json"]
_BOMS = (
    (b"\xff\xfe\x00\x00", "UTF-32"), (b"\x00\x00\xfe\xff", "UTF-32"), (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"),
)  # fmt: skip
_LINE_END = re.compile(r"\r\n?")
_KEY_LINE = re.compile(r"\s*[\w-]+\s*:")
_MEANT_AS_DATE = re.compile(
    r"\d|(?i:\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)|day\b|\bnext\b|\blast\b)"
)
_DELIMITED = {"---": re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.M), "+++": re.compile(r"^\+\+\+[ \t]*$", re.M)}


def title_in(data: Mapping[str, object]) -> str | None:
    """Give the title that front matter tells, None where it is neither text nor a number.

    Generators print it as it is: `&mdash;` there is a dash to every reader.
    """
    title = data.get("title", data.get("Title"))
    return unescape(str(title)) if isinstance(title, str | int | float) and not isinstance(title, bool) else None


class FrontMatter(Struct, frozen=True):
    """What leads a post. Scalars are true, false, null and plain numbers; all else is text as written.

    `lines` gives the 1-based line, in the file, of each top-level key; `body` is what follows the front matter and
    `body_line` the 1-based line on which it starts. `present` tells whether there is any, readable or not.
    """

    data: Mapping[str, object]
    body: str
    body_line: int = 1
    present: bool = False
    format: _Format | None = None
    problems: tuple[Problem, ...] = ()
    places: Places = field(default_factory=dict)

    @property
    def lines(self) -> dict[str, int]:
        """The 1-based line of each top-level key."""
        return {str(key): line for key, (line, _) in self.places.items()}

    @property
    def readable(self) -> bool:
        """Whether the front matter could be read (or there is none)."""
        return not any(p.severity is Severity.ERROR and p.code != "bad-date" for p in self.problems)

    def line_of(self, *keys: str | int) -> int | None:
        """Give the 1-based line of `data[keys[0]][keys[1]]...`, or of what is known nearest around it."""
        line, places = None, self.places
        for key in keys:
            found: Place | None = places.get(key)
            if found is None:
                break
            line, inner = found
            places = inner or {}
        return line


def truth(value: object) -> bool | None:
    """Give what a switch says (`published: no` as YAML 1.1 means it), None where it is no switch."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}.get(value.casefold())
    return None


def decode(data: bytes, path: str) -> tuple[str | None, tuple[Problem, ...]]:
    """Give the text of a post's bytes with `\\n` line ends and no BOM, None when it is not UTF-8 text.

    A NUL becomes U+FFFD with a warning, as CommonMark has it; in front matter it is an error.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, (_not_text(data, error, path),)
    if text.startswith("\ufeff"):
        text = text[1:]
    if "\r" in text:
        text = _LINE_END.sub("\n", text)
    if "\0" in text:
        return _without_nul(text, path)
    return text, ()


def _not_text(data: bytes, error: UnicodeDecodeError, path: str) -> Problem:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return Problem(path, 1, "encoding", f"the file is {name}, not UTF-8", "save it as UTF-8")
    if b"\0" in data[:8000]:
        return Problem(path, 1, "not-text", "the file is not text", "remove it or give it another extension")
    before = _LINE_END.sub("\n", data[: error.start].decode("utf-8", "replace"))
    message = f"byte 0x{data[error.start]:02X} is not UTF-8"
    return Problem(path, before.count("\n") + 1, "encoding", message, "save the file as UTF-8")


def _without_nul(text: str, path: str) -> tuple[str | None, tuple[Problem, ...]]:
    at = text.index("\0")
    line = text.count("\n", 0, at) + 1
    block = _block(text)
    if block is not None and at < block[2]:
        return None, (Problem(path, line, "nul", "a NUL character stands in the front matter", "remove it"),)
    warning = Problem(path, line, "nul", "a NUL character is shown as U+FFFD", "remove it", Severity.WARNING)
    return text.replace("\0", "\ufffd"), (warning,)


def read_front_matter(text: str, path: str) -> FrontMatter:
    """Read what leads a post: YAML between `---` or before one, TOML between `+++`, a JSON object, or `Title:` lines.

    Never raises for bad input.
    """
    if "\r" in text:
        text = _LINE_END.sub("\n", text)
    mark = text[:3]
    if mark in _DELIMITED:
        return _delimited(text, path, mark)
    if mark[:1] == "{" and mark.lstrip("{ \n")[:1] in ('"', "}", "") and not mark.startswith(("{{", "{%")):
        return _json(text, path)
    return _led_by_lines(text, path)


def _led_by_lines(text: str, path: str) -> FrontMatter:
    """Give a text that begins with `Title: ...` lines, or one without front matter."""
    end = unopened_end(text)
    if end:
        document, line = load_yaml(text[:end], path), text.count("\n", 0, end) + 2
        return _front(document, path, text[end:].partition("\n")[2], line, "yaml")
    found = header_lines(text)
    if found is None:
        return FrontMatter({}, text)
    body = text.split("\n", found.length)[found.length :]
    places: Places = {key: (line, None) for key, line in found.lines.items()}
    front = FrontMatter(found.values, "".join(body), found.length + 1, present=True, places=places)
    fault = _bad_date(front, path)
    return replace(front, problems=(fault,)) if fault else front


def _block(text: str) -> tuple[int, int, int] | None:
    """Give where the front matter's text starts and ends, and where its closing line ends; None where it has none."""
    closing = _DELIMITED.get(text[:3])
    start = text.find("\n") + 1
    if closing is None or not start or text[3:start].strip():
        return None
    found = closing.search(text, start)
    return (start, found.start(), found.end()) if found else None


def _delimited(text: str, path: str, mark: str) -> FrontMatter:
    block = _block(text)
    if block is None:
        return _unclosed(text, path, mark)
    start, end, close = block
    kind: _Format = "yaml" if mark == "---" else "toml"
    document = _HANDLERS[kind].document(text[start:end], path)
    return _front(document, path, text[close + 1 :], text.count("\n", 0, close) + 2, kind)


def _unclosed(text: str, path: str, mark: str) -> FrontMatter:
    first, _, rest = text.partition("\n")
    if first[3:].strip() or (mark == "---" and rest.strip() and not _KEY_LINE.match(rest)):
        return FrontMatter({}, text)  # a rule or a table, not front matter
    problem = Problem(path, 1, "front-matter-unclosed", "the front matter is never closed", f"close it with {mark}")
    return FrontMatter({}, rest, 2, present=True, format="yaml" if mark == "---" else "toml", problems=(problem,))


def _front(document: Document, path: str, body: str, body_line: int, kind: _Format) -> FrontMatter:
    value, problems = document.value, document.problems
    if value is not None and not isinstance(value, dict):
        what = "a list" if isinstance(value, list) else "a single value"
        problem = Problem(path, 2, "front-matter-shape", f"the front matter is {what}", "write `key: value` lines")
        return FrontMatter({}, body, body_line, present=True, format=kind, problems=(*problems, problem))
    front = FrontMatter(value or {}, body, body_line, True, kind, problems, document.places or {})
    more = tuple(problem for problem in (_bad_date(front, path), _bad_title(front, path)) if problem is not None)
    return replace(front, problems=(*problems, *more)) if more else front


def _bad_date(front: FrontMatter, path: str) -> Problem | None:
    value = front.data.get("date")
    if value is None or post_date(str(value)) is not None:
        return None
    shown = str(value) if len(str(value)) <= 40 else str(value)[:40] + "..."
    # "TBD" or "none" is no attempt at a date, so nothing is wrong with one: the file's name tells it
    severity = Severity.ERROR if _MEANT_AS_DATE.search(shown) else Severity.WARNING
    line = front.line_of("date")
    return Problem(path, line, "bad-date", f"there is no date {shown!r}", "write YYYY-MM-DD", severity)


def _bad_title(front: FrontMatter, path: str) -> Problem | None:
    if not isinstance(front.data.get("title"), list | dict):
        return None
    line, message = front.line_of("title"), "the title is no text, so that of the file's name is taken"
    return Problem(path, line, "bad-title", message, "put it in quotes", Severity.WARNING)


class _YamlHandler(YAMLHandler):
    """Front matter between `---` lines (or closed by `...`), as Jekyll reads it."""

    def document(self, text: str, path: str) -> Document:
        return load_yaml(text, path, 2)


class _TomlHandler(BaseHandler):
    """Front matter between `+++` lines, as Hugo reads it."""

    FM_BOUNDARY = _DELIMITED["+++"]

    def document(self, text: str, path: str) -> Document:
        return load_toml(text, path, 2)


_HANDLERS: dict[str, Any] = {"yaml": _YamlHandler(), "toml": _TomlHandler()}
_TOML_LINE = re.compile(r"\(at line (\d+)")
_TOML_KEY = re.compile(r'^[ \t]*["\']?([\w.-]+)["\']?[ \t]*=|^[ \t]*\[+[ \t]*["\']?([\w-]+)', re.M)
_JSON_KEY = re.compile(r'^[ \t]*\{?[ \t]*"((?:[^"\\\n]|\\.)*)"[ \t]*:', re.M)


def load_toml(text: str, path: str, first_line: int = 1) -> Document:
    """Read a TOML text that begins on `first_line` (1-based) of the file; dates become text, keys have lines."""
    try:
        value = tomli.loads(text, parse_float=_float)
    except (ValueError, RecursionError) as error:
        found = _TOML_LINE.search(str(error))
        line = first_line - 1 + int(found[1]) if found else first_line + text.count("\n") - 1
        message = f"the TOML cannot be read ({_TOML_LINE.split(str(error))[0].strip() or 'nested too deep'})"
        return Document(None, None, (Problem(path, line, "toml-syntax", message),), readable=False)
    return Document(_plain(value), _key_places(text, _TOML_KEY, value, first_line))


def _json(text: str, path: str) -> FrontMatter:
    problems: list[Problem] = []

    def pairs(items: list[tuple[str, object]]) -> dict[str, object]:
        data = dict(items)
        if len(data) < len(items):
            message = "a key stands twice in one object; the last one counts"
            problems.append(Problem(path, None, "duplicate-key", message, "remove one", Severity.WARNING))
        return data

    decoder = json.JSONDecoder(object_pairs_hook=pairs, parse_int=as_written, parse_float=_float)
    try:
        value, end = decoder.raw_decode(text)
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "a value no text can hold"
        problem = Problem(path, line, "json-syntax", f"the JSON front matter cannot be read ({reason})")
        return FrontMatter({}, text, present=True, format="json", problems=(problem,))
    document = Document(value, _key_places(text[:end], _JSON_KEY, value, 1), tuple(problems))
    rest = text[end:]
    newline = rest.find("\n") + 1
    body = rest[newline:] if newline and not rest[:newline].strip() else rest
    return _front(document, path, body, text.count("\n", 0, len(text) - len(body)) + 1, "json")


def _float(text: str) -> object:
    value = float(text)
    return value if str(value) == text else text


def _plain(value: object) -> object:
    """Give TOML's values with dates as text: what a date means is for the one who reads it."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, datetime | date | time) else value


def _key_places(text: str, pattern: re.Pattern[str], value: object, first_line: int) -> Places:
    """Give the lines of the top-level keys, found by their spelling: these parsers tell no positions."""
    places: dict[str | int, Place] = {}
    line, at = first_line, 0
    for found in pattern.finditer(text):
        key = next(group for group in found.groups() if group is not None)
        line += text.count("\n", at, found.start())
        at = found.start()
        if isinstance(value, dict) and key in value:
            places.setdefault(key, (line, None))
    return places
