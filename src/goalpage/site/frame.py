"""The blog's own theme as a frame: one built page, stamped with every page of ours.

The frame is a page of the built site that holds the marker `<div data-goalpage="content">`. Whatever speaks
of that page (its title, first heading, canonical link, description, social tags, JSON-LD) is a slot; relative
links are put right for each page's depth; all the rest stays byte for byte. What is added to the head carries
`data-goalpage="head"`, so that a stamped page compiles to the very frame it was stamped from.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from enum import Enum, auto
from html import escape, unescape

from msgspec import Struct

from goalpage.site.urls import from_root, is_relative, up

CONTENT = "content"
_LINK = re.compile(r"""(<[a-z][^<>]*?\s(?:href|src)=")([^"]*)""")
_HEADING = re.compile(r"<h1\b([^>]*)>(.*?)</h1>\s*", re.DOTALL)
_DATES = frozenset({"datePublished", "dateModified", "dateCreated"})
_LANGUAGE = re.compile(r"""\s(?:lang|dir)="[^"]*\"""")


class HeadLink(Struct, frozen=True):
    """A `<link>` that a page needs; `path` is below the site's root."""

    rel: str
    path: str
    type: str = ""
    title: str = ""


class Stamp(Struct, frozen=True):
    """What one page of ours puts into a frame.

    `path` is its file below the site's root, `title` and `description` are plain text, `content` is HTML with
    an `h1` of its own.
    """

    path: str
    title: str
    description: str
    content: str
    links: tuple[HeadLink, ...] = ()
    indexed: bool = True

    @property
    def below_heading(self) -> str:
        """The content without its `h1`, for a frame that brings its own."""
        return _HEADING.sub("", self.content, count=1)

    @property
    def heading(self) -> str:
        """The inside of the content's `h1` in its language, for a frame that brings its own; else the title."""
        found = _HEADING.search(self.content)
        if found is None:
            return escape(self.title, quote=False)
        spoken = "".join(_LANGUAGE.findall(found[1]))
        return f"<span{spoken}>{found[2]}</span>" if spoken else found[2]

    @property
    def folder(self) -> str:
        """The page's folder below the root: "" or a path that ends in a slash."""
        return self.path[: self.path.rfind("/") + 1]

    @property
    def address(self) -> str:
        """The page's address below the root: `goals/` for `goals/index.html`."""
        return self.folder if self.path.rsplit("/", 1)[-1] == "index.html" else self.path


class Slot(Enum):
    """What of the frame speaks of one page."""

    TITLE = auto()
    """The text of `<title>`, in the site's own pattern."""
    NAME = auto()
    """The page's own title, as text: social tags."""
    HEADING = auto()
    """The inside of the first heading."""
    DESCRIPTION = auto()
    URL = auto()
    ROBOTS = auto()


class Replaced(Struct, frozen=True):
    """A place of the frame that speaks of one page, and what the frame itself says there (HTML).

    `bare` marks an attribute's value written without quotes: what is put there brings its own.
    """

    slot: Slot
    written: str
    bare: bool = False


class Relative(Struct, frozen=True):
    """A relative link of the frame: as written there (HTML), and as a path below the root."""

    written: str
    path: str


class JsonLd(Struct, frozen=True):
    """A JSON-LD script of the frame: as written there, and as parsed."""

    written: str
    data: object


class OwnOnly(Struct, frozen=True):
    """A tag that is true of the frame's own page alone: its translations, its neighbours, its dates."""

    written: str


class Ask(Struct, frozen=True):
    """What an element asks for: a kind of widget, of one history (the first one where not named), of one goal."""

    kind: str
    history: str
    goal: str


class Insert(Enum):
    """Where something of ours is put."""

    HEAD = auto()
    MARKER = auto()
    CONTENT = auto()


Piece = str | Replaced | Relative | JsonLd | OwnOnly | Ask | Insert


def _nothing(_ask: Ask, _path: str) -> str:
    return ""


def _written(piece: str | Replaced | Relative | JsonLd | OwnOnly) -> str:
    return piece if isinstance(piece, str) else piece.written


class Frame(Struct, frozen=True):
    """A compiled frame: literal text and slots in turn.

    `path` is the frame's file below the root, `base` the address of the root ("" where none is known), `name` the
    name the frame page gives itself, `title` what stands before and behind that name in `<title>` (HTML),
    `missing` the head parts that the theme does not write. `anchor` is the folder below the root that a `<base>` makes
    all links start from, None without one.
    """

    path: str
    base: str
    name: str
    title: tuple[str, str]
    has_heading: bool
    missing: frozenset[str]
    anchor: str | None
    pieces: tuple[Piece, ...]

    def empty(self) -> str:
        """Give the frame's own page with nothing of ours in it, as its generator wrote it."""
        inserts = {Insert.MARKER: CONTENT}
        out = (
            inserts.get(piece, "") if isinstance(piece, Insert) else "" if isinstance(piece, Ask) else _written(piece)
            for piece in self.pieces
        )
        return "".join(out)

    def stamp(self, page: Stamp, answer: Callable[[Ask, str], str] = _nothing) -> str:
        """Give the frame with this page in it; over the frame's own path its own title, heading and links stay.

        `answer` gives what an element of the frame gets that asks for a widget, on the page of this path.
        """
        own, root = page.path == self.path, self._root(page)
        values = {} if own else self._values(page)
        inserts = {
            Insert.HEAD: self._head(page, own, root),
            Insert.MARKER: CONTENT if own else "page",
            Insert.CONTENT: self._anchored(page.below_heading if self.has_heading else page.content, page),
        }
        out: list[str] = []
        for piece in self.pieces:
            match piece:
                case str():
                    out.append(piece)
                case Insert():
                    out.append(inserts[piece])
                case Relative():
                    out.append(piece.written if own else escape(up(page.folder) + piece.path))
                case OwnOnly():
                    out.append(piece.written if own else "")
                case Ask():
                    out.append(self._anchored(answer(piece, page.path), page))
                case JsonLd():
                    out.append(piece.written if own else self._json_ld(piece, page))
                case Replaced():
                    value = values.get(piece.slot)
                    out.append(piece.written if value is None else f'"{value}"' if piece.bare else value)
        return "".join(out)

    def _root(self, page: Stamp) -> str:
        """Give the way from a page up to the root; from where its `<base>` points to, where it has one."""
        return up(page.folder if self.anchor is None else self.anchor)

    def _anchored(self, content: str, page: Stamp) -> str:
        """Give HTML of ours with its links put right for a `<base>`: they were made for the page's own folder."""
        if self.anchor is None:
            return content

        def put_right(link: re.Match[str]) -> str:
            url = unescape(link[2])
            if url.startswith("#"):
                return f"{link[1]}{escape(self._root(page) + page.address + url)}"
            return f"{link[1]}{escape(self._root(page) + from_root(url, page.folder))}" if is_relative(url) else link[0]

        return _LINK.sub(put_right, content)

    def _values(self, page: Stamp) -> dict[Slot, str]:
        before, after = self.title
        values = {
            Slot.TITLE: before + escape(page.title, quote=False) + after,
            Slot.NAME: escape(page.title),
            Slot.HEADING: page.heading,
            Slot.DESCRIPTION: escape(page.description),
        }
        if self.base:
            values[Slot.URL] = escape(self.base + page.address)
        return values if page.indexed else values | {Slot.ROBOTS: "noindex"}

    def _head(self, page: Stamp, own: bool, root: str) -> str:
        name = (own and self.name) or page.title
        parts: list[str] = []
        if "title" in self.missing:
            parts.append(f'<title data-goalpage="head">{escape(name, quote=False)}</title>')
        if "description" in self.missing:
            parts.append(_meta("name", "description", page.description))
        if self.base and "canonical" in self.missing:
            parts.append(_link("canonical", self.base + page.address))
        url = self.base and self.base + page.address
        social = {"og:title": name, "og:description": page.description, "og:url": url}
        parts.extend(_meta("property", key, text) for key, text in social.items() if text and key in self.missing)
        if not page.indexed and "robots" in self.missing:
            parts.append(_meta("name", "robots", "noindex"))
        parts.extend(_link(link.rel, root + link.path, link.type, link.title) for link in page.links)
        return "".join(parts)

    def _json_ld(self, piece: JsonLd, page: Stamp) -> str:
        address = Stamp(self.path, "", "", "").address
        own = {self.base + each for each in (address, address.rstrip("/"), self.path)} - {self.base}
        told = _retold(piece.data, own, self.base + page.address, page)
        text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        # A `<` inside a script could close it: https://html.spec.whatwg.org/multipage/scripting.html
        return piece.written if told == piece.data else text.replace("<", "\\u003c")


def _meta(key: str, name: str, content: str) -> str:
    return f'<meta data-goalpage="head" {key}="{name}" content="{escape(content)}">'


def _link(rel: str, href: str, mime: str = "", title: str = "") -> str:
    more = (f' type="{mime}"' if mime else "") + (f' title="{escape(title)}"' if title else "")
    return f'<link data-goalpage="head" rel="{rel}" href="{escape(href)}"{more}>'


def _retold(data: object, own: set[str], url: str, page: Stamp) -> object:
    """Give JSON-LD with what speaks of the frame page speaking of `page`; things about the site stay."""
    if isinstance(data, list):
        return [_retold(item, own, url, page) for item in data]
    if not isinstance(data, dict):
        return url if isinstance(data, str) and data in own else data
    told = {key: _retold(value, own, url, page) for key, value in data.items()}
    if own.isdisjoint(str(data.get(key)) for key in ("url", "@id")):
        return told
    for key in _DATES & told.keys():
        del told[key]
    for key, text in (("headline", page.title), ("name", page.title), ("description", page.description)):
        if key in told:
            told[key] = text
    return told
