"""A series of yearly posts as its pages tell it: each year by its own post, each goal by what became of it."""

from __future__ import annotations

import html
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from goalpage.build import build
from goalpage.report import BuildOptions

POSTS = {
    "_posts/2022-01-02-goals-for-2022.md": """---
title: Goals for 2022
goals: true
---

1. Read 24 books
2. Run 500 km
""",
    "_posts/2023-01-02-goals-for-2023.md": """---
title: Goals for 2023
goals: true
---

## How 2022 went

- ✅ Read 24 books
- ❌ Run 500 km. I got to 212 km

## Goals for 2023

1. Read 24 books
2. Run 300 km
3. Keep bees
""",
}


@pytest.fixture
def pages(make_blog) -> Path:
    blog = make_blog(POSTS)
    build(blog, BuildOptions(now=datetime(2024, 6, 1, tzinfo=UTC), today=date(2024, 6, 1)))
    return blog / "_site/goals"


def words(page: Path) -> str:
    """Give the words of a page as they are read, with `[-struck-]` ones marked."""
    text = page.read_text(encoding="utf-8")
    text = re.sub(r"<del>(.*?)</del>", r"[-\1-]", text[text.index('class="goalpage ') :])
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split())


def test_a_goal_missed_and_set_again_is_told_in_one_breath(pages: Path) -> None:
    told = words(pages / "goals-for-2022/run-500-km/index.html")
    assert "Missed at 212 km; set again, target [-500 km-] → 300 km." in told
    assert "reworded" not in told.casefold()
    assert "no longer given" not in told


def test_a_goal_done_and_set_again_as_it_was(pages: Path) -> None:
    assert "Done; set again." in words(pages / "goals-for-2022/read-24-books/index.html")


def test_looking_back_names_the_post_that_set_the_goals(pages: Path) -> None:
    text = words(pages / "look-back/index.html")
    before, after = text.index("Goals for 2023"), text.index("Goals for 2022")
    assert before < text.index("Keep bees") < after < text.index("Read 24 books")


def test_a_series_is_called_by_its_years_and_says_no_due_date_on_every_row(pages: Path) -> None:
    text = words(pages / "goals-for-2022/index.html")
    assert text.count("Goals for 2022–2023") == 1
    assert "due 2023" not in text


@pytest.mark.parametrize("page", ["changes", "diff"])
def test_the_name_of_a_list_stands_in_the_lead_and_not_in_the_heading(pages: Path, page: str) -> None:
    text = (pages / "goals-for-2022" / page / "index.html").read_text(encoding="utf-8")
    (heading,) = re.findall(r"<h1>(.*?)</h1>", text)
    assert "<a" not in heading
    assert re.search(r'<p class="gp-lead">[^\n]*<a href="[./\w-]+"[^>]*><bdi>Goals for 2022–2023', text)
