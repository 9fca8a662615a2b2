"""One of our pages as a page of a Jekyll blog's source: front matter, then HTML in which Liquid finds nothing. Pure."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Container

from msgspec import Struct

from goalpage.pages import Page
from goalpage.pages.shell import legal

_HEADING = re.compile(r"<h1\b[^>]*>.*?</h1>\s*", re.DOTALL)
_LINK = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_NAVIGATION = re.compile(r'<nav class="gp-nav".*?</nav>\s*', re.DOTALL)
_ITEM = re.compile(r"<li>.*?</li>", re.DOTALL)
_LINKS = re.compile(r'<p class="gp-links">.*?</p>\s*', re.DOTALL)
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|/|#|\Z")


class Clothes(Struct, frozen=True):
    """What the blog's layout brings: its name ("" for none), and whether it shows the page's title itself."""

    layout: str
    has_heading: bool


def source_page(page: Page, clothes: Clothes, folder: str, there: Container[str]) -> bytes:
    """Give the file, UTF-8, that Jekyll makes the page of.

    `folder` is our own below the site ("goals"); links to pages of it that are not `there` (paths below the site) are
    left out, their words stay. `goals: false` keeps it from being read as a goal post.
    """
    content = _HEADING.sub("", page.content, count=1) if clothes.has_heading else page.content
    content = _without_dead_links(legal(content), page.path, folder, there)
    front = {
        **({"layout": clothes.layout} if clothes.layout else {}),
        "title": page.title,
        **({"description": page.description} if page.description else {}),
        "permalink": f"/{page.path.removesuffix('index.html')}",
    }
    lines = [f"{key}: {_quoted(value)}\n" for key, value in front.items()]
    style = f'<link rel="stylesheet" href="{page.stylesheet}">\n'
    body = _without_liquid(f'{style}<div data-goalpage="content">{content}</div>\n')
    return "".join(["---\n", *lines, "goals: false\n", "---\n", body]).encode("utf-8")


def _quoted(value: str) -> str:
    """Give a YAML scalar: a JSON string is one (YAML 1.2, section 1.3), in one line."""
    return json.dumps(" ".join(legal(value).split()), ensure_ascii=False)


def _without_liquid(html: str) -> str:
    """Give HTML that says the same and in which no Liquid begins, whatever tag it would have closed before.

    Every brace is a character reference: in text and in attributes it is the brace it stands for, and pages of ours
    have no script or style of their own, in which it would not be.
    """
    return html.replace("{", "&#123;")


def _without_dead_links(html: str, path: str, folder: str, there: Container[str]) -> str:
    """Give the content without links to pages of ours that are not there, nor the menus that only led to them."""

    def linked(match: re.Match[str]) -> str:
        return match[0] if _is_there(match[1], path, folder, there) else match[2]

    def with_items(match: re.Match[str]) -> str:
        kept = _ITEM.sub(lambda item: item[0] if "<a" in item[0] else "", match[0])
        return kept if "<li>" in kept else ""

    html = _LINK.sub(linked, html)
    html = _NAVIGATION.sub(with_items, html)
    return _LINKS.sub(lambda links: links[0] if "<a" in links[0] else "", html)


def _is_there(href: str, path: str, folder: str, there: Container[str]) -> bool:
    """Whether a link leads out of our folder, or to a page of ours that is there."""
    if _ELSEWHERE.match(href):
        return True
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), re.split(r"[?#]", href)[0]))
    if target != folder and not target.startswith(f"{folder}/"):
        return True
    return target in there or f"{target}/index.html" in there
