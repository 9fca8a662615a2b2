"""An author's key to his marks: "✅ = done, ❌ = missed", "The ones in bold are read", "Struck through: dropped"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from goalpage.model import Status
from goalpage.reading.fields.language import Kind, base_code, language, words_pattern
from goalpage.reading.fields.marks import BOLD, ITALIC, STRIKE
from goalpage.reading.fields.verdicts import STATUS_KINDS, verdict_in_phrase
from goalpage.reading.fields.wording import evened, sentences

Meanings = tuple[tuple[str, Status], ...]
"""Marks with what they mean, as in `ReadingOptions.marks`."""

_SIGN = re.compile(
    "(?P<sign>[\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]|:[a-z][a-z0-9_+-]{1,40}:)[\ufe0e\ufe0f]?"
)
_NAMED_SIGN = re.compile(r":[a-z][a-z0-9_+-]{1,40}:")
_STYLES = {Kind.BOLD: BOLD, Kind.ITALIC: ITALIC, Kind.STRUCK: STRIKE}
_MARKUP = re.compile(r"[*_~`]+|</?\w+[^<>]{0,80}>|^[\s>]*(?:[-+]\s+)?")
_EQUALS = re.compile(r"\s*(?:=|→|->|=>)")
_APART = " \t=:,;|/•·().!→>–—-"
_CLAUSE = re.compile(r"[,;.|/()!]")
_LONGEST = 300
"""Characters of a line that may be a key, or hold one."""
_FEWEST = 2
"""Signs that are explained together where none of them stands beside "="."""
_SHORT, _WORDS = 60, 7
"""Characters of a line that says no more than what a style means, and words of what it is said to be."""


def key_in(body: str, lang: str) -> Meanings:
    """Give what a post says that its marks mean; nothing where it says nothing of it. `body` is its Markdown.

    Signs count where lines hold nothing but signs, each with a word for a status: two of them, or one beside "=".
    Bold, italics and strokes count where a sentence says what is set so.
    """
    is_signed = _holds_sign(body)
    is_styled = any(map(body.lower().__contains__, _stems(lang))) and _any_style(lang).search(body) is not None
    if not is_signed and not is_styled:
        return ()
    lines = [_MARKUP.sub("", evened(line)) if len(line) <= _LONGEST else "" for line in body.splitlines()]
    out = _of_signs(lines, lang) if is_signed else {}
    for line in lines if is_styled else ():
        out |= dict(_of_styles(line, lang))
    return tuple(out.items())


def is_key(texts: Sequence[str], lang: str | None) -> bool:
    """Whether these lines only explain marks: "✅ done" and "❌ missed", or "Bold = done"."""
    code = base_code(lang)
    if any(map(_holds_sign, texts)):
        return bool(_of_signs(texts, code)) and all(_explained(text, code) for text in texts)
    return all(len(text) <= _SHORT and any(_of_styles(text, code)) for text in texts)


def _holds_sign(text: str) -> bool:
    """Whether a text may hold a sign; most hold none, and are plain letters."""
    return (_SIGN if not text.isascii() else _NAMED_SIGN).search(text) is not None


def _of_signs(lines: Sequence[str], lang: str) -> dict[str, Status]:
    """Give what the signs mean by the lines that hold nothing else: by two that stand together, or one beside "="."""
    out: dict[str, Status] = {}
    together: dict[str, Status] = {}
    for line in (*filter(str.strip, lines), ""):
        explained = _explained(line, lang)
        if explained is None:
            out |= together if len(together) >= _FEWEST else {}
            together = {}
        elif any(_EQUALS.match(words) or _EQUALS.match(words[::-1]) for _, words in _entries(line)):
            out |= explained
        else:
            together |= explained
    return out


def _explained(line: str, lang: str) -> dict[str, Status] | None:
    """Give the signs of a line with the statuses beside them; None for a line that says anything else."""
    meanings = {sign: _word(words, lang) for sign, words in _entries(line)}
    told = {sign: status for sign, status in meanings.items() if status is not None}
    return told if told and len(told) == len(meanings) else None


def _entries(line: str) -> list[tuple[str, str]]:
    """Give the signs of a line, each with the words behind it; with those before it where words open the line.

    A label may stand before them: "Key: ✅ done", "Key: done ✅".
    """
    signs = list(_SIGN.finditer(line))
    if not signs:
        return []
    label = line[: signs[0].start()]
    if any(map(str.isalnum, label)) and not label.rstrip().endswith(":"):
        starts = [label.rfind(":") + 1, *(sign.end() for sign in signs)]
        rest = line[starts[-1] :].strip(_APART)
        return [] if rest else [(s["sign"], line[at : s.start()]) for s, at in zip(signs, starts, strict=False)]
    ends = [*(sign.start() for sign in signs[1:]), len(line)]
    return [(sign["sign"], line[sign.end() : end]) for sign, end in zip(signs, ends, strict=True)]


def _word(words: str, lang: str) -> Status | None:
    """Give the status that the words beside a sign are, None where they say more than that."""
    link = _links(lang).match(words)
    said = words[link.end() if link is not None else 0 :].strip(_APART)
    verdict = verdict_in_phrase(said, lang) if _statuses(lang).fullmatch(said) else None
    return verdict.status if verdict is not None else None


def _of_styles(line: str, lang: str) -> Iterator[tuple[str, Status]]:
    """Give what is said of bold, italics and strokes: "bold = done", "what I dropped is struck through"."""
    for start, end in sentences(line) if _any_style(lang).search(line) is not None else ():
        sentence = line[start:end]
        for kind, mark in _STYLES.items():
            found = words_pattern(lang, kind, english=True).search(sentence)
            if found is None:
                continue
            status = _of_style(sentence[: found.start()], sentence[found.end() :], lang)
            if status is not None:
                yield mark, status


def _of_style(before: str, after: str, lang: str) -> Status | None:
    """Give the status of what is set in a style, by the words before and behind the style's name."""
    before, link = _CLAUSE.split(before)[-1], _links(lang).match(after)
    behind = next((part for part in _CLAUSE.split(after[link.end() if link else 0 :]) if part.strip()), "")
    leads = _leads(lang).search(before)
    ahead = any(map(str.isalnum, before[: leads.start()] if leads is not None else before))
    if link is not None or not ahead:
        return _said(behind, lang)
    ends = not _CLAUSE.split(after)[0].strip()
    return _said(before, lang) if leads is not None and ends else None


def _said(words: str, lang: str) -> Status | None:
    """Give the status of what some words speak of: "what I have read", "completed goals", "didn't succeed"."""
    verdict = verdict_in_phrase(" ".join(words.strip(_APART).split()[-_WORDS:]), lang)
    if verdict is not None:
        return verdict.status
    return Status.DONE if words_pattern(lang, Kind.HAVE_DONE, english=True).search(words) else None


@cache
def _statuses(lang: str) -> re.Pattern[str]:
    """Finds words that are statuses and nothing else: "partly done"."""
    kinds = (*(kind for kind, _ in STATUS_KINDS), Kind.INTENSIFIER)
    return re.compile(rf"(?:(?:{words_pattern(lang, *kinds, english=True).pattern})\W*)+", re.IGNORECASE)


@cache
def _stems(lang: str) -> tuple[str, ...]:
    """Give the shortest words for a style, in this language or English: a text without these holds no longer one."""
    words = {word for code in {lang, "en"} for kind in _STYLES for word in language(code).words[kind]}
    return tuple(sorted(word for word in words if not any(other in word for other in words - {word})))


@cache
def _any_style(lang: str) -> re.Pattern[str]:
    return words_pattern(lang, *_STYLES, english=True)


@cache
def _links(lang: str) -> re.Pattern[str]:
    """Finds what stands between a mark and its meaning: "=", "means"."""
    words = words_pattern(lang, Kind.KEY_LINK, english=True).pattern
    things = words_pattern(lang, Kind.GROUP_WORD, english=True).pattern
    return re.compile(rf"\s*(?:(?:{things})\s+)?(?:=>?|:|→|[–-]>?|(?:{words}))\s*", re.IGNORECASE)


@cache
def _leads(lang: str) -> re.Pattern[str]:
    """Finds what ends the words before a style: "completed goals are", "completed in"."""
    words = words_pattern(lang, Kind.KEY_LEAD, english=True).pattern
    return re.compile(rf"(?:=|:|{words})\s*\Z", re.IGNORECASE)
