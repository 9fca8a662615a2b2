"""The words of each language, read from the data files of `goalpage.reading.languages`.

A post in another language often holds English words too ("done", "review"): where that is usual, a pattern
takes the words of both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files

import tomli
from msgspec import Struct, json

from goalpage.model import Number

_FILES = files("goalpage.reading.languages")
LANGUAGES = tuple(sorted(file.name.removesuffix(".toml") for file in _FILES.iterdir() if file.name.endswith(".toml")))
"""The codes of the languages: one for each file."""

NEVER = re.compile(r"(?!)")
"""Matches nothing: the pattern of an empty word list."""


class Kind(StrEnum):
    """What a list of words tells; each is a key of every language file."""

    COMMON = "common"
    GOAL = "goal_words"
    OTHER_GOAL = "other_goals"
    ADVICE = "advice_words"
    EXAMPLE = "example_words"
    PLAN = "plan_words"
    COMING = "coming_words"
    PAST = "past_words"
    REVIEW = "review_words"
    COUNTER = "counter_words"
    CLOSING = "closing_words"
    GREETING = "greetings"
    OPEN = "open"
    ACTIVE = "active"
    PAUSED = "paused"
    DONE = "done"
    PARTIAL = "partial"
    MISSED = "missed"
    DROPPED = "dropped"
    GREAT = "great"
    FAIR = "fair"
    POOR = "poor"
    WEAK = "weak_verdicts"
    NEGATION = "negations"
    ACHIEVED_PHRASE = "achieved_phrases"
    FAILED_PHRASE = "failed_phrases"
    PARTIAL_PHRASE = "partial_phrases"
    ACTIVE_PHRASE = "active_phrases"
    AT_LEAST = "at_least"
    MINIMUM = "minimum"
    ONLY = "only"
    LESS = "less"
    OF = "of"
    CURRENT = "current"
    TARGET = "target"
    REMAINING = "remaining"
    REACHED = "reached_words"
    COUNT_VERB = "count_verbs"
    WEIGH_VERB = "weigh_verbs"
    SAVE_VERB = "save_verbs"
    CHANGE_VERB = "change_verbs"
    MONEY_PLACE = "money_places"
    ORDINAL = "ordinals"
    THRESHOLD_UNIT = "threshold_units"
    SUM_UNIT = "sum_units"
    DISTANCE_UNIT = "distance_units"
    WEIGHT_UNIT = "weight_units"
    TIMES = "times"
    PER = "per"
    PERIOD = "periods"
    RATE_ADVERB = "rate_adverbs"
    UNIT_STOP = "unit_stops"
    MONTH_OR_WORD = "months_or_words"
    DUE_BY = "due_by"
    DUE_IN = "due_in"
    DUE_AFTER = "due_after"
    NOT_DUE = "not_due"
    YEAR_END = "year_end"
    QUARTER = "quarters"
    HALF = "halves"
    FIRST = "first_words"
    GOAL_COLUMN = "goal_columns"
    STATUS_COLUMN = "status_columns"
    DUE_COLUMN = "due_columns"
    CURRENT_COLUMN = "current_columns"
    TARGET_COLUMN = "target_columns"
    GOAL_LABEL = "goal_labels"
    AIM_LABEL = "aim_labels"
    GOAL_SIZE = "goal_sizes"
    AREA_LABEL = "area_labels"
    OPENER = "openers"
    AND = "and_words"
    DESCRIBING = "describing"
    GROUP_WORD = "group_words"
    FILLER = "fillers"
    BY = "by_words"
    REMARK_WORD = "remark_words"
    ASIDE = "asides"
    EVIDENCE = "evidence_words"
    INTERJECTION = "interjections"
    INTENSIFIER = "intensifiers"
    JOINT = "joints"
    BY_HALF = "by_half"
    GRADE_LABEL = "grade_labels"
    PROGRESS_LABEL = "progress_labels"
    SHARE_DONE = "share_done"
    BEST = "best_words"
    DETERMINER = "determiners"
    FROM = "from_words"
    TO = "to_words"
    BEFORE_VALUE = "before_values"
    DATE_OF = "date_of"
    DATE_LEAD = "date_leads"
    DAY_ENDING = "day_endings"
    CAPITAL_MONTH = "capital_months"
    BOLD = "bold_words"
    ITALIC = "italic_words"
    STRUCK = "struck_words"
    KEY_LINK = "key_links"
    KEY_LEAD = "key_leads"
    HAVE_DONE = "have_done"
    YEAR_GREETING = "year_greetings"


class Language(Struct, frozen=True):
    """The words of one language, all in lower case, by what they tell.

    `script` is what it is written in. `bounds` is how words are bounded: "both" sides, at the "start" alone (endings
    are attached), "none". `verb_last` tells that an infinitive follows its object, `percent_first` that a percentage
    is written "%73". `months` are the names of the twelve months, January first; `numbers` and `multipliers` number
    words; `openings` how statements open, as it stands in the file.
    """

    code: str
    name: str
    script: str
    bounds: str
    decimal_mark: str
    verb_last: bool
    percent_first: bool
    words: Mapping[Kind, tuple[str, ...]]
    months: tuple[tuple[str, ...], ...]
    numbers: Mapping[str, Number]
    multipliers: Mapping[str, Number]
    openings: Mapping[str, object]


@cache
def language(code: str) -> Language:
    """Give the words of the language with this code (one of LANGUAGES)."""
    data = tomli.loads(_text(code))
    return Language(
        code=code,
        name=data["name"],
        script=data["script"],
        bounds=data["whole_words"],
        decimal_mark=data["decimal_mark"],
        verb_last=data["verb_last"],
        percent_first=data["percent_first"],
        words={kind: _forms(data[kind.value], bends=data["gerunds"] and kind in _VERBS) for kind in Kind},
        months=tuple(tuple(names) for names in data["months"]),
        numbers=data["numbers"],
        multipliers=data["multipliers"],
        openings=data["openings"],
    )


@cache
def _text(code: str) -> str:
    return _FILES.joinpath(f"{code}.toml").read_text(encoding="utf-8")


@cache
def listed(code: str, kind: Kind) -> tuple[str, ...]:
    """Give one list of a language as its file has it, without reading the rest where the list stands on one line.

    What asks every language for a few words would spend most of its time on all the others.
    """
    found = re.search(rf"^{kind.value} = (\[.*\])$", _text(code), re.MULTILINE)
    return tuple(json.decode(found[1], type=list[str])) if found else tuple(tomli.loads(_text(code))[kind.value])


@cache
def script_of(code: str) -> str:
    """Give the script that a language is written in, as its file names it."""
    found = re.search(r'^script = "(\w+)"$', _text(code), re.MULTILINE)
    return found[1] if found else language(code).script


_VERBS = frozenset({Kind.COUNT_VERB, Kind.WEIGH_VERB, Kind.SAVE_VERB, Kind.CHANGE_VERB})
_DOUBLED = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
"""A short verb whose last letter is written twice before an ending: `run`, `running`."""


def _forms(words: Sequence[str], *, bends: bool) -> tuple[str, ...]:
    """Give words as they stand, English verbs also as people write what they mean to do: "Reading 24 books"."""
    return (*words, *map(gerund, words)) if bends else tuple(words)


def gerund(verb: str) -> str:
    """Give the -ing form of an English verb, its first word bent: `run` `running`, `pay off` `paying off`."""
    first, blank, rest = verb.partition(" ")
    if first.endswith("ie"):
        stem = first[:-2] + "y"
    elif first.endswith("e") and not first.endswith(("ee", "oe", "ye")):
        stem = first[:-1]
    else:
        stem = first + first[-1:] if _DOUBLED.fullmatch(first) else first
    return f"{stem}ing{blank}{rest}"


@lru_cache(maxsize=512)
def base_code(lang: str | None) -> str:
    """Give the code of the language whose words to use: `pt-BR` is `pt`, an unknown or absent one `en`."""
    code = re.split(r"[-_]", (lang or "en").strip().lower(), maxsplit=1)[0]
    return code if code in LANGUAGES else "en"


def is_word(text: str, lang: str, *kinds: Kind) -> bool:
    """Tell whether the text as a whole is one of these words."""
    words = language(lang).words
    return any(text.lower() in words[kind] for kind in kinds)


@cache
def words_pattern(lang: str, *kinds: Kind, english: bool = False) -> re.Pattern[str]:
    """Give the pattern that finds any word of these kinds; with `english`, the English ones too."""
    own = alternatives(lang, *kinds)
    if english and lang != "en":
        both = "|".join(part for part in (own, alternatives("en", *kinds)) if part)
        return re.compile(both, re.IGNORECASE) if both else NEVER
    return re.compile(own, re.IGNORECASE) if own else NEVER


@cache
def alternatives(lang: str, *kinds: Kind) -> str:
    """Give a regular expression for any word of these kinds, longest first, bounded as the language wants."""
    words = {word for kind in kinds for word in language(lang).words[kind]}
    return bounded(lang, words)


def bounded(lang: str, words: set[str]) -> str:
    """Give a regular expression for any of these words, longest first; empty for no words."""
    if not words:
        return ""
    body = any_of(words)
    match language(lang).bounds:
        case "none":
            return body
        case "start":
            return rf"(?<!\w){body}"
        case _:
            return rf"(?<!\w){body}(?!\w)"


def any_of(words: Iterable[str]) -> str:
    """Give a regular expression for any of these words, the longest that fits first.

    Words are gathered by their first letter, so that a text is not held against each of them at every letter.
    """
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    return "(?:" + "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in groups.items()) + ")"
