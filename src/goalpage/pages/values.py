"""What rendering takes and gives beside followed histories: the site, pages and data files."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from msgspec import Struct

from goalpage import __version__


class Site(Struct, frozen=True):
    """What the pages need to know of the blog they stand in.

    `url` is scheme and host without a slash at the end (empty: unknown), `baseurl` the path below it ("" or "/blog"),
    `path` where the pages go below baseurl ("/goals/"). `today` decides which due dates have gone by. `templates` is a
    folder of the blog whose templates stand in for ours of the same name. `author` is named in the feed.
    """

    today: date
    title: str = ""
    url: str = ""
    baseurl: str = ""
    path: str = "/goals/"
    lang: str | None = None
    author: str | None = None
    templates: str | None = None
    generator: str = f"goalpage {__version__}"

    @property
    def folder(self) -> str:
        """The folder of the pages inside the site, without slashes at its ends; empty for the site's root."""
        return self.path.strip("/")

    def file(self, below: str) -> str:
        """The site path of a file: its path below our own folder, with that folder before it."""
        return f"{self.folder}/{below}" if self.folder else below

    def address(self, path: str) -> str:
        """The address of a file of the site from its host's root: percent-encoded, `index.html` left out."""
        shown = path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path
        return f"{self.baseurl.rstrip('/')}/{quote(shown, safe=SAFE)}"

    def canonical(self, path: str) -> str | None:
        """The whole address of a file of the site; None where the host is unknown."""
        return self.url.rstrip("/") + self.address(path) if self.url else None


SAFE = "/~!$&'()*+,;=:@"
"""What a path may hold unescaped besides letters, digits and `-._` (RFC 3986, section 3.3)."""


class Page(Struct, frozen=True):
    """One page, apart from what surrounds it.

    `path` is where it goes in the site ("goals/research-goals/index.html"). `content` is the main part: one
    `<div class="goalpage">` with the page's `h1`. `updated` is an RFC 3339 date. A page with `indexed` False asks
    search engines to leave it out. `up` is the way from the page to our own folder ("../").
    """

    path: str
    title: str
    content: str
    description: str = ""
    lang: str = "en"
    canonical: str | None = None
    indexed: bool = True
    updated: str | None = None
    up: str = ""

    @property
    def stylesheet(self) -> str:
        """The stylesheet's address, relative to the page."""
        return f"{self.up}goalpage.css"

    @property
    def feed(self) -> str:
        """The feed's address, relative to the page."""
        return f"{self.up}feed.xml"

    @property
    def depth(self) -> int:
        """How many folders the page lies below the site's root."""
        return self.path.count("/")

    @property
    def to_root(self) -> str:
        """The way from the page to the site's root: `./` or `../` once for each folder."""
        return "../" * self.depth or "./"


class File(Struct, frozen=True):
    """A file beside the pages: where it goes in the site, and its bytes."""

    path: str
    data: bytes
