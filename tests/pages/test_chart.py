from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalpage.compare import follow
from goalpage.model import Direction, Goal, History, Origin, Post, Progress, Revision
from goalpage.pages.chart import Chart, chart, sparkline
from goalpage.pages.record import records


def drawn(values: list[float], target: float | None = None, days: int = 100, unit: str = "$") -> Chart | None:
    """The chart of a goal with these values, so many days apart."""
    start = datetime(2020, 2, 1, tzinfo=UTC)
    stated = [
        Goal("Cost", id="cost", progress=Progress(value, target, unit=unit, direction=Direction.DOWN))
        for value in values
    ]
    revisions = tuple(
        Revision(
            f"r{n}", start + timedelta(days=days * n), "g.md", "g.md", Origin.COMMIT, Post("G", None, (goal,)), before
        )
        for n, (goal, before) in enumerate(zip(stated, [None, *range(len(stated))], strict=False))
    )
    (record,) = records((follow(History("h", "H", revisions, ("g.md",))),))
    thread = record.threads["cost"]
    assert bool(sparkline(record, thread)) == bool(chart(record, thread, "t"))
    return chart(record, thread, "t")


def test_there_is_no_chart_for_fewer_than_two_values() -> None:
    assert drawn([7000]) is None
    assert drawn([7000, 7000, 7000]) is None
    assert drawn([7000, 640], days=0) is None


def test_the_line_is_labelled_where_it_stands() -> None:
    found = drawn([7000, 4200, 640], 100)
    assert found is not None
    texts = [element.text for element in ET.fromstring(found.svg).iter() if element.tag == "text"]  # ours
    assert {"$7,000", "$4,200", "$640", "target $100", "Feb 2020"} <= set(texts)
    assert "From $7,000 in February 2020 to $640 in August 2020, towards $100." in found.svg


def test_the_scale_is_logarithmic_past_twenty_fold_and_says_so() -> None:
    near, far = drawn([1000, 100], 60), drawn([1000, 100], 49)
    assert near is not None
    assert far is not None
    assert (near.logarithmic, near.caption) == (False, "")
    assert far.logarithmic
    assert "logarithmic" in far.caption


def test_a_scale_with_zero_stays_linear() -> None:
    found = drawn([0, 5000], 10000)
    assert found is not None
    assert not found.logarithmic


@given(
    st.lists(
        st.integers(-(10**12), 10**12) | st.floats(allow_nan=False, allow_infinity=False), min_size=2, max_size=12
    ),
    st.none() | st.integers(-1000, 10**9),
)
def test_everything_drawn_stands_inside_the_drawing(values: list[float], target: float | None) -> None:
    found = drawn(values, target)
    if found is None:
        return
    assert "nan" not in found.svg
    assert "inf" not in found.svg
    root = ET.fromstring(found.svg)  # ours
    for element in root.iter():
        for name in ("x", "cx"):
            assert 0 <= float(element.get(name, 0)) <= 480
        for name in ("y", "cy"):
            assert 0 <= float(element.get(name, 0)) <= 200


@pytest.mark.parametrize("label", ["<foreignObject>", '" onload="x'])
def test_a_unit_is_text(label: str) -> None:
    found = drawn([1, 2], 3, unit=label)
    assert found is not None
    assert not re.search(r"<foreignObject|\sonload=", found.svg.replace("&#34; onload", ""))


def test_values_of_the_log_stand_beside_those_of_revisions(story: ModuleType) -> None:
    full = story.yearly()
    until = story.replace(full, revisions=full.revisions[:3], posts=full.posts[:2])
    (record,) = records((follow(until),))
    points = record.threads["books"].points
    assert [(point.day.isoformat(), point.value) for point in points] == [
        ("2023-01-03", 0), ("2023-03-01", 12), ("2023-07-01", 28),
    ]  # fmt: skip


def test_a_goal_set_anew_has_the_result_of_each_year(story: ModuleType) -> None:
    (record,) = records((follow(story.yearly()),))
    points = record.threads["books"].points
    assert [point.value for point in points] == [26, 35, 3]
