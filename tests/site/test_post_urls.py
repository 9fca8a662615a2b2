"""Where posts really stand in a built blog, whatever their generator's rules."""

from datetime import UTC, datetime

import pytest

from goalpage.model import Followed, Goal, History, Origin, Post, Revision
from goalpage.site.built_site import built_site
from goalpage.site.post_urls import with_real_urls

GOALS = ("Row to the sea", "Don't skip winter", "Bake rye")
BODY = "<ol><li>Row to <em>the</em> sea</li><li>Don’t skip winter</li><li>Bake rye.</li></ol>"


def followed(url: str | None, title: str = "Goals for 2024") -> Followed:
    post = Post(title=title, goals=tuple(map(Goal, GOALS)))
    revision = Revision("2024-01-07-abcdef", datetime(2024, 1, 7, tzinfo=UTC), "a.md", "a.md", Origin.FILE, post)
    return Followed(History("a", title, (revision,), ("a.md",), (url,)), (), (), ())


def url_found(tmp_path, pages, url=None, **more):
    for path, text in pages.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (each,) = with_real_urls([followed(url, **more)], built_site(tmp_path, ()))
    return each.history.post_urls[0]


def page(title, body=BODY, h1=None):
    return f"<html><head><title>{title} | Ann</title></head><body><h1>{h1 or title}</h1>{body}</body></html>"


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("/2024/a/", "2024/a/index.html"),
        ("/2024/a.html", "2024/a.html"),
        ("/2024/a", "2024/a.html"),
        ("/%C3%A4/", "ä/index.html"),
    ],
)
def test_computed_address_holds_where_its_page_is_there(tmp_path, url, path):
    assert url_found(tmp_path, {path: "<p>Anything", "b.html": page("Goals for 2024")}, url) == url


def test_computed_address_holds_as_long_as_nothing_is_built(tmp_path):
    assert url_found(tmp_path, {}, "/a/") == "/a/"


def test_page_that_says_what_the_post_says_is_found(tmp_path):
    other = page("Goals for 2023", "<p>Goals for 2024 are <a href=x>here</a>")
    pages = {"x/goals 2024/index.html": page("Goals for 2024"), "2023.html": other}
    assert url_found(tmp_path, pages, "/wrong/") == "/x/goals%202024/"


def test_post_is_told_from_lists_that_hold_it_whole(tmp_path):
    pages = {
        "index.html": page("Ann", f"<h2>Goals for 2024</h2>{BODY}<h2>More</h2>"),
        "archive.html": page("Archive", f"<h2>Goals for 2024</h2>{BODY}"),
        "p/7.html": page("Goals for 2024"),
        "tag/goals.html": page("Tag: goals", f"Goals for 2024 {BODY}"),
    }
    assert url_found(tmp_path, pages) == "/p/7.html"


@pytest.mark.parametrize(
    "body",
    [
        "<p>All gone",
        "<ol><li>Bake rye</ol>",
        f"<script>{BODY}</script>",
        f"<style>{BODY}</style>",
        f"<div data-goalpage=progress>{BODY}</div>",
    ],
)
def test_address_is_unknown_where_no_page_holds_the_goals(tmp_path, body):
    assert url_found(tmp_path, {"a.html": page("Goals for 2024", body)}, "/wrong/") is None


def test_pages_of_ours_are_no_posts(tmp_path):
    (tmp_path / "goals").mkdir()
    (tmp_path / "goals/a.html").write_text(page("Goals for 2024"))
    (tmp_path / "b.html").write_text("<p>b")
    (each,) = with_real_urls([followed(None)], built_site(tmp_path, {"goals/a.html"}))
    assert each.history.post_urls == (None,)
