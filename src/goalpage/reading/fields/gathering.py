"""The told fields of one goal from every place they may stand, in order of precedence, with what is wrong in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import IntEnum
from typing import TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from goalpage.errors import Problem, Severity
from goalpage.model import Link, Role, Status
from goalpage.reading.fields.texts import FoundStatus, GoalText, Span
from goalpage.reading.fields.values import BadValueError
from goalpage.reading.fields.verdicts import verdict_at_start
from goalpage.reading.fields.vocabulary import (
    DATE_KEYS,
    KEYS,
    NOTE,
    Key,
    attribute_fields,
    comment_fields,
    labelled,
    nearest_key,
    tag_status,
    task_fields,
    unfilled,
)
from goalpage.reading.fields.wording import blanked

V = TypeVar("V")


class Source(IntEnum):
    """Where a field was told, the one that wins first."""

    COMMENT = 0
    LABEL = 1
    NOTATION = 2
    ATTRIBUTES = 3
    FRONT_MATTER = 4


class Field(Struct, frozen=True):
    """One told field: its checked key, its text as written, where it stands."""

    key: Key
    text: str
    source: Source
    line: int | None
    links: tuple[Link, ...] = ()


class Sources(Struct):
    """The told fields of one goal. `entries` are dated values as (date, text); `spans` are not part of its title."""

    path: str
    line: int
    fields: list[Field] = field(default_factory=list)
    entries: list[tuple[str, str]] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    label_notes: set[int] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    is_ungraded: bool = False
    """Whether a label for the status stands there with nothing behind it."""

    def all(self, key: Key) -> Iterator[Field]:
        """Give the fields of this key, the one that wins first."""
        if not self.fields:
            return iter(())
        return iter(sorted((one for one in self.fields if one.key is key), key=lambda one: one.source))

    def text(self, key: Key) -> str | None:
        """Give the text of the field that wins, None where it is not told."""
        return next((one.text for one in self.all(key)), None)

    def source(self, key: Key) -> Source | None:
        """Give where the field that wins was told."""
        return next((one.source for one in self.all(key)), None)

    def links(self, key: Key) -> tuple[Link, ...]:
        """Give the links in the field that wins."""
        return next((one.links for one in self.all(key)), ())

    def value(self, key: Key, read: Callable[[str], V]) -> V | None:
        """Give the value of the first field of this key that can be read; each that cannot is a problem."""
        for one in self.all(key):
            try:
                return read(one.text)
            except BadValueError as bad:
                severity = Severity.ERROR if key is Key.ID else Severity.WARNING
                self.problem(one.line, "bad-value", f"{key.value}: {bad}", bad.cure, severity)
        return None

    @property
    def has_measure(self) -> bool:
        """Whether a quantity was told outright."""
        measures = (Key.METRIC, Key.CURRENT, Key.TARGET, Key.BASELINE)
        return bool(self.entries) or any(one.key in measures for one in self.fields)

    def bare(self, goal: GoalText) -> GoalText:
        """Give the goal without its told fields: blanks stand in their place, so that offsets stay."""
        text = blanked(goal.text, self.spans)
        notes = tuple(
            replace(note, text="", struck=()) if index in self.label_notes else note
            for index, note in enumerate(goal.notes)
        )
        return replace(goal, text=text, notes=notes)

    def contradiction(self, found: FoundStatus, told: Status) -> None:
        """Note that a mark and a told status say different things."""
        mark = found.words[0][:40] if found.words else "a strike-through"
        self.problem(
            self.line, "contradiction", f"marked {found.status.value} ({mark}) but told to be {told.value}",
            "change one of the two",
        )  # fmt: skip

    def problem(
        self, line: int | None, code: str, message: str, cure: str, severity: Severity = Severity.WARNING
    ) -> None:
        """Note what is wrong in a field; the goal is still read.

        An id that cannot be one is an error: the goal's page would stand under another address than its author says.
        """
        self.problems.append(Problem(self.path, line or self.line, code, message, cure, severity))

    def add(self, key: str, text: str, source: Source, line: int | None = None, links: tuple[Link, ...] = ()) -> None:
        """Take one field; an unknown key is a problem that names the nearest known one."""
        if key in KEYS:
            self.fields.append(Field(Key(key), text, source, line, links))
            return
        near = nearest_key(key)
        cure = f"did you mean '{near}'?" if near else "known are " + ", ".join(KEYS)
        self.problem(line, "unknown-key", f"unknown key '{key[:40]}'", cure)


def gathered(goal: GoalText, front_matter: Mapping[str, object] | None, path: str) -> Sources:
    """Give all that was told of a goal."""
    sources = Sources(path, goal.line)
    for comment in goal.comments:
        for key, text in comment_fields(comment).items():
            if key != NOTE:
                sources.add(key, text, Source.COMMENT)
    _take_labels(goal, sources)
    for told in task_fields(goal.text):
        if told.span is not None and (told.key in KEYS or not told.key):
            sources.spans.append(told.span)
        if told.key in KEYS:
            sources.add(told.key, told.value, Source.NOTATION)
    _join_tags(sources)
    for attributes in goal.attributes:
        for key, text in attribute_fields(attributes).items():
            sources.add(key, text, Source.ATTRIBUTES)
    for tag in goal.tags:
        status = tag_status(tag)
        if status is not None and verdict_at_start(status.replace("_", " ").replace("-", " "), "en", Role.REVIEWED):
            sources.add("status", status.replace("_", " ").replace("-", " "), Source.ATTRIBUTES)
            break
    for name, value in (front_matter or {}).items():
        written = _front_text(value)
        if written is not None:
            sources.add(str(name).lower(), written, Source.FRONT_MATTER)
    return sources


def _take_labels(goal: GoalText, sources: Sources) -> None:
    for index, note in enumerate(goal.notes):
        pair = labelled(note.text)
        if pair is None:
            key = unfilled(note.text)
            if key is not None:
                sources.label_notes.add(index)
                sources.is_ungraded = sources.is_ungraded or key == Key.STATUS
            continue
        key, text = pair
        if key not in KEYS:
            sources.entries.append(pair)
        elif key in DATE_KEYS and not any(c.isdigit() for c in text) and len(text.split()) > 3:
            continue  # "Start: by finding a teacher" is a remark
        else:
            sources.add(key, text, Source.LABEL, note.line, note.links)
        sources.label_notes.add(index)


def _join_tags(sources: Sources) -> None:
    """Join the single tags of a notation into one field."""
    tags = [one for one in sources.fields if one.key is Key.TAGS and one.source is Source.NOTATION]
    if len(tags) > 1:
        sources.fields = [one for one in sources.fields if one not in tags]
        sources.add(Key.TAGS.value, ", ".join(one.text for one in tags), Source.NOTATION)


def _front_text(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, (list, tuple)):
        return ", ".join(str(one) for one in value if one is not None)
    return str(value)
