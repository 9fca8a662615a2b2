"""YAML as its author wrote it: strict where YAML is treacherous, and never a surprise.

The events of libyaml are turned into dicts, lists and scalars without recursion and without a constructor, so that
no tag builds anything, no nesting overflows a stack and no alias multiplies. Only `true`, `false`, `null` and
numbers that print as they were written are resolved; `no`, `1:30`, `010`, `1_000` and dates stay the author's text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml
from msgspec import Struct, field

from goalpage.errors import Problem, Severity
from goalpage.reading.yaml_words import explained

MAX_DEPTH = 100
"""Mappings and lists nested deeper than this are refused."""
MAX_BORROWED = 50_000
"""Values that aliases may add to a document in all; a bomb multiplies by ten a level."""

Places = Mapping[str | int, "Place"]
Place = tuple[int, "Places | None"]
"""The 1-based line of a value and, for a mapping or list, the places of what it holds."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SPECIAL: dict[str, object] = {
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
    "null": None, "Null": None, "NULL": None, "~": None, "": None,
}  # fmt: skip
_INT = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\Z")
_FLOAT = re.compile(r"-?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,15}\Z")
_CORE = "tag:yaml.org,2002:"
_CORE_TAGS = {
    _CORE + name for name in ("str", "int", "float", "bool", "null", "seq", "map", "timestamp", "set", "omap")
}
_UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ODD_LINE_ENDS = re.compile("[\x85\u2028\u2029]")


class Document(Struct, frozen=True):
    """What a YAML (or TOML, or JSON) text says: `value` (None when it cannot be read), places, problems."""

    value: object
    places: Places | None
    problems: tuple[Problem, ...] = ()
    readable: bool = True


class _FaultError(Exception):
    """The document cannot be read: `line` is 1-based in the file."""

    def __init__(self, line: int, code: str, message: str, cure: str = "") -> None:
        self.line, self.code, self.message, self.cure = line, code, message, cure
        super().__init__(message)


class _Frame(Struct):
    """A mapping or list that is still open."""

    value: dict[str, object] | list[object]
    places: dict[str | int, Place]
    line: int
    anchor: str | None
    key: str | None = None
    key_line: int = 0
    size: int = 1
    merges: list[tuple[object, Places | None, int]] = field(default_factory=list)


_Node = tuple[object, Places | None, int]
"""A value, the places inside it, and how many values it stands for once its aliases are followed."""


def load_yaml(text: str, path: str, first_line: int = 1, *, any_tag: bool = False) -> Document:
    """Read one YAML document that begins on `first_line` (1-based) of the file `path`.

    Scalars are `true`, `false`, `null`, plain decimal numbers, or text as written; keys are text. A duplicate key is
    a warning and the last one wins, as in Ruby and PyYAML. Unknown tags are refused, or passed over with `any_tag`.
    """
    builder = _Builder(text, path, first_line, any_tag)
    try:
        value, places = builder.document()
    except _FaultError as fault:
        problem = Problem(path, fault.line, fault.code, fault.message, fault.cure)
        return Document(None, None, (*builder.problems, problem), readable=False)
    return Document(value, places, tuple(builder.problems))


def as_written(value: str) -> object:
    """Give the value of a plain scalar: a number only where it prints back as it was written."""
    if value in _SPECIAL:
        return _SPECIAL[value]
    if value[0] in "-0123456789":
        if _INT.match(value):
            return int(value)
        if _FLOAT.match(value) and str(float(value)) == value:
            return float(value)
    return value


class _Builder:
    """Turns the events of one document into values."""

    def __init__(self, text: str, path: str, first_line: int, any_tag: bool) -> None:
        self.text, self.path, self.first_line, self.any_tag = text, path, first_line, any_tag
        self.problems: list[Problem] = []
        self._anchors: dict[str, _Node | None] = {}
        self._borrowed = 0
        self._first_alias = 0
        self._odd = bool(_ODD_LINE_ENDS.search(text))

    def document(self) -> tuple[object, Places | None]:
        """Give the value of the first document and its places; raises _FaultError."""
        try:
            loader = _Loader(self.text)
            return self._root(loader)
        except yaml.reader.ReaderError:
            raise self._unreadable() from None
        except yaml.MarkedYAMLError as error:
            raise self._syntax(error) from None

    def _root(self, loader: Any) -> tuple[object, Places | None]:
        frames: list[_Frame] = []
        while (event := loader.get_event()) is not None:
            kind = type(event)
            if kind is yaml.ScalarEvent:
                node = self._scalar(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                frames.append(self._opened(event, frames))
                continue
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                node = self._closed(frames.pop())
                if frames:
                    self._put(frames[-1], node, event, is_scalar=False)
                    continue
            elif kind is yaml.AliasEvent:
                node = self._alias(event)
            elif kind is yaml.DocumentEndEvent or kind is yaml.StreamEndEvent:
                return None, None
            else:
                continue
            if not frames:
                return self._finished(loader, node)
            self._put(frames[-1], node, event, is_scalar=kind is yaml.ScalarEvent)
        return None, None

    def _finished(self, loader: Any, node: _Node) -> tuple[object, Places | None]:
        while (event := loader.get_event()) is not None:
            if type(event) is yaml.DocumentStartEvent:
                message = "a second YAML document begins here"
                raise _FaultError(self._line(event.start_mark), "yaml-syntax", message, "keep one")
        return node[0], node[1]

    def _line(self, mark: Any) -> int:
        if self._odd:  # libyaml counts U+0085 and U+2028 as line ends, editors do not
            return self.first_line + self.text.count("\n", 0, mark.index)
        return self.first_line + int(mark.line)

    def _scalar(self, event: Any) -> _Node:
        if event.tag is None:
            value = as_written(event.value) if event.implicit[0] else event.value
        else:
            self._check_tag(event)
            value = event.value if event.tag in ("!", _CORE + "str") else as_written(event.value)
        node = (value, None, 1)
        if event.anchor is not None:
            self._anchors[event.anchor] = node
        return node

    def _check_tag(self, event: Any) -> None:
        if self.any_tag or event.tag in _CORE_TAGS or event.tag == "!":
            return
        shown = event.tag.replace(_CORE, "!!")
        message = f"the tag {shown} is not read; nothing is built or run"
        raise _FaultError(self._line(event.start_mark), "yaml-tag", message, "remove it")

    def _opened(self, event: Any, frames: Sequence[_Frame]) -> _Frame:
        line = self._line(event.start_mark)
        if event.tag is not None:
            self._check_tag(event)
        if len(frames) >= MAX_DEPTH:
            raise _too_deep(line)
        if frames and isinstance(frames[-1].value, dict) and frames[-1].key is None:
            raise _FaultError(line, "yaml-key", "a list or mapping stands where a key should", "put the key in quotes")
        if event.anchor is not None:
            self._anchors[event.anchor] = None
        return _Frame({} if type(event) is yaml.MappingStartEvent else [], {}, line, event.anchor)

    def _closed(self, frame: _Frame) -> _Node:
        if frame.merges:
            self._merge(frame)
        node = (frame.value, frame.places, frame.size)
        if frame.anchor is not None:
            self._anchors[frame.anchor] = node
        return node

    def _alias(self, event: Any) -> _Node:
        line = self._line(event.start_mark)
        if event.anchor not in self._anchors:
            message = f"*{event.anchor} refers to nothing in this file"
            raise _FaultError(line, "yaml-alias", message, "put a value that begins with * in quotes")
        node = self._anchors[event.anchor]
        if node is None:
            raise _FaultError(line, "yaml-alias", f"*{event.anchor} refers to the very value that holds it")
        if node[2] > 1:
            self._first_alias = self._first_alias or line
            self._borrowed += node[2]
        if self._borrowed > MAX_BORROWED:
            message = f"the aliases that begin here multiply to more than {MAX_BORROWED} values"
            raise _FaultError(self._first_alias, "yaml-alias", message)
        return node

    def _put(self, frame: _Frame, node: _Node, event: Any, *, is_scalar: bool) -> None:
        value, places, size = node
        if isinstance(frame.value, list):
            line = self._line(event.start_mark) if places is None else self._start(places, event)
            frame.places[len(frame.value)] = (line, places)
            frame.value.append(value)
            frame.size += size
        elif frame.key is None:
            self._take_key(frame, node, event, is_scalar)
        elif frame.key == "<<" and isinstance(value, dict | list):
            frame.merges.append(node)
            frame.key = None
        else:
            frame.value[frame.key] = value
            frame.places[frame.key] = (frame.key_line, places)
            frame.size += size
            frame.key = None

    def _start(self, places: Places, event: Any) -> int:
        """Give the line on which a list's item begins: that of its first own value."""
        first = next(iter(places.values()), None)
        return first[0] if first else self._line(event.start_mark)

    def _take_key(self, frame: _Frame, node: _Node, event: Any, is_scalar: bool) -> None:
        line = self._line(event.start_mark)
        if isinstance(node[0], dict | list):
            raise _FaultError(line, "yaml-key", "a list or mapping stands where a key should")
        key = str(event.value) if is_scalar else str(node[0])
        if key in frame.value:
            first = frame.places[key][0]
            message = f"the key {key!r} stands twice (first on line {first}); the last one counts"
            problem = Problem(self.path, line, "duplicate-key", message, "remove one", Severity.WARNING)
            self.problems.append(problem)
        frame.key, frame.key_line = key, line

    def _merge(self, frame: _Frame) -> None:
        assert isinstance(frame.value, dict)
        for value, places, _ in frame.merges:
            mappings = value if isinstance(value, list) else [value]
            for index, mapping in enumerate(mappings):
                if not isinstance(mapping, dict):
                    raise _FaultError(frame.line, "yaml-merge", "<< takes a mapping or a list of mappings")
                inner = places if mapping is value else (places or {})[index][1]
                self._merge_one(frame, mapping, inner or {})

    def _merge_one(self, frame: _Frame, mapping: dict[str, object], places: Places) -> None:
        assert isinstance(frame.value, dict)
        for key, value in mapping.items():
            if key not in frame.value:
                frame.value[key] = value
                frame.places[key] = places[key]
                frame.size += 1

    def _unreadable(self) -> _FaultError:
        found = _UNREADABLE.search(self.text)
        start = found.start() if found else 0
        code = ord(self.text[start]) if found else 0
        line = self.first_line + self.text.count("\n", 0, start)
        return _FaultError(line, "yaml-character", f"the character U+{code:04X} cannot stand here", "remove it")

    def _syntax(self, error: yaml.MarkedYAMLError) -> _FaultError:
        mark = error.problem_mark or error.context_mark
        problem = str(error.problem or "not YAML")
        context = str(error.context)
        opens = "quoted scalar" in context or "flow" in context or "could not find" in problem
        if error.context_mark is not None and opens:
            mark = error.context_mark
        line = self._line(mark) if mark is not None else self.first_line
        if "nesting depth" in problem:  # newer libyamls have a limit of their own, and meet it while they look ahead
            return _too_deep(line)
        at = self.text[mark.index : mark.index + 1] if mark is not None else ""
        message, cure = explained(problem, context, at)
        return _FaultError(line, "yaml-syntax", message, cure)


def _too_deep(line: int) -> _FaultError:
    return _FaultError(line, "yaml-depth", f"lists and mappings are nested more than {MAX_DEPTH} deep")
