"""What a post's front matter says of its goals: that there are some, a list of them, or how to read the post."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from enum import StrEnum

from msgspec import Struct, field

from goalpage.errors import Problem, Severity
from goalpage.model import Status
from goalpage.reading.front_matter import FrontMatter, truth

KEYS = ("id", "series", "section", "as", "marks", "items")
_HALVES = ("review", "new")


class Form(StrEnum):
    """What the author says holds his goals (`as:`)."""

    LIST = "list"
    HEADINGS = "headings"
    PARAGRAPHS = "paragraphs"
    TABLE = "table"


class Directions(Struct, frozen=True):
    """`wanted` is what `goals:` says (None: nothing); `listed` tells that the goals stand in the front matter itself.

    `section`, `review` and `new` are headings, `items` fields by goal id, `line` the 1-based line of `goals:`.
    """

    wanted: bool | None = None
    listed: bool = False
    section: str | None = None
    review: str | None = None
    new: str | None = None
    form: Form | None = None
    marks: tuple[tuple[str, Status], ...] = ()
    items: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    line: int | None = None
    problems: tuple[Problem, ...] = ()


def directions_of(front: FrontMatter, path: str) -> Directions:
    """Give what the front matter says of the post's goals, and what is wrong with it."""
    if "goals" not in front.data:
        return Directions(problems=_near_misses(front, path))
    value, line = front.data["goals"], front.line_of("goals")
    wanted = truth(value)
    if wanted is not None:
        return Directions(wanted, line=line)
    if isinstance(value, list):
        return Directions(True, listed=True, line=line)
    if isinstance(value, Mapping):
        if not any(key in KEYS for key in value) and value and all(isinstance(v, list) for v in value.values()):
            return Directions(True, listed=True, line=line)
        return _Reader(front, path, value, line).directions()
    what = {type(None): "empty", str: "a text"}.get(type(value), "a number")
    message, cure = (f"`goals:` is {what}", "write true, false, a list of goals or a mapping")
    return Directions(line=line, problems=(Problem(path, line, "goals-type", message, cure),))


def _near_misses(front: FrontMatter, path: str) -> tuple[Problem, ...]:
    """Warn of a key that can only have been meant as `goals:`."""
    for key, value in front.data.items():
        if isinstance(value, bool | list | Mapping) and get_close_matches(str(key).lower(), ["goals"], cutoff=0.8):
            message = f"unknown key {key!r}"
            return (
                Problem(path, front.line_of(key), "unknown-key", message, "did you mean `goals`?", Severity.WARNING),
            )
    return ()


class _Reader(Struct):
    front: FrontMatter
    path: str
    value: Mapping[str, object]
    line: int | None
    problems: list[Problem] = field(default_factory=list)

    def directions(self) -> Directions:
        for key in self.value:
            if key not in KEYS:
                self.warn(key, "unknown-key", f"unknown key {key!r} under `goals:`", _nearest(str(key), KEYS))
        section = self.value.get("section")
        halves: Mapping[str, object] = section if isinstance(section, Mapping) else {}
        for key in halves:
            if key not in _HALVES:
                self.warn(
                    "section", "unknown-key", f"unknown key {key!r} under `section:`", _nearest(str(key), _HALVES)
                )
        return Directions(
            True, False,
            None if isinstance(section, Mapping) else self.text("section", section),
            self.text("section", halves.get("review")), self.text("section", halves.get("new")),
            self.form(), self.marks(), self.items(), self.line, tuple(self.problems),
        )  # fmt: skip

    def warn(self, key: object, code: str, message: str, cure: str) -> None:
        line = self.front.line_of("goals", str(key))
        self.problems.append(Problem(self.path, line, code, message, cure, Severity.WARNING))

    def wrong(self, key: str, message: str, cure: str) -> None:
        self.problems.append(Problem(self.path, self.front.line_of("goals", key), "goals-type", message, cure))

    def text(self, key: str, value: object) -> str | None:
        if value is None or (isinstance(value, str | int | float) and not isinstance(value, bool)):
            return None if value is None else str(value)
        self.wrong(key, f"`{key}:` is no text", "write the heading as it stands in the post")
        return None

    def form(self) -> Form | None:
        value = self.value.get("as")
        if value is None:
            return None
        try:
            return Form(str(value).lower())
        except ValueError:
            self.wrong("as", f"`as:` is {str(value)[:40]!r}", f"write one of {', '.join(Form)}")
            return None

    def marks(self) -> tuple[tuple[str, Status], ...]:
        value = self.value.get("marks")
        if value is None:
            return ()
        if not isinstance(value, Mapping):
            self.wrong("marks", "`marks:` is no mapping", "write `mark: status` lines")
            return ()
        found = []
        for mark, status in value.items():
            try:
                found.append((str(mark), Status(str(status).lower())))
            except ValueError:
                self.wrong("marks", f"{str(status)[:40]!r} is no status", f"write one of {', '.join(Status)}")
        return tuple(found)

    def items(self) -> dict[str, Mapping[str, object]]:
        value = self.value.get("items")
        if value is None:
            return {}
        if not isinstance(value, Mapping) or not all(isinstance(v, Mapping) for v in value.values()):
            self.wrong("items", "`items:` holds no mappings", "write fields under each goal's id")
            return {}
        return {str(key): fields for key, fields in value.items()}


def _nearest(key: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(key.lower(), known, n=1, cutoff=0.5)
    return f"did you mean `{near[0]}`?" if near else f"known are {', '.join(known)}"
