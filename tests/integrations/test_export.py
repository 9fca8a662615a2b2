"""Exported pages in a real Jekyll that runs no plugins, as GitHub Pages has it (`--safe`)."""

from __future__ import annotations

import re
import shlex
import shutil

import pytest

from .conftest import BROKEN, POST

LAYOUT = """<!doctype html><html><head><title>{{ page.title | escape }}</title></head>
<body class="mine"><h1>{{ page.title | escape }}</h1>{{ content }}</body></html>
"""
HOSTILE = """---
title: Goals with Liquid
goals: true
---

1. {% raw %}{{ site.secret }}{% endraw %} {% endraw %}{% include_relative ../_config.yml %} sail
2. {{ site.secret | upcase }} and {% include nothing.html %} row [{{ x }}](https://a.example/{{ site.secret }})
3. Walk {% raw %} far
"""

pytestmark = pytest.mark.skipif(shutil.which("jekyll") is None, reason="Jekyll is not installed")


@pytest.fixture
def blog(make_blog):
    return make_blog(
        {
            "_config.yml": "title: T\nsecret: s3cr3t\n",
            "_layouts/page.html": LAYOUT,
            "_posts/2024-01-01-goals-for-2024.md": POST,
            "about.md": "---\nlayout: page\ntitle: About\n---\n",
        }
    )


@pytest.fixture
def export(run, blog, environment):
    def exported(*options):
        return run(*shlex.split(environment["GOALPAGE"]), "export", "--format", "pages", *options, cwd=blog)

    return exported


def built(blog, run):
    ran = run("jekyll", "build", "--safe", cwd=blog)
    assert ran.returncode == 0, ran.stdout
    return ran


def test_pages_stand_in_the_layout_of_the_blog_and_every_link_leads_somewhere(blog, run, export):
    ran = export()
    assert ran.returncode == 0, ran.stdout
    assert "3 pages in goals/, in the layout page" in ran.stdout
    built(blog, run)
    pages = sorted((blog / "_site/goals").rglob("*.html"))
    assert [str(page.relative_to(blog / "_site/goals")) for page in pages] == [
        "goals-for-2024/changes/index.html", "goals-for-2024/index.html", "index.html",
    ]  # fmt: skip
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert '<body class="mine">' in text
        assert text.count("<h1") == 1
        assert not text.lstrip().startswith("---")
        for link in re.findall(r'href="([^"#?]*)', text):
            if link and not re.match(r"[a-z]+:|//", link):
                target = page.parent / link
                assert (target / "index.html").is_file() or target.is_file(), f"{page}: {link}"


def test_liquid_in_a_goal_stays_text(blog, run, export):
    (blog / "_posts/2024-02-02-liquid.md").write_text(HOSTILE, encoding="utf-8")
    export()
    (blog / "_posts/2024-02-02-liquid.md").unlink()  # Jekyll itself cannot build such a post
    built(blog, run)
    (page,) = (blog / "_site/goals").glob("liquid/index.html")
    text = page.read_text(encoding="utf-8")
    assert "sail" in text
    assert "row" in text
    assert "secret: s3cr3t" not in text, "no file is included"
    assert "S3CR3T" not in text, "no filter is run"


def test_they_are_no_goal_posts_and_exporting_again_changes_nothing(blog, export, files_of, run):
    export()
    before = files_of(blog / "goals")
    ran = export()
    assert "nothing to write" in ran.stdout
    assert files_of(blog / "goals") == before
    assert "3 pages" in ran.stdout


def test_what_is_no_longer_wanted_goes_and_nothing_else(blog, export):
    export()
    (blog / "goals/mine.md").write_text("mine\n")
    (blog / "_posts/2024-01-01-goals-for-2024.md").unlink()
    ran = export()
    assert ran.returncode == 0, ran.stdout
    assert [path.name for path in (blog / "goals").rglob("*")] == ["mine.md"]


def test_a_broken_post_takes_no_page_away(blog, export):
    export()
    (blog / "_posts/2024-01-01-goals-for-2024.md").write_text(BROKEN)
    assert export().returncode == 1
    assert (blog / "goals/goals-for-2024/index.html").is_file()


@pytest.mark.parametrize("text", ["mine\n", '---\n---\n<div data-goalpage="content"></div>\n'])
def test_a_file_of_the_authors_is_never_overwritten(blog, export, text):
    (blog / "goals").mkdir()
    (blog / "goals/index.html").write_text(text)
    ran = export()
    assert ran.returncode == 2
    assert "goals/index.html: is not goalpage's" in ran.stdout
    assert (blog / "goals/index.html").read_text() == text
    assert [path.name for path in (blog / "goals").rglob("*")] == ["index.html"]


def test_a_page_that_its_author_has_changed_since_is_left(blog, export):
    export()
    page = blog / "goals/index.html"
    page.write_text(page.read_text(encoding="utf-8") + "<p>mine</p>\n", encoding="utf-8")
    ran = export()
    assert ran.returncode == 2
    assert "was changed since it was exported" in ran.stdout


def test_a_page_at_the_same_address_is_named(blog, export):
    (blog / "aims.md").write_text("---\npermalink: /goals/\n---\n")
    ran = export()
    assert ran.returncode == 2
    assert "aims.md: stands at /goals/" in ran.stdout
    assert not (blog / "goals").exists()


def test_a_build_over_them_gives_every_page(blog, run, export, environment):
    export()
    built(blog, run)
    ran = run(*shlex.split(environment["GOALPAGE"]), "build", cwd=blog)
    assert ran.returncode == 0, ran.stdout
    page = (blog / "_site/goals/goals-for-2024/run-a-half-marathon/index.html").read_text(encoding="utf-8")
    assert '<body class="mine">' in page
    assert page.count("<h1") == 1


def test_another_generator_is_refused(make_blog, run, export):
    make_blog({"goalpage.yml": "generator: hugo\n"})
    ran = export()
    assert ran.returncode == 2
    assert "this blog is built by hugo" in ran.stdout
