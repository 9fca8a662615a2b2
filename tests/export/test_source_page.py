"""A page as a page of a blog's source: front matter that is read back, links that lead somewhere, no Liquid."""

import html

import frontmatter
from hypothesis import given
from hypothesis import strategies as st

from goalpage.export.source_page import Clothes, source_page
from goalpage.pages import Page

THERE = {"goals/index.html", "goals/a/index.html", "goals/a/changes/index.html", "goals/goals.json"}


def made(content, title="T", *, heading=False, path="goals/a/index.html"):
    page = Page(path=path, title=title, content=content, up="../")
    return source_page(page, Clothes("page", heading), "goals", THERE).decode("utf-8")


def test_front_matter_is_that_of_a_page_and_of_no_goal_post():
    page = Page("goals/a/index.html", 'Say "no": #1', "<h1>x</h1>", "Two goals.\nOne done.", up="../")
    post = frontmatter.loads(source_page(page, Clothes("post", False), "goals", THERE).decode())
    assert post.metadata == {
        "layout": "post", "title": 'Say "no": #1', "description": "Two goals. One done.",
        "permalink": "/goals/a/", "goals": False,
    }  # fmt: skip


def test_the_heading_is_left_to_a_layout_that_has_one():
    assert "<h1>" in made("<h1>A</h1><p>b</p>")
    assert "<h1>" not in made("<h1>A</h1><p>b</p>", heading=True)


def test_links_to_pages_that_are_not_exported_keep_their_words_only():
    text = made('<p><a href="b/">goal</a> <a href="changes/">changes</a> <a href="../">all</a></p>')
    assert '<p>goal <a href="changes/">changes</a> <a href="../">all</a></p>' in text


def test_links_elsewhere_stay():
    targets = ("https://x.example/b/", "../../2020/post/", "#note", "../goals.json", "mailto:a@b.example", "/goals/b/")
    links = [f'<a href="{target}">x</a>' for target in targets]
    text = made(f"<p>{''.join(links)}</p>")
    assert all(link in text for link in links)


def test_menus_that_lead_nowhere_go():
    menu = '<nav class="gp-nav"><ul><li><a href="diff/">Compare</a></li><li><a href="../">All</a></li></ul></nav>'
    assert '<ul><li><a href="../">All</a></li></ul>' in made(menu)
    assert "gp-nav" not in made(menu.replace("../", "at/"))
    assert "gp-links" not in made('<p class="gp-links"><a href="diff/">x</a></p>')


@given(st.text(alphabet="{}%- |rawend<>\"'&ax\n", max_size=60))
def test_no_text_begins_liquid_and_all_of_it_is_still_there(text):
    source = made(f"<p>{html.escape(text)}</p>").partition("\n---\n")[2]
    assert "{" not in source
    assert html.unescape(source).count(text) >= 1


@given(st.text(max_size=60))
def test_any_title_is_one_line_of_front_matter(title):
    front = made("<p>x</p>", title).split("---\n")[1]
    assert len(front.splitlines()) <= 6 or "\x85" in title or "\u2028" in title or "\u2029" in title
    read = frontmatter.loads(made("<p>x</p>", title)).metadata
    assert set(read) >= {"layout", "title", "permalink", "goals"}
    assert read["goals"] is False
