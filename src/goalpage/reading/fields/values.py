"""Values of told fields: from the author's text to a typed value, or the reason why it is none."""

from __future__ import annotations

import re

from msgspec.structs import replace

from goalpage.model import Direction, Link, Number, Progress, Role, Status
from goalpage.reading.fields.amounts import Amount, amounts_in
from goalpage.reading.fields.bars import bar_in
from goalpage.reading.fields.dates import dates_in
from goalpage.reading.fields.marks import mark_of
from goalpage.reading.fields.ratios import percent_in, ratio_in
from goalpage.reading.fields.units import noun_after
from goalpage.reading.fields.verdicts import verdict_at_start
from goalpage.reading.fields.wording import evened, parts

_ARROW = re.compile(r"\s*(?:->|→|=>|⇒|\bto\b)\s*")
_ID = re.compile(r"[^\W_](?:[\w.-]{0,78}[^\W_])?")
_URL = re.compile(r"(?:https?://|/|\./|mailto:)[^\s<>\"']+")
RESERVED_IDS = ("index", "changes", "diff", "at")
"""Names of pages beside the goals' own."""


class BadValueError(ValueError):
    """A told value that cannot be used; its text says what is wrong, `cure` how to write it."""

    def __init__(self, message: str, cure: str) -> None:
        super().__init__(message)
        self.cure = cure


def date_value(text: str, lang: str, year: int | None) -> str:
    """Give a date as YYYY, YYYY-MM or YYYY-MM-DD; BadValueError where there is none, or none that exists."""
    text = evened(text).strip()
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ].*)?", text)
    found = next(iter(dates_in(text, lang, year)), None)
    if found is None or (iso is not None and found.span[1] < iso.end(2)) or (iso and iso[3] and len(found.value) < 10):
        raise BadValueError(f"{_shown(text)} is no date", "write YYYY, YYYY-MM or YYYY-MM-DD")
    return found.value


def status_value(text: str, lang: str) -> Status:
    """Give a status by its name or any word for it in the post's language; BadValueError for other words."""
    word = evened(text).strip().lower()
    if word in Status._value2member_map_:
        return Status(word)
    mark = mark_of(word[:1])
    if mark is not None:
        return mark
    verdict = verdict_at_start(word, lang, Role.REVIEWED)
    if verdict is None:
        raise BadValueError(f"{_shown(text)} is no status", "use one of " + ", ".join(Status))
    return verdict.status


def confidence_value(text: str) -> float:
    """Give a confidence of 0.0-1.0 from `0.7`, `70%` or `7/10`; BadValueError outside of it."""
    words = evened(text).strip().replace(",", ".")
    found = re.fullmatch(r"(\d{1,6}(?:\.\d{1,6})?)\s?(%|/\s?(\d{1,6}))?", words)
    value = float(found[1]) if found else -1.0
    if found and found[2]:
        value /= 100 if found[2] == "%" else float(found[3]) or -1.0
    if not 0.0 <= value <= 1.0:
        raise BadValueError(f"{_shown(text)} is no confidence", "write a number from 0 to 1, or a percentage")
    return round(value, 4)


def id_value(text: str) -> str:
    """Give an author's id; BadValueError where it cannot stand in an address."""
    if _ID.fullmatch(text) is None or ".." in text:
        raise BadValueError(f"{_shown(text)} cannot be an id", "use up to 80 letters, digits, '-' and '_'")
    if text.lower() in RESERVED_IDS:
        raise BadValueError(f"the id {_shown(text)} is the name of another page", "choose another")
    return text


def number_value(text: str, lang: str) -> Amount:
    """Give the quantity a text consists of, with the noun behind it as its unit; BadValueError for none or several."""
    words = evened(text)
    amounts = list(amounts_in(words, lang))
    if len(amounts) != 1:
        raise BadValueError(f"{_shown(text)} is no quantity", "write one number, with its unit")
    noun = None if amounts[0].unit else noun_after(words, amounts[0].span[1], lang)
    return replace(amounts[0], unit=noun.word.lower()) if noun else amounts[0]


def tags_value(text: str) -> tuple[str, ...]:
    """Give tags from `a, b` or `#a #b`, each once."""
    between = "," if "," in text else None
    return tuple(dict.fromkeys(tag.strip().lstrip("#") for tag in text.split(between) if tag.strip(" #")))


def was_value(text: str) -> tuple[str, ...]:
    """Give earlier ids or wordings, divided by `;` or `|`."""
    return tuple(part.strip().strip("\"'") for part in re.split(r"[;|]", text) if part.strip())


def evidence_value(text: str, links: tuple[Link, ...] = ()) -> tuple[Link, ...]:
    """Give the links of an evidence field: those of its markup, else the addresses in its text."""
    if links:
        return links
    return tuple(Link(url, url) for url in _URL.findall(text))


def metric_value(text: str, lang: str) -> Progress:
    """Give the progress of a metric: `cost, $7,000 -> $100, log`, `3 of 12 books`, `books, 12`.

    BadValueError for text without a number.
    """
    words = evened(text)
    log_scale = re.search(r"(?<!\w)log(?:arithmic)?(?!\w)", words, re.IGNORECASE) is not None
    found = ratio_in(words, lang, told=True) or percent_in(words, lang) or bar_in(words)
    if found is not None and not _ARROW.search(words):
        return found.value
    amounts = list(amounts_in(words, lang, spelled=False))[:3]
    if not amounts:
        raise BadValueError(f"{_shown(text)} holds no quantity", "write for example: cost, $7,000 -> $100")
    unit = next((amount.unit for amount in amounts if amount.unit), "") or _unit_behind(words, amounts[-1])
    if len(amounts) == 1:
        return Progress(None, amounts[0].value, unit=unit, log_scale=log_scale)
    first, last = amounts[0].value, amounts[-1].value
    current = amounts[1].value if len(amounts) == 3 else first
    return Progress(current, last, first, unit, direction_of(first, last), log_scale)


def direction_of(start: Number | None, target: Number | None) -> Direction:
    """Give the way from a start to a target: DOWN where the target is less."""
    return Direction.DOWN if start is not None and target is not None and target < start else Direction.UP


def _unit_behind(text: str, amount: Amount) -> str:
    found = re.match(r"\s?([^\W\d_]{1,20})", text[amount.span[1] :])
    if found is not None and found[1].lower() not in ("log", "linear"):
        return found[1]
    name = text[: parts(text)[0][1]].partition(",")[0].strip()
    return name if name.isalpha() and len(name) <= 20 and "," in text else ""


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return f"'{text[:40]}…'" if len(text) > 40 else f"'{text}'"
