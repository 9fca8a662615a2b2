"""The fields an author writes by hand: labelled bullets, one comment, attribute lists, task notations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from goalpage.reading.fields.texts import Span


class Key(StrEnum):
    """The keys of the one vocabulary, wherever they are written."""

    STATUS = "status"
    DUE = "due"
    START = "start"
    CREATED = "created"
    COMPLETION = "completion"
    CANCELLED = "cancelled"
    ID = "id"
    PRIORITY = "priority"
    METRIC = "metric"
    BASELINE = "baseline"
    CURRENT = "current"
    TARGET = "target"
    UNIT = "unit"
    SCALE = "scale"
    CONFIDENCE = "confidence"
    TAGS = "tags"
    AREA = "area"
    EVIDENCE = "evidence"
    WAS = "was"


KEYS = tuple(key.value for key in Key)
NOTE = "note"
"""The key of remarks, divided by `|`, in the comment of a goal below which no line can stand: a row, a line."""
DATE_KEYS = (Key.DUE, Key.START, Key.CREATED, Key.COMPLETION, Key.CANCELLED)
_ISO = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
_LABEL = re.compile(r"\s*\**([A-Za-z]{2,12})\**\s?[:=]\**\s+(\S.*)\Z", re.DOTALL)
_UNFILLED = re.compile(r"\s*\**([A-Za-z]{2,12})\**\s?[:=]\**\s*\Z")
_ENTRY = re.compile(rf"\s*({_ISO})\s?[:=]\s+(\S.*)\Z", re.DOTALL)
_PAIR = re.compile(r"(?<![\w-])([A-Za-z][\w-]{0,40})\s?=\s?(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+))")
_ATTRIBUTE_ID = re.compile(r"(?<!\S)#([^\W\d][\w:-]*)")
_TAG_STATUS = re.compile(r"<[^<>]{0,300}?\s(?:data-)?(?:status|state)\s?=\s?[\"'{]{1,2}([\w -]{2,30})[\"'}]")
_DATAVIEW = re.compile(r"[\[(]\s?([A-Za-z]{2,12})\s?::\s?([^\[\]()]{1,200})[\])]|(?<!\S)([A-Za-z]{2,12})::\s+(\S+)")
_SIGNED_DATE = re.compile(rf"(📅|📆|🗓|✅|➕|⏳|⌛|🛫|❌)\ufe0f?\s?({_ISO})(?![\w-])")
_PRIORITY_SIGN = re.compile(r"(🔺|⏫|🔼|🔽|⏬)\ufe0f?")
_SIGNED_ID = re.compile(r"🆔\s?([\w-]{1,80})")
_REPEAT = re.compile(r"🔁\s?[A-Za-z0-9 ]{0,40}")
_TODO_PAIR = re.compile(rf"(?<!\S)(due|t|start|created|pri|id):({_ISO}|[A-Za-z][\w-]{{0,40}})(?!\S)")
_TODO_PRIORITY = re.compile(r"\(([A-Z])\)\s+(?=\S)")
_TODO_TAG = re.compile(r"(?<!\S)[+@]([^\W\d_][\w-]{0,40})(?!\S)")
_SIGNS = {"📅": Key.DUE, "📆": Key.DUE, "🗓": Key.DUE, "✅": Key.COMPLETION, "➕": Key.CREATED, "❌": Key.CANCELLED}
_START_SIGNS = {"⏳": Key.START, "⌛": Key.START, "🛫": Key.START}
_PRIORITIES = {"🔺": "highest", "⏫": "high", "🔼": "medium", "🔽": "low", "⏬": "lowest"}
_TODO_KEYS = {"t": "start", "pri": "priority"}


class Told(Struct, frozen=True):
    """One field as an author wrote it: `key` is not checked yet, `span` is where it stands, where that matters."""

    key: str
    value: str
    span: Span | None = None


def labelled(text: str) -> tuple[str, str] | None:
    """Give key and value of a labelled bullet, None for any other text.

    `Due: 2022-06` is `("due", "2022-06")`; a dated entry `2021-03-01: $1,200` is `("2021-03-01", "$1,200")`.
    """
    entry = _ENTRY.match(text)
    if entry is not None:
        return entry[1], entry[2].strip()
    found = _LABEL.match(text)
    if found is None or found[1].lower() not in KEYS:
        return None
    return found[1].lower(), found[2].strip()


def unfilled(text: str) -> str | None:
    """Give the key of a label with nothing behind it (`Status:` says nothing yet), None for any other text."""
    found = _UNFILLED.match(text)
    return found[1].lower() if found is not None and found[1].lower() in KEYS else None


def comment_fields(comment: str) -> dict[str, str]:
    """Give the fields of a comment's inside (`goal: id=bert-100 tags="a, b"`); empty where it is no such comment."""
    head, colon, rest = comment.strip().partition(":")
    if not colon or head.strip().lower() != "goal":
        return {}
    return dict(_pairs(rest))


def comment_notes(comment: str) -> list[str]:
    """Give the remarks of a comment's inside (`goal: note="Begun in May | Half done"`)."""
    return [note.strip() for note in comment_fields(comment).get(NOTE, "").split("|") if note.strip()]


def attribute_fields(attributes: str) -> dict[str, str]:
    """Give the fields of a kramdown attribute list's inside (`: #id .class due="2022"`)."""
    fields = {key: value for key, value in _pairs(attributes) if key in KEYS}
    own = _ATTRIBUTE_ID.search(attributes)
    if own is not None:
        fields.setdefault("id", own[1])
    return fields


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for found in _PAIR.finditer(text):
        yield found[1].lower(), next(value for value in found.groups()[1:] if value is not None).strip()


def tag_status(tag: str) -> str | None:
    """Give the status attribute of a raw tag or component (`<li data-status="done">`), None without one."""
    found = _TAG_STATUS.search(tag)
    return found[1] if found is not None else None


def task_fields(text: str) -> list[Told]:
    """Give the fields that a goal's text holds in the notations of Obsidian Tasks, Dataview and todo.txt."""
    told = [] if text.isascii() else _signed_fields(text)
    for m in _DATAVIEW.finditer(text) if "::" in text else ():
        told.append(Told((m[1] or m[3]).lower(), (m[2] or m[4]).strip(), m.span()))
    return told + _todo_fields(text) if ":" in text or text[:1] == "(" else told


def _signed_fields(text: str) -> list[Told]:
    """Give the fields of Obsidian Tasks: an emoji and its value."""
    told = [Told(_SIGNS.get(m[1]) or _START_SIGNS[m[1]], m[2], m.span()) for m in _SIGNED_DATE.finditer(text)]
    told += [Told(Key.PRIORITY, _PRIORITIES[m[1]], m.span()) for m in _PRIORITY_SIGN.finditer(text)]
    told += [Told(Key.ID, m[1], m.span()) for m in _SIGNED_ID.finditer(text)]
    return told + [Told("", "", m.span()) for m in _REPEAT.finditer(text)]


def _todo_fields(text: str) -> list[Told]:
    """Give todo.txt's fields; its priority and tags count only beside another sign of it: both occur in prose."""
    pairs = [Told(_TODO_KEYS.get(m[1], m[1]), m[2], m.span()) for m in _TODO_PAIR.finditer(text)]
    priority = _TODO_PRIORITY.match(text)
    tags = [Told(Key.TAGS, m[1], m.span()) for m in _TODO_TAG.finditer(text)]
    if priority is not None and (pairs or tags):
        return [Told(Key.PRIORITY, priority[1], priority.span()), *pairs, *tags]
    return [*pairs, *tags] if pairs else []


def nearest_key(key: str) -> str | None:
    """Give the known key most like this one, None where none is near."""
    found = process.extractOne(key.lower(), KEYS, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=0.6)
    return found[0] if found else None
