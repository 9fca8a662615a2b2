"""The plain text as the rules read it: quotes, blanks and wide signs made one, every offset kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from goalpage.reading.fields.texts import Span

_SAME = str.maketrans(
    {
        **dict.fromkeys("‘’ʼ`´", "'"),
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("\u3000\t", " "),
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
        **dict(zip("：（）％／，．－～！？［］＝", ":()%/,.-~!?[]=", strict=True)),
    }
)
PICTOGRAPHS = "\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
"""Signs and emoji, as a character class."""
EMOJI_NAMES = r"(?:\s*:[a-z0-9][a-z0-9_+-]{1,40}:(?!\d))+"
"""One or more emoji by their names (`:muscle:`), as a pattern."""
_REMEMBERED = 500
"""Longer texts are not remembered: several rules look at one text, seldom at a long one."""
_BRACKETS = re.compile(r"\(([^()\n]{1,120})\)|\[([^\[\]\n]{1,120})\]|(?<!\{)\{([^{}%:\n]{1,60})\}(?!\})")
_SEPARATOR = re.compile(
    r"\s+(?:[-–—|•·:]|--|=>|[-–]>|→|⇒|…|\.\.\.)\s+|(?<=\w|\)|\"):\s+|\s*[—]\s*|\s*(?:[-–]>|=>|→)\s*"
)
_SENTENCE_END = re.compile(
    r"(?<=[^\s.]{2})[.!?…]+[\"')\]]*(?=\s+[^\sa-zà-ÿ\d]|\s*$)|(?<=[a-zà-ÿ]{5})[.!?…]+(?=\s+\d)|(?<=[^\s.]{2})\s?[!?]+(?=\s)|[。！？\n]"
)


def evened(text: str) -> str:
    """Give the text with one sort of quotes, blanks, digits and brackets; offsets stay what they were."""
    if text.isascii() and "`" not in text and "\t" not in text:
        return text
    return text.translate(_SAME)


def blanked(text: str, spans: Iterable[Span]) -> str:
    """Give the text with blanks in the place of these spans; offsets stay what they were."""
    letters = list(text)
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return "".join(letters)


def brackets(text: str) -> Iterator[tuple[Span, str]]:
    """Give each innermost bracketed part of at most 120 characters: its span with the brackets, and its inside."""
    for found in _BRACKETS.finditer(text):
        yield found.span(), found[found.lastindex or 0]


def parts(text: str) -> list[Span]:
    """Give the spans of the parts that dashes, colons and arrows divide a text into."""
    return list(_parts(text) if len(text) <= _REMEMBERED else _parts.__wrapped__(text))


@lru_cache(maxsize=512)
def _parts(text: str) -> tuple[Span, ...]:
    spans, at = [], 0
    for found in _SEPARATOR.finditer(text):
        spans.append((at, found.start()))
        at = found.end()
    return (*spans, (at, len(text)))


def sentences(text: str, most: int = 6) -> Iterator[Span]:
    """Give the spans of the first sentences of a text, at most `most`."""
    return iter(_sentences(text, most) if len(text) <= _REMEMBERED else _sentences.__wrapped__(text, most))


@lru_cache(maxsize=1024)
def _sentences(text: str, most: int) -> tuple[Span, ...]:
    spans: list[Span] = []
    at = 0
    for found in _SENTENCE_END.finditer(text):
        if text[at : found.end()].strip():
            spans.append((at, found.end()))
            if len(spans) == most:
                return tuple(spans)
        at = found.end()
    return (*spans, (at, len(text))) if text[at:].strip() else tuple(spans)


def aside(text: str, span: Span) -> Span | None:
    """Give the part to leave out of a title when this span is a remark on it, None where it is part of the name.

    A remark stands in brackets of its own, or after the last dash, colon or arrow, or alone after a full stop.
    """
    for around, inside in brackets(text):
        if around[0] <= span[0] and span[1] <= around[1] and len(inside) <= 3 * (span[1] - span[0]) + 12:
            return around
    last = parts(text)[-1]
    if last[0] > 0 and last[0] <= span[0] and span[1] <= last[1] and last[1] - last[0] <= 2 * (span[1] - span[0]) + 12:
        start = last[0]
        while start > 0 and not (text[start - 1].isalnum() or text[start - 1] in ")]\"'!?"):
            start -= 1
        return start, last[1]
    return None
