from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from goalpage.blog import load_config
from goalpage.config import OWN_KEYS, SITE_KEYS, Collection, Config, Defaults, Generator
from goalpage.errors import ConfigError, Severity
from goalpage.model import Status

Blogs = Callable[[Mapping[str, str | bytes]], Path]


def config_of(root: Path) -> Config:
    config, problems = load_config(root)
    assert not problems
    return config


def test_all_of_goalpages_own_keys(make_blog: Blogs) -> None:
    config = config_of(
        make_blog(
            {
                "_config.yml": """\
title: Low Water
goalpage:
  posts: ["_posts/*-goals*.md", "goals.md"]
  series: {yearly: "_posts/*-goals-*.md", other: [a.md, b.md]}
  path: my/aims
  marks: {strike: done, "❌": open}
  since: 2020-03
  hide: ["therapy", 12]
  frame: goals/index.html
  markdown: commonmark
"""
            }
        )
    )
    assert config.posts == ("_posts/*-goals*.md", "goals.md")
    assert config.series == (("yearly", "_posts/*-goals-*.md"), ("other", "a.md"), ("other", "b.md"))
    assert config.path == "/my/aims/"
    assert config.marks == (("strike", Status.DONE), ("❌", Status.OPEN))
    assert config.since == date(2020, 3, 1)
    assert config.hide == ("therapy", "12")
    assert config.frame == "goals/index.html"
    assert config.markdown == "commonmark"
    assert config.title == "Low Water"


def test_jekylls_own_keys(make_blog: Blogs) -> None:
    config = config_of(
        make_blog(
            {
                "_config.yml": """\
title: Low Water
url: https://low.example/
baseurl: blog/
lang: en-GB
source: src
destination: ./out/
permalink: pretty
timezone: Europe/Vienna
future: yes
show_drafts: true
unpublished: false
exclude: [vendor, "*.tmp"]
include: _pages
collections: {talks: {output: true, permalink: /t/:name/}, notes: }
collections_dir: things
defaults:
  - scope: {path: "", type: posts}
    values: {layout: post}
"""
            }
        )
    )
    assert (config.url, config.baseurl, config.lang) == ("https://low.example", "/blog", "en-GB")
    assert (config.source, config.destination, config.permalink) == ("src", "./out", "pretty")
    assert (config.timezone, config.future, config.show_drafts, config.unpublished) == (
        "Europe/Vienna",
        True,
        True,
        False,
    )
    assert (config.exclude, config.include) == (("vendor", "*.tmp"), ("_pages",))
    assert config.collections == (Collection("talks", "/t/:name/", output=True), Collection("notes"))
    assert config.collections_dir == "things"
    assert config.defaults == (Defaults("", "posts", {"layout": "post"}),)
    assert (config.generator, config.markdown) == (Generator.JEKYLL, "kramdown")
    assert config.site_variables["site.title"] == "Low Water"
    assert config.site_variables["site.future"] == "yes"


def test_nothing_is_needed(tmp_path: Path) -> None:
    assert config_of(tmp_path) == Config()


def test_an_unknown_key_is_a_warning_with_the_nearest_and_its_line(make_blog: Blogs) -> None:
    _, problems = load_config(
        make_blog({"_config.yml": "title: x\ngoalpage:\n  path: /g/\n  post: [a.md]\n  zzz: red\n"})
    )
    assert [(each.path, each.line, each.severity) for each in problems] == [
        ("_config.yml", 4, Severity.WARNING),
        ("_config.yml", 5, Severity.WARNING),
    ]
    assert str(problems[0]).endswith("'post' is not known; did you mean 'posts'?")
    assert all(key in problems[1].cure for key in (*OWN_KEYS, *SITE_KEYS))


def test_a_misspelt_section_is_told(make_blog: Blogs) -> None:
    _, (problem,) = load_config(make_blog({"_config.yml": "title: x\ngoalpages:\n  path: /g/\n"}))
    assert (problem.line, problem.cure) == (2, "did you mean 'goalpage'?")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("posts: {a: b}", "'posts' is no text"),
        ("series: [a, b]", "'series' is no mapping"),
        ("path: 'a b'", "'path' is no path below the site"),
        ("path: ../up", "'path' is no path"),
        ("path: https://x.example/", "'path' is no path"),
        ("path: /", "'path' is no path"),
        ("marks: done", "'marks' is no mapping"),
        ("marks: {x: finished}", "'finished'"),
        ("since: soon", "'since' is no date"),
        ("since: 2020-13-01", "'since' is a date that there is not"),
        ("hide: {a: b}", "'hide' is no text"),
        ("frame: /etc/passwd", "'frame' is not a path below the blog"),
        ("frame: a/../../b", "'frame' is not a path below the blog"),
        ("markdown: markdown", "'markdown' is 'markdown', which is no dialect"),
        ("title: [a]", "'title' is no text"),
        ("future: perhaps", "'future' is neither true nor false"),
        ("defaults: 3", "'defaults' is no list"),
        ("collections: 3", "'collections' is no list of names"),
    ],
)
def test_a_wrong_value_of_ours_stops_with_its_line(make_blog: Blogs, line: str, said: str) -> None:
    root = make_blog({"_config.yml": f"title: x\ngoalpage:\n  lang: en\n  {line}\n"})
    with pytest.raises(ConfigError) as raised:
        load_config(root)
    assert (raised.value.path, raised.value.line) == ("_config.yml", 4)
    assert said in str(raised.value)


def test_a_wrong_value_of_the_blogs_is_a_warning(make_blog: Blogs) -> None:
    config, (problem,) = load_config(make_blog({"_config.yml": "title: x\nexclude: {a: b}\nurl: https://x.example\n"}))
    assert (problem.line, problem.severity) == (2, Severity.WARNING)
    assert (config.exclude, config.url) == ((), "https://x.example")


@pytest.mark.parametrize(
    "text", ['title: "x"\nurl: [unclosed\n', b"title: caf\xe9\n", b"\xff\xfet\0", "- a\n", "x" * 4_100_000]
)
def test_a_broken_config_of_the_blog_is_a_warning_and_defaults_are_taken(make_blog: Blogs, text: str | bytes) -> None:
    config, problems = load_config(make_blog({"_config.yml": text}))
    assert config == Config(Generator.JEKYLL, markdown="kramdown")
    assert all(each.severity is Severity.WARNING and each.path == "_config.yml" for each in problems)


def test_a_section_that_is_no_mapping_stops(make_blog: Blogs) -> None:
    with pytest.raises(ConfigError, match=r"_config\.yml:2"):
        load_config(make_blog({"_config.yml": "title: x\ngoalpage: yes\n"}))


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("goalpage.yml", "path: /g/\nposts: [a\n", 2),
        ("goalpage.yaml", "path: /g/\nmarks: 3\n", 2),
        ("goalpage.toml", 'path = "/g/"\nmarks = 3\n', 2),
        ("goalpage.toml", 'path = "/g/"\nposts = [\n', 2),
        ("goalpage.yml", "- a\n", 1),
        ("goalpage.yml", b"path: caf\xe9\n", 1),
    ],
)
def test_a_broken_file_of_ours_stops(make_blog: Blogs, name: str, text: str | bytes, line: int) -> None:
    with pytest.raises(ConfigError) as raised:
        load_config(make_blog({name: text}))
    assert (raised.value.path, raised.value.line) == (name, line)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("goalpage.yml", "title: x\nurl: https://x.example/blog\npath: /g/\n"),
        ("goalpage.yml", "goalpage:\n  title: x\n  url: https://x.example/blog\n  path: /g/\n"),
        ("goalpage.toml", 'title = "x"\nurl = "https://x.example/blog"\npath = "g"\n'),
    ],
)
def test_a_file_of_ours_for_any_generator(make_blog: Blogs, name: str, text: str) -> None:
    config = config_of(make_blog({name: text}))
    assert (config.title, config.url, config.path) == ("x", "https://x.example/blog", "/g/")


def test_our_file_wins_over_the_section(make_blog: Blogs) -> None:
    root = make_blog({"_config.yml": "goalpage: {path: /a/, hide: [x]}\n", "goalpage.yml": "path: /b/\n"})
    config = config_of(root)
    assert (config.path, config.hide) == ("/b/", ("x",))


@pytest.mark.parametrize(
    ("files", "generator", "expected"),
    [
        ({"_posts/x.md": ""}, "jekyll", {"markdown": "kramdown", "destination": "_site"}),
        ({"_config.yml": "markdown: CommonMarkGhPages\n"}, "jekyll", {"markdown": "commonmark"}),
        ({"_config.toml": 'title = "x"\n'}, "jekyll", {"title": "x"}),
        (
            {
                "hugo.toml": 'baseURL = "https://x.example/blog/"\ntitle = "x"\n'
                'publishDir = "out"\nlanguageCode = "de"\n'
            },
            "hugo",
            {"url": "https://x.example", "baseurl": "/blog", "title": "x", "destination": "out", "lang": "de"},
        ),
        (
            {"config.toml": 'baseurl = "https://x.example/"\n', "content/a.md": ""},
            "hugo",
            {"url": "https://x.example", "destination": "public"},
        ),
        ({"config/_default/hugo.yaml": "title: x\nbuildFuture: true\n"}, "hugo", {"title": "x", "future": True}),
        ({"config.json": '{"title": "x"}', "archetypes/a.md": ""}, "hugo", {"title": "x"}),
        ({"config.toml": 'title = "x"\n'}, "folder", {"title": ""}),
        (
            {"eleventy.config.js": 'module.exports = () => ({ dir: { input: "src", output: "out" } });'},
            "eleventy",
            {"source": "src", "destination": "out", "markdown": "commonmark"},
        ),
        (
            {
                "pelicanconf.py": "import os\nos.system('touch ran')\nSITENAME = 'x'\n"
                "SITEURL = 'https://x.example'\nPATH = 'posts'\n"
            },
            "pelican",
            {"title": "x", "url": "https://x.example", "source": "posts", "destination": "output"},
        ),
        ({"pelicanconf.py": "def broken(:\n"}, "pelican", {"source": "content"}),
        (
            {
                "mkdocs.yml": "site_name: x\nsite_url: https://x.example/docs/\n"
                "markdown_extensions:\n  - a: !!python/name:b.c\n"
            },
            "mkdocs",
            {"title": "x", "url": "https://x.example", "baseurl": "/docs", "source": "docs", "destination": "site"},
        ),
    ],
)  # fmt: skip
def test_the_generator_is_recognised_and_its_settings_read(
    make_blog: Blogs, files: dict[str, str | bytes], generator: str, expected: dict[str, object]
) -> None:
    config, _ = load_config(make_blog(files))
    assert config.generator == generator
    assert {key: getattr(config, key) for key in expected} == expected
    assert not Path("ran").exists()


def test_a_broken_settings_file_of_another_generator_is_a_warning(make_blog: Blogs) -> None:
    for name, text in (("hugo.toml", "a = [\n"), ("hugo.json", "{"), ("pelicanconf.py", "a = (\n")):
        root = make_blog({name: text})
        _, (problem,) = load_config(root)
        assert (problem.path, problem.severity) == (name, Severity.WARNING)
        (root / name).unlink()


def test_a_misspelt_key_above_the_fault_of_a_broken_file_is_told_first(make_blog: Blogs) -> None:
    with pytest.raises(ConfigError) as raised:
        load_config(make_blog({"goalpage.toml": 'title = "x"\ndestinaton = 3\n[goals\n'}))
    assert str(raised.value).startswith(
        "goalpage.toml:2: the key 'destinaton' is not known (did you mean 'destination'?)"
    )


def test_an_unknown_time_zone_is_told(make_blog: Blogs) -> None:
    _, (problem,) = load_config(make_blog({"_config.yml": "title: x\ntimezone: Mars/Olympus\n"}))
    assert (problem.path, problem.line, problem.severity) == ("_config.yml", 2, Severity.WARNING)


def test_a_bracket_left_open_is_told_where_it_opens(make_blog: Blogs) -> None:
    _, (problem,) = load_config(make_blog({"_config.yml": 'title: "x"\nurl: [unclosed\n'}))
    assert (problem.path, problem.line, problem.severity) == ("_config.yml", 2, Severity.WARNING)
    assert "brackets" in problem.message


class TestGenerator:
    def test_where_the_settings_of_several_lie_the_first_is_taken_unless_told(self, make_blog):
        blog = make_blog({"_config.yml": "title: J\n", "hugo.toml": "title = 'H'\n"})
        assert load_config(blog)[0].title == "J"
        (blog / "goalpage.yml").write_text("generator: hugo\n")
        config, problems = load_config(blog)
        assert (config.generator, config.title, config.destination) == (Generator.HUGO, "H", "public")
        assert not problems

    def test_a_folder_that_looks_like_a_jekyll_blog_can_be_told_to_be_none(self, make_blog):
        blog = make_blog({"_posts/a.md": "A\n", "goalpage.yml": "generator: folder\n"})
        assert load_config(blog)[0].markdown == "commonmark"

    def test_one_that_is_not_known(self, make_blog):
        with pytest.raises(ConfigError, match=r"goalpage\.yml:1: 'generator' is 'gatsby'.*one of jekyll"):
            load_config(make_blog({"goalpage.yml": "generator: gatsby\n"}))
