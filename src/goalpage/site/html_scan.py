"""Where the tags of a built page stand, to the byte, however it was written.

Built pages are minified, unquoted, upper-case, without `</head>`: so a page is never parsed and
serialised again, only scanned, and everything that is not replaced stays as the generator wrote it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from html import unescape
from html.parser import HTMLParser

from msgspec import Struct

# Void elements: https://html.spec.whatwg.org/multipage/syntax.html#void-elements
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)

# A value without quotes ends at white space or `>` (HTML, section 13.1.2.3), so that it may hold `=` and `/`.
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>][^\s>]*))?""")
_PLAIN = frozenset(["textarea", "iframe", "noembed", "noframes", "xmp"])
"""Elements whose inside is text, whatever it looks like (HTML, section 13.2.5)."""
_STRAY = VOID | {"p"}
"""End tags that close nothing when nothing of theirs is open."""


class Attribute(Struct, frozen=True):
    """One attribute: `value` unescaped; `start` and `end` are offsets of the written value with its quotes.

    An attribute without a value has `start == end`, the offset behind its name.
    """

    name: str
    value: str
    start: int
    end: int


class Tag(Struct, frozen=True):
    """One tag of a page: `name` in lower case, offsets into the page's text, attributes of a start tag."""

    name: str
    start: int
    end: int
    closes: bool
    attributes: tuple[Attribute, ...] = ()

    def attribute(self, name: str) -> Attribute | None:
        """Give the first attribute of this lower-case name, or None."""
        return next((a for a in self.attributes if a.name == name), None)

    def value(self, name: str) -> str:
        """Give the value of the attribute of this lower-case name, "" where there is none."""
        found = self.attribute(name)
        return found.value if found else ""


class _Scanner(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.text = text
        self.tags: list[Tag] = []
        self._lines = [0, *(m.end() for m in re.finditer("\n", text))]
        self.feed(text)
        self.close()

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        # `<![...` is a comment to a browser (HTML, section 13.2.5.42).
        return self.parse_bogus_comment(i, bool(report))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start, raw = self._offset(), self.get_starttag_text() or ""
        self.tags.append(Tag(tag, start, start + len(raw), False, _attributes(raw, start, len(tag) + 1)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # HTML knows no self-closing element: `<br/>` is `<br>`, and `<path/>` is never asked for its end.
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        start = self._offset()
        end = self.text.find(">", start)
        self.tags.append(Tag(tag, start, len(self.text) if end < 0 else end + 1, True))


def _attributes(raw: str, start: int, behind_name: int) -> tuple[Attribute, ...]:
    found = []
    for m in _ATTRIBUTE.finditer(raw, behind_name):
        written = m[2]
        if written is None:
            found.append(Attribute(m[1].lower(), "", start + m.end(1), start + m.end(1)))
            continue
        value = written[1:-1] if written[0] in "\"'" else written
        found.append(Attribute(m[1].lower(), unescape(value), start + m.start(2), start + m.end(2)))
    return tuple(found)


def tags(text: str) -> tuple[Tag, ...]:
    """Give the tags of a page in order; comments and the insides of scripts and styles hold none."""
    found, inside = [], ""
    for tag in _Scanner(text).tags:
        if inside and not (tag.closes and tag.name == inside):
            continue
        inside = tag.name if tag.name in _PLAIN and not tag.closes else ""
        found.append(tag)
    return tuple(found)


def closing(found: tuple[Tag, ...], index: int) -> int | None:
    """Give the index of the end tag that closes the start tag at `index`, None where it is left out or void.

    An end tag that closes an element opened before is the end of the search: past it stands what is round the element.
    """
    name = found[index].name
    if name in VOID:
        return None
    opened: list[str] = []
    count: Counter[str] = Counter()
    for n in range(index + 1, len(found)):
        tag = found[n]
        if not tag.closes:
            if tag.name not in VOID:
                opened.append(tag.name)
                count[tag.name] += 1
        elif count[tag.name]:
            _close(opened, count, tag.name)
        elif tag.name == name:
            return n
        elif tag.name not in _STRAY:
            return None
    return None


def _close(opened: list[str], count: Counter[str], name: str) -> None:
    """Take away what ends with the innermost element of this name, which is opened: it, and all within it."""
    while True:
        last = opened.pop()
        count[last] -= 1
        if last == name:
            return


def plain_text(text: str, found: tuple[Tag, ...], start: int, end: int) -> str:
    """Give the text between two offsets without its tags, white space folded."""
    first = bisect_right([t.start for t in found], start - 1)
    parts, at = [], start
    for tag in found[first:]:
        if tag.start >= end:
            break
        parts.append(text[at : tag.start])
        at = tag.end
    parts.append(text[at:end])
    return " ".join(unescape(re.sub(r"<!--.*?-->", "", "".join(parts), flags=re.S)).split())
