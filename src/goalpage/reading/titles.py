"""Where the author's name for a goal ends.

People write a name and go on: a bold lead, a heading with its ordinal and grade, or a first clause followed by a
stop, a colon, a dash, a remark in parentheses, a link to evidence. The title is the shortest span that still names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from goalpage.reading.fields.language import Kind, base_code, is_word, language, words_pattern
from goalpage.reading.fields.openings import is_report, is_wish
from goalpage.reading.fields.strikes import WRITTEN_STRIKE, is_part
from goalpage.reading.fields.wording import EMOJI_NAMES
from goalpage.reading.items import bold_lead_end, goal_label_end
from goalpage.reading.labels import label, opener_end, ordinal
from goalpage.reading.named import holds_verdict, is_verdict
from goalpage.reading.rich import BOLD, STRUCK, Rich

Cut = tuple[int, int]

_ONE_NAME = 60  # a text no longer than this is a name as a whole, whatever its stops
_EXPLAINS = 40  # what follows a colon or a dash explains rather than names when it is longer than this
_LINE_NAME_WORDS = 4  # a first line of so few words is a name, not the beginning of a sentence
_WORD, _SENTENCE = 8, 200  # characters of an abbreviation with what is around it, and of the opening of a sentence
_CLAUSE_WORDS = 6  # more words after a dash are a clause of their own
_SENTENCE_END = re.compile(
    r"(?<=[^\W\d_]{2})[.!?…]{1,9}(?=\s+[^a-z\s])|(?<=[)\]\"”'\d])[.!?]{1,9}(?=\s+[A-Z])|。|！(?=\S)"
)
_CJK_STOP = re.compile(r"[。；！？](?=\s*\S)")
"""Finds the end of a sentence or a clause in Chinese and Japanese, behind which another begins."""

_ABBREVIATED = re.compile(r"(?:(?<=[^\d]\s)|\A)(?:[B-DF-HJ-NP-TV-XZ]?[b-df-hj-np-tv-xz]{1,4}|[A-Z])\.\Z")
"""Finds a word without vowels before a full stop, or a single capital: "Mt. Fuji", "bzgl. Boot", but no "5 km."."""

_ASIDE = re.compile(r",\s+I(?:['’](?:ll|m|ve|d))?\s|\s+I['’]ll\s")  # the author goes on to speak of himself
_COLON = re.compile(r"\s?[:：](?=\s)")
_SEMICOLON = re.compile(r";(?=\s)")
_DASH = re.compile(r"\s(?:-|–|—|--|---)\s")
_REMARKS_ON = "([–—-:;,.!"
"""What stands between a struck name and a remark on it; a word there puts something in its place."""
_ARROW = re.compile(r"\s*(?:-{1,3}>|→|⇒|=>)\s*")
_PARENTHESIS = re.compile(r"\s*\(([^()]{0,300})\)|\s*\[([^\[\]]{2,80})\]\Z")
_DATES = re.compile(r"\d{1,2}[./]\d{2}\.?(?:\s?[-–]\s?\d{1,2}[./]\d{2}\.?)?")  # "(24.09)", "(9.08-7.09)"
_LEFT_OVER = re.compile(r"\(\s*[,;.]?\s*\)|\[\s*\]|\(\s+(?=\S)|(?<=\S)\s+\)")
_MARKUP = re.compile(r"(?<!\w)(?:\*\*|~~)(?=\w)|(?<=\S)(?:\*\*|~~)(?!\w)")  # shown as written, inside raw HTML
_NAMES_OF_EMOJI, _NAMES_AT_END = re.compile(rf"{EMOJI_NAMES}\s*"), re.compile(rf"{EMOJI_NAMES}\Z")
_OPENS_WITH_SIGN = re.compile(r"[^\w\"'“‘«《〈「『¿¡(\[{$€£¥#@%~<.█_/+-]+|[-+~._]+\s")
_QUOTED = re.compile(r"“[^“”]{3,200}”|\"[^\"]{3,200}\"|«[^«»]{3,200}»|„[^„“]{3,200}“")
_TRAILING = " \t\n.;,:：、。-–—•·|/"
_SIGN = re.compile(
    r"[\U0001F000-\U0001FAFF\u2190-\u21FF\u2300-\u23FF\u25A0-\u27BF\u2B00-\u2BFF\uFE0F\u200D\u20E3\s]+\Z"
)


def title_of(  # noqa: PLR0913  (how a name was written has these parts)
    lead: Rich,
    cuts: Sequence[Cut] = (),
    *,
    lang: str | None = None,
    heading: bool = False, graded: bool = False, whole: bool = False,
) -> str:  # fmt: skip
    """Give the shortest span by which the author names the goal; `cuts` are stretches that are no part of it.

    Behind the name of a `graded` goal the author tells how it went, however short. `whole` takes what stands before a
    colon for a label: others beside it bear the same.
    """
    plain = Rich(lead.text, lead.spans, tuple((offset, 1) for offset, _ in lead.starts))
    return _title(plain, tuple(sorted(cuts)), base_code(lang), heading=heading, graded=graded, whole=whole)


@lru_cache(maxsize=8192)
def _title(  # noqa: PLR0913  (the key of the cache)
    lead: Rich, cuts: tuple[Cut, ...], lang: str, *, heading: bool, graded: bool, whole: bool
) -> str:
    """Give the title of a statement wherever it stands: it stays the same from one revision to the next."""
    start, end = _bounds(lead, lang, heading=heading or whole)
    if not heading:
        one_name = 0 if graded else _ONE_NAME
        end = min(end, _name_end(lead, start, end, cuts, lang, one_name=one_name, whole=whole))
    drop = [*cuts, *_remarks(lead, start, end, lang), *_replaced(lead, start, end, lang)]
    return _tidied(_without(lead.text, start, end, drop)) or _tidied(lead.text[start:]) or lead.text.strip()


def _bounds(lead: Rich, lang: str, *, heading: bool) -> Cut:
    """Give the name's stretch as its markup and line breaks tell it: no ordinal, a bold lead alone."""
    text = lead.text
    start = _after(ordinal(), text, 0)
    start = _after(_NAMES_OF_EMOJI, text, start)
    start = _after(label(), text, start)
    joined = opener_end(text, start)
    start = joined if joined < len(text) else start
    start = _after(_OPENS_WITH_SIGN, text, start)
    bold = 0 if heading else bold_lead_end(lead)
    if bold > start and is_verdict(text[start:bold]):  # "**Done** - Run a marathon"
        after = _DASH.match(text, bold) or _COLON.match(text, bold)
        start, bold = (after.end() if after else bold), 0
    labelled = 0 if heading else goal_label_end(lead)
    if labelled:
        return labelled, len(text)
    if bold > start:
        inside = max(start, lead.covered(BOLD)[0][0])
        inside = _after(_OPENS_WITH_SIGN, text, _after(ordinal(), text, inside, bold), bold)
        if _names_alone(text, inside, bold):
            return inside, bold
    written = None if heading else WRITTEN_STRIKE.match(text, start)
    if written:
        return written.end(1), written.start(2)
    struck = 0 if heading else _struck_lead_end(lead, start, lang)
    if struck:
        return start, _outside_parenthesis(text, start, struck)
    newline = text.find("\n", start)
    if newline > 0 and text[start:newline].strip():
        return start, newline
    return start, (not heading and _first_line_end(lead, start, lang)) or len(text)


def _struck_lead_end(lead: Rich, start: int, lang: str) -> int:
    """Give the end of a name that is struck as a whole and remarked on: `~~Run a 10k~~ (Boston)`; 0 for none."""
    for a, b in lead.covered(STRUCK)[:1] if lead.spans else ():
        rest = lead.text[b:].lstrip()
        remarked = rest[:1] in tuple(_REMARKS_ON) or (rest[:1].isupper() and holds_verdict(rest, lang))
        if remarked and b - a > 2 and not any(c.isalnum() for c in lead.text[start:a]):
            return b
    return 0


def _first_line_end(lead: Rich, start: int, lang: str) -> int:
    """Give the end of a short first line under which a text begins, 0 where there is none such."""
    offset = next((offset for offset, _ in lead.starts if offset > start), 0)
    text = lead.text
    if offset and any(s.tag in ("em", "i") and s.start <= offset and s.end >= len(text) for s in lead.spans):
        return offset  # a remark, set in italics
    if offset and language(lang).bounds == "none":
        return offset  # Chinese and Japanese lines are not wrapped: the next one is another sentence
    if not offset or len(text) - offset < _EXPLAINS or not text[offset : offset + 1].isupper():
        return 0
    first = text[start:offset].rstrip()
    return offset if len(first.split()) <= _LINE_NAME_WORDS and first[-1:].isalnum() else 0


def _after(pattern: re.Pattern[str], text: str, start: int, end: int | None = None) -> int:
    found = pattern.match(text, start)
    return found.end() if found and found.end() < (len(text) if end is None else end) else start


def _names_alone(text: str, start: int, end: int) -> bool:
    """Whether a bold lead is the whole name: what follows does not go on with the same clause."""
    rest = text[end:].lstrip()
    closed = text[start:end].rstrip().endswith((".", ":", "!", "?"))
    return closed or not rest or not (rest[0] == "(" or rest[0].islower())


def _name_end(  # noqa: PLR0913  (what tells a name from an explanation has these parts)
    lead: Rich, start: int, end: int, cuts: Sequence[Cut], lang: str, *, one_name: int, whole: bool
) -> int:
    """Give where the first clause ends: at a sentence's end, a colon or a dash before an explanation, an arrow."""
    text = lead.text[:end]
    ends = [end]
    if end - start > one_name:
        stops = (s for s in _SENTENCE_END.finditer(text, start) if not _is_abbreviation(text, start, s.end()))
        ends.append(next((stop.start() for stop in stops), end))
    for mark, signs in () if whole else ((_COLON, ":："), (_DASH, "-–—"), (_SEMICOLON, ";")):
        found = mark.search(text, start + 3) if any(sign in text for sign in signs) else None
        if found and _explains(lead, found.end(), end, cuts, lang):
            ends.append(found.start())
    arrow = _ARROW.search(text, start + 3) if any(sign in text for sign in ">→⇒") else None
    if arrow and not text[arrow.end() : arrow.end() + 1].isdigit() and text[arrow.end() : arrow.end() + 1] not in "$€£":
        ends.append(arrow.start())
    for aside in (_ASIDE if "I" in text else None, _said_aside(lang) if "," in text or "，" in text else None):
        found = aside.search(text, start + 3) if aside is not None else None
        if found and (aside is _ASIDE or end - found.end() > _EXPLAINS):
            ends.append(found.start())
    if stop := _CJK_STOP.search(text, start + 2):
        ends.append(stop.start())
    if one_name:
        stops = (s for s in _SENTENCE_END.finditer(text, start) if _speaks(text[s.end() : s.end() + _SENTENCE], lang))
        ends.append(next((stop.start() for stop in stops), end))  # "Swim more. I want to ..."
    return _outside_parenthesis(text, start, min(ends))


def _is_abbreviation(text: str, start: int, end: int) -> bool:
    return _ABBREVIATED.search(text, max(start, end - _WORD), end) is not None


@cache
def _said_aside(lang: str) -> re.Pattern[str]:
    """Finds a comma behind which a name is explained: ", especially in June"."""
    return re.compile(rf"[,，、]\s*(?:{words_pattern(lang, Kind.ASIDE, english=True).pattern})", re.IGNORECASE)


def _speaks(sentence: str, lang: str) -> bool:
    return is_report(sentence, lang) or is_wish(sentence, lang)


def _outside_parenthesis(text: str, start: int, end: int) -> int:
    """Give where a name ends that would end within a parenthesis: before it."""
    if text.count("(", start, end) <= text.count(")", start, end) or ")" not in text[end:]:
        return end
    opening = text.rfind("(", start, end)
    return opening if opening > start else end


def _explains(lead: Rich, start: int, end: int, cuts: Sequence[Cut], lang: str) -> bool:
    """Whether a stretch after a name explains it: it is long, only links to evidence, or is cut anyway."""
    rest = lead.text[start:end].strip()
    if len(rest) > _EXPLAINS or not rest or (rest[0].isupper() and len(rest.split()) > _CLAUSE_WORDS):
        return True
    if is_report(rest, lang):  # "- did 18"
        return True
    linked = sum(
        min(s.end, end) - max(s.start, start) for s in lead.spans if s.tag == "a" and s.end > start and s.start < end
    )
    cut = sum(min(b, end) - max(a, start) for a, b in cuts if b > start and a < end)
    return linked >= 0.8 * len(rest) or cut >= 0.8 * len(rest)


def _remarks(lead: Rich, start: int, end: int, lang: str) -> Iterator[Cut]:
    """Give the parentheses in the name that only remark on it, or only link, and a link behind it to evidence."""
    last = next((s for s in lead.spans if s.tag == "a" and s.end >= len(lead.text[:end].rstrip())), None)
    if last is not None and last.start > start:
        told = lead.text[last.start : last.end].strip(" .()[]").lower()
        if any(is_word(told, code, Kind.EVIDENCE) for code in {lang, "en"}):
            yield last.start, last.end
    for found in _PARENTHESIS.finditer(lead.text, start, end):
        if found.start() <= start:
            continue
        inside = (found[1] or "").strip()
        linked = sum(
            s.end - s.start for s in lead.spans if s.tag == "a" and found.start() < s.start and s.end < found.end()
        )
        said = words_pattern(lang, Kind.REMARK_WORD, english=True).search(inside) is not None
        if found[2] or said or _DATES.fullmatch(inside) or (inside and linked >= 0.8 * len(inside)):
            yield found.span()


def _replaced(lead: Rich, start: int, end: int, lang: str) -> Iterator[Cut]:
    """Give the struck words within the name that others beside them replace: "Read ~~more~~ at all"."""
    for a, b in lead.covered(STRUCK) if lead.spans else ():
        before, after = lead.text[start:a].rstrip(), lead.text[b:end].lstrip()
        if start < a and b < end and before and after[:1].isalnum() and not is_part(before, after, lang):
            yield a, b


def _without(text: str, start: int, end: int, cuts: Sequence[Cut]) -> str:
    pieces, at = [], start
    for a, b in sorted(cuts):
        if b <= at or a >= end:
            continue
        pieces.append(text[at : max(at, a)])
        at = min(b, end)
    pieces.append(text[at:end])
    return "".join(pieces)


def _tidied(text: str) -> str:
    if "**" in text or "~~" in text:
        text = _MARKUP.sub("", text)
    if "(" in text or "[" in text or ")" in text:
        text = _LEFT_OVER.sub(lambda m: "" if m[0][-1] in ")]" and m[0][0] in "([" else m[0].strip(), text)
    text = " ".join(text.split())
    if not text.isascii() or text.endswith(":"):
        text = _SIGN.sub("", _NAMES_AT_END.sub("", text))
    text = text.rstrip(_TRAILING).lstrip(_TRAILING.replace("/", ""))
    return text[1:-1].strip(_TRAILING) if _QUOTED.fullmatch(text) else text
