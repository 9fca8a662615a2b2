"""What a build does to the blog's own pages: the frame, pages that ask for a widget, its sitemap."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from goalpage.build import build
from goalpage.errors import Problem, Severity
from goalpage.report import BuildOptions

FRAME = '<html><head><title>Goals</title></head><body><h1>Goals</h1><div data-goalpage="content"></div></body></html>'
POST = "---\ntitle: One\ngoals: true\n---\n\n1. Run far\n2. Read much\n"


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    folder = tmp_path / "blog"
    for path, text in {"_posts/2024-01-01-one.md": POST, "_config.yml": "url: https://ann.example\n"}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def page(blog: Path, path: str, text: str | bytes) -> Path:
    file = blog / "_site" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return file


def built(blog: Path, **more):
    return build(blog, BuildOptions(now=datetime(2024, 6, 1, tzinfo=UTC), cache=blog.parent / "cache", **more))


def warnings(blog: Path) -> list[Problem]:
    return [each for each in built(blog).problems if each.severity is not Severity.NOTICE]


def asking(kind: str, more: str = "", name: str = "div") -> str:
    return f"<html><head></head><body><{name} data-goalpage={kind} {more}></{name}></body></html>"


def test_frame_stays_the_blogs_and_is_given_back(blog):
    frame = page(blog, "goals/index.html", FRAME)
    built(blog)
    manifest = json.loads((blog / "_site/goals/.goalpage-manifest.json").read_text())
    assert "Run far" in frame.read_text()
    assert "goals/index.html" not in manifest["files"]
    assert "goals/one/index.html" in manifest["files"]
    (blog / "_posts/2024-01-01-one.md").unlink()
    built(blog, allow_removal=True)
    assert [each.name for each in (blog / "_site/goals").rglob("*")] == ["index.html"]
    assert frame.read_text() == FRAME


def test_frame_keeps_what_stands_in_it_while_a_post_is_broken(blog):
    frame = page(blog, "goals/index.html", FRAME)
    built(blog)
    before = frame.read_text()
    (blog / "_posts/2024-01-01-one.md").write_text("---\ntitle: [One\n---\n\n1. Run far\n")
    assert built(blog).held
    assert frame.read_text() == before


@pytest.mark.parametrize("kind", ["progress", "summary", "changes", "badge"])
def test_widget_is_filled_in_place_and_only_once(blog, kind):
    file = page(blog, "now/index.html", asking(kind))
    built(blog)
    text = file.read_text()
    assert 'href="../goals/one/' in text
    assert text.count("goalpage.css") == 1
    built(blog, force=True)
    assert file.read_text() == text


def test_widget_in_the_layout_is_right_on_every_page_of_ours(blog):
    frame = FRAME.replace("<h1>", '<aside><span data-goalpage="badge"></span></aside><h1>')
    page(blog, "goals/index.html", frame)
    built(blog)
    assert 'href="../goals/one/"' in (blog / "_site/goals/index.html").read_text()
    deep = (blog / "_site/goals/one/run-far/index.html").read_text()
    assert 'href="../../../goals/one/"' in deep
    assert 'href="../goals/one/"' not in deep
    assert not built(blog, force=True).written


def test_page_that_begins_to_ask_ends_the_quick_answer(blog):
    file = page(blog, "a/index.html", "<p>Nothing is asked.")
    built(blog)
    built(blog)
    file.write_text(asking("summary"))
    assert built(blog).written == ("a/index.html",)
    page(blog, "b/index.html", asking("summary"))
    assert built(blog).written == ("b/index.html",)


@pytest.mark.parametrize("more", ["data-history=two", "data-goal=9"])
def test_what_is_not_there_is_said_and_left_empty(blog, more):
    file = page(blog, "now.html", asking("progress", more))
    (problem,) = warnings(blog)
    assert (problem.path, problem.code) == ("now.html", "no-widget")
    assert more.split("=")[0] in problem.message
    assert file.read_text() == asking("progress", more)


def test_paragraph_holds_a_badge_and_no_list(blog):
    badge, goals = page(blog, "a.html", asking("badge", name="p")), page(blog, "b.html", asking("progress", name="p"))
    built(blog)
    assert "<p data-goalpage=badge ><span" in badge.read_text()
    assert goals.read_text() == asking("progress", name="p")


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (FRAME.encode("utf-8").replace(b"Goals", b"Go\xe4ls"), "not UTF-8"),
        (FRAME.replace("></div>", "/>").encode(), "never ends"),
        (FRAME.replace("</div>", "").encode(), "no end tag"),
        (FRAME.replace("div", "p").encode(), "can hold no page"),
    ],
)
def test_frame_that_cannot_be_used_is_said_and_ours_stands_alone(blog, frame, said):
    page(blog, "goals/index.html", frame)
    (problem,) = warnings(blog)
    assert (problem.path, problem.code) == ("goals/index.html", "no-frame")
    assert said in problem.message
    assert "goalpage-shell" in (blog / "_site/goals/index.html").read_text()


def test_page_that_only_speaks_of_the_marker_is_no_frame(blog):
    text = "<pre>&lt;div data-goalpage=content&gt;</pre><!-- <div data-goalpage='content'></div> -->"
    file = page(blog, "how.html", text)
    assert warnings(blog) == []
    assert file.read_text() == text


def test_frame_at_another_path_stays_as_it_is(blog):
    frame = page(blog, "frames/goals.html", FRAME)
    built(blog)
    assert frame.read_text() == FRAME
    assert (blog / "_site/goals/index.html").read_text().startswith("<html><head><title>Goals</title>")
    assert 'data-goalpage="page"' in (blog / "_site/goals/index.html").read_text()


@pytest.mark.parametrize(
    ("others", "marked"),
    [
        ("<p>No search.", True),
        ("<script src=/pagefind/pagefind-ui.js></script>", False),
        ("<script src=/pagefind/pagefind-ui.js></script><main data-pagefind-body></main>", True),
    ],
)
def test_search_by_pagefind_keeps_the_blog_and_gains_ours(blog, others, marked):
    page(blog, "index.html", others)
    built(blog)
    site = blog / "_site/goals/one"
    assert ("data-pagefind-body" in (site / "index.html").read_text()) == marked
    (snapshot,) = (site / "at").glob("*/index.html")
    assert 'data-pagefind-ignore="all"' in snapshot.read_text()


@pytest.mark.parametrize("path", ["/a/", "/a/b/"])
def test_pages_may_stand_deep(blog, path):
    (blog / "_config.yml").write_text(f"url: https://ann.example\ngoalpage: {{path: {path}}}\n")
    below = path.lstrip("/")
    frame = page(blog, f"{below}index.html", FRAME.replace("<h1>", "<a href=about.html>About</a><h1>"))
    built(blog)
    deep = (blog / f"_site/{below}one/run-far/index.html").read_text()
    assert f"<a href={'../' * (below.count('/') + 2)}{below}about.html>" in deep
    assert f'href="https://ann.example/{below}one/run-far/"' in deep
    text = frame.read_text()
    built(blog, force=True)
    assert frame.read_text() == text
