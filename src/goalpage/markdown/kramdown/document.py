"""What a text defines for use anywhere in it, and how it is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.utils import EnvType
from msgspec import Struct, field

from goalpage.markdown.kramdown.attributes import AttributeList

if TYPE_CHECKING:
    from goalpage.markdown.kramdown.state import BlockState


class Footnote(Struct):
    """The definition of a footnote."""

    tokens: list[Token]
    line: int  # 0-based line of the document
    number: int = 0  # 1-based in order of first mention; 0 while nobody has mentioned it
    mentions: int = 0


def _read_nothing(state: BlockState) -> None:
    """A text of a single line has no containers."""


class Document(Struct):
    """What a text defines for use anywhere in it."""

    md: MarkdownIt
    env: EnvType
    read: Callable[[BlockState], None] = _read_nothing  # reads the blocks of a container
    links: dict[str, tuple[str, str | None]] = field(default_factory=dict)  # id -> address, title
    longest_id: int = 0  # characters of the longest link id
    link_attributes: dict[str, AttributeList] = field(default_factory=dict)  # by link id
    attribute_lists: dict[str, AttributeList] = field(default_factory=dict)
    footnotes: dict[str, Footnote] = field(default_factory=dict)
    mentioned: list[str] = field(default_factory=list)  # footnotes in order of first mention
    abbreviations: dict[str, str] = field(default_factory=dict)
    too_deep: bool = False  # whether the text being read was nested too deep
    auto_ids: bool = True
    parse_block_html: bool = False
    parse_span_html: bool = True
    attributed: list[tuple[Token, AttributeList]] = field(default_factory=list)  # resolved once all is read


def document_of(md: MarkdownIt, env: EnvType) -> Document:
    """What the text being read defines; a line read alone defines nothing, but may use what `env` holds."""
    document: Document = env.setdefault("kramdown", Document(md, env))
    return document
