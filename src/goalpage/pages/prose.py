"""Authors' words as markup: clean by contract or escaped, and told apart from ours by language and direction."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from markupsafe import Markup, escape
from msgspec import Struct, field

from goalpage.compare import inline_difference
from goalpage.model import Goal, Note

_TAG = re.compile(r"(<[^>]*>)")
_MARK = re.compile(r"(</?)(del|ins)\b")
_OWN_MARKS = {"del": "s", "ins": "u"}
_REFERENCE = re.compile(r"(?<![\w&/#])#(\d{1,4})\b(?!;)")
_NOT_INSIDE = ("a", "code", "pre")


def statement(goal: Goal) -> Markup:
    """The whole statement as clean inline HTML; the author's own strokes are `<s>`, for `<del>` says what changed."""
    return _own(goal.html) if goal.html else escape(goal.text or goal.title)


def note(remark: Note) -> Markup:
    """A remark as clean inline HTML, strokes as in `statement`."""
    return _own(remark.html) if remark.html else escape(remark.text)


def _own(html: str) -> Markup:
    return Markup(_MARK.sub(lambda found: found[1] + _OWN_MARKS[found[2]], html))  # clean by contract of Goal and Note


def says_more(goal: Goal) -> bool:
    """Whether the statement holds more than its title does: further words, a link, emphasis."""
    return str(statement(goal)) != str(escape(goal.title))


def with_references(html: Markup, targets: Mapping[str, str]) -> Markup:
    """The same HTML with each `#6` of its text linked to goal 6; `targets` gives links by number.

    Links, code and tags stay as they are.
    """
    if "#" not in html or not targets:
        return html
    inside = 0
    pieces = _TAG.split(str(html))
    for n, piece in enumerate(pieces):
        if n % 2:
            name = piece.strip("</>").partition(" ")[0].casefold()
            if name in _NOT_INSIDE:
                inside += -1 if piece.startswith("</") else 1
        elif inside <= 0 and "#" in piece:
            pieces[n] = _REFERENCE.sub(lambda m: _reference(m, targets), piece)
    return Markup("".join(pieces))  # the same clean HTML with our own links in it


def _reference(found: re.Match[str], targets: Mapping[str, str]) -> str:
    link = targets.get(found[1])
    return f'<a href="{escape(link)}">{found[0]}</a>' if link else found[0]


class Differences(Struct):
    """Inline differences by pair of wordings, each worked out once in a rendering."""

    known: dict[tuple[str, str], Markup] = field(default_factory=dict)

    def between(self, old: Markup, new: Markup) -> Markup:
        """The new wording with what went struck and what came marked."""
        key = (str(old), str(new))
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = Markup(inline_difference(*key))  # clean by contract of inline_difference
        return found


def struck(html: Markup) -> Markup:
    """A whole wording as removed."""
    return _around("del", html)


def marked(html: Markup) -> Markup:
    """A whole wording as inserted."""
    return _around("ins", html)


def _around(tag: str, html: Markup) -> Markup:
    """HTML in `tag`; where it holds links each run of text by itself, so that no link stands inside the tag."""
    if "<a" not in html:
        return Markup(f"<{tag}>{html}</{tag}>")  # a tag of ours around clean HTML
    runs = _TAG.split(str(html))
    return Markup("".join(run if n % 2 or not run.strip() else f"<{tag}>{run}</{tag}>" for n, run in enumerate(runs)))


def shortened(url: str, longest: int = 60) -> str:
    """An address as people tell it apart: host and path, without the scheme, cut in the middle where it is long."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url[:longest]
    text = (
        parts.netloc.removeprefix("www.") + parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")
    ) or url
    return text if len(text) <= longest else f"{text[: longest // 2]}…{text[-longest // 2 + 1 :]}"


def without_tags(html: Sequence[str] | str) -> str:
    """The text of clean HTML, for places that hold no markup."""
    return Markup(html if isinstance(html, str) else " ".join(html)).striptags()  # tags are taken out


def cut(text: str, longest: int = 120) -> str:
    """A text in one line of at most so many characters, cut at a word, for places that only name it."""
    line = " ".join(text[: longest * 4].split())
    if len(line) <= longest:
        return line
    return line[:longest].rpartition(" ")[0].rstrip(" ,;:.") + "…" if " " in line[:longest] else line[:longest] + "…"
