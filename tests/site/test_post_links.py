"""Links of a post lead to the same place from every page of ours."""

import re
from datetime import UTC, datetime

import pytest

from goalpage.cli import main
from goalpage.model import Followed, Goal, History, Link, Note, Origin, Post, Revision
from goalpage.site.post_links import resolved, with_links_from_posts

HTML = 'Run <a href="../far/?a=1&amp;b=2">far</a> and <a href="/root/">home</a>'
LED = 'Run <a href="/blog/2024/far/?a=1&amp;b=2">far</a> and <a href="/root/">home</a>'


def followed(url: str | None) -> Followed:
    goal = Goal("Run", html=HTML, notes=(Note("x", '<a href="#x">x</a>'),), links=(Link("far", "../far/?a=1&b=2"),),
                evidence=(Link("e", "e.png"),))  # fmt: skip
    post = Post(goals=(goal, Goal("Sleep", html="Sleep")))
    revision = Revision("2024-01-07-abcdef", datetime(2024, 1, 7, tzinfo=UTC), "a.md", "a.md", Origin.FILE, post)
    return Followed(History("a", "A", (revision,), ("a.md",), (url,)), (), (), ())


def test_relative_links_lead_from_the_root():
    (led,) = with_links_from_posts([followed("/2024/run/")], "/blog/")
    goal, other = led.history.revisions[0].goals
    assert goal.html == LED
    assert goal.notes[0].html == '<a href="/blog/2024/run/#x">x</a>'
    assert goal.links == (Link("far", "/blog/2024/far/?a=1&b=2"),)
    assert goal.evidence == (Link("e", "/blog/2024/run/e.png"),)
    assert other == Goal("Sleep", html="Sleep")


def test_a_post_whose_address_is_not_known_is_left_alone():
    before = followed(None)
    assert with_links_from_posts([before], "")[0] is before


@pytest.mark.parametrize(
    ("url", "where"),
    [
        ("https://x.example/a", "https://x.example/a"),
        ("//x.example/a", "//x.example/a"),
        ("mailto:a@x.example", "mailto:a@x.example"),
        ("/a", "/a"),
        ("", ""),
        ("#n", "/p/q.html#n"),
        ("?a", "/p/q.html?a"),
        ("a b/../c", "/p/c"),
        ("http://[", "http://["),
    ],
)
def test_resolved_as_a_browser_does(url, where):
    assert resolved(url, "/p/q.html") == where


def test_a_post_elsewhere():
    assert resolved("b", "https://x.example/p/") == "https://x.example/p/b"


def test_no_page_and_no_data_of_an_edited_post_keeps_a_link_that_starts_from_it(tmp_path, repo):
    head, path = "---\ntitle: My goals\n---\n\n", "_posts/2024-01-01-my-goals.md"
    texts = ("Run [far](../far/)", "Run [very far](../very/)", "Run [very, very far](../very/) with [maps](m.png)")
    commits = [
        repo.Commit(f"2024-0{n}-01T10:00:00+00:00", {path: f"{head}1. {text}\n   - see [this](#this)\n2. Swim\n"})
        for n, text in enumerate(texts, 1)
    ]
    settings = repo.Commit("2023-12-01T10:00:00+00:00", {"_config.yml": "title: T\ngoalpage: {hide: [Swim]}\n"})
    blog = repo.make_repo(tmp_path / "blog", [settings, *commits])
    assert main(["build", str(blog)]) == 0
    pages = {file: file.read_text() for file in (blog / "_site/goals").rglob("*") if file.suffix in (".html", ".json")}
    raw = re.compile(r'"(?:\.\./)+(?:far|very)/|"m\.png|"#this')
    assert [str(file) for file, text in pages.items() if raw.search(text)] == []
    told = "".join(pages.values())
    for link in ("/2024/01/01/my-goals.html#this", "/2024/01/01/m.png", "/2024/01/very/", "/2024/01/far/"):
        assert f'"{link}' in told
