"""A list that only names what other parts of the same post say at length ("in short", "TL;DR")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from rapidfuzz.fuzz import token_set_ratio

from goalpage.model import Container
from goalpage.reading.containers import Candidate
from goalpage.reading.named import YEAR

_ALIKE = 80  # of 100: the same words, some more or fewer
_MOST = 0.6
_FULLER = 2  # how many times longer the text below a heading is than the list's own item
_WORD = re.compile(r"\w{4,}")
_LONGEST = 200
_SAME, _MOST_ALIKE = 4, 100  # first letters that lists which say the same share, and so many such are compared


def repetitions(found: Sequence[Candidate]) -> Iterator[tuple[int, int]]:
    """Give the indexes of each short list and of the fuller part that says the same."""
    lists = [(i, c) for i, c in enumerate(found) if c.container in (Container.LIST, Container.HTML)]
    full = [(i, c) for i, c in enumerate(found) if c.container in (Container.HEADINGS, Container.PARAGRAPHS)]
    for i, short in lists:
        for j, fuller in full:
            inside = (
                any(section in fuller.path for section in short.path) and short.path[: len(fuller.path)] != fuller.path
            )
            if inside or _are_of_other_years(short, fuller):
                continue
            if 2 <= len(short.items) <= 60 and len(fuller.items) <= 60 and _is_same(short, fuller):
                yield i, j
                break
    alike: dict[tuple[int, str], list[tuple[int, Candidate]]] = {}
    for i, c in lists:
        alike.setdefault((len(c.items), c.items[0].lead.text.strip()[:_SAME]), []).append((i, c))
    pairs = (pair for group in alike.values() for pair in combinations(group[:_MOST_ALIKE], 2))
    again = [(i, j) for (i, short), (j, c) in pairs if _says_more(short, c)]
    if sum(len(found[i].items) for i, _ in again) > 1:
        yield from again


def _are_of_other_years(short: Candidate, full: Candidate) -> bool:
    """Whether two parts stand under different years: last year's goals and this year's."""
    years = [_year_above(part) for part in (short, full)]
    return None not in years and years[0] != years[1]


def _year_above(part: Candidate) -> str | None:
    """Give the last year in the nearest text above a part that names one: a heading, else what leads in."""
    for text in (*(section.heading for section in reversed(part.path)), part.label, part.lead_in):
        years: list[str] = YEAR.findall(text.text) if text is not None else []
        if years:
            return max(years)
    return None


def _says_more(short: Candidate, full: Candidate) -> bool:
    """Whether a later list under another heading is longer than this one, item for item, and opens with its words."""
    if len(short.items) != len(full.items) or short.path[-1:] == full.path[-1:]:
        return False
    pairs = [(a.lead.text.strip(), b.lead.text) for a, b in zip(short.items, full.items, strict=True)]
    return all(b.startswith(a) for a, b in pairs) and sum(len(b) > len(a) for a, b in pairs) * 2 > len(pairs)


def _is_same(short: Candidate, full: Candidate) -> bool:
    if not any(item.remarks or item.children for item in full.items):
        return False
    names = [item.lead.text[:_LONGEST].lower() for item in short.items]
    others = [item.lead.text[:_LONGEST].lower() for item in full.items]
    alike = sum(1 for name in names if any(token_set_ratio(name, other) >= _ALIKE for other in others))
    if alike >= _MOST * len(names):
        return True
    shared = sum(1 for a, b in zip(names, others, strict=False) if set(_WORD.findall(a)) & set(_WORD.findall(b)))
    return len(names) == len(others) and shared >= _MOST * len(names)
