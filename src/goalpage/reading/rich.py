"""Plain text that remembers its markup: what a reader sees of one paragraph, heading, item or cell."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from msgspec import Struct, field
from msgspec.structs import replace

from goalpage.model import Link

STRUCK = frozenset({"del", "s", "strike"})
BOLD = frozenset({"strong", "b"})
ITALIC = frozenset({"em", "i"})
_NAMES = {"b": "strong", "i": "em", "s": "del", "strike": "del"}
DEEPEST = 40  # elements open at once; what opens deeper is text alone
_SHOWN = frozenset(
    {"strong", "em", "del", "ins", "code", "a", "sub", "sup", "mark", "kbd", "q", "cite", "abbr", "u", "small"}
)


class Span(Struct, frozen=True):
    """A stretch of marked-up text: offsets into the plain text, its HTML element, a link's address and title."""

    start: int
    end: int
    tag: str
    href: str = ""
    label: str = ""


class Rich(Struct, frozen=True):
    """Inline text. `text` is plain; a hard line break is a newline. `spans` nest well, outer before inner.

    `starts` are (offset, 1-based line) pairs: where each source line of the text begins.
    `comments` are the HTML comments in it, without their delimiters; `icons` what its images and icon elements
    are called (alternative text, title, file name, class), one string each; `tags` its raw HTML start tags.
    """

    text: str = ""
    spans: tuple[Span, ...] = ()
    starts: tuple[tuple[int, int], ...] = ()
    comments: tuple[str, ...] = ()
    icons: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    comments_at: tuple[int, ...] = ()

    def cut(self, start: int, end: int | None = None) -> Rich:
        """Give the part between two offsets, blanks at its ends left out, with the markup that falls on it."""
        text = self.text
        end = len(text) if end is None else min(end, len(text))
        comments, places = self._comments_between(start, end)
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        spans = tuple(
            Span(max(s.start, start) - start, min(s.end, end) - start, s.tag, s.href, s.label)
            for s in self.spans
            if s.start < end and s.end > start
        )
        line = self.line_at(start)
        starts = ((0, line), *((o - start, n) for o, n in self.starts if start < o < end)) if line else ()
        places = tuple(min(max(at - start, 0), end - start) for at in places)
        return Rich(text[start:end], spans, starts, comments, self.icons, self.tags, places)

    def _comments_between(self, start: int, end: int) -> tuple[tuple[str, ...], tuple[int, ...]]:
        """Give the comments that stand behind words between these offsets, or before all words, and where."""
        if len(self.comments_at) != len(self.comments):
            return self.comments, ()
        last = end == len(self.text)
        kept = [
            (comment, at)
            for comment, at in zip(self.comments, self.comments_at, strict=True)
            if start < at <= end or (at == start == 0) or (last and at >= end)
        ]
        return tuple(comment for comment, _ in kept), tuple(at for _, at in kept)

    def line_at(self, offset: int) -> int:
        """Give the 1-based source line on which this offset stands, 0 where unknown."""
        line = 0
        for start, number in self.starts:
            if start > offset:
                break
            line = number
        return line

    @property
    def links(self) -> tuple[Link, ...]:
        """The links in it, as written."""
        return tuple(Link(self.text[s.start : s.end].strip(), s.href) for s in self.spans if s.tag == "a" and s.href)

    def linked(self, urls: Sequence[str]) -> Rich:
        """Give the same text with these links on it, unless it holds links of its own."""
        if not urls or self.links:
            return self
        return replace(self, spans=(Span(0, len(self.text), "a", urls[0]), *self.spans))

    @property
    def html(self) -> str:
        """The same as inline HTML, text escaped; not yet cleaned."""
        return _html(self)

    def covered(self, tags: frozenset[str]) -> tuple[tuple[int, int], ...]:
        """Give the stretches of text inside any of these elements."""
        return tuple((s.start, s.end) for s in self.spans if s.tag in tags)


def _html(rich: Rich) -> str:
    if not rich.spans:
        return escape(rich.text, quote=False).replace("\n", "<br>")
    out: list[str] = []
    open_spans: list[Span] = []
    at = 0
    for span in (*rich.spans, Span(len(rich.text), len(rich.text), "")):
        while open_spans and open_spans[-1].end <= span.start:
            at = _write(out, rich.text, at, open_spans[-1].end)
            out.append(f"</{_shown(open_spans.pop())}>")
        at = _write(out, rich.text, at, span.start)
        if _shown(span) in _SHOWN:
            out.append(_opened(span))
            open_spans.append(span)
    return "".join(out)


def _shown(span: Span) -> str:
    return _NAMES.get(span.tag, span.tag)


def _opened(span: Span) -> str:
    return f'<a href="{escape(span.href)}">' if span.tag == "a" and span.href else f"<{_shown(span)}>"


def _write(out: list[str], text: str, start: int, end: int) -> int:
    if end > start:
        out.append(escape(text[start:end], quote=False).replace("\n", "<br>"))
    return max(start, end)


class RichBuilder(Struct):
    """Gathers one `Rich` while its parts arrive in order."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    spans: list[Span | None] = field(default_factory=list)
    opened: list[tuple[str, int, int, str, str]] = field(default_factory=list)
    starts: list[tuple[int, int]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    comments_at: list[int] = field(default_factory=list)
    icons: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Append plain text, its white space as shown by a browser: one blank each."""
        if text:
            if "\n" in text or "  " in text or "\t" in text:
                text = (" " if text[0].isspace() else "") + " ".join(text.split()) + (" " if text[-1].isspace() else "")
                text = " " if text.isspace() else text
            if text[0] == " " and (not self.parts or self.parts[-1][-1].isspace()):
                text = text[1:]
            if text:
                self.parts.append(text)
                self.length += len(text)

    def begin_line(self, line: int) -> None:
        """Note that the source line `line` (1-based) begins here."""
        self.starts.append((self.length, line))

    def break_line(self) -> None:
        """Append a hard line break."""
        self.parts.append("\n")
        self.length += 1

    def comment(self, text: str) -> None:
        """Note that an HTML comment stands here; `text` is its inside."""
        self.comments.append(text)
        self.comments_at.append(self.length)

    def open(self, tag: str, href: str = "", label: str = "") -> None:
        """Begin an inline element."""
        if len(self.opened) < DEEPEST:
            self.opened.append((tag, self.length, len(self.spans), href, label))
            self.spans.append(None)

    def close(self, tag: str) -> None:
        """End the innermost element of that name, and what was left open in it."""
        if any(o[0] == tag for o in self.opened):
            while self._close_last() != tag:
                pass

    def _close_last(self) -> str:
        tag, start, place, href, label = self.opened.pop()
        self.spans[place] = Span(start, self.length, tag, href, label)
        return tag

    def built(self) -> Rich:
        """Give what was gathered; elements left open end here."""
        while self.opened:
            self._close_last()
        text = "".join(self.parts)
        kept = text.rstrip()
        limit = len(kept)
        spans = tuple(
            s if s.end <= limit else Span(min(s.start, limit), limit, s.tag, s.href, s.label) for s in self.spans if s
        )
        return Rich(
            kept, spans, tuple(self.starts), tuple(self.comments), tuple(self.icons), tuple(self.tags),
            tuple(self.comments_at),
        )  # fmt: skip
