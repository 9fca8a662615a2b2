"""What holds for any text whatever: nothing raises, spans lie in the text, numbers are finite, time is linear."""

from __future__ import annotations

import math
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goalpage.model import Role, Status
from goalpage.reading.fields import (
    Cell,
    Fields,
    GoalText,
    NoteText,
    comment_fields,
    guessed_language,
    labelled,
    marks_of_post,
    names_goals,
    read_fields,
)
from goalpage.reading.fields.language import LANGUAGES

PIECES = (
    "read", "12", "3/12", "books", "of", "(", ")", "[", "]", "by", "July", "2021", "-06-30", "$7,000", "60%", "k",
    "done", "not", "✓", "❌", "~~", "- ", ": ", ". ", "■■□□", "{{< progress 1 2 >}}", "a week", "Q1", "5月", "まで",
    "1e999999999", "NaN%", "9" * 400, "0 of 0", "-1", "currently", "17 remaining", "🆔", "📅 2021-02-30", "due::",
    "<progress value=", "’", "\u00a0", "\x00", "\ud800", "ß", "İ",
)  # fmt: skip
LONG = 300_000
"""Characters of the long texts."""

some_text = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))
some_lang = st.one_of(st.none(), st.sampled_from(LANGUAGES), st.just("tlh"))


@st.composite
def some_goals(draw: st.DrawFn) -> GoalText:
    text = draw(some_text)
    ends = sorted(draw(st.lists(st.integers(0, len(text)), max_size=4)))
    spans = tuple(zip(ends[::2], ends[1::2], strict=False))
    return GoalText(
        text, draw(st.sampled_from([(), spans])), draw(st.sampled_from([(), spans])),
        draw(st.sampled_from([None, " ", "x", "X", "/", "-", "?"])),
        tuple(NoteText(note, spans) for note in draw(st.lists(some_text, max_size=3))),
        tuple(draw(st.lists(some_text.map("goal: {}".format), max_size=1))), (draw(some_text),), (draw(some_text),),
        (draw(some_text.map("<progress {}>".format)),), tuple(draw(st.lists(some_text, max_size=2))),
        (Cell(draw(st.sampled_from(["Status", "Progress", "Target", "Due", "Q1", ""])), draw(some_text)),),
    )  # fmt: skip


def _read(goal: GoalText, lang: str | None, role: Role, front_matter: dict[str, object] | None = None) -> Fields:
    marks = marks_of_post([goal], (), role)
    return read_fields(goal, marks=marks, role=role, lang=lang, year=2020, path="goals.md", front_matter=front_matter)


@settings(max_examples=300, deadline=None)
@given(some_goals(), some_lang, st.sampled_from(Role))
def test_any_goal_is_read_and_what_is_read_is_sound(goal: GoalText, lang: str | None, role: Role) -> None:
    fields = _read(goal, lang, role)
    assert all(0 <= start <= end <= len(goal.text) for start, end in fields.cuts)
    assert all(first[1] < second[0] for first, second in zip(fields.cuts, fields.cuts[1:], strict=False))
    if fields.progress is not None:
        values = (fields.progress.current, fields.progress.target, fields.progress.baseline)
        assert all(math.isfinite(value) and abs(value) <= 1e18 for value in values if value is not None)
    for day in (fields.due, fields.completion, fields.start, fields.created, fields.cancelled):
        assert day is None or re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", day)
    assert fields.confidence is None or 0.0 <= fields.confidence <= 1.0
    assert isinstance(fields.status, Status)
    assert all(index < len(goal.notes) for index in fields.label_notes)


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.one_of(some_text, st.sampled_from(["due", "status", "target", "tags"])),
        st.one_of(some_text, st.integers(), st.floats(), st.none(), st.lists(some_text)),
    )
)
def test_any_front_matter_is_taken(front_matter: dict[str, object]) -> None:
    _read(GoalText("Read 12 books"), None, Role.STATED, front_matter)


@settings(max_examples=100, deadline=None)
@given(some_text)
def test_small_functions_take_any_text(text: str) -> None:
    labelled(text)
    comment_fields(text)
    names_goals(text)
    guessed_language(text)


SLOW_PIECES = (
    "a", "9", "12 ", "1/2 ", "(1/2 ", "1,000 ", "$", "[", "(done ", "~~", "- ", ": ", ". ", "by 1 March ", "2021-",
    "✓", "■", "{{< progress ", "<a ", "not ", "5月", 'a="', "#a ", "read 5 ", "so far ", "three times a week ", "1: a ",
    "50% of ",
)  # fmt: skip


@pytest.mark.parametrize("piece", SLOW_PIECES)
def test_time_grows_in_line_with_the_text(piece: str) -> None:
    text = piece * (LONG // len(piece))
    goal = GoalText(
        text,
        notes=(NoteText(text),),
        comments=(f"goal: {text}",),
        attributes=(text,),
        tags=(f"<{text}",),
        headings=(text,),
        cells=(Cell("Status", text), Cell("Due", text), Cell(text, "x")),
    )
    started = time.process_time()  # of this process alone, however busy the machine
    _read(goal, "en", Role.REVIEWED)
    assert time.process_time() - started < 20  # a quadratic rule takes minutes here
