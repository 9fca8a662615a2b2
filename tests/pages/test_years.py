"""What a goal's page says of the years: whose lists it stood in, and how it had changed when it came back."""

from __future__ import annotations

import re
from types import ModuleType
from typing import Any

import pytest

from goalpage.compare import follow
from goalpage.model import History, Progress, Role, Status
from goalpage.pages import render


@pytest.fixture(scope="module")
def page(story: ModuleType) -> str:
    def books(title: str, target: int, **fields: Any) -> Any:
        return story.goal("books", 1, title, progress=Progress(target=target, unit="books"), **fields)

    sail = story.goal("sail", 2, "Sail to Oslo")
    lists = [
        ("2021", [books("Read 12 novels", 12), sail]),
        ("2022", [books("Read 12 novels", 12, role=Role.REVIEWED, status=Status.MISSED), sail]),
        ("2023", [sail]),
        ("2024", [books("Read 24 books", 24, status=Status.DONE, html="<del>Read 24 books</del>"), sail]),
        ("2025", [books("Read 24 books", 24), sail]),
        ("2026", [sail]),
    ]
    revisions = tuple(
        story.revision(f"{year}-01-02", goals, previous=n - 1 if n else None, title=f"Goals for {year}",
                       source=f"{year}.md", path=f"{year}.md")
        for n, (year, goals) in enumerate(lists)
    )  # fmt: skip
    posts = tuple(f"{year}.md" for year, _ in lists)
    history = History("yearly", "Goals", revisions, posts, (None,) * len(lists), lang="en", is_series=True)
    pages, _ = render((follow(history),), story.SITE)
    return next(str(page.content) for page in pages if page.path == "goals/yearly/books/index.html")


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", page).replace("\u00a0", " ").split())


def test_the_lists_in_which_a_goal_stood_and_what_came_of_it(page: str) -> None:
    said = "first stated 2 January 2021, in the lists of 2021 (missed), 2024 (done) and 2025, not carried into 2026."
    assert said in words(page)


def test_a_goal_that_left_open_was_so_when_last_listed(page: str) -> None:
    assert "open when last listed · towards 24 books" in words(page)


def test_what_was_other_when_it_came_back(page: str) -> None:
    assert "Listed again, done; target 12 books → 24 books, reworded." in words(page)
    assert "First wording, in full Read 12 novels" in words(page)
    assert re.search(r"<del>12 novels</del>.{0,9}<ins>24 books</ins>", page)


def test_the_strokes_of_the_author_are_not_what_was_removed(page: str, story: ModuleType) -> None:
    done = story.goal("a", 1, "Bake", html="<del>Bake</del> and <ins>eat</ins> bread", status=Status.DONE)
    history = History("one", "One", (story.revision("2024-01-02", [done]),), ("a.md",), (None,), lang="en")
    pages, _ = render((follow(history),), story.SITE)
    content = next(str(page.content) for page in pages if page.path == "goals/one/a/index.html")
    assert "<s>Bake</s> and <u>eat</u> bread" in content
