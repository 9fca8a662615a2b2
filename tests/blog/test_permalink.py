"""Where posts stand, held against Jekyll itself and against what must never become a path."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

import pytest

from goalpage.blog import load_config, read_blog
from goalpage.blog.permalink import permalink_fault, slug
from goalpage.reading.header_tags import words_of

POST = "---\ntitle: x\ngoals: true\n{}---\n\n1. Run\n2. Read\n"
COLLECTIONS = """\
collections:
  recipes: {output: true}
  talks: {output: true, permalink: /spoken/:name/}
  notes: {}
"""
NOW = datetime(2026, 1, 1, tzinfo=UTC)
FILES = {
    "_posts/2021-04-02-my-goals.md": POST.format(""),
    "_posts/2021-4-3-Capital_Goals & more.md": POST.format(""),
    "_posts/2021-12-31-dated.md": POST.format("date: 2022-01-02 10:00:00 +0000\n"),
    "_posts/2021-05-01-categories.md": POST.format("categories: [One two, Three]\n"),
    "_posts/2021-05-02-words.md": POST.format("categories: one two\n"),
    "_posts/2021-05-03-slug.md": POST.format("slug: other-name\n"),
    "_posts/2021-05-04-own.md": POST.format("permalink: /own/place/\n"),
    "_posts/2021-05-05-file.md": POST.format("permalink: /own/file.html\n"),
    "_posts/2021-05-06-bare.md": POST.format("permalink: /bare\n"),
    "_posts/2021-05-07-template.md": POST.format("permalink: /:year/:title/\n"),
    "_posts/2021-05-08-été 目標.md": POST.format(""),
    "life/_posts/2021-05-09-nested.md": POST.format(""),
    "goals.md": POST.format(""),
    "about/goals/index.md": POST.format(""),
    "about/page.md": POST.format("permalink: /page/\n"),
    "_recipes/goal-cake.md": POST.format(""),
    "_talks/our-goals.md": POST.format(""),
}


@pytest.mark.skipif(shutil.which("jekyll") is None, reason="Jekyll is not installed")
@pytest.mark.parametrize(
    "style",
    ["date", "pretty", "ordinal", "weekdate", "none", "/blog/:year/:short_year-:i_month/:slug/", "/:y_day/:title"],
)
def test_every_post_stands_where_jekyll_puts_it(make_blog: Callable[[Mapping[str, str]], Path], style: str) -> None:
    settings = f"permalink: {style}\ntimezone: UTC\nmarkdown: kramdown\n{COLLECTIONS}"
    root = make_blog({**FILES, "_config.yml": settings})
    command = ["jekyll", "build", "--quiet", "-s", root, "-d", root / "_site"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    config, _ = load_config(root)
    blog = read_blog(root, config, now=NOW)
    assert {each.path for each in blog.candidates} == set(FILES)
    missing = []
    for each in blog.candidates:
        assert each.url is not None
        file = root / "_site" / unquote(each.url).lstrip("/")
        if not (file / "index.html" if each.url.endswith("/") else file).is_file():
            missing.append((each.path, each.url))
    assert not missing, "\n".join(sorted(str(p.relative_to(root)) for p in (root / "_site").rglob("*.html")))


@pytest.mark.parametrize(
    "permalink",
    ["/../x/", "/%2e%2e/x/", "/%252e%252e/x/", "\\..\\x", "C:/x", "//evil/share", "~/x", "/a\0b/", "/a?b", "/a#b",
     "/a\nb/", "javascript:alert(1)", "/" + "x" * 300 + "/", "/a/" * 1000, "/.git/config", "/index.html", "/"],
)  # fmt: skip
def test_what_no_post_may_be_called(permalink: str) -> None:
    assert permalink_fault(permalink, is_post=True)


@pytest.mark.parametrize("permalink", ["/goals/", "/2024/my-goals.html", "/:year/:title/", "goals", "/ziele/für 2024/"])
def test_what_a_post_may_be_called(permalink: str) -> None:
    assert permalink_fault(permalink, is_post=True) is None


def test_a_page_may_be_the_home_page() -> None:
    assert permalink_fault("/", is_post=False) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Personal Research Goals", "personal-research-goals"),
        ("Été: 10 objectifs!", "ete-10-objectifs"),
        ("cafe\u0301", "cafe"),
        ("2024年の目標", "2024年の目標"),
        ("Цели на 2024", "цели-на-2024"),
        ("don't stop", "dont-stop"),
        ("../..", ""),
        ("<script>", "script"),
    ],
)
def test_slug(text: str, name: str) -> None:
    assert slug(text) == name


@pytest.mark.parametrize(
    ("value", "words"), [("a b, c", ["a", "b", "c"]), (["new year", 2021], ["new year", "2021"]), (None, []), (3, [])]
)
def test_words_of(value: object, words: list[str]) -> None:
    assert words_of(value) == words
