"""Slugs: short, plain, unique."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalpage.compare.identity import LONGEST, author_slug, slug, unique


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Learn to sail", "learn-to-sail"),
        ("Don't panic!", "dont-panic"),
        ("Héloïse's Straße über Łódź", "heloises-strasse-uber-lodz"),
        ("C++ & Rust", "c-rust"),
        ("每周阅读三篇文章", "每周阅读三篇文章"),
        ("プログラミングを学ぶ", "プログラミングを学ぶ"),
        ("हिन्दी सीखना", "हिन्दी-सीखना"),
        ("выучить йогу", "выучить-йогу"),
        ("☂ ☂", "goal"),
        ("../../etc/passwd", "etc-passwd"),
        ("one two " * 20, "one-two-one-two-one-two-one-two-one-two-one-two-one-two-one"),
        ("x" * 200, "x" * 60),
    ],
)
def test_slug(title: str, expected: str) -> None:
    assert slug(title) == expected


@given(st.text(max_size=200))
def test_a_slug_can_stand_in_a_url_and_a_file_name(title: str) -> None:
    name = slug(title)
    assert 0 < len(name) <= LONGEST
    assert not set(name) & set(" /\\.?#%&\"'<>:|*\0\n")
    assert slug(name) == name


@pytest.mark.parametrize(
    ("given_id", "expected"),
    [("bert-100", "bert-100"), ("Goal_3.1", "Goal_3.1"), ("a b", "a-b"), ("../x", "x"), ("", "goal"), ("..", "goal")],
)
def test_the_authors_id_is_kept_where_it_can_stand_in_a_url(given_id: str, expected: str) -> None:
    assert author_slug(given_id) == expected


def test_unique() -> None:
    taken: dict[str, int] = {}
    assert [unique(name, taken) for name in ("a", "a", "a-2", "a")] == ["a", "a-2", "a-2-2", "a-3"]
