"""Which files are goal posts, by the rules of the generators, and which are never read."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from goalpage.blog import Blog, load_config, read_blog
from goalpage.blog.files import glob_pattern
from goalpage.errors import ConfigError, Severity

Blogs = Callable[[Mapping[str, str | bytes]], Path]
NOW = datetime(2024, 6, 1, tzinfo=UTC)
LIST = "\n1. Run a half marathon\n2. Read twelve books\n"


def post(front: str = "goals: true", body: str = LIST) -> str:
    return f"---\ntitle: A post\n{front}\n---\n{body}"


def read(root: Path, *posts: str, now: datetime = NOW) -> Blog:
    config, _ = load_config(root)
    return read_blog(root, config, posts=posts, now=now)


def paths(root: Path, *posts: str) -> list[str]:
    return [each.path for each in read(root, *posts).candidates]


def codes(blog: Blog) -> list[tuple[str, str, str]]:
    return [(each.path, each.code, each.severity.value) for each in blog.problems if each.code != "no-repository"]


@pytest.mark.parametrize(
    ("path", "front", "why", "told"),
    [
        ("_posts/2024-01-01-x.md", "goals: true", "front matter says goals:", True),
        ("_posts/2024-01-01-x.md", "goals:\n  - text: Run", "front matter says goals:", True),
        ("_posts/2024-01-01-x.md", "tags: [life, Goals]", "tags: Goals", False),
        ("_posts/2024-01-01-x.md", "categories: yearly-goals", "categories: yearly-goals", False),
        ("_posts/2024-01-01-x.md", "tags:\n  - Yearly Goals", "tags: Yearly Goals", False),
        ("_posts/2024-01-01-x.md", "title: My goals for 2024", "its title names goals: My goals for 2024", False),
        ("_posts/2024-01-01-bucket-list.md", "x: y", "its file name names goals: bucket list", False),
        ("goals.md", "x: y", "its file name names goals: goals", False),
        ("about/goals/index.md", "x: y", "its file name names goals: goals", False),
    ],
)
def test_why_a_post_is_taken(make_blog: Blogs, path: str, front: str, why: str, told: bool) -> None:
    root = make_blog({"_config.yml": "title: x\n", path: f"---\n{front}\n---\n{LIST}"})
    assert [(each.path, each.why, each.told) for each in read(root).candidates] == [(path, why, told)]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("_posts/2024-01-01-rivers.md", post("x: y")),
        ("_posts/2024-01-01-goals.md", post("goals: false")),
        ("_posts/2024-01-01-goals.md", post("goals: no")),
        ("_posts/2024-01-01-goals.md", post("goals: true\npublished: false")),
        ("_posts/2024-01-01-goals.md", post("goals: true\ndraft: true")),
        ("_posts/2024-07-01-goals.md", post()),
        ("_posts/2024-01-01-goals.md", post("goals: true\ndate: 2024-06-01 00:00:01 +0000")),
        ("_posts/2024-01-01-goals.md", LIST),
        ("_posts/2024-01-01-goals.md", ""),
        ("_drafts/goals.md", post()),
        ("_includes/goals.md", post()),
        ("_site/goals.md", post()),
        ("node_modules/goals/goals.md", post()),
        ("vendor/bundle/goals.md", post()),
        (".hidden/goals.md", post()),
        ("_posts/2024-01-01-goals.md~", post()),
        ("_posts/#2024-01-01-goals.md#", post()),
        ("_revisions/goals/2024-01-01.md", post()),
        ("secret/goals.md", post()),
        ("old-goals.md", post()),
        ("goals.txt", post()),
        ("goals.html", "{% include goals.html %}\n"),
        ("goals.md", "---\n\nWords below a rule.\n"),
    ],
)
def test_what_is_not_taken(make_blog: Blogs, path: str, text: str) -> None:
    root = make_blog({"_config.yml": "exclude: [secret/, 'old-*']\n", path: text})
    blog = read(root)
    assert not blog.candidates
    assert not codes(blog)


def test_what_the_settings_show(make_blog: Blogs) -> None:
    files = {
        "_config.yml": "future: true\nshow_drafts: true\nunpublished: true\ninclude: [_pages, .well]\n"
        "collections: {talks: {output: true}}\n",
        "_posts/2024-07-01-goals.md": post(),
        "_posts/2024-01-01-goals.md": post("goals: true\npublished: false"),
        "_drafts/goals.md": post(),
        "_pages/goals.md": post(),
        "_talks/goals.md": post(),
        ".well/goals.md": post(),
        "life/_posts/2024-01-01-goals.md": post(),
    }
    assert paths(make_blog(files)) == sorted(set(files) - {"_config.yml"})


def test_a_source_folder_of_its_own(make_blog: Blogs) -> None:
    files = {
        "_config.yml": "source: src\n",
        "src/_posts/2024-01-01-goals.md": post(),
        "src/life/goals.md": post(),
        "goals.md": post(),
    }
    assert paths(make_blog(files)) == ["src/_posts/2024-01-01-goals.md", "src/life/goals.md"]


def test_jekylls_defaults_are_front_matter(make_blog: Blogs) -> None:
    settings = """\
defaults:
  - scope: {path: "", type: posts}
    values: {goals: true}
  - scope: {path: _posts/old}
    values: {published: false}
  - scope: {path: life, type: pages}
    values: {goals: true, permalink: /x/}
"""
    files = {"_config.yml": settings, "_posts/2024-01-01-a.md": post("x: y"),
             "_posts/old/2024-01-01-b.md": post("x: y"), "life/c.md": post("x: y"), "d.md": post("x: y")}  # fmt: skip
    assert paths(make_blog(files)) == ["_posts/2024-01-01-a.md", "life/c.md"]


def test_configured_posts_are_the_only_ones_but_for_those_that_say_so(make_blog: Blogs) -> None:
    files = {
        "_config.yml": 'goalpage: {posts: ["_posts/*-aims.md", "_old/**/*.md", life.md]}\n',
        "_posts/2024-01-01-aims.md": post("x: y"),
        "_posts/2024-01-01-goals.md": post("x: y"),
        "_posts/2024-01-02-rivers.md": post(),
        "_posts/sub/2024-01-03-aims.md": post("x: y"),
        "_old/a/b/2013-goals.md": post("x: y"),
        "life.md": LIST,
    }
    blog = read(make_blog(files))
    assert [(each.path, each.why) for each in blog.candidates] == [
        ("_old/a/b/2013-goals.md", "configured by posts: _old/**/*.md"),
        ("_posts/2024-01-01-aims.md", "configured by posts: _posts/*-aims.md"),
        ("_posts/2024-01-02-rivers.md", "front matter says goals:"),
        ("life.md", "configured by posts: life.md"),
    ]


def test_posts_named_by_the_caller(make_blog: Blogs, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_blog({"_posts/2024-01-01-a.md": post("x: y"), "notes.md": LIST})
    assert paths(root, "notes.md", str(root / "_posts/2024-01-01-a.md")) == ["_posts/2024-01-01-a.md", "notes.md"]
    monkeypatch.chdir(root / "_posts")
    assert paths(root, "2024-01-01-a.md") == ["_posts/2024-01-01-a.md"]
    for wrong in ("nothing.md", "../../outside.md", "/etc/passwd"):
        with pytest.raises(ConfigError, match="there is no post"):
            read(root, wrong)


def test_a_nearly_right_key_is_told(make_blog: Blogs) -> None:
    root = make_blog({"_posts/2024-01-01-x.md": post("goal: true"), "_posts/2024-01-02-y.md": post("goal: 500 EUR")})
    (problem,) = [each for each in read(root).problems if each.code == "unknown-key"]
    assert str(problem) == "_posts/2024-01-01-x.md:3: the key 'goal' is not known; did you mean 'goals'?"


def test_dates_of_names_and_front_matter(make_blog: Blogs) -> None:
    files = {
        "_config.yml": "timezone: Europe/Vienna\n",
        "_posts/2021-4-2-a.md": post(),
        "_posts/2021-01-01-b.md": post("goals: true\ndate: 2022-07-05 10:00:00"),
        "_posts/2021-01-01-c.md": post("goals: true\ndate: 2022-07-05 10:00:00 -0500"),
        "_posts/2021-01-01-d.md": post("goals: true\ndate: TBD"),
        "_posts/2020-02-30-e.md": post(),
        "goals.md": post(),
    }
    blog = read(make_blog(files))
    dates = {each.path: each.date.isoformat() if each.date else None for each in blog.candidates}
    assert dates == {
        "_posts/2021-01-01-b.md": "2022-07-05T10:00:00+02:00",
        "_posts/2021-01-01-c.md": "2022-07-05T10:00:00-05:00",
        "_posts/2021-01-01-d.md": "2021-01-01T00:00:00+01:00",
        "_posts/2021-4-2-a.md": "2021-04-02T00:00:00+02:00",
        "goals.md": None,
    }
    assert codes(blog) == [("_posts/2020-02-30-e.md", "bad-date", "error")]


def test_a_post_whose_name_has_no_date_is_told(make_blog: Blogs) -> None:
    assert codes(read(make_blog({"_posts/goals.md": post()}))) == [("_posts/goals.md", "post-name", "warning")]


def test_broken_posts_are_errors_and_broken_pages_warnings(make_blog: Blogs) -> None:
    broken = '---\ntitle: "x\n---\n'
    files = {"_posts/2024-01-01-x.md": broken, "page.md": broken, "told.md": "---\ngoals: [\n---\n",
             "_posts/2024-01-02-y.md": b"---\ntitle: caf\xe9\n---\n", "picture.html": b"\x89PNG\0"}  # fmt: skip
    assert sorted(codes(read(make_blog(files)))) == [
        ("_posts/2024-01-01-x.md", "yaml-syntax", "error"),
        ("_posts/2024-01-02-y.md", "encoding", "error"),
        ("page.md", "yaml-syntax", "warning"),
        ("told.md", "yaml-syntax", "error"),
    ]


def test_two_posts_at_one_place(make_blog: Blogs) -> None:
    root = make_blog(
        {"_posts/2024-01-01-a.md": post("goals: true\nslug: s"), "_posts/2024-01-01-b.md": post("goals: true\nslug: s")}
    )
    (problem,) = [each for each in read(root).problems if each.code == "same-url"]
    assert problem.severity is Severity.ERROR
    assert "_posts/2024-01-01-a.md" in str(problem)
    assert "_posts/2024-01-01-b.md" in str(problem)


def test_a_permalink_that_leads_out_is_an_error_and_no_url(make_blog: Blogs) -> None:
    blog = read(make_blog({"_posts/2024-01-01-a.md": post("goals: true\npermalink: /../../x/")}))
    assert [each.url for each in blog.candidates] == [None]
    assert codes(blog) == [("_posts/2024-01-01-a.md", "permalink", "error")]


def test_links_pipes_and_folders(make_blog: Blogs, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "2024-01-01-goals.md").write_text(post(), encoding="utf-8")
    root = make_blog({"_posts/2024-01-01-goals.md": post(), "pages/goals.md": post(), "README.txt": "x"})
    posts = root / "_posts"
    (posts / "2024-01-02-out.md").symlink_to(outside / "2024-01-01-goals.md")
    (posts / "2024-01-03-in.md").symlink_to("../pages/goals.md")
    (posts / "2024-01-04-gone.md").symlink_to("nowhere.md")
    (posts / ".#2024-01-01-goals.md").symlink_to("ada@host.123")
    (posts / "out").symlink_to(outside)
    (posts / "loop").symlink_to("..")
    (posts / "2024-01-05-folder.md").mkdir()
    os.mkfifo(posts / "2024-01-06-pipe.md")
    (posts / "2024-01-07-shut.md").write_text(post(), encoding="utf-8")
    (posts / "2024-01-07-shut.md").chmod(0)
    (root / "elsewhere").symlink_to(outside)
    blog = read(root)
    assert [each.path for each in blog.candidates] == [
        "_posts/2024-01-01-goals.md",
        "_posts/2024-01-03-in.md",
        "pages/goals.md",
    ]
    assert sorted(codes(blog)) == [
        ("_posts/2024-01-02-out.md", "link-outside", "error"),
        ("_posts/2024-01-04-gone.md", "link-broken", "warning"),
        ("_posts/2024-01-05-folder.md", "not-a-file", "warning"),
        ("_posts/2024-01-06-pipe.md", "not-a-file", "warning"),
        ("_posts/2024-01-07-shut.md", "unreadable", "error"),
        ("_posts/out", "link-outside", "error"),
    ]
    (posts / "2024-01-07-shut.md").chmod(stat.S_IRUSR | stat.S_IWUSR)


def test_a_name_that_is_not_utf8(make_blog: Blogs) -> None:
    root = make_blog({"_posts/2024-01-01-goals.md": post()})
    (root / "_posts" / os.fsdecode(b"2024-01-02-caf\xe9.md")).write_text(post(), encoding="utf-8")
    blog = read(root)
    assert [each.path for each in blog.candidates] == ["_posts/2024-01-01-goals.md"]
    assert codes(blog) == [("_posts/2024-01-02-caf?.md", "file-name", "error")]


def test_hugo_bundles_and_languages(make_blog: Blogs) -> None:
    files = {
        "hugo.toml": 'baseURL = "https://x.example/"\n',
        "content/blog/2018-12-31-goals-2019/index.md": '+++\ntitle = "Goals for 2019"\ndate = 2018-12-31\n+++\n' + LIST,
        "content/blog/goals.de.md": post("x: y"),
        "content/posts/Later Goals.md": post("goals: true\nslug: later"),
        "content/posts/future.md": post("goals: true\ndate: 2030-01-01"),
        "content/posts/draft.md": post("goals: true\ndraft: true"),
        "archetypes/goals.md": "---\ntitle: {{ .Name }}\n---\n",
        "themes/x/content/goals.md": post(),
        "public/goals/index.md": post(),
    }
    found = read(make_blog(files)).candidates
    assert [(each.path, each.url, each.lang) for each in found] == [
        ("content/blog/2018-12-31-goals-2019/index.md", "/blog/2018-12-31-goals-2019/", None),
        ("content/blog/goals.de.md", "/blog/goals.de/", "de"),
        ("content/posts/Later Goals.md", "/posts/later/", None),
    ]
    assert found[0].date is not None
    assert found[0].date.year == 2018


def test_what_pelican_keeps_back(make_blog: Blogs) -> None:
    files = {f"content/goals-{status}.md": post(f"goals: true\ndate: 2024-01-01\nstatus: {status}")
             for status in ("draft", "Hidden", "skip", "published")}  # fmt: skip
    lines = {f"content/{word}-goals.md": f"Title: My goals\nDate: 2024-01-01\nStatus: {word}\n{LIST}"
             for word in ("draft", "hidden", "published")}  # fmt: skip
    assert paths(make_blog({"pelicanconf.py": "", **files, **lines})) == [
        "content/goals-published.md", "content/published-goals.md"
    ]  # fmt: skip


def test_a_plain_folder_needs_no_front_matter(make_blog: Blogs) -> None:
    root = make_blog({"goals.md": "# Goals\n" + LIST, "other.md": "# Rivers\n", "log.md": "# My resolutions\n" + LIST})
    assert paths(root) == ["goals.md", "log.md"]


def test_data_files(make_blog: Blogs) -> None:
    root = make_blog(
        {"_config.yml": "", "_data/goals.yml": "- text: Run\n", "_data/menu.yml": "- a\n", "other/goals.yml": "- a\n"}
    )
    assert [(each.path, each.url) for each in read(root).candidates] == [("_data/goals.yml", None)]


def test_posts_that_look_like_goal_posts_are_named_when_none_is_told(make_blog: Blogs) -> None:
    body = "Words.\n\n## My goals for the year\n" + LIST
    files = {"_posts/2024-01-01-looking-ahead.md": post("x: y", body), "_posts/2024-01-02-rivers.md": post("x: y")}
    root = make_blog(files)
    assert read(root).looks_like == (
        ("_posts/2024-01-01-looking-ahead.md", "a heading names goals: My goals for the year"),
    )
    assert not read(make_blog({"goals.md": post()})).looks_like


def test_a_deep_and_long_name(make_blog: Blogs) -> None:
    root = make_blog(
        {"_posts/2024-01-01-" + "n" * 241 + ".md": post(), "/".join(["d" * 200] * 4) + "/goals.md": post()}
    )
    assert len(paths(root)) == 2


@pytest.mark.parametrize(
    ("glob", "yes", "no"),
    [
        (
            "_posts/*-goals*.md",
            ["_posts/2024-goals.md", "_posts/a-goals-b.md"],
            ["_posts/goals.md", "_posts/x/a-goals.md"],
        ),
        ("**/goals.md", ["goals.md", "a/goals.md", "a/b/goals.md"], ["a/goals.md.md", "mygoals.md"]),
        ("a/**", ["a/b", "a/b/c.md"], ["b/a"]),
        ("./goals-?.md", ["goals-1.md"], ["goals-12.md", "goals-/.md"]),
        ("20[12]?.md", ["2010.md", "2024.md"], ["2030.md"]),
        ("a[!b].md", ["ac.md"], ["ab.md"]),
        ("a+(b).md", ["a+(b).md"], ["aab.md"]),
        ("a[b.md", ["a[b.md"], ["ab.md"]),
    ],
)
def test_globs(glob: str, yes: list[str], no: list[str]) -> None:
    pattern = glob_pattern((glob,))
    assert [path for path in (*yes, *no) if pattern.match(path)] == yes


def test_no_globs_match_nothing() -> None:
    assert not glob_pattern(()).match("")


def test_a_permalink_that_is_a_file_where_another_post_may_have_its_folder(make_blog: Blogs) -> None:
    first, second = "_posts/2024-01-01-goals.md", "_posts/2024-01-02-plans.md"
    blog = read(make_blog({first: post(), second: post("goals: true\npermalink: /goals")}))
    (problem,) = [each for each in blog.problems if each.code == "permalink"]
    assert (problem.path, problem.line) == (second, 4)
    assert first in problem.message


@pytest.mark.parametrize("text", ["+++\ngoals = true\n+++\n" + LIST, '{"goals": true}\n' + LIST])
def test_front_matter_that_jekyll_does_not_read_is_told(make_blog: Blogs, text: str) -> None:
    blog = read(make_blog({"_posts/2024-01-01-goals.md": text}))
    assert codes(blog) == [("_posts/2024-01-01-goals.md", "front-matter-format", "notice")]
    assert len(blog.candidates) == 1
    blog = read(make_blog({"hugo.toml": "", "content/goals.md": text}))
    assert not codes(blog)


def test_a_folder_that_cannot_be_read(make_blog: Blogs, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_blog({"goals.md": post(), "shut/goals.md": post()})
    scandir = os.scandir

    def refusing(path: str) -> object:
        if path.endswith("shut"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)  # root may read every folder
    assert codes(read(root)) == [("shut", "unreadable", "warning")]


def test_a_post_that_goes_while_it_is_read(make_blog: Blogs, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_blog({"goals.md": post(), "z-goals.md": post()})
    real = os.open

    def losing(path: object, *arguments: int) -> int:
        if str(path).endswith("z-goals.md"):
            (root / "z-goals.md").unlink(missing_ok=True)
        return real(path, *arguments)  # type: ignore[arg-type]  # whatever os.open takes

    monkeypatch.setattr(os, "open", losing)
    blog = read(root)
    assert [each.path for each in blog.candidates] == ["goals.md"]
    assert codes(blog) == [("z-goals.md", "unreadable", "warning")]


def test_a_title_that_looks_back_on_a_year(make_blog: Blogs) -> None:
    posts = {f"_posts/2024-01-0{n}-{title.lower().replace(' ', '-')}.md": f"---\ntitle: {title}\n---\n{LIST}"
             for n, title in enumerate(("2023 in review", "In review", "2023 in pictures", "My goals"), 1)}  # fmt: skip
    found = read(make_blog({"_config.yml": "", **posts})).candidates
    assert [(each.title, each.looks_back) for each in found] == [("2023 in review", True), ("My goals", False)]
    assert "2023 in review" in [each.title for each in read(make_blog({})).others], "it may be evidence, too"


def test_a_look_back_of_another_generator(make_blog: Blogs) -> None:
    files = {"hugo.toml": "", "content/posts/2023.md": post("date: 2024-01-01\ntitle: 2023 in review")}
    assert [each.looks_back for each in read(make_blog(files)).candidates] == [True]
