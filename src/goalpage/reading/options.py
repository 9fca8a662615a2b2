"""What is known of a post besides its text."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct, field

from goalpage.model import Status


class ReadingOptions(Struct, frozen=True):
    """What the blog's configuration and the post's place say about how to read it.

    `dialect` is a dialect of `goalpage.markdown.parser`. `marks` are (mark, status) pairs; the marks `strike`,
    `bold` and `italic` mean goals set so. `told` says that the author named this a goal post: then what is most like a
    goal list is read as one. `liquid` are the values of site variables by their dotted name (`site.baseurl`).
    `year` is the post's own year, from its date.
    """

    dialect: str = "kramdown"
    marks: tuple[tuple[str, Status], ...] = ()
    lang: str | None = None
    told: bool = False
    liquid: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    year: int | None = None
