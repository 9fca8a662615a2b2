"""Goals written as data: the `goals:` list of a front matter, and data files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from markdown_it import MarkdownIt
from msgspec import Struct, field

from goalpage.errors import Problem, Severity
from goalpage.model import Container, Role
from goalpage.reading.blocks import blocks_of
from goalpage.reading.containers import Candidate
from goalpage.reading.fields.language import Kind
from goalpage.reading.items import Item
from goalpage.reading.named import named
from goalpage.reading.rich import Rich
from goalpage.reading.selection import Statement

LineOf = Callable[..., int | None]
Keys = tuple[str | int, ...]

_TITLES = ("title", "name", "goal", "text", "objective", "resolution", "item", "task", "what", "summary", "label")
_NOTES = (
    "description",
    "notes",
    "note",
    "comments",
    "comment",
    "details",
    "why",
    "about",
    "body",
    "content",
    "steps",
    "tasks",
)
_CHILDREN = (
    "goals",
    "children",
    "subgoals",
    "sub_goals",
    "sub-goals",
    "key_results",
    "key-results",
    "keyresults",
    "krs",
)
_AREAS = ("area", "category", "group", "section", "theme", "topic")
_LINKS = ("link", "links", "url", "href")
# What people call the fields in their own data files, and the vocabulary's name for each.
_MEANT = {
    "progress": "current", "value": "current", "actual": "current", "max": "target", "total": "target",
    "state": "status", "deadline": "due", "end": "due", "end_date": "due", "due_date": "due", "by": "due",
    "started": "start", "start_date": "start", "slug": "id", "key": "id", "tag": "tags", "units": "unit",
    "completed_on": "completion", "completed_at": "completion", "finished": "completion", "min": "baseline",
}  # fmt: skip
_FIELDS = (
    "status", "due", "start", "created", "completion", "cancelled", "id", "priority", "metric", "baseline", "current",
    "target", "unit", "scale", "confidence", "tags", "area", "evidence", "was", "number",
)  # fmt: skip
_DONE = ("done", "completed", "complete", "achieved")  # keys that answer yes or no
_DEEPEST = 20


class Structured(Struct):
    """Reads goals written as data: `line_of` gives the 1-based line of the value at a path of keys."""

    path: str
    container: Container
    line_of: LineOf
    markdown: MarkdownIt
    out: list[Statement] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def read(self, value: object, at: Keys, area: str | None = None) -> None:
        """Take a list of goals, goals by id, or lists of goals by area."""
        if isinstance(value, list):
            self.entries(value, at, None, area)
        elif isinstance(value, Mapping):
            for key, inner in value.items():
                if isinstance(inner, Mapping) and _first(inner, _TITLES):
                    self.entry({"id": key, **inner}, (*at, key), None, area)
                elif isinstance(inner, list):
                    self.entries(inner, (*at, key), None, str(key))
                elif isinstance(inner, Mapping) and len(at) < 3:
                    self.read(inner, (*at, key), str(key))

    def entries(self, values: Sequence[object], at: Keys, parent: int | None, area: str | None) -> None:
        """Take a list of goals."""
        for index, value in enumerate(values):
            self.entry(value, (*at, index), parent, area)

    def entry(self, value: object, at: Keys, parent: int | None, area: str | None) -> None:
        """Take one goal: a text, or a mapping that holds one."""
        if isinstance(value, str) and value.strip():
            self.state({}, value, None, at, parent, area)
        elif isinstance(value, Mapping) and _first(value, _TITLES):
            key, title = _first(value, _TITLES) or ("", "")
            self.check_keys(value, at)
            self.state(value, title, None if key in ("text", "goal") else title, at, parent, area)
        else:
            self.wrong(value, at)

    def state(  # noqa: PLR0913, PLR0917  (a goal's place in its data has these parts)
        self, value: Mapping[str, object], text: str, title: str | None, at: Keys, parent: int | None, area: str | None
    ) -> None:
        """State one goal, and its children after it."""
        line = self.line_of(*at) or 1
        notes = tuple(self.rich(note, line) for note in _texts(value, _NOTES))
        links = [t for t in _texts(value, _LINKS) if "://" in t or t.startswith("/")]
        item = Item(self.rich(text, line, links), line, line, _number(value), remarks=notes)
        named_area = next((str(value[k]) for k in _AREAS if isinstance(value.get(k), str)), area)
        candidate = Candidate(self.container, (item,), line)
        self.out.append(
            Statement(item, candidate, notes, named_area, parent, Role.STATED, told=fields_of(value), title=title)
        )
        place = len(self.out) - 1
        for key in _CHILDREN:
            children = value.get(key)
            if isinstance(children, list) and len(at) < _DEEPEST:
                self.entries(children, (*at, key), place, named_area)

    def rich(self, text: str, line: int, links: Sequence[str] = ()) -> Rich:
        """Give a text of the data with its inline Markdown."""
        body = blocks_of(self.markdown.parse(text[:20_000]), line)
        found = next((block.rich for block in body.walk() if block.rich.text), Rich(text.strip(), (), ((0, line),)))
        found = Rich(found.text, found.spans, ((0, line),), found.comments, found.icons, found.tags)
        return found.linked(links)

    def wrong(self, value: object, at: Keys) -> None:
        """Note an entry that states no goal."""
        what = {type(None): "empty", list: "a list", bool: "true or false", str: "empty"}.get(type(value), "a number")
        what = "a mapping without a text" if isinstance(value, Mapping) else what
        which = f"goal {at[-1] + 1}" if isinstance(at[-1], int) else f"goal {at[-1]!r}"
        cure = "write a text, or a mapping with `text:`"
        self.problems.append(Problem(self.path, self.line_of(*at), "goal-type", f"{which} is {what}", cure))

    def check_keys(self, value: Mapping[str, object], at: Keys) -> None:
        """Warn of keys that are nearly a field's: they would silently say nothing."""
        known = (*_TITLES, *_NOTES, *_CHILDREN, *_AREAS, *_LINKS, *_MEANT, *_FIELDS)
        for key in value:
            if str(key).lower() in known or len(str(key)) < 4:
                continue
            near = get_close_matches(str(key).lower(), _FIELDS, n=1, cutoff=0.8)
            if near:
                line = self.line_of(*at, key)
                message, cure = (f"unknown key {str(key)!r}", f"did you mean `{near[0]}`?")
                self.problems.append(Problem(self.path, line, "unknown-key", message, cure, Severity.WARNING))


def goals_value(data: object, at: Keys = ()) -> tuple[object, Keys]:
    """Give the part of a data file that holds goals, and the keys that lead to it."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            if isinstance(value, list | Mapping) and Kind.GOAL in named(str(key)):
                return value, (*at, key)
    return data, at


def fields_of(value: Mapping[str, object]) -> dict[str, object]:
    """Give the fields of a goal's mapping by the vocabulary's own names."""
    out: dict[str, object] = {}
    for key, told in value.items():
        name = _MEANT.get(str(key).lower(), str(key).lower())
        if name in _DONE and isinstance(told, bool):
            out.setdefault("status", "done" if told else "open")
        elif name in _FIELDS and told is not None and not isinstance(told, Mapping):
            out.setdefault(name, told)
    return out


def _first(value: Mapping[str, object], keys: Sequence[str]) -> tuple[str, str] | None:
    for key in keys:
        found = value.get(key)
        if isinstance(found, str | int | float) and not isinstance(found, bool) and str(found).strip():
            return key, str(found)
    return None


def _texts(value: Mapping[str, object], keys: Sequence[str]) -> Iterator[str]:
    for key in keys:
        found = value.get(key)
        for part in found if isinstance(found, list) else [found]:
            if isinstance(part, str) and part.strip():
                yield part


def _number(value: Mapping[str, object]) -> str | None:
    number = value.get("number")
    return str(number) if isinstance(number, str | int) and not isinstance(number, bool) else None
