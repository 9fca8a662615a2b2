"""One value through time as a step line, labelled where it stands: SVG without script, fonts or colours of its own."""

from __future__ import annotations

import math
from collections.abc import Sequence

from markupsafe import Markup
from msgspec import Struct

from goalpage.model import Number
from goalpage.pages.dates import MONTHS
from goalpage.pages.quantities import amount
from goalpage.pages.record import Point, Record, Thread

_WIDTH, _HEIGHT = 480, 200
"""The chart in its own units; the stylesheet scales it to the column."""
_TOP, _BOTTOM, _LEFT = 30, 34, 6
_LETTER = 9.0
"""Width of a figure in the chart's units, on the wide side, so that no label is cut."""
_LONGEST = 16
"""Characters of a label: a third of the width."""
_LINE = 18.0
"""Height of a line of labels."""
_LOG_FROM = 20
"""From this ratio of largest to smallest a linear scale would flatten the smaller steps."""


class Chart(Struct, frozen=True):
    """A drawing and what must be said of it in words."""

    svg: Markup
    caption: str
    logarithmic: bool


class _Scale(Struct, frozen=True):
    """Values to heights: linear or logarithmic between `low` and `high`, in a drawing from `top` to `bottom`."""

    low: float
    high: float
    logarithmic: bool
    top: float
    bottom: float

    def y(self, value: Number) -> float:
        low, high, at = (self._t(v) / 2 for v in (self.low, self.high, float(value)))  # halves: no sum can overflow
        if high <= low:
            return (self.top + self.bottom) / 2
        return self.bottom - (at - low) / (high - low) * (self.bottom - self.top)

    def _t(self, value: float) -> float:
        return math.log10(value) if self.logarithmic else value


def _scale(values: Sequence[float], wanted: bool, top: float, bottom: float) -> _Scale:
    low, high = min(values), max(values)
    logarithmic = low > 0 and high > low and (wanted or high / low > _LOG_FROM)
    return _Scale(low, high, logarithmic, top, bottom)


def sparkline(record: Record, thread: Thread) -> Markup:
    """The shape of two or more values, the size of a word; it repeats what stands beside it in words."""
    points = thread.points
    if len({p.value for p in points}) < 2 or not _spread(points):
        return Markup("")
    progress = record.statement(thread.last).progress
    scale = _scale([float(p.value) for p in points], bool(progress and progress.log_scale), 2, 12)
    xs = _across(points, 1, 62)
    path = _steps([(x, scale.y(p.value)) for x, p in zip(xs, points, strict=True)], 63)
    return Markup(
        '<svg class="gp-spark" viewBox="0 0 64 14" width="64" height="14" aria-hidden="true" focusable="false">'
        '<path d="{}"/></svg>'
    ).format(path)


def chart(record: Record, thread: Thread, name: str) -> Chart | None:
    """The values of a goal as a step line with its target; None for fewer than two values or a single day.

    `name` makes the ids in the drawing unique on its page.
    """
    points = thread.points
    if len({p.value for p in points}) < 2 or not _spread(points):
        return None
    progress = record.statement(thread.last).progress
    unit, target = (progress.unit, progress.target) if progress else ("", None)
    values = [float(p.value) for p in points] + ([float(target)] if target is not None else [])
    scale = _scale(values, bool(progress and progress.log_scale), _TOP, _HEIGHT - _BOTTOM)
    newest = _label(points[-1].value, unit)
    right = _WIDTH - max(len(newest), 4) * _LETTER - 14
    places = list(zip(_across(points, _LEFT, right - 30), (scale.y(p.value) for p in points), strict=True))
    parts = [_dates(points), _target_line(scale, target, unit, (right, places[-1][1]))]
    parts += [
        Markup('<path class="gp-line" d="{}"/>').format(_steps(places, right)),
        _end(right, places[-1][1], newest),
    ]
    parts += _labels(points, places, unit)
    return Chart(_drawn(parts, name, _told(points, unit, target)), _caption(scale), scale.logarithmic)


def _label(value: Number, unit: str) -> str:
    """A value short enough to stand in the drawing; the table below it has it in full."""
    full = amount(value, unit)
    return full if len(full) <= _LONGEST else f"{float(value):.3g}".replace("-", "−")


def _spread(points: Sequence[Point]) -> bool:
    return points[-1].day > points[0].day


def _across(points: Sequence[Point], left: float, right: float) -> list[float]:
    """How far right each point stands, by its date."""
    days = (points[-1].day - points[0].day).days
    return [round(left + (right - left) * (p.day - points[0].day).days / days, 1) for p in points]


def _steps(places: Sequence[tuple[float, float]], end: float) -> str:
    """A line that keeps each value until the next one is known."""
    (x, y), *rest = places
    return f"M{x:g} {y:.1f}" + "".join(f"H{x:g}V{y:.1f}" for x, y in rest) + f"H{end:g}"


def _drawn(parts: Sequence[Markup], name: str, told: str) -> Markup:
    return Markup(
        '<svg class="gp-chart" viewBox="0 0 {} {}" role="img" aria-labelledby="{}"><title id="{}">{}</title>{}</svg>'
    ).format(_WIDTH, _HEIGHT, name, name, told, Markup("").join(parts))


def _told(points: Sequence[Point], unit: str, target: Number | None) -> str:
    first, newest = points[0], points[-1]
    words = f"From {amount(first.value, unit)} in {_month(first)} to {amount(newest.value, unit)} in {_month(newest)}"
    return words + (f", towards {amount(target, unit)}." if target is not None else ".")


def _caption(scale: _Scale) -> str:
    """What a reader must know to read the drawing; empty where nothing."""
    return "On a logarithmic scale: equal steps up or down are equal factors." if scale.logarithmic else ""


def _month(point: Point) -> str:
    return f"{MONTHS[point.day.month - 1]} {point.day.year}"


def _dates(points: Sequence[Point]) -> Markup:
    """First and last date under the line."""
    y = _HEIGHT - 6
    return Markup(
        '<text class="gp-axis" x="{}" y="{}">{}</text><text class="gp-axis" x="{}" y="{}" text-anchor="end">{}</text>'
    ).format(_LEFT, y, _short(points[0]), _WIDTH - 4, y, _short(points[-1]))


def _short(point: Point) -> str:
    return f"{MONTHS[point.day.month - 1][:3]} {point.day.year}"


def _target_line(scale: _Scale, target: Number | None, unit: str, newest: tuple[float, float]) -> Markup:
    """The target as a broken line that leaves room for the label of the newest value, at `newest`."""
    if target is None:
        return Markup("")
    y = scale.y(target)
    label = y - 6 if y <= newest[1] or y > _HEIGHT - _BOTTOM - 4 else y + 16
    end = newest[0] if abs(y - newest[1]) < _LINE else _WIDTH - 4
    return Markup(
        '<path class="gp-target" d="M{} {:.1f}H{:g}"/><text class="gp-axis" x="{}" y="{:.1f}">target {}</text>'
    ).format(_LEFT, y, end, _LEFT, label, _label(target, unit))


def _end(x: float, y: float, label: str) -> Markup:
    return Markup(
        '<circle class="gp-now" cx="{:g}" cy="{:.1f}" r="3.5"/><text class="gp-newest" x="{:g}" y="{:.1f}">{}</text>'
    ).format(x, y, x + 9, y + 5, label)


def _labels(points: Sequence[Point], places: Sequence[tuple[float, float]], unit: str) -> list[Markup]:
    """A label on each step that has room for it: above where the line goes down, below where it goes up."""
    made: list[Markup] = []
    free, height = -math.inf, math.inf
    for n, (point, (x, y)) in enumerate(zip(points[:-1], places[:-1], strict=True)):
        label = _label(point.value, unit)
        room = places[n + 1][0] - x
        if (x < free and abs(y - height) < _LINE) or (n and room < len(label) * _LETTER * 0.6):
            continue
        free, height = x + len(label) * _LETTER + 6, y
        made.append(Markup('<text x="{:g}" y="{:.1f}">{}</text>').format(x + (3 if n else 0), y - 7, label))
    return made
