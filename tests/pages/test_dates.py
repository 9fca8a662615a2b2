from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalpage.pages import dates


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("2021", "2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("2024-02", "February 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-05-03", "3 May 2024", date(2024, 5, 3), date(2024, 5, 3)),
    ],
)
def test_a_year_a_month_and_a_day_are_told_and_have_ends(text: str, words: str, first: date, last: date) -> None:
    assert dates.partial_in_words(text) == words
    assert (dates.first_day(text), dates.last_day(text)) == (first, last)


@pytest.mark.parametrize("text", ["", "soon", "2021-13", "2021-02-30", "21", "2021-1-1-1", "٢٠٢١"])
def test_what_is_no_date_stays_as_it_is(text: str) -> None:
    assert dates.partial_in_words(text) == text
    assert dates.last_day(text) is None


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2024-05-03", "2024-05-03", "the same day"),
        ("2024-05-03", "2024-05-04", "1 day"),
        ("2024-05-03", "2024-05-16", "13 days"),
        ("2024-05-03", "2024-06-07", "5 weeks"),
        ("2020-02-01", "2021-04-09", "14 months"),
        ("2020-02-29", "2020-04-28", "8 weeks"),
        ("2020-02-01", "2024-05-03", "4 years"),
    ],
)
def test_spans_are_told_in_the_unit_that_fits(start: str, end: str, words: str) -> None:
    assert dates.span(date.fromisoformat(start), date.fromisoformat(end)) == words


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(0, 9000))
def test_a_span_is_never_zero_of_something(start: date, days: int) -> None:
    words = dates.span(start, start + timedelta(days=days))
    assert not words.startswith("0 ")


def test_a_moment_keeps_the_day_of_its_author() -> None:
    late = datetime(2020, 1, 31, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert dates.when(late) == dates.When("2020-01-31", "31 January 2020")
    assert dates.rfc3339(late) == "2020-01-31T23:30:00-05:00"
