from __future__ import annotations

import pytest

from goalpage.reading.fields.openings import is_aim, is_bare_aim, is_question, is_report, is_sentence


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Run a marathon", None), ("To run a marathon", "en"), ("No more sugar", "en"), ("Aprender a nadar", "es"),
        ("Ein Boot bauen", "de-AT"), ("Ein Buch schreiben", "de"), ("Courir plus", "fr"), ("Daha çok okumak", "tr"),
        ("本を書く", "ja"), ("学日语", "zh-CN"), ("Читать больше", "ru"), ("Read more", "es"),
    ],
)  # fmt: skip
def test_aims(text: str, lang: str | None) -> None:
    assert is_bare_aim(text, lang)
    assert is_aim(text, lang)


@pytest.mark.parametrize("text", ["I managed to run", "Went to Oslo", "Finished the book", "My garden", "It's a start"])
def test_reports(text: str) -> None:
    assert is_report(text)
    assert not is_aim(text)


def test_a_wish_is_an_aim_but_no_bare_one() -> None:
    assert is_aim("I want to learn Finnish")
    assert not is_bare_aim("I want to learn Finnish")
    assert not is_report("I want to learn Finnish")


def test_questions_and_sentences() -> None:
    assert is_question("Why not?)")
    assert not is_question("Why not!")
    assert is_sentence("What I would like:")
    assert not is_sentence("Work stuff:")
