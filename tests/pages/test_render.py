"""What must hold of every page: well-formed, complete, its links whole, its words escaped, the same every time."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

import html5lib
import pytest

from goalpage.compare import follow
from goalpage.model import History
from goalpage.pages import outline, render, standalone


class Outline(HTMLParser):
    """Headings, links, ids and the like of a document, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        for name in ("href", "src"):
            if given.get(name):
                self.links.append(str(given[name]))
        if given.get("id"):
            self.ids.append(str(given["id"]))


def documents(built: Path) -> dict[str, str]:
    return {file.relative_to(built).as_posix(): file.read_text("utf-8") for file in sorted(built.rglob("*.html"))}


def test_every_kind_of_page_is_there(built: Path) -> None:
    paths = [path.removesuffix("index.html").removeprefix("goals/") for path in documents(built)]
    for kind in (
        r"", r"look-back/", r"research-goals/", r"research-goals/changes/", r"research-goals/diff/", r"yearly/",
        r"research-goals/cheap-training/", r"research-goals/at/[\w-]+/", r"research-goals/diff/[\w-]+\.\.[\w-]+/",
    ):  # fmt: skip
        assert any(re.fullmatch(kind, path) for path in paths), kind


def test_every_page_is_well_formed(built: Path) -> None:
    for path, text in documents(built).items():
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(text)
        assert parser.errors == [], path


def test_every_page_has_one_h1_and_headings_in_order(built: Path) -> None:
    for path, text in documents(built).items():
        headings = Outline(text).headings
        assert headings.count(1) == 1, path
        assert headings[0] == 1, path
        assert all(b - a <= 1 for a, b in pairwise(headings)), (path, headings)


def test_ids_are_unique_and_labels_lead_somewhere(built: Path) -> None:
    for path, text in documents(built).items():
        outline = Outline(text)
        assert len(set(outline.ids)) == len(outline.ids), path
        for _, given in outline.tags:
            for name in ("aria-labelledby", "for"):
                assert given.get(name) is None or given[name] in outline.ids, (path, given)


def test_every_link_of_ours_leads_to_a_page_of_ours(built: Path) -> None:
    outside = ("../2020/02/01/research-goals.html", "../2024/goals/", "../goals-he.html")
    for path, text in documents(built).items():
        for link in Outline(text).links:
            if re.match(r"https?:", link):
                continue
            target, _ = urldefrag(urljoin(f"file:///site/{path}", link))
            below = unquote(target.removeprefix("file:///site/"))
            file = built / (below + "index.html" if below.endswith("/") or not below else below)
            known = file.is_file() or any(link.endswith(each.removeprefix("..")) for each in outside)
            assert known or below == "", (path, link)


def test_everything_stands_in_one_element(rendered: Any) -> None:
    for page in rendered.pages.values():
        assert page.content.startswith('<div class="goalpage '), page.path
        assert page.content.rstrip().endswith("</div>"), page.path


def test_words_of_authors_never_become_markup_or_template(built: Path) -> None:
    texts = documents(built)
    assert not any("<script>alert" in text for text in texts.values())
    evil = texts["goals/matarot/evil/index.html"]
    assert "{{ 7*7 }} &lt;/title&gt;" in evil
    assert "\x01" not in evil


def test_each_date_is_a_time_element(rendered: Any) -> None:
    for page in rendered.pages.values():
        shown = re.sub(r'<time datetime="[^"]*">[^<]*</time>|<option.*?</option>|<script.*?</script>', "", page.content)
        shown = re.sub(r'<title.*?</title>|<text.*?</text>|class="gp-hidden">[^<]*', "", shown)
        if "changes/" in page.path:  # its lead tells the whole span in one plain sentence
            shown = shown.partition('<ol class="gp-story"')[2]
        assert not re.search(r"\d{1,2} (January|May|June|November) \d{4}", shown), page.path


def test_snapshots_and_distant_pairs_are_not_indexed(rendered: Any) -> None:
    for path, page in rendered.pages.items():
        if "/at/" in path:
            assert not page.indexed
    assert rendered.pages["goals/research-goals/index.html"].indexed


def test_the_same_input_gives_the_same_bytes(story: ModuleType, rendered: Any) -> None:
    again, files = render(story.followed(), story.SITE)
    assert {page.path: page for page in again} == rendered.pages
    assert {file.path: file for file in files} == rendered.files


def test_paths_depend_on_ids_alone(story: ModuleType, rendered: Any) -> None:
    (only,) = [each for each in rendered.followed if each.history.id == "research-goals"]
    alone, _ = render((only,), story.SITE)
    assert {page.path for page in alone} <= set(rendered.pages)


def test_a_blog_without_goals_has_an_index(story: ModuleType) -> None:
    pages, files = render((), story.SITE)
    assert [page.path for page in pages] == ["goals/index.html", "goals/look-back/index.html"]
    assert "No goals yet" in pages[0].content
    assert any(file.path == "goals/goals.json" for file in files)


def test_a_list_that_lost_every_goal_still_has_its_pages(story: ModuleType) -> None:
    full = story.single()
    emptied = story.revision("2025-01-02", [], "Start again", source="goals.md", path="goals.md", previous=0)
    history = History("matarot", "מטרות", (*full.revisions, emptied), ("goals.md",), ("/goals-he.html",), lang="he")
    pages, _ = render((follow(history),), story.SITE)
    by_path = {page.path: page.content for page in pages}
    assert "No goals are listed now" in by_path["goals/matarot/index.html"]
    assert "No longer listed: 2" in by_path["goals/matarot/index.html"]


@pytest.mark.parametrize("path", ["/", "/about/goals/", "/goals/"])
def test_pages_lie_where_the_blog_wants_them(story: ModuleType, path: str) -> None:
    site = story.Site(today=story.SITE.today, path=path, url="https://a.example", baseurl="/b")
    pages, files = render((follow(story.single()),), site)
    folder = path.strip("/") + "/" if path.strip("/") else ""
    assert pages[0].path == f"{folder}index.html"
    assert pages[0].canonical == f"https://a.example/b/{folder}"
    assert all(file.path.startswith(folder) for file in files)
    deep = next(page for page in pages if page.path.endswith("nagen/index.html"))
    assert deep.up == "../../"
    assert deep.to_root == "../" * deep.path.count("/")
    assert f'href="{deep.up}goalpage.css"' in standalone(deep, site).decode()


def test_the_shell_is_a_whole_document(built: Path, story: ModuleType) -> None:
    text = (built / "goals/research-goals/index.html").read_text("utf-8")
    assert text.startswith("<!doctype html>")
    assert "<title>Personal research goals · Notes from the lab</title>" in text
    assert '<link rel="canonical" href="https://lab.example.org/blog/goals/research-goals/">' in text
    assert '<meta name="description" content="Seven goals, set 1 February 2020.' in text
    landmarks = [tag for tag, _ in Outline(text).tags if tag in ("header", "nav", "main", "footer")]
    assert {"header", "nav", "main", "footer"} <= set(landmarks)
    assert '<meta name="robots" content="noindex">' in next(
        page for path, page in documents(built).items() if "/at/" in path
    )


def test_no_page_says_how_long_ago(rendered: Any) -> None:
    assert not any(re.search(r"\bago\b|today|yesterday", page.content) for page in rendered.pages.values())


def test_outline_names_every_page_and_file_by_its_path(story: ModuleType, rendered: Any) -> None:
    pages, files = outline(story.followed(), story.SITE)
    assert list(pages) == list(rendered.pages)
    assert list(files) == list(rendered.files)
    assert [make().path for make in (*pages.values(), *files.values())] == [*pages, *files]
