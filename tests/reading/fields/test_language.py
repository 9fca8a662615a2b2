"""The language files: complete, and loaded as they are written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

import goalpage
from goalpage.reading.fields.guess import guessed_language
from goalpage.reading.fields.language import LANGUAGES, Kind, base_code, language, listed, script_of, words_pattern

FOLDER = files("goalpage.reading.languages")
MAY_BE_EMPTY = {Kind.DUE_AFTER, Kind.MONTH_OR_WORD, Kind.DAY_ENDING, Kind.CAPITAL_MONTH}


def test_every_file_is_a_language_and_every_language_a_file() -> None:
    assert {entry.name for entry in FOLDER.iterdir() if entry.name.endswith(".toml")} == {
        f"{code}.toml" for code in LANGUAGES
    }


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_file_has_each_key_of_the_english_one(code: str) -> None:
    english = tomllib.loads(FOLDER.joinpath("en.toml").read_text("utf-8"))
    own = tomllib.loads(FOLDER.joinpath(f"{code}.toml").read_text("utf-8"))
    assert own.keys() == english.keys()
    assert {kind.value for kind in Kind} <= own.keys()


@pytest.mark.parametrize("code", LANGUAGES)
def test_words_are_there_and_in_lower_case(code: str) -> None:
    for kind, words in language(code).words.items():
        assert words or kind in MAY_BE_EMPTY, kind
        assert all(word == word.lower().strip() for word in words), kind
    assert len(language(code).months) == 12


def test_codes_are_taken_with_their_region() -> None:
    assert (base_code("pt-BR"), base_code("DE_at"), base_code(None), base_code("tlh")) == ("pt", "de", "en", "en")


def test_words_are_found_whole() -> None:
    done = words_pattern("en", Kind.DONE)
    assert done.search("It is done.")
    assert not done.search("Donehill")
    assert words_pattern("ja", Kind.DONE).search("目標達成した")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "This is the year in which I want to learn how to juggle with my hands and to walk the dog."),
        (
            "de",
            "In diesem Jahr will ich mehr mit dem Hund gehen und nicht so viel auf das Handy schauen, das ist wichtig.",
        ),
        ("fr", "Cette année je veux apprendre à jongler avec mes mains et je vais marcher plus dans la forêt."),
        ("es", "Este año quiero aprender malabares con mis manos y caminar más por el bosque con los perros."),
        ("ru", "В этом году я хочу научиться жонглировать и больше гулять с собакой в лесу."),
        ("ja", "今年はジャグリングを覚えたいです。それから毎日犬と散歩することを目標にします。本もたくさん読みたい。"),
        (
            "ko",
            "올해는 저글링을 배우고 싶습니다. 그리고 매일 개와 함께 산책하는 것을 목표로 합니다. 책도 많이 읽겠습니다.",
        ),
        (
            "zh",
            "今年我想学会抛球，每天和狗一起散步，读更多的书，写更多的文章，去更多的地方旅行，认识更多的人，学更多东西。",
        ),
    ],
)
def test_the_language_of_a_text_is_told(code: str, text: str) -> None:
    assert guessed_language(text) == code


def test_the_language_of_a_few_words_is_not_told() -> None:
    assert guessed_language("Hola") is None


def test_a_script_that_no_language_is_written_in_tells_none() -> None:
    assert guessed_language("Φέτος θέλω να διαβάσω δώδεκα βιβλία και να τρέξω περισσότερο στο δάσος.") is None


NEW_POST = """---
title: Ĉi-jaraj celoj
---
Jen la celoj, kaj mi volas atingi ilin:

- Celo 1: Legi 12 librojn
- Celo 2: Kuri maratonon (farita)
"""

READ_IT = """
from goalpage.reading import read_post
post = read_post(open("post.md", encoding="utf-8").read(), "post.md")
print(post.lang, [(goal.title, goal.status.value) for goal in post.goals])
"""


def test_a_language_is_added_by_a_file_alone(tmp_path: Path) -> None:
    shutil.copytree(Path(goalpage.__file__).parent, tmp_path / "goalpage", ignore=shutil.ignore_patterns("__pycache__"))
    folder = tmp_path / "goalpage" / "reading" / "languages"
    words = folder.joinpath("en.toml").read_text(encoding="utf-8")
    for english, own in {
        'common = ["the"': 'common = ["la", "kaj", "mi", "jen", "volas", "the"',
        'goal_words = ["goal"': 'goal_words = ["celoj", "celo", "goal"',
        'goal_labels = ["goal"': 'goal_labels = ["celo", "goal"',
        '\ndone = ["done"': '\ndone = ["farita", "done"',
    }.items():
        assert words.count(english) == 1, english
        words = words.replace(english, own)
    folder.joinpath("eo.toml").write_text(words, encoding="utf-8")
    (tmp_path / "post.md").write_text(NEW_POST, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-c", READ_IT], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert run.stdout.strip() == "eo [('Legi 12 librojn', 'open'), ('Kuri maratonon', 'done')]"


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_list_read_alone_is_the_one_of_the_whole_file(code: str) -> None:
    whole = tomllib.loads(FOLDER.joinpath(f"{code}.toml").read_text("utf-8"))
    assert all(listed(code, kind) == tuple(whole[kind.value]) for kind in Kind)
    assert script_of(code) == whole["script"] == language(code).script
