"""Two numbers that tell how far a goal is: "3/12", "3 of 12 books", "three to go", "60%", "currently $7,000"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from goalpage.model import Direction, Number, Progress, Role
from goalpage.reading.fields.amounts import Amount, amount_pattern, amounts_in, number_of
from goalpage.reading.fields.language import Kind, alternatives, language, words_pattern
from goalpage.reading.fields.texts import Found, Span
from goalpage.reading.fields.units import leads, noun_after, rate_pattern
from goalpage.reading.fields.wording import aside, brackets

_TWO = re.compile(r"\d\D+\d")  # two numbers: without them no pattern of pairs is needed
_OPENING = 24
"""Characters in which the verb of an aim stands, an ordinal before it included."""

_IDIOMS = {(24, 7), (9, 11), (50, 50), (80, 20), (365, 24)}
_SEASONS = range(1900, 2100)


@cache
def _pair(lang: str) -> re.Pattern[str]:
    one = amount_pattern(lang)
    first = re.sub(r"\(\?P<(\w+)>", r"(?P<\1_a>", one).replace("(?P=sep)", "(?P=sep_a)")
    second = re.sub(r"\(\?P<(\w+)>", r"(?P<\1_b>", one).replace("(?P=sep)", "(?P=sep_b)")
    of = alternatives(lang, Kind.OF) or r"(?!)"
    mine = rf"(?:\s+(?:{words_pattern(lang, Kind.DETERMINER, english=True).pattern}))?"
    return re.compile(
        rf"(?<![\w#.,:/+*^-])(?:{first})\s?(?:(?P<slash>[/⁄])|(?P<of>{of}){mine})"
        rf"\s?(?:{second})(?![-/:.,]?\d|e\d)",
        re.IGNORECASE,
    )


def ratio_in(text: str, lang: str, *, graded: bool = False, told: bool = False) -> Found[Progress] | None:
    """Give current and target of "3/12", "3 of 12 books", "$1,200 of $5,000"; None for ordinals, dates, fractions.

    Two numbers right behind a verb ("Visit 50 of 50 states") are the goal's scope, no progress, unless the text is
    `told` to be a measure.
    """
    for found in _pair(lang).finditer(text) if _TWO.search(text) else ():
        current, target = _value(found, "a", lang), _value(found, "b", lang)
        if current is None or target is None or target <= 0 or (current, target) in _IDIOMS:
            continue
        if found["slash"] and current in _SEASONS and target in (current + 1, (current + 1) % 100):
            continue  # "in the season 2015/16"
        if leads(text, found.start(), lang, Kind.ORDINAL) or leads(text, found.start(), lang, Kind.DUE_BY):
            continue
        noun = noun_after(text, found.end(), lang)
        apart = told or _is_apart(text, found.span(), lang)
        if not apart and (found["of"] or noun is None) and not (graded and found["slash"] and target in (5, 10)):
            continue
        if current > target and not (told or graded or _in_brackets(text, found.span())):
            continue
        sign = found["before_b"] or found["after_b"] or found["before_a"] or ("%" if found["percent_b"] else "")
        unit = sign or (noun.word.lower() if noun else "")
        return Found(Progress(current, target, unit=unit), found.group(), found.span())
    return None


@cache
def _of_aim(lang: str) -> re.Pattern[str]:
    """Finds what stands between a count and the goal that it is a part of: " times out of my goal of "."""
    of = alternatives(lang, Kind.OF) or r"(?!)"
    mine = words_pattern(lang, Kind.DETERMINER, english=True).pattern
    return re.compile(
        rf"(?:\s+[^\W\d_]+){{0,2}}?\s+(?:{of})\s+(?:(?:{mine})\s+)?{alternatives(lang, Kind.GOAL)}\s+(?:{of})\s+\Z",
        re.IGNORECASE,
    )


def reached_of_aim_in(text: str, lang: str) -> Found[Progress] | None:
    """Give "14 times out of a goal of 50 posts", "20 of my goal of 24"."""
    holds_two = _TWO.search(text) is not None and words_pattern(lang, Kind.OF).search(text) is not None
    for now, aim in pairwise(amounts_in(text, lang)) if holds_two else ():
        if now.unit == aim.unit and _of_aim(lang).fullmatch(text, now.span[1], aim.span[0]):
            noun = noun_after(text, aim.span[1], lang)
            unit = aim.unit or (noun.word.lower() if noun else "")
            span = (now.span[0], aim.span[1])
            return Found(Progress(now.value, aim.value, unit=unit), text[slice(*span)], span)
    return None


def ratio_of(total: Number, text: str, lang: str) -> tuple[Number, Span] | None:
    """Give how much of a goal's known target a text tells as "11/24", wherever that stands in it."""
    for found in _pair(lang).finditer(text) if "/" in text else ():
        if not found["slash"]:
            continue
        current, whole = _value(found, "a", lang), _value(found, "b", lang)
        if current is not None and whole == total and not leads(text, found.start(), lang, Kind.DUE_BY):
            return current, found.span()
    return None


def _is_apart(text: str, span: Span, lang: str) -> bool:
    """Tell whether a figure is a remark of its own: alone in brackets, behind a dash or colon, or in the whole text."""
    rest, ahead = text[span[1] :].strip(" .!)]"), text[: span[0]].rstrip()
    if not rest and not any(c.isalnum() for c in ahead):
        return True
    around = aside(text, span)
    if around is not None:
        beside = f"{text[around[0] : span[0]]} {text[span[1] : around[1]]}"
        return _says_little(beside, lang)
    return not rest and ahead.endswith((":", "-", "–", "—", ",", "."))


def _in_brackets(text: str, span: Span) -> bool:
    """Tell whether a figure stands in brackets or makes up the text: elsewhere more than all is another thing."""
    alone = not any(c.isalnum() for c in text[: span[0]] + text[span[1] :])
    return alone or any(around[0] <= span[0] and span[1] <= around[1] for around, _ in brackets(text))


def _says_little(words: str, lang: str) -> bool:
    """Tell whether nothing stands beside a figure but a word or two on how far it is."""
    if any(c.isdigit() for c in words) or "@" in words:
        return False
    kinds = (Kind.DONE, Kind.ACTIVE, Kind.CURRENT, Kind.TARGET, Kind.REMAINING, Kind.AT_LEAST)
    left = words_pattern(lang, *kinds, english=True).sub(" ", words)
    return sum(any(c.isalpha() for c in word) for word in left.split()) <= 1


def _value(found: re.Match[str], which: str, lang: str) -> Number | None:
    written = found[f"digits_{which}"]
    sign, k, m = (found[f"{part}_{which}"] or "" for part in ("before", "k", "m"))
    sole = next(amounts_in(f"{sign}{written}{k}{m}", lang, spelled=False), None)
    return sole.value if sole is not None else number_of(written, lang)


@cache
def _percent(lang: str) -> re.Pattern[str]:
    done = alternatives(lang, Kind.DONE, Kind.CURRENT)
    if language(lang).percent_first:
        return re.compile(rf"%\s?(?P<n>\d{{1,3}}(?:[.,]\d{{1,2}})?)(?!\w)(?P<done>\s+{done})?", re.IGNORECASE)
    way = words_pattern(lang, Kind.SHARE_DONE, english=True).pattern
    done = rf"{done}|(?:{way})(?=\s*(?:\w+\s*)?(?:[.,;:!?)\]。，]|$))"  # no "75% of the way through a fourth one"
    blank = r"\s*" if language(lang).bounds == "none" else r"\s+"
    figure = r"\d{1,3}(?:[.,]\d{1,2})?"
    return re.compile(
        rf"(?:(?<![\w.,-])(?=\d)|(?<=[(\[])%(?={figure}[)\]]))(?P<n>{figure})(?:(?<=%\d)|(?<=%\d\d)|(?<=%\d{{3}})|\s?%)"
        rf"(?P<done>{blank}(?:{done}))?",
        re.IGNORECASE,
    )


@cache
def _of_something(lang: str) -> re.Pattern[str]:
    of = alternatives(lang, Kind.OF)
    return re.compile(rf"\s+{of}\s+\w" if of else r"(?!)", re.IGNORECASE)


def _shares(text: str, lang: str) -> Iterator[re.Match[str]]:
    return _percent(lang).finditer(text) if "%" in text else iter(())


@cache
def _of_goal(lang: str) -> re.Pattern[str]:
    """Finds what a share is of: " of my goal"."""
    goal = alternatives(lang, Kind.GOAL)
    return re.compile(rf"\s+(?:[^\W\d_]+\s+){{1,3}}?{goal}", re.IGNORECASE)


def share_in(text: str, lang: str) -> Found[Progress] | None:
    """Give the target of a share: "15% of our loans", "at least 90%"."""
    for found in _shares(text, lang):
        value = number_of(found["n"], lang)
        if value is None or value > 100 or found["done"] or text[: found.start()].rstrip().endswith(("@", " at")):
            continue
        if leads(text, found.start(), lang, Kind.BEST):
            continue
        if _of_something(lang).match(text, found.end()) or leads(text, found.start(), lang, Kind.AT_LEAST):
            return Found(Progress(None, value, unit="%"), found.group(), found.span())
    return None


def done_share_in(text: str, lang: str) -> Found[Progress] | None:
    """Give the share said to be done: "15% done", "70% of this goal"."""
    for found in _shares(text, lang):
        value = number_of(found["n"], lang)
        if value is not None and value <= 1000 and (found["done"] or _of_goal(lang).match(text, found.end("n") + 1)):
            return Found(Progress(value, 100, unit="%"), found.group(), found.span())
    return None


def percent_in(text: str, lang: str) -> Found[Progress] | None:
    """Give a percentage done: in brackets of its own ("[grade: 50%]"), after a dash, or before "done"."""
    for found in _shares(text, lang):
        value = number_of(found["n"], lang)
        of_something = _of_something(lang).match(text, found.end())
        if value is None or value > 1000 or of_something or leads(text, found.start(), lang, Kind.BEST):
            continue
        if found["done"] or _is_apart(text, found.span(), lang):
            return Found(Progress(value, 100, unit="%"), found.group(), found.span())
    return None


@cache
def _left(lang: str) -> re.Pattern[str]:
    words = alternatives(lang, Kind.REMAINING)
    return re.compile(rf"\s*(?:more\s+)?(?:[^\W\d_]+\s+)?{words}" if words else r"(?!)", re.IGNORECASE)


def remaining_in(text: str, lang: str) -> Found[Progress] | None:
    """Give "17 remaining" as 17 on the way down to 0."""
    for amount in amounts_in(text, lang):
        behind = _left(lang).match(text, amount.span[1])
        ahead = leads(text, amount.span[0], lang, Kind.REMAINING)
        if (behind or ahead) and not amount.is_money:
            span = (amount.span[0], behind.end() if behind else amount.span[1])
            if aside(text, span) is None and len(text) > 3 * (span[1] - span[0]) + 30:
                continue
            unit = "remaining"
            return Found(Progress(amount.value, 0, unit=unit, direction=Direction.DOWN), text[slice(*span)], span)
    return None


@cache
def _now(lang: str) -> re.Pattern[str]:
    small = words_pattern(lang, Kind.BEFORE_VALUE, english=True).pattern
    between = rf"[\s:：~=(@]{{0,4}}(?:(?:{small})\s+){{0,3}}"
    return re.compile(rf"(?:{alternatives(lang, Kind.CURRENT)}){between}\Z", re.IGNORECASE)


@cache
def _so_far(lang: str) -> re.Pattern[str]:
    words = alternatives(lang, Kind.CURRENT, Kind.DONE)
    return re.compile(rf"(?:\s+[^\W\d_]+){{0,2}}?\s+(?:{words})(?=\W|$)", re.IGNORECASE)


def current_in(text: str, lang: str) -> Found[Amount] | None:
    """Give the value a goal has reached: "(Currently $7,000)", "12 so far", in brackets or as a clause of its own."""
    for amount in amounts_in(text, lang):
        ahead = _now(lang).search(text, max(0, amount.span[0] - 60), amount.span[0])
        if ahead is not None and not rate_pattern(lang).match(text, amount.span[1]):
            return Found(amount, text[ahead.start() : amount.span[1]], (ahead.start(), amount.span[1]))
    for around, inside in brackets(text):
        for amount in amounts_in(inside, lang):
            behind = _so_far(lang).match(inside, amount.span[1])
            if behind is not None:
                start = around[0] + 1
                return Found(amount, inside, (start + amount.span[0], start + behind.end()))
    return None


@cache
def _way(lang: str) -> re.Pattern[str]:
    one = re.sub(r"\(\?P<(\w+)>", r"(?P<\1_a>", amount_pattern(lang)).replace("(?P=sep)", "(?P=sep_a)")
    two = re.sub(r"\(\?P<(\w+)>", r"(?P<\1_b>", amount_pattern(lang)).replace("(?P=sep)", "(?P=sep_b)")
    start, end = (words_pattern(lang, kind, english=True).pattern for kind in (Kind.FROM, Kind.TO))
    return re.compile(
        rf"(?:{start})\s+(?:{one})(?:\s+[^\W\d_]+)?\s+(?:{end})\s+(?:{two})(?![\w:/.-]\d|\w)", re.IGNORECASE
    )


def from_to_in(text: str, lang: str, role: Role) -> Found[Progress] | None:
    """Give "from 45 to 127 followers": a baseline and a target; in the report of a graded goal, the value reached.

    A name that opens with a verb of change ("Grow it from 45 to 127") stays the aim where it is graded.
    """
    found = _way(lang).search(text) if _TWO.search(text) else None
    if found is None:
        return None
    start, end = _value(found, "a", lang), _value(found, "b", lang)
    noun = noun_after(text, found.end(), lang)
    sign = found["before_b"] or found["after_b"] or ("%" if found["percent_b"] else "")
    wants = words_pattern(lang, Kind.CHANGE_VERB, english=True).search(text, 0, _OPENING) is not None
    if start is None or end is None or start == end or not (sign or noun or wants) or _is_years(start, end):
        return None
    unit = sign or (noun.word.lower() if noun else "")
    direction = Direction.DOWN if end < start else Direction.UP
    if wants or role is not Role.REVIEWED:
        return Found(Progress(None, end, start, unit, direction), found.group(), None)
    return Found(Progress(end, None, start, unit, direction), found.group(), None)


def _is_years(start: Number, end: Number) -> bool:
    return 1900 <= start <= 2100 and 1900 <= end <= 2100
