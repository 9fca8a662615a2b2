"""The told quantity of a goal: its metric, its values and its dated entries; and what it says of the status."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from goalpage.model import Direction, Entry, Number, Progress, Role, Status
from goalpage.reading.fields.amounts import Amount, amounts_in
from goalpage.reading.fields.gathering import Sources
from goalpage.reading.fields.ratios import ratio_in
from goalpage.reading.fields.texts import FoundStatus
from goalpage.reading.fields.values import direction_of, metric_value, number_value
from goalpage.reading.fields.vocabulary import Key
from goalpage.reading.fields.wording import evened

DONE_FROM, PARTIAL_FROM = 0.9, 0.35
"""Of a graded goal: from this fraction a grade is as good as done, above that one it is partly done."""


def entries_of(pairs: Sequence[tuple[str, str]], lang: str) -> tuple[Entry, ...]:
    """Give dated entries in order of date; an entry without a number keeps its text alone."""
    entries = []
    for day, text in pairs:
        amount = next(amounts_in(evened(text), lang, spelled=False), None)
        entries.append(Entry(day, amount.value if amount else None, text))
    return tuple(sorted(entries, key=lambda entry: entry.date))


def measured(sources: Sources, found: Progress | None, log: Sequence[Entry], lang: str) -> Progress | None:
    """Give the goal's progress: told values over the told metric over what was read; the newest entry is current."""
    told = sources.value(Key.METRIC, lambda text: metric_value(text, lang))
    base = told or found
    stands = sources.text(Key.STATUS)
    if (base is None or base.current is None) and stands is not None:
        base = _beside_status(base, stands, lang)  # "Status: 👎 74/500"
    values = {key: sources.value(key, lambda text: number_value(text, lang)) for key in _VALUES}
    newest = next((entry.value for entry in reversed(log) if entry.value is not None), None)
    if base is None and newest is None and not any(values.values()):
        return None
    base = base or Progress()
    target = _pick(values[Key.TARGET], base.target)
    baseline = _pick(values[Key.BASELINE], base.baseline)
    if baseline is None and told is None and newest is not None and len(log) > 1:
        baseline = next((entry.value for entry in log if entry.value is not None), None)
    current = _pick(values[Key.CURRENT], newest if newest is not None else base.current)
    direction = base.direction if baseline is None else direction_of(baseline, target)
    unit = sources.text(Key.UNIT) or base.unit or next((one.unit for one in values.values() if one and one.unit), "")
    scale = sources.text(Key.SCALE)
    log_scale = base.log_scale if scale is None else scale.strip().lower().startswith("log")
    return Progress(current, target, baseline, unit, direction, log_scale)


def _beside_status(base: Progress | None, stands: str, lang: str) -> Progress | None:
    """Give the goal's quantity with the value that stands beside its told status."""
    found = ratio_in(evened(stands), lang, told=True)
    if found is None or (base is not None and base.target not in (None, found.value.target)):
        return base
    return found.value if base is None else replace(base, current=found.value.current, target=found.value.target)


_VALUES = (Key.CURRENT, Key.TARGET, Key.BASELINE)


def _pick(told: Amount | None, other: Number | None) -> Number | None:
    return told.value if told is not None else other


def status_by_progress(found: FoundStatus, progress: Progress | None, role: Role) -> Status:
    """Give the status that follows from a goal's quantity where no mark or word tells one; else the one told.

    A goal still open whose value has moved is active, one whose value is reached is done. A graded goal is
    done from 90 %, partly done above 40 %, else missed.
    """
    if progress is None or progress.current is None:
        return found.status
    if found.told and (role is Role.REVIEWED or found.status is not Status.OPEN):
        return found.status
    if progress.target is None:
        return found.status
    if progress.is_met:
        return Status.DONE if progress.target or progress.direction is Direction.DOWN else found.status
    if role is Role.REVIEWED:
        fraction = progress.fraction
        if fraction is None:
            return found.status
        grade = progress.unit == "%" or progress.target in (5, 10)
        if grade and fraction >= DONE_FROM:
            return Status.DONE
        return Status.PARTIAL if fraction > PARTIAL_FROM else Status.MISSED
    from_nothing = progress.direction is Direction.UP and progress.baseline is None
    moved = progress.current > 0 if from_nothing else progress.fraction not in (None, 0.0)
    return Status.ACTIVE if moved or progress.unit == "remaining" else found.status
