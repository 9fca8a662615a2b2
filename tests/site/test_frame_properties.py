"""Frames put together at random out of what themes write: nothing is lost, and stamping twice is stamping once."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from goalpage.site.compile_frame import compile_frame
from goalpage.site.frame import Ask, HeadLink, Stamp

HEADS = [
    "<title>Goals - Ann</title>",
    "<TITLE>Ann</TITLE>\r\n",
    "<title>Ann | Goals</title >",
    "<meta charset=utf-8>",
    '<meta name="description" content="A blog">',
    "<META NAME=description CONTENT=Blog>",
    "<meta property=og:title content=Goals/>",
    "<meta content='Goals' property='og:title' />",
    '<link rel="canonical" href="https://ann.example/goals/">',
    "<link href=https://ann.example/goals/ rel=canonical>",
    "<link rel=stylesheet href=../a.css?x=1&amp;y=2>",
    "<link rel=icon href=icon.png>",
    "<link rel=alternate hreflang=de href=../de/goals/>",
    '<meta property="article:published_time" content="2020-01-01" />',
    "<style>@import url(b.css); body { background: url('../c.png') } /* <title>no</title> */</style>",
    "<script>document.write('</title><h1>Goals</h1>' + '<div data-goalpage=\"content\">')</script>",
    '<script type="application/ld+json">{"url": "https://ann.example/goals/", "name": "Goals"}</script>',
    '<script type="application/ld+json">{broken</script>',
    "<!--[if lt IE 9]><script src=old.js></script><![endif]-->",
    "<![if !IE]><meta name=x content=y><![endif]>",
    "<noscript><link rel=stylesheet href=no.css></noscript>",
    "\n",
]
BODIES = [
    "<h1>Goals</h1>",
    "<h1>Ann</h1>",
    "<H1 class=x><a href='.'>Goals</a></H1>",
    "<nav><a href=../about/>About</a> <a href=#top>Top</a><a href=' javascript:go()'>Go</a></nav>",
    "<img src=a.png srcset='a.png 1x, b.png 2x' alt='a > b'>",
    "<svg><title>Wave</title><path d='M0 0'/></svg>",
    "<template><h1>Goals</h1><div>x</div></template>",
    "<textarea><div data-goalpage=content></textarea>",
    "<!-- <div data-goalpage='content'></div> -->",
    "<p>One<p>Two <br/> <ul><li>a<li>b</ul>",
    "<div><div>nested</div></div>",
    "<p title='<h1>'>5 < 6 &amp; 7 > 3",
    '<span data-goalpage="badge"></span>',
    "<script>if (a < b && c > d) { x('<\\/div>') }</script>",
    "\r\n\t",
    "é ☃ 𝄞",
]
MARKED = [
    '<div data-goalpage="content">',
    "<DIV CLASS=a data-goalpage=content>",
    "<main data-goalpage='content' id=m>",
    "<section data-goalpage=content>",
]
LINKS = (HeadLink("stylesheet", "goals/goalpage.css"),)
DEEP = Stamp(
    "goals/a/b/index.html", "Run", "Far.", '<div class="goalpage"><h1>Run</h1><a href="../">Up</a></div>', LINKS
)


def answer(_ask: Ask, path: str) -> str:
    return f"<b>{path.count('/')}</b>"


@st.composite
def frames(draw):
    """Give a frame in three parts: before the marked element, the element's tags, and behind it."""
    before, behind = (
        draw(st.lists(st.sampled_from(BODIES), max_size=6)),
        draw(st.lists(st.sampled_from(BODIES), max_size=4)),
    )
    head = "".join(draw(st.lists(st.sampled_from(HEADS), max_size=8)))
    begin = draw(st.sampled_from(["", "<!doctype html><html lang=en>", "<!DOCTYPE html>\r\n<HTML>", "\ufeff<html>"]))
    wrapped = draw(st.sampled_from(["{}", "<head>{}</head><body>", "<HEAD>{}</HEAD>\n<BODY class=x>", "{}<body>"]))
    element = draw(st.sampled_from(MARKED))
    name = re.match(r"<(\w+)", element)[1]
    end = draw(st.sampled_from(["", "</body></html>", "</BODY>\n</HTML>\n", "<footer>End"]))
    return begin + wrapped.format(head) + "".join(before) + element, f"</{name}>" + "".join(behind) + end


def own(content: str) -> Stamp:
    return Stamp(
        "goals/index.html", "Goals", "Two goals.", f'<div class="goalpage"><h1>Goals</h1>{content}</div>', LINKS
    )


def bare(text: str) -> str:
    """Give a stamped frame without what was added to its head."""
    added = r'<title data-goalpage="head">.*?</title>|<(?:meta|link) data-goalpage="head"[^>]*>'
    return re.sub(added, "", text)


def compiled(text: str):
    return compile_frame(text, "goals/index.html", "https://ann.example/", "Ann")


@settings(deadline=None)
@given(frames())
def test_nothing_of_the_frame_is_lost(parts):
    before, behind = parts
    frame = compiled(before + behind)
    assert frame.empty() == before + behind
    content = own("list").below_heading if frame.has_heading else own("list").content
    assert bare(frame.stamp(own("list"))) == before + content + behind


@settings(deadline=None)
@given(frames(), st.sampled_from(["", "<p>One", "<ul><li>a</ul>"]))
def test_stamping_twice_is_stamping_once(parts, earlier):
    frame = compiled("".join(parts))
    again = compiled(frame.stamp(own(earlier), answer))
    assert again.stamp(own("list"), answer) == frame.stamp(own("list"), answer)
    assert again.stamp(DEEP, answer) == frame.stamp(DEEP, answer)
    assert again.empty() == frame.empty()


@settings(deadline=None)
@given(frames())
def test_other_pages_hold_their_content_once_and_name_themselves(parts):
    page = compiled("".join(parts)).stamp(DEEP, answer)
    assert page.count('<a href="../">Up</a>') == 1
    assert len(re.findall(r"<title[^>]*>[^<]*\bRun\b[^<]*</title\s*>", page, re.IGNORECASE)) == 1
    assert "../../../goals/goalpage.css" in page
