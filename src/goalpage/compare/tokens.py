"""Clean inline HTML becomes the words a reader compares, each with the elements it stands in."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from html import unescape

from msgspec import Struct

from goalpage.compare.wording import CJK, pattern

_TAG = re.compile(
    r"""<(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*)(?P<attrs>(?:[^>"']|"[^"]*"|'[^']*')*+)>|<!--.*?-->""", re.S
)
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.I)

_DEEP = 100
"""Elements nested deeper are left out: nobody emphasises so much."""

_VOID = frozenset({"br", "img", "wbr", "hr", "input"})
_AUTHORS_MARKS = {"del": "s", "strike": "s", "ins": "u"}
"""The author's own strokes are kept apart from ours, which say what changed."""

_PUNCTUATION = (
    r"!-/:-@\[-`{-~\u00a1-\u00bf\u00d7\u00f7\u2010-\u2029\u2030-\u206f\u3000-\u303f\u30fb\ufe30-\ufe4f\uff01-\uff0f"
    r"\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\ufffc"
)
_LETTER = rf"[^\s\d{_PUNCTUATION}{CJK}\u0e00-\u0eff]"
_MONEY = "$€£¥₹₩₽₺₴฿"
_UNIT = r"(?:[\u00a0\u202f ]?(?:[%‰€$£¥°]|(?:km|kg|lbs?|mi|g|m|h|hrs?|min|mins|s|GB|MB|TB)\b))"
_WORD = (
    rf"[{_MONEY}]?[-+]?\d+(?:[.,:/]\d+)*(?:{_UNIT}|[{CJK}]|{_LETTER}+|\+)?"
    rf"|{_LETTER}+(?:['’\-‐‑./]?(?:{_LETTER}|\d)+)*[+#]*"
    rf"|[{CJK}]"
    rf"|[\u0e00-\u0eff][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd]*"
    rf"|\.\.\.|-{{2,3}}|\S"
)
_SAME = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "‑": "-", "‐": "-"})


class Element(Struct, frozen=True, eq=False):
    """One element of one wording, compared by identity. `attrs` is as written; `href` its target, if a link."""

    name: str
    attrs: str
    href: str | None = None


Path = tuple[Element, ...]
Piece = tuple[str, Path]
"""Text, or the HTML of a void element, and the elements around it, outermost first."""


class Token(Struct, frozen=True):
    """A word, number, sign or image: `key` is what it is compared by, `lead` the blanks before it.

    `pieces` and `lead` are escaped HTML by element.
    """

    key: str
    lead: tuple[Piece, ...]
    pieces: tuple[Piece, ...]


class _Run(Struct, frozen=True):
    """Text under the same elements, or one void element (`html`), from `start` in the plain text."""

    start: int
    text: str
    path: Path
    html: str | None = None


def tokens_of(html: str) -> tuple[Token, ...]:
    """Give the tokens of clean inline HTML in order; faulty markup is read as far as it goes."""
    runs = list(_runs(html))
    plain = "".join(run.text for run in runs)
    tokens: list[Token] = []
    at, r = 0, 0
    for word in pattern(_WORD).finditer(plain):
        lead, r = _pieces(runs, r, at, word.start())
        pieces, r = _pieces(runs, r, word.start(), word.end())
        tokens.append(Token(_key(word[0], pieces), lead, pieces))
        at = word.end()
    return tuple(tokens)


def _key(word: str, pieces: tuple[Piece, ...]) -> str:
    if word.isalnum() and word.isascii():
        return word
    if word == "\ufffc":
        return "".join(text for text, _ in pieces)
    key = unicodedata.normalize("NFC", word).translate(_SAME)
    return {"...": "…", "--": "-", "---": "-"}.get(key, key)


def _pieces(runs: list[_Run], r: int, start: int, end: int) -> tuple[tuple[Piece, ...], int]:
    """Give the pieces of the plain text from `start` to `end`, and the run in which it ends."""
    if start == end:
        return (), r
    run = runs[r]
    if run.html is None and run.start <= start and end < run.start + len(run.text):
        return ((escaped(run.text[start - run.start : end - run.start]), run.path),), r
    found: list[Piece] = []
    while r < len(runs) and start < end:
        run = runs[r]
        stop = run.start + len(run.text)
        if start < stop:
            text = run.html if run.html is not None else escaped(run.text[start - run.start : end - run.start])
            found.append((text, run.path))
            start = min(end, stop)
        if start >= stop:
            r += 1
    return tuple(found), r


def escaped(text: str) -> str:
    """Give plain text as HTML."""
    return text if text.isalnum() else text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _runs(html: str) -> Iterator[_Run]:
    path: list[Element] = []
    names: Counter[str] = Counter()
    at, start = 0, 0
    for tag in _TAG.finditer(html, 0, html.rfind(">") + 1):
        text = unescape(html[at : tag.start()])
        if text:
            yield _Run(start, text, tuple(path[:_DEEP]))
            start += len(text)
        at = tag.end()
        name = (tag["name"] or "").lower()
        if name in _VOID:
            run = _void(name, tag[0], start, tuple(path[:_DEEP]))
            yield run
            start += len(run.text)
        elif name:
            _step(path, names, _AUTHORS_MARKS.get(name, name), tag)
    if text := unescape(html[at:]):
        yield _Run(start, text, tuple(path[:_DEEP]))


def _void(name: str, html: str, start: int, path: Path) -> _Run:
    return _Run(start, "\n" if name in ("br", "wbr", "hr") else "\ufffc", path, html)


def _step(path: list[Element], names: Counter[str], name: str, tag: re.Match[str]) -> None:
    """Go into an element or out of it; an end tag without a start is left out, an inner one left open is closed."""
    if not tag["close"]:
        attrs = tag["attrs"].rstrip("/ ")
        href = _HREF.search(attrs) if name == "a" else None
        path.append(Element(name, attrs, unescape(next(filter(None, href.groups()), "")) if href else None))
        names[name] += 1
    elif names[name]:
        gone = ""
        while gone != name:
            gone = path.pop().name
            names[gone] -= 1
