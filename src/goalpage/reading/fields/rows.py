"""The quantity that the other cells of a goal's table row tell."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from goalpage.model import Number, Progress
from goalpage.reading.fields.amounts import amounts_in
from goalpage.reading.fields.columns import is_column
from goalpage.reading.fields.dates import ANY_YEAR, dates_in
from goalpage.reading.fields.figures import LONGEST_FIGURE, figure_in
from goalpage.reading.fields.language import Kind
from goalpage.reading.fields.ratios import ratio_in, remaining_in
from goalpage.reading.fields.targets import target_in
from goalpage.reading.fields.texts import Cell, Found, GoalText
from goalpage.reading.fields.units import noun_after
from goalpage.reading.fields.wording import evened


def progress_in_row(goal: GoalText, lang: str) -> Found[Progress] | None:
    """Give the progress of a table row: a ratio in one column, else the numbers of a current and a target column."""
    text = evened(goal.text)
    for cell in goal.cells:
        if is_column(cell, lang, Kind.CURRENT_COLUMN, Kind.STATUS_COLUMN):
            words = evened(cell.text).strip()[:LONGEST_FIGURE]
            found = figure_in(words, text, lang) or remaining_in(words, lang)
            if found is not None:
                return replace(found, span=None, inferred=False)
    current = _number_cell(goal.cells, lang, Kind.CURRENT_COLUMN)
    target = _number_cell(goal.cells, lang, Kind.TARGET_COLUMN)
    if current is None and target is None:
        return _over_periods(goal, text, lang)
    if current is not None and target is None:
        return _with_target_in_name(current, text, lang)
    if target is None:
        return None
    if current is None:
        return Found(Progress(None, target.value, unit=target.unit), "", None, inferred=False)
    return Found(Progress(current.value, target.value, unit=target.unit or current.unit), "", None, inferred=False)


def _over_periods(goal: GoalText, text: str, lang: str) -> Found[Progress] | None:
    """Give the ratios of columns that name periods ("Q1", "Q2"): the last where they grow, else their sum."""
    ratios: list[tuple[Number, Number]] = []
    for cell in goal.cells:
        found = ratio_in(evened(cell.text).strip()[:LONGEST_FIGURE], lang)
        names_period = next(iter(dates_in(evened(cell.column), lang, ANY_YEAR)), None) is not None
        if found is not None and names_period and found.value.current is not None and found.value.target is not None:
            ratios.append((found.value.current, found.value.target))
    if len(ratios) < 2:
        return None
    currents = [current for current, _ in ratios]
    if currents == sorted(currents):
        return Found(Progress(*ratios[-1]), "", None, inferred=False)
    own = target_in(text, lang)
    whole = own.value.target if own is not None else sum(target for _, target in ratios)
    return Found(Progress(sum(currents), whole, unit=own.value.unit if own else ""), "", None, inferred=False)


def _with_target_in_name(current: _Measured, text: str, lang: str) -> Found[Progress] | None:
    """Give a column's value with the number of the same unit in the goal's name as its target."""
    for amount in amounts_in(text, lang):
        noun = noun_after(text, amount.span[1], lang)
        unit = amount.unit or (noun.word.lower() if noun else "")
        if unit[:3] == current.unit[:3] or not current.unit:
            return Found(Progress(current.value, amount.value, unit=unit), "", None, inferred=False)
    return None


class _Measured(Struct, frozen=True):
    """A number with its unit, from a table cell."""

    value: Number
    unit: str


def _number_cell(cells: tuple[Cell, ...], lang: str, kind: Kind) -> _Measured | None:
    for cell in cells:
        words = evened(cell.text).strip()[:LONGEST_FIGURE]
        if is_column(cell, lang, kind) and len(words) <= 24:
            amounts = list(amounts_in(words, lang, spelled=False))
            if len(amounts) == 1 and words[: amounts[0].span[0]].strip(" ~<>≤≥=") == "":
                noun = noun_after(words, amounts[0].span[1], lang)
                return _Measured(amounts[0].value, amounts[0].unit or (noun.word.lower() if noun else ""))
    return None
