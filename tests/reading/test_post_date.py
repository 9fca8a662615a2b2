from __future__ import annotations

import pytest

from goalpage.reading.post_date import post_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024-01-05", "2024-01-05T00:00:00"),
        ("2021-4-2", "2021-04-02T00:00:00"),
        ("2024/01/05", "2024-01-05T00:00:00"),
        ("20240105", "2024-01-05T00:00:00"),
        ("2024-01-05 10:20", "2024-01-05T10:20:00"),
        ("2024-01-05 10:20:30 +0100", "2024-01-05T10:20:30+01:00"),
        ("2024-01-05T10:20:30.123-07:30", "2024-01-05T10:20:30-07:30"),
        ("2024-01-05T10:20:30Z", "2024-01-05T10:20:30+00:00"),
        ("2024-01-05 10:20 UTC", "2024-01-05T10:20:00+00:00"),
        ("2024-01-05 10:20:00 EST", "2024-01-05T10:20:00-05:00"),
        ("2024-01-05 1:20 PM", "2024-01-05T13:20:00"),
        ("2024-01-05 12:20 am", "2024-01-05T00:20:00"),
        ("2024-01-05 10:20:00 Asia/Tokyo", "2024-01-05T10:20:00"),
        ("January 5, 2024", "2024-01-05T00:00:00"),
        ("5 Jan 2024", "2024-01-05T00:00:00"),
        ("Fri, 5 Jan 2024 10:20:30 GMT", "2024-01-05T10:20:30+00:00"),
    ],
)
def test_dates_that_generators_take(text: str, date: str) -> None:
    found = post_date(text)
    assert found is not None
    assert found.isoformat() == date


@pytest.mark.parametrize(
    "text",
    ["", "2023-13-45", "2020-02-30 25:61:00", "0000-00-00", "99999-01-01", "2024-01-01 10:00:00 +99:99", "next tuesday",
     "nope", "2024", "Foo 5, 2024", "2024-01-05 later", "x" * 10_000],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert post_date(text) is None
