"""The blog's own theme as a frame: what is replaced, what stays, and that stamping twice is stamping once."""

import json
import re

import pytest

from goalpage.site.compile_frame import FrameError, compile_frame, holds_marker
from goalpage.site.frame import HeadLink, Stamp

SHEET = (HeadLink("stylesheet", "goals/goalpage.css"),)
OWN = Stamp("goals/index.html", "Goals", "Two goals, one done.", "<h1>Goals</h1><p>list</p>", SHEET)
DEEP = Stamp("goals/a/b/index.html", 'Run & "jump"', "Not <yet>.", "<h1>Run</h1><p>deep</p>", SHEET)
MARKED = '<div data-goalpage="content"></div>'

SEO = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<title>Goals | Ann’s blog</title>
<meta property="og:title" content="Goals" />
<meta name="description" content="A blog." />
<meta property="og:description" content="A blog." />
<link rel="canonical" href="https://ann.example/blog/goals/" />
<meta property="og:url" content="https://ann.example/blog/goals/" />
<meta property="og:site_name" content="Ann’s blog" />
<meta name="twitter:card" content="summary" /><meta property="twitter:title" content="Goals" />
<script type="application/ld+json">
{{"@context":"https://schema.org","@type":"WebPage","url":"https://ann.example/blog/goals/","headline":"Goals","publisher":{{"@type":"Person","name":"Goals","url":"https://ann.example/blog/"}}}}</script>
<link rel="stylesheet" href="/blog/assets/main.css"></head>
<body><header><a href="/blog/">Ann’s blog</a></header>
<main><h1 class="post-title">Goals</h1>
{MARKED}
</main></body></html>
"""

# Minified: attributes without quotes, no end of head, no body.
MINIFIED = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>Ann</title><meta name=description content=Hello>"
    "<link rel=stylesheet href=../css/a.css><link rel=icon href=icon.png><h1>Ann</h1>"
    "<nav><a href=../about/>About</a><a href=#top>Top</a></nav><div data-goalpage=content></div><p>End"
)

UPPER = f"<HTML><HEAD><TITLE>Goals - Ann</TITLE></HEAD><BODY><H1>Goals</H1>{MARKED}</BODY></HTML>"

SIDEBAR = """<html><head><title>Ann: Goals</title><!-- <title>no</title> <div data-goalpage="content"></div> -->
<base href="https://ann.example/"></head><body><aside><h1><a href=".">Ann</a></h1></aside>
<script>document.write('<h1>Goals</h1><div data-goalpage="content">')</script>
<article><h1>Goals</h1>
<div class=x data-goalpage='content'><div>old <div>nested</div></div></div></article></body></html>"""

FRAMES = {"seo": SEO, "minified": MINIFIED, "upper": UPPER, "sidebar": SIDEBAR}


@pytest.fixture(params=FRAMES, name="html")
def _html(request: pytest.FixtureRequest) -> str:
    return FRAMES[request.param]


def test_stamped_frame_compiles_to_the_same_frame(html: str) -> None:
    frame = compile_frame(html, "goals/index.html", "https://ann.example/", "Ann")
    stamped = frame.stamp(OWN)
    again = compile_frame(stamped, "goals/index.html", "https://ann.example/", "Ann")
    assert again.stamp(OWN) == stamped
    assert again.stamp(DEEP) == frame.stamp(DEEP)


def test_nothing_of_the_frame_is_lost(html: str) -> None:
    """Taking out what is ours gives the frame back byte for byte."""
    frame = compile_frame(html, "goals/index.html", "https://ann.example/", "Ann")
    stamped = frame.stamp(OWN)
    content = OWN.below_heading if frame.has_heading else OWN.content
    bare = re.sub(r'<title data-goalpage="head">.*?</title>|<(?:meta|link) data-goalpage="head"[^>]*>', "", stamped)
    assert bare.replace(content, "") == html.replace("<div>old <div>nested</div></div>", "")


def test_head_speaks_of_the_stamped_page() -> None:
    html = compile_frame(SEO, "goals/index.html").stamp(DEEP)
    url = "https://ann.example/blog/goals/a/b/"
    assert '<title>Run &amp; "jump" | Ann’s blog</title>' in html
    assert f'<link rel="canonical" href="{url}" />' in html
    assert f'<meta property="og:url" content="{url}" />' in html
    assert html.count('content="Run &amp; &quot;jump&quot;"') == 2
    assert html.count('content="Not &lt;yet&gt;."') == 2
    assert '<meta property="og:site_name" content="Ann’s blog" />' in html
    assert '<h1 class="post-title">Run</h1>' in html
    data = json.loads(re.findall(r"ld\+json\">(.*?)</script>", html, re.S)[0])
    assert (data["url"], data["headline"]) == (url, 'Run & "jump"')
    assert data["publisher"] == {"@type": "Person", "name": "Goals", "url": "https://ann.example/blog/"}


def test_missing_head_parts_are_added_once() -> None:
    html = compile_frame(UPPER, "goals/index.html", "https://ann.example/").stamp(DEEP)
    assert html.count("og:title") == html.count('rel="canonical"') == html.count('name="description"') == 1
    assert '<link data-goalpage="head" rel="canonical" href="https://ann.example/goals/a/b/">' in html
    assert html.index("canonical") < html.index("</HEAD>")
    assert '<TITLE>Run &amp; "jump" - Ann</TITLE>' in html


def test_unknown_address_adds_no_canonical_link() -> None:
    assert "canonical" not in compile_frame(UPPER, "goals/index.html").stamp(DEEP)


def test_title_that_names_only_the_site_gets_ours_before_it() -> None:
    html = compile_frame(MINIFIED, "goals/index.html", "", "Ann").stamp(DEEP)
    assert '<title>Run &amp; "jump" | Ann</title>' in html
    assert "<h1>Ann</h1>" in html
    assert "<div data-goalpage=page><h1>Run</h1><p>deep</p></div>" in html


def test_unquoted_values_get_quotes_when_replaced() -> None:
    html = compile_frame(MINIFIED, "goals/index.html").stamp(DEEP)
    assert '<meta name=description content="Not &lt;yet&gt;.">' in html


@pytest.mark.parametrize(
    ("written", "deep"),
    [
        ("<a href=../about/>", "<a href=../../../about/>"),
        ("<a href='b/c.html?x=1&amp;y=2#z'>", "<a href='../../../goals/b/c.html?x=1&amp;y=2#z'>"),
        ("<a href='.'>", "<a href='../../../goals/'>"),
        ('<a href="#top">', '<a href="#top">'),
        ('<a href="/about/">', '<a href="/about/">'),
        ('<a href="//cdn.example/x">', '<a href="//cdn.example/x">'),
        ('<a href=" javascript:void(0)">', '<a href=" javascript:void(0)">'),
        ('<a href="mailto:ann@ann.example">', '<a href="mailto:ann@ann.example">'),
        ('<img srcset="a.png 1x, ../b.png 2x">', '<img srcset="../../../goals/a.png 1x, ../../../b.png 2x">'),
        ("<style>p{background:url(x.png)}</style>", "<style>p{background:url(../../../goals/x.png)}</style>"),
        ("<p style=\"background:url('x.png')\">", "<p style=\"background:url('../../../goals/x.png')\">"),
        ('<script>x="<a href=y>"</script>', '<script>x="<a href=y>"</script>'),
    ],
)
def test_relative_links_are_put_right_for_the_depth(written: str, deep: str) -> None:
    frame = compile_frame(f"<body>{written}{MARKED}</body>", "goals/index.html")
    assert deep in frame.stamp(DEEP)
    assert written in frame.stamp(OWN)


def test_base_element_leaves_relative_links_alone() -> None:
    assert '<a href=".">' in compile_frame(SIDEBAR, "goals/index.html").stamp(DEEP)


def test_markers_in_comments_and_scripts_are_no_markers() -> None:
    frame = compile_frame(SIDEBAR, "goals/index.html", "", "Ann")
    html = frame.stamp(DEEP)
    assert '<!-- <title>no</title> <div data-goalpage="content"></div> -->' in html
    assert "data-goalpage='page'><p>deep</p></div></article>" in html
    assert frame.name == "Goals"


@pytest.mark.parametrize("hidden", ["template", "noscript"])
def test_marker_in_what_is_not_shown_is_passed_over(hidden: str) -> None:
    unseen = f"<{hidden}>{MARKED}</{hidden}>"
    assert unseen in compile_frame(f"<title>Goals</title>{unseen}{MARKED}", "goals/index.html").stamp(DEEP)
    with pytest.raises(FrameError, match="stands in what is not shown"):
        compile_frame(f"<title>Goals</title>{unseen}", "goals/index.html")


@pytest.mark.parametrize(
    ("inside", "ours_follow"),
    [("<link rel=stylesheet href=a.css>", "</noscript>"), ("<img src=pixel.gif>", "<title>")],
)
def test_head_parts_never_go_into_noscript(inside: str, ours_follow: str) -> None:
    bare = f"<!doctype html><title>Goals</title><noscript>{inside}</noscript><p>Hello{MARKED}"
    html = compile_frame(bare, "goals/index.html").stamp(OWN)
    at = html.index('data-goalpage="head"')
    assert f"<noscript>{inside}</noscript>" in html
    assert html.index(ours_follow) < at < html.index("<p>Hello")


def test_snapshots_are_not_indexed() -> None:
    hidden = Stamp("goals/at/x/index.html", "T", "d", "", (), indexed=False)
    assert 'name="robots" content="noindex"' in compile_frame(SEO, "goals/index.html").stamp(hidden)
    told = SEO.replace("<title>", '<meta name="robots" content="index,follow"><title>')
    assert '<meta name="robots" content="noindex">' in compile_frame(told, "goals/index.html").stamp(hidden)


@pytest.mark.parametrize("bare", ["<p>none</p>", f"<!-- {MARKED} -->", "<div data-goalpage=content>"])
def test_page_without_marker_is_no_frame(bare: str) -> None:
    with pytest.raises(FrameError):
        compile_frame(bare, "goals/index.html")


def test_marker_is_seen_without_scanning() -> None:
    assert all(holds_marker(html.encode()) for html in FRAMES.values())
    assert not holds_marker(b'<div data-goalpage="progress"></div>')


def test_stamped_frame_still_holds_its_marker_and_other_pages_none(html: str) -> None:
    frame = compile_frame(html, "goals/index.html")
    assert holds_marker(frame.stamp(OWN).encode())
    with pytest.raises(FrameError):
        compile_frame(frame.stamp(DEEP), "goals/a/b/index.html")


def framed(head: str, body: str = MARKED) -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Goals | Ann", "Run | Ann"),
        ("Ann » Goals", "Ann » Run"),
        ("Goals", "Run"),
        ("Ann", "Run | Ann"),
        ("Goals of Anna - Ann", "Run - Ann"),
        ("Goals of Ann", "Run"),
        ("Ann: Goals", "Ann: Run"),
        ("&lt;Goals&gt; &middot; Ann", "Run &middot; Ann"),
    ],
)
def test_title_keeps_the_pattern_of_the_site(title: str, said: str) -> None:
    page = Stamp("goals/a/index.html", "Run", "", "<h1>Run</h1>")
    html = compile_frame(framed(f"<title>{title}</title>"), "goals/index.html", "", "Ann").stamp(page)
    assert f"<title>{said}</title>" in html


def test_second_heading_is_the_pages_where_the_first_is_the_sites() -> None:
    body = f"<h1>Ann</h1><h2>Latest</h2><h2>Goals</h2>{MARKED}"
    html = compile_frame(framed("<title>Goals - Ann</title>", body), "goals/index.html", "", "Ann").stamp(DEEP)
    assert "<h1>Ann</h1><h2>Latest</h2><h2>Run</h2>" in html
    assert "<p>deep</p>" in html
    assert html.count("<h1>") == 1


def test_heading_says_what_the_content_would_say_in_its_language() -> None:
    page = Stamp("goals/a/index.html", "x", "", '<h1 lang="de" dir="auto">Am <time datetime="2">3 Mai</time></h1>')
    html = compile_frame(framed("<title>Goals</title>", f"<h1>Goals</h1>{MARKED}"), "goals/index.html").stamp(page)
    assert '<h1><span lang="de" dir="auto">Am <time datetime="2">3 Mai</time></span></h1>' in html


@pytest.mark.parametrize("hidden", ["<template><h1>Goals</h1></template>", "<svg><title>Goals</title></svg>"])
def test_what_is_not_shown_is_no_title_and_no_heading(hidden: str) -> None:
    html = compile_frame(f"{hidden}{MARKED}", "goals/index.html", "", "Ann").stamp(DEEP)
    assert hidden in html
    assert "<h1>Run</h1>" in html


@pytest.mark.parametrize(
    ("base", "link"),
    [
        ('<base href="/">', "./goals/a/"),
        ('<base href="https://ann.example/">', "./goals/a/"),
        ('<base href="https://ann.example/goals/">', "../goals/a/"),
        ('<base href="./">', "../goals/a/"),
    ],
)
def test_links_of_ours_start_where_the_base_says(base: str, link: str) -> None:
    page = Stamp(
        "goals/a/b/index.html", "B", "", '<h1>B</h1><a href="../">A</a> <a href="#x">X</a> <a href="/y">', SHEET
    )
    html = compile_frame(framed(base), "goals/index.html", "https://ann.example/").stamp(page)
    assert f'<a href="{link}">A</a>' in html
    assert f'<a href="{link}b/#x">X</a> <a href="/y">' in html
    assert f'href="{link.removesuffix("a/")}goalpage.css"' in html
    assert ('<base href="../../../goals/">' if base == '<base href="./">' else base) in html


@pytest.mark.parametrize(
    "canonical", ["https://a.example/goals", "https://a.example/goals/", "https://a.example/goals/index.html"]
)
def test_address_of_the_site_is_read_from_the_canonical_link(canonical: str) -> None:
    frame = compile_frame(
        framed(f'<link rel="canonical" href="{canonical}">'), "goals/index.html", "https://b.example/"
    )
    assert frame.base == "https://a.example/"
    assert '<link rel="canonical" href="https://a.example/goals/a/b/">' in frame.stamp(DEEP)


def test_marked_element_ends_before_what_stands_round_it() -> None:
    with pytest.raises(FrameError, match="no end tag"):
        compile_frame("<main><div data-goalpage=content></main><div>Foot</div>", "goals/index.html")


def test_values_without_quotes_may_hold_what_they_like() -> None:
    html = framed("<link rel=canonical href=https://a.example/goals/?x=1><meta name=description content=a=b/c>")
    stamped = compile_frame(html, "goals/index.html").stamp(DEEP)
    assert '<meta name=description content="Not &lt;yet&gt;.">' in stamped
    assert "=b/c" not in stamped


@pytest.mark.parametrize(
    "tag",
    [
        '<link rel="alternate" hreflang="de" href="https://ann.example/de/goals/">',
        "<link rel=next href=../next/>",
        '<meta property="article:published_time" content="2020-01-01">',
        "<meta itemprop=dateModified content=2020-01-01>",
    ],
)
def test_what_is_true_of_the_frames_own_page_alone_stays_there(tag: str) -> None:
    frame = compile_frame(framed(tag), "goals/index.html", "https://ann.example/")
    assert tag in frame.stamp(OWN)
    assert tag.partition(" ")[2][:20] not in frame.stamp(DEEP)
    assert frame.empty() == framed(tag)


def test_dates_in_json_ld_are_not_handed_on() -> None:
    data = '{"@type":"WebPage","url":"https://ann.example/goals/","datePublished":"2020-01-01","isPartOf":{"dateCreated":"1"}}'
    html = framed(f'<script type="application/ld+json">{data}</script>')
    frame = compile_frame(html, "goals/index.html", "https://ann.example/")
    assert "datePublished" in frame.stamp(OWN)
    assert "datePublished" not in frame.stamp(DEEP)
    assert "dateCreated" in frame.stamp(DEEP)
