"""The kramdown dialect shows what the fixtures say, and the fixtures say what kramdown shows."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from goalpage.markdown import parser

FIXTURES = "kramdown"
POSTS = Path(__file__).parents[3] / "shared" / "corpus" / "kramdown"
FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n.*?^---[ \t]*$\r?\n?", re.DOTALL | re.MULTILINE)
LIQUID = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)


@pytest.fixture(scope="module")
def md():
    return parser("kramdown")


def test_a_case_is_shown_as_written(case, md, outline):
    assert outline(md.render(case.text)) == outline(case.expected), case.place


def test_kramdown_shows_every_case_as_written(kramdown, all_cases, outline):
    cases = all_cases(FIXTURES)
    shown = kramdown([case.text for case in cases])
    wrong = [case.place for case, html in zip(cases, shown, strict=True) if outline(html) != outline(case.expected)]
    assert wrong == []


def test_lists_of_real_posts_are_shown_as_kramdown_shows_them(kramdown, md, outline):
    if not POSTS.is_dir():
        pytest.skip("the folder of real posts, ../shared/corpus, is not there")
    paths = random.Random(4).sample(sorted(POSTS.glob("*.m*")), 80)
    texts = [LIQUID.sub("", FRONT_MATTER.sub("", path.read_text(encoding="utf-8"), count=1)) for path in paths]
    wrong = [
        path.name
        for path, text, html in zip(paths, texts, kramdown(texts), strict=True)
        if lists(outline(html)) != lists(outline(md.render(text)))
    ]
    assert len(wrong) <= 1, wrong  # of eighty


def lists(parts: list[str]) -> list[str]:
    """What stands in lists: the tags that make them, and the words."""
    kept, depth = [], 0
    for part in parts:
        tag = re.match(r"<(/?)(ul|ol|li)\b", part)
        if tag:
            depth += {"": 1, "/": -1}[tag[1]] * (tag[2] != "li")
            kept.append(tag[0])
        elif depth and not part.startswith("<"):
            kept += re.findall(r"\w+", part)
    return kept
