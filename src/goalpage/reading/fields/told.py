"""All fields of one goal, by precedence: comment, labelled bullet, box, marks and words, front matter, inference."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from msgspec import Struct, field
from msgspec.structs import replace

from goalpage.errors import Problem
from goalpage.model import Entry, Link, Progress, Role, Status
from goalpage.reading.fields.due import completion_in, due_in
from goalpage.reading.fields.gathering import Source, Sources, gathered
from goalpage.reading.fields.language import Kind, base_code, words_pattern
from goalpage.reading.fields.marks import Marks
from goalpage.reading.fields.measures import entries_of, measured, status_by_progress
from goalpage.reading.fields.progress import progress_in
from goalpage.reading.fields.reached import reached_in
from goalpage.reading.fields.status import NOTHING_TOLD, status_in
from goalpage.reading.fields.texts import Found, FoundStatus, GoalText, Span
from goalpage.reading.fields.values import (
    confidence_value,
    date_value,
    evidence_value,
    id_value,
    status_value,
    tags_value,
    was_value,
)
from goalpage.reading.fields.vocabulary import Key
from goalpage.reading.fields.wording import aside, blanked, brackets, evened

_RATIO = re.compile(r"\d[\d.,]*\s?/\s?\d[\d.,]*|\d{1,3}\s?%")


@cache
def _label(lang: str) -> re.Pattern[str]:
    """Finds the label ahead of a value at the end of a goal's name: "Progress: 3/12"."""
    labels = words_pattern(lang, Kind.PROGRESS_LABEL, english=True).pattern
    return re.compile(rf"(?:{labels})\s?[:：]?\s*\Z", re.IGNORECASE)


class Fields(Struct, frozen=True):
    """What is known of one goal beside its wording; names and units as in `goalpage.model.Goal`.

    `cuts` are the spans of `GoalText.text` that are no part of the title (marks, verdicts, progress and date
    notes, task notations); `label_notes` the indexes of the notes that are fields, not remarks.
    """

    status: Status = Status.OPEN
    words: tuple[str, ...] = ()
    progress: Progress | None = None
    due: str | None = None
    completion: str | None = None
    start: str | None = None
    created: str | None = None
    cancelled: str | None = None
    id: str | None = None
    priority: str | None = None
    confidence: float | None = None
    tags: tuple[str, ...] = ()
    area: str | None = None
    evidence: tuple[Link, ...] = ()
    was: tuple[str, ...] = ()
    log: tuple[Entry, ...] = ()
    inferred: frozenset[str] = field(default=frozenset())
    cuts: tuple[Span, ...] = ()
    label_notes: frozenset[int] = field(default=frozenset())
    problems: tuple[Problem, ...] = ()


def read_fields(  # noqa: PLR0913  (a goal's context has these parts)
    goal: GoalText,
    *,
    marks: Marks,
    role: Role = Role.STATED,
    lang: str | None = None, year: int | None = None, post_year: int | None = None,
    path: str = "", front_matter: Mapping[str, object] | None = None,
) -> Fields:  # fmt: skip
    """Give all fields of a goal; `front_matter` is its mapping under `goals: items:`, if any. Never raises.

    `year` is the year the goals are set for (a review's is the year looked back on), None where unknown: "by
    July" needs it. `post_year` is the year of the post's own date, None for a page: there a heading's year is the
    goals'.
    """
    code = base_code(lang)
    sources = gathered(goal, front_matter, path)
    read = _read(sources.bare(goal), marks, role, code)
    log = entries_of(sources.entries, code)
    progress = measured(sources, read.progress.value if read.progress else None, log, code)
    status, is_guessed = _settled(sources, read.status, progress, role, code)
    due = due_in(read.unmarked, lang=code, year=year, status=status, role=role, post_year=post_year)
    done_on = completion_in(read.bare, lang=code, year=year, status=status)
    dates = {key: sources.value(key, lambda text: date_value(text, code, year)) for key in _DATES}
    return replace(
        _told(sources, dates, log),
        status=status,
        words=(*_verdict_told(sources), *(words for words in read.status.words if _is_worded(words))),
        progress=progress,
        due=dates[Key.DUE] or (due.value if due else None),
        completion=dates[Key.COMPLETION] or (done_on.value if done_on else None),
        inferred=_inferred(
            status=is_guessed,
            progress=read.progress is not None and read.progress.inferred and not sources.has_measure,
            due=dates[Key.DUE] is None and due is not None and due.inferred,
            completion=dates[Key.COMPLETION] is None and done_on is not None,
        ),
        cuts=_cuts(goal, sources, read.status, (read.progress, due, done_on), code),
        label_notes=frozenset(sources.label_notes),
        problems=tuple(sources.problems),
    )


def _settled(
    sources: Sources, read: FoundStatus, progress: Progress | None, role: Role, code: str
) -> tuple[Status, bool]:
    """Give the status, and whether it was guessed."""
    told = _status_told(sources, read, code)
    graded = Role.STATED if sources.is_ungraded else role  # `Status:` with nothing behind it: no verdict yet
    status = told or status_by_progress(read, progress, graded)
    is_told = told is not None or (read.told and status is read.status)
    return status, status is not Status.OPEN and not is_told


def _inferred(**fields: bool) -> frozenset[str]:
    """Give the names of the fields that were inferred, not told."""
    return frozenset(name for name, is_inferred in fields.items() if is_inferred)


def _verdict_told(sources: Sources) -> tuple[str, ...]:
    """Give what stands in the field for the status where it says more than that: `partly, I got to 18 km`."""
    said = sources.text(Key.STATUS)
    return (said,) if said is not None and len(said.split()) > 2 else ()


_DATES = (Key.DUE, Key.START, Key.CREATED, Key.COMPLETION, Key.CANCELLED)


class _Read(Struct, frozen=True):
    """What was read of a goal: `bare` is it without its told fields, `unmarked` also without marks and verdicts."""

    bare: GoalText
    unmarked: GoalText
    status: FoundStatus
    progress: Found[Progress] | None


def _read(bare: GoalText, marks: Marks, role: Role, lang: str) -> _Read:
    status = status_in(bare, marks=marks, role=role, lang=lang)
    counted = _counted(bare, status, role, lang)
    if counted is not None:
        return _Read(bare, bare, NOTHING_TOLD, counted)
    unmarked = replace(bare, text=blanked(bare.text, status.spans))
    progress = progress_in(unmarked, lang=lang, role=role)
    if role is Role.REVIEWED and progress is not None and progress.value.current is None:
        progress = reached_in(bare, evened(bare.text), progress, lang) or progress  # a verdict's clause may tell it too
    return _Read(bare, unmarked, status, progress)


def _counted(bare: GoalText, status: FoundStatus, role: Role, lang: str) -> Found[Progress] | None:
    """Give the progress that "finished" is the verb of: "Read 52 books (finished 31)" tells a count, not the end."""
    counts = any(c.isdigit() for words in status.words for c in words)
    if not counts or status.status is not Status.DONE or role is Role.REVIEWED:
        return None
    found = progress_in(bare, lang=lang, role=role)
    if found is None or found.value.current is None or found.value.target is None or found.value.is_met:
        return None
    return found


def _told(sources: Sources, dates: Mapping[Key, str | None], log: tuple[Entry, ...]) -> Fields:
    """Give the fields that are only ever told."""
    return Fields(
        start=dates[Key.START],
        created=dates[Key.CREATED],
        cancelled=dates[Key.CANCELLED],
        log=log,
        id=sources.value(Key.ID, id_value),
        priority=sources.value(Key.PRIORITY, lambda text: text[:40]),
        confidence=sources.value(Key.CONFIDENCE, confidence_value),
        tags=sources.value(Key.TAGS, tags_value) or (),
        area=sources.value(Key.AREA, str),
        evidence=evidence_value(sources.text(Key.EVIDENCE) or "", sources.links(Key.EVIDENCE)),
        was=sources.value(Key.WAS, was_value) or (),
    )


def _is_worded(words: str) -> bool:
    """Tell words from a mark, a box or the name of an emoji."""
    return any(c.isalpha() for c in words) and not words.startswith((":", "["))


def _status_told(sources: Sources, found: FoundStatus, lang: str) -> Status | None:
    """Give the status of the comment or a label; of the front matter only where no mark or word says otherwise."""
    told = sources.value(Key.STATUS, lambda text: status_value(text, lang))
    if told is None:
        if sources.text(Key.CANCELLED) and not found.told:
            return Status.DROPPED
        return Status.DONE if sources.text(Key.COMPLETION) and not found.told else None
    if sources.source(Key.STATUS) is Source.FRONT_MATTER and found.told:
        if found.status is not told:
            sources.contradiction(found, told)
        return None
    is_empty_box = found.status is Status.OPEN and told is not Status.DONE  # only says that it is not done
    if found.told and found.status is not told and found.words and not is_empty_box:
        sources.contradiction(found, told)
    return told


def _cuts(
    goal: GoalText,
    sources: Sources,
    status: FoundStatus,
    found: tuple[Found[Progress] | Found[str] | None, ...],
    lang: str,
) -> tuple[Span, ...]:
    text = evened(goal.text)
    spans = [*sources.spans, *status.spans]
    for one in found:
        if one is None or one.span is None:
            continue
        around = aside(text, one.span)
        if around is None and _is_set_apart(one.words, text[one.span[1] :]):
            around = one.span
        if around is not None:
            label = _label(lang).search(text, 0, around[0])
            spans.append((label.start() if label else around[0], around[1]))
    return tuple(_joined(spans))


def _is_set_apart(words: str, rest: str) -> bool:
    """Whether words on how far a goal is are no part of its name: a bar, an insertion, a ratio that ends the text.

    Asides in brackets may follow the ratio: "1/10 [fried squid]".
    """
    if words.startswith(("{", "■", "□", "▓", "█", "[")):
        return True
    return bool(_RATIO.fullmatch(words)) and not any(map(str.isalnum, blanked(rest, (at for at, _ in brackets(rest)))))


def _joined(spans: list[Span]) -> list[Span]:
    out: list[Span] = []
    for start, end in sorted(set(spans)):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out
