"""What an author's words say of a goal: "(done Feb 8)", "- Great", ": FAILED.", "Nope, ...", "I did not get to it"."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from goalpage.model import Role, Status
from goalpage.reading.fields.dates import month_names
from goalpage.reading.fields.language import Kind, is_word, language, words_pattern
from goalpage.reading.fields.openings import is_denied
from goalpage.reading.fields.texts import Span
from goalpage.reading.fields.wording import PICTOGRAPHS, sentences

STATUS_KINDS = (
    (Kind.DROPPED, Status.DROPPED),
    (Kind.PAUSED, Status.PAUSED),
    (Kind.OPEN, Status.OPEN),
    (Kind.MISSED, Status.MISSED),
    (Kind.PARTIAL, Status.PARTIAL),
    (Kind.ACTIVE, Status.ACTIVE),
    (Kind.DONE, Status.DONE),
)
GRADE_KINDS = ((Kind.POOR, Status.MISSED), (Kind.FAIR, Status.PARTIAL), (Kind.GREAT, Status.DONE))
PHRASE_KINDS = (
    (Kind.FAILED_PHRASE, Status.MISSED),
    (Kind.PARTIAL_PHRASE, Status.PARTIAL),
    (Kind.ACTIVE_PHRASE, Status.ACTIVE),
    (Kind.ACHIEVED_PHRASE, Status.DONE),
)
LONGEST_VERDICT = 160
"""Characters of an author's own words kept as his verdict."""

_OPENING = 4  # characters ahead of the sentence that opens a remark

_SOFT = r"[\s\"'*_(\[:,;!.&-]{0,8}"
_NUMBER, _LETTER_NEXT = re.compile(r"\.\d"), re.compile(r"[a-z\d]", re.IGNORECASE)  # "No.1" is no verdict
_IN_PART = re.compile(r"(?:\s+(?:level|rate|status))?\s*[:=]?\s*\d{1,2}(?:[.,]\d+)?\s?%", re.IGNORECASE)
_COUNTED = re.compile(r"\s+\d")
_STOPS = re.compile(r"\s*(?:$|[.,;:!?)\]–—-])")
_NEW_SENTENCE = re.compile(r"\s+[^\W\d_a-zà-ÿ]")
_LETTER = re.compile(r"\s*([A-DF][+-]?)\s*[.!]?\s*\Z")
_BEST = "S"
"""The grade above A, of lists in tiers."""

_PHRASE_WORDS, _PHRASE_LETTERS, _TELLING = 7, 16, 6

_LETTERS = {_BEST: Status.DONE, "A": Status.DONE, "B": Status.PARTIAL, "C": Status.PARTIAL, "D": Status.PARTIAL}


class Verdict(Struct, frozen=True):
    """A status with the author's words for it and where they stand in the text looked at."""

    status: Status
    words: str
    span: Span


@cache
def _starts(lang: str) -> re.Pattern[str]:
    """Finds a status word or grade at the very start of a text, behind intensifiers."""
    kinds = (*(kind for kind, _ in STATUS_KINDS), *(kind for kind, _ in GRADE_KINDS))
    body = words_pattern(lang, *kinds, english=True).pattern
    said = rf"(?:(?:{words_pattern(lang, Kind.INTERJECTION, english=True).pattern})\s*[,.!…，。！]+\s*)?"
    blank = r"\s+" if language(lang).bounds == "both" else r"\s*"
    lead = rf"(?:(?:{words_pattern(lang, Kind.INTENSIFIER, english=True).pattern}){blank})?"
    return re.compile(rf"{_SOFT}{said}({lead}(?:{body}))", re.IGNORECASE)


@cache
def _after(lang: str) -> re.Pattern[str]:
    """Finds what may follow a verdict: a sign, a figure, or a word that joins a clause to it."""
    joints = words_pattern(lang, Kind.JOINT, english=True).pattern
    return re.compile(
        rf"\s*(?:$|[.,;:!?…)\]|/(–—\n-]|[{PICTOGRAPHS}]|&|\d|{joints}|{month_names(lang)})", re.IGNORECASE
    )


@cache
def _grade(lang: str) -> re.Pattern[str]:
    labels = words_pattern(lang, Kind.GRADE_LABEL, english=True).pattern
    return re.compile(rf"(?:{labels})\s*[:=：]?\s*((?-i:[A-FS])[+-]?)(?![\w+-])", re.IGNORECASE)


@cache
def _by_half(lang: str) -> re.Pattern[str]:
    """Finds the word that takes half of a verdict back, right before it: "semi-", "almost "."""
    return re.compile(rf"(?:{words_pattern(lang, Kind.BY_HALF, english=True).pattern})[\s-]*\Z", re.IGNORECASE)


def verdict_at_start(text: str, lang: str, role: Role, *, whole: bool = False, loose: bool = False) -> Verdict | None:
    """Give the verdict that a text opens with, None where it opens with no status word.

    Words that are a verdict only in answer to "did I?" ("yes", "close", "good") count where goals are graded.
    With `whole`, nothing but the verdict and a date may stand in the text; with `loose`, a new sentence may follow
    without a full stop ("Done I went there in May").
    """
    found = _starts(lang).match(text)
    if found is None:
        return None if whole else _letter_grade(text, lang, role)
    if not _ends_well(text, found.end(1), lang) and not (loose and _NEW_SENTENCE.match(text, found.end(1))):
        return _letter_grade(text, lang, role)
    words = found[1]
    status = _status_of(words, lang, role)
    if status is Status.DONE and _IN_PART.match(text, found.end(1)):
        return None  # "Success 40%": the share tells how far
    if status is None or (whole and not _is_all(text[found.end(1) :])):
        return None
    return Verdict(status, words.strip(), found.span(1))


def _ends_well(text: str, end: int, lang: str) -> bool:
    if _NUMBER.match(text, end):
        return False
    attached = language(lang).bounds != "both" and _LETTER_NEXT.match(text, end) is None
    return attached or _after(lang).match(text, end) is not None


def _is_all(rest: str) -> bool:
    """Tell whether what follows a verdict is no more than a date or a full stop."""
    letters = re.sub(r"\d+(?:st|nd|rd|th)?|[\W_]", " ", rest).split()
    return len(letters) <= 2


def _letter_grade(text: str, lang: str, role: Role) -> Verdict | None:
    found = _grade(lang).match(text.strip()) or (_LETTER.match(text) if role is Role.REVIEWED else None)
    if found is None:
        return None
    status = _LETTERS.get(found[1][0].upper(), Status.MISSED)
    return Verdict(status, found[1], found.span(1))


@cache
def _labelled(lang: str) -> re.Pattern[str]:
    """Finds the label of a verdict, a word ahead of it included: "Status:", "Resolution status:"."""
    labels = words_pattern(lang, Kind.GRADE_LABEL, english=True).pattern
    word = r"(?:\w+\s)?" if language(lang).bounds == "both" else ""  # where no blanks stand, that may be the name
    opens = rf"(?:\A|(?<=[.!?)]\s)){word}|(?<=[\s*])"
    return re.compile(rf"(?:{opens})(?:{labels})\s?[:：]\s*", re.IGNORECASE)


def verdict_behind_label(text: str, lang: str) -> Verdict | None:
    """Give the verdict that a text holds behind a label ("Status: not kept", "Grade: B"); its span begins there."""
    for label in _labelled(lang).finditer(text) if ":" in text or "：" in text else ():
        rest = text[label.end() :]
        graded = label.group().split()[-1] + rest
        verdict = verdict_at_start(rest, lang, Role.REVIEWED, loose=True) or _letter_grade(graded, lang, Role.STATED)
        if verdict is not None:
            return Verdict(verdict.status, rest.strip(), (label.start(), len(text)))
    return None


def _status_of(words: str, lang: str, role: Role) -> Status | None:
    bare = " ".join(words.lower().split())
    for code in dict.fromkeys((lang, "en")):
        for candidate in _shortenings(bare):
            if role is not Role.REVIEWED and is_word(candidate, code, Kind.WEAK):
                return None
            for kind, status in STATUS_KINDS:
                if is_word(candidate, code, kind):
                    return status
            if role is Role.REVIEWED:
                for kind, status in GRADE_KINDS:
                    if is_word(candidate, code, kind):
                        return status
    return None


def _shortenings(bare: str) -> tuple[str, ...]:
    """Give the words, then the words without their first (an intensifier)."""
    _, _, rest = bare.partition(" ")
    return (bare, rest) if rest else (bare,)


def verdict_in_phrase(text: str, lang: str) -> Verdict | None:
    """Give the verdict that a short phrase on a graded goal holds, wherever in it: "Utter failure", "Failed again".

    One that tells of both is met in part, as is one that says so by half ("Semi-failed", "partially achieved").
    """
    if len(text.split()) > _PHRASE_WORDS or (language(lang).bounds == "none" and len(text) > _PHRASE_LETTERS):
        return None
    found: dict[Span, Status] = {}
    for kind, status in STATUS_KINDS:
        for one in words_pattern(lang, kind, english=True).finditer(text):
            if is_word(one.group(), lang, Kind.INTENSIFIER) and text[one.end() :].strip(" .!"):
                continue  # "Complete failure"
            if status is Status.DONE and _IN_PART.match(text, one.end()):
                continue  # "Success 40%": the share tells how far
            if _is_slight(one.group(), lang) or any(_within(one.span(), span) for span in found):
                continue
            found = {span: told for span, told in found.items() if not _within(span, one.span())}
            undone = status is Status.DONE and _negated(text[: one.start()], lang)
            found[one.span()] = Status.MISSED if undone else status
    if not found:
        return None
    first, last = min(found), max(found)
    half = _by_half(lang).search(text, 0, first[0]) is not None
    told = {*found.values()}
    in_part = half or (Status.DONE in told and not told.isdisjoint({Status.MISSED, Status.PARTIAL}))
    status = Status.PARTIAL if in_part else found[last]
    return Verdict(status, text.strip(), (first[0], last[1]))


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _is_slight(word: str, lang: str) -> bool:
    """Whether a word is a verdict only in answer to a question, and short: "hit", "met", "no"."""
    return len(word) < _TELLING and any(is_word(word, code, Kind.WEAK) for code in (lang, "en"))


def verdict_in_prose(text: str, lang: str) -> Verdict | None:
    """Give the plain verdict that the first three sentences of a remark on a graded goal hold, None where none does.

    Only set phrases count ("I did not get to it", "mission accomplished"); all else is the author's prose.
    """
    for start, end in sentences(text, 3):
        sentence = text[start:end]
        opening = verdict_at_start(sentence, lang, Role.REVIEWED)
        if opening is not None and opening.status is not Status.OPEN and _STOPS.match(sentence, opening.span[1]):
            return Verdict(opening.status, opening.words, (start + opening.span[0], start + opening.span[1]))
        for kind, status in PHRASE_KINDS:
            found = words_pattern(lang, kind, english=True).search(sentence)
            if found is not None and not (status is Status.DONE and _is_no_more(sentence, found.span(), lang)):
                return Verdict(status, found.group(), (start + found.start(), start + found.end()))
        if start < _OPENING and is_denied(sentence, lang):
            return Verdict(Status.MISSED, sentence.strip(), (start, end))
    return None


def _is_no_more(sentence: str, span: Span, lang: str) -> bool:
    """Whether what a sentence says to be done is denied, or counted ("I finished 3")."""
    return _negated(sentence[: span[0]], lang) or _COUNTED.match(sentence, span[1]) is not None


def _negated(before: str, lang: str) -> bool:
    near = " ".join(before.split()[-4:])
    return words_pattern(lang, Kind.NEGATION).search(near) is not None


def first_words(text: str) -> str:
    """Give the first sentence that says anything, as the author's words for a verdict."""
    for start, end in sentences(text, 2):
        words = text[start:end].strip(" \t-–—:*_").lstrip(".!?,; ")
        if words:
            return words[:LONGEST_VERDICT]
    return text.strip()[:LONGEST_VERDICT]
