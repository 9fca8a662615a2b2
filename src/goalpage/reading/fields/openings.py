"""How a statement opens: with the verb of an aim, with a report of what was done, with a question.

People write aims as bare verbs ("Run a marathon"), as nouns, or as gerunds; reports of the past open with
"I" or a past tense. `openings.toml` holds the words of each language.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

import tomli
from msgspec import Struct

from goalpage.reading.fields.language import base_code, gerund

_READ = 160  # characters of a statement that are looked at: its opening
_SPEAKS = frozenset({"i", "i'm", "i've", "i'll", "i'd", "we", "we're"})
_OWN = frozenset({"my", "i", "i'm", "i've", "i'll", "i'd"})
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_TO = re.compile(r"\W{0,6}to\s", re.IGNORECASE)
_NUMBER = re.compile(r"[\d$€£]")
_AHEAD = 6
"""So many words may stand ahead of a wish: "This year, besides all that, I want to"."""
_SIGNS = re.compile(r"\W{0,6}")


class Openings(Struct, frozen=True):
    """The words by which statements open in one language; see `openings.toml`."""

    verbs: frozenset[str] = frozenset()
    leans: frozenset[str] = frozenset()
    past: frozenset[str] = frozenset()
    arranged: frozenset[str] = frozenset()
    first_person: frozenset[str] = frozenset()
    speaks: frozenset[str] = frozenset()
    starts: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    last: bool = False
    participles: frozenset[str] = frozenset()
    wishes: tuple[str, ...] = ()
    done: str = ""


@cache
def _all_openings() -> dict[str, Openings]:
    data = tomli.loads(files("goalpage.reading.fields").joinpath("openings.toml").read_text(encoding="utf-8"))
    return {
        code: Openings(
            frozenset((*table.get("verbs", ()), *table.get("leans", ()))),
            frozenset(table.get("leans", ())), frozenset(table.get("past", ())), frozenset(table.get("arranged", ())),
            frozenset(table.get("first_person", ())), frozenset(table.get("speaks", ())),
            tuple(table.get("starts", ())), tuple(table.get("endings", ())), table.get("last", False),
            frozenset(table.get("participles", ())), tuple(f"{wish} " for wish in table.get("wishes", ())),
            table.get("done", ""),
        )
        for code, table in data.items()
    }  # fmt: skip


def is_aim(text: str, lang: str | None = None) -> bool:
    """Whether a statement opens as aims do: with the bare verb, or with a wish ("I want to ...")."""
    return is_bare_aim(text, lang) or _is_wish(_opening(text), base_code(lang))


def is_wish(text: str, lang: str | None = None) -> bool:
    """Whether a sentence opens with a wish or a promise of its author, a few words ahead of it left out."""
    words = _opening(text).split()
    return any(_is_wish(" ".join(words[at:]), base_code(lang)) for at in range(min(_AHEAD, len(words))))


def is_bare_aim(text: str, lang: str | None = None) -> bool:
    """Whether a statement opens with the bare verb of an aim, in its language or in English."""
    return _is_bare_aim(_opening(text), base_code(lang))


@lru_cache(maxsize=4096)
def _is_bare_aim(text: str, code: str) -> bool:
    to = _TO.match(text)
    words = _WORD.findall(text[to.end() :] if to else text)
    if not words:
        return False
    openings = _all_openings()
    first = words[0].lower()
    if first in openings["en"].verbs or (_NUMBER.search(text) and first in _gerunds()):
        return True
    own = openings.get(code)
    if own is None or code == "en":
        return False
    told = (words[-1] if own.last else words[0]).lower()
    return (
        first in own.leans
        or words[0].startswith(own.starts or ("\0",))
        or (len(told) > 2 and told.endswith(own.endings or ("\0",)))
    )


@cache
def _gerunds() -> frozenset[str]:
    """Give the English verbs of aims as people write what they mean to do, too: "Reading 24 books".

    Without a number they name hobbies, and what was done, as often.
    """
    return frozenset(map(gerund, _all_openings()["en"].verbs))


@lru_cache(maxsize=4096)
def _is_wish(text: str, code: str) -> bool:
    """Whether an opening is that of a wish or a promise in this language or in English."""
    openings = _all_openings()
    words = " ".join(text[_SIGNS.match(text).end() :].lower().split())  # type: ignore[union-attr]  # always matches
    return any(words.startswith(openings[each].wishes) for each in {code, "en"} & openings.keys())


def is_report(text: str, lang: str | None = None) -> bool:
    """Whether a statement opens as a report or a remark does: in the first person or the past tense."""
    opening = _opening(text)
    if _is_wish(opening, base_code(lang)):
        return False
    found = _WORD.search(opening)
    word = found.group().lower() if found else ""
    english, own = (_all_openings()["en"], _all_openings().get(base_code(lang), Openings()))
    if word in own.first_person or (word in english.first_person and word not in own.leans):
        return True
    return word in english.past or _is_regular_past(word)


def is_past(word: str, lang: str = "en") -> bool:
    """Whether a word, in lower case, tells of something done, in this language or in English: "visited", "gelesen"."""
    own = _all_openings().get(base_code(lang), Openings()).done
    if own and re.fullmatch(own, word):
        return True
    english = _all_openings()["en"]
    return word in english.past or word in english.participles or _is_regular_past(word)


def _is_regular_past(word: str) -> bool:
    english = _all_openings()["en"]
    return len(word) > 4 and word.endswith("ed") and word not in english.verbs | english.arranged


def is_sentence(text: str, lang: str | None = None) -> bool:
    """Whether a short line is a sentence rather than a name: the author speaks in it."""
    words = {word.lower() for word in _WORD.findall(_opening(text))}
    return bool(words & (_SPEAKS | _all_openings().get(base_code(lang), Openings()).speaks))


def speaks_of_own(text: str, lang: str | None = None) -> bool:
    """Whether the author speaks of himself alone, or of something as his own; essays speak of us all."""
    words = {word.lower() for word in _WORD.findall(_opening(text))}
    return bool(words & (_OWN | _all_openings().get(base_code(lang), Openings()).speaks))


def is_question(text: str) -> bool:
    """Whether a statement ends as a question does."""
    return text.rstrip(" )\"'”’").endswith(("?", "？"))


def _opening(text: str) -> str:
    return text[:_READ].replace("’", "'")
