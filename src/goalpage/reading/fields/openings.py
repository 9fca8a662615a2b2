"""How a statement opens: with the verb of an aim, with a report of what was done, with a question.

People write aims as bare verbs ("Run a marathon"), as nouns, or as gerunds; reports of the past open with
"I" or a past tense. `[openings]` in the file of each language holds its words.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

from msgspec import Struct, convert
from msgspec.structs import replace

from goalpage.reading.fields.language import any_of, base_code, gerund, language

_READ = 160  # characters of a statement that are looked at: its opening
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_NUMBER = re.compile(r"[\d$€£]")
_AHEAD = 6
"""So many words may stand ahead of a wish: "This year, besides all that, I want to"."""
_PRESENT = 5  # words in which a report of the past shows
_PAST_NEXT, _PAST_LAST = 2, 6
"""So many words may stand between the author and what he did, a participle at the end of its clause included."""

_WITHIN = 2
"""So many words of a wish may have an adverb behind them: "I also want", "I would also like"."""

_SIGNS_AS_BLANKS = str.maketrans(dict.fromkeys(".,;:!?()[]{}\"*_#“”«»„…–—/|<>", " "))
_FEWEST_TO_READER, _MORE_TO_READER = 6, 2.0
_SIGNS = re.compile(r"\W{0,6}")


class Openings(Struct, frozen=True, forbid_unknown_fields=True):
    """The words by which statements open in one language; `languages/en.toml` tells what each list is."""

    verbs: frozenset[str] = frozenset()
    leans: frozenset[str] = frozenset()
    past: frozenset[str] = frozenset()
    arranged: frozenset[str] = frozenset()
    first_person: frozenset[str] = frozenset()
    speaks: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    reader: frozenset[str] = frozenset()
    adverbs: frozenset[str] = frozenset()
    not_aims: tuple[str, ...] = ()
    denials: tuple[str, ...] = ()
    turns: tuple[str, ...] = ()
    markers: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    last: bool = False
    participles: frozenset[str] = frozenset()
    wishes: tuple[str, ...] = ()
    done: str = ""


@cache
def _openings(code: str) -> Openings:
    told = convert(language(code).openings, Openings)
    return replace(told, verbs=told.verbs | told.leans, wishes=tuple(f"{wish} " for wish in told.wishes))


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


def leans(text: str, lang: str | None = None) -> bool:
    """Whether a statement opens with a word that aims lean on and that is no verb: "Daily yoga", "More music"."""
    found = _WORD.search(_opening(text))
    word = found.group().lower() if found else ""
    return word in _openings("en").leans or word in _openings(base_code(lang)).leans


@lru_cache(maxsize=4096)
def _is_bare_aim(text: str, code: str) -> bool:
    marker = _marker().match(text)
    words = _WORD.findall(text[marker.end() :] if marker else text)
    if not words:
        return False
    first = words[0].lower()
    if text[_SIGNS.match(text).end() :].lower().startswith(_openings("en").not_aims):  # type: ignore[union-attr]
        return False
    second = words[1].lower() if len(words) > 1 and first.endswith("ly") else ""  # "Regularly write"
    if first in _openings("en").verbs or second in _openings("en").verbs or _is_counted_gerund(text, first):
        return True
    if code == "en":
        return False
    own = _openings(code)
    told = (words[-1] if own.last else words[0]).lower()
    return (
        first in own.leans
        or words[0].startswith(own.starts or ("\0",))
        or (len(told) > 2 and told.endswith(own.endings or ("\0",)))
    )


def _is_counted_gerund(text: str, first: str) -> bool:
    return first in _gerunds() and _NUMBER.search(text) is not None


@cache
def _marker() -> re.Pattern[str]:
    """Finds the word ahead of a bare verb: "to run"."""
    return re.compile(rf"\W{{0,6}}{any_of(_openings('en').markers)}\s", re.IGNORECASE)


@cache
def _gerunds() -> frozenset[str]:
    """Give the English verbs of aims as people write what they mean to do, too: "Reading 24 books".

    Without a number they name hobbies, and what was done, as often.
    """
    return frozenset(map(gerund, _openings("en").verbs))


@lru_cache(maxsize=4096)
def _is_wish(text: str, code: str) -> bool:
    """Whether an opening is that of a wish or a promise in this language or in English."""
    words = text[_SIGNS.match(text).end() :].lower().split()  # type: ignore[union-attr]  # always matches
    adverbs = _openings(code).adverbs | _openings("en").adverbs
    said = " ".join(word for n, word in enumerate(words) if not (0 < n <= _WITHIN and word in adverbs))
    return any(said.startswith(_openings(each).wishes) for each in {code, "en"})


def is_report(text: str, lang: str | None = None) -> bool:
    """Whether a statement opens as a report or a remark does: in the first person or the past tense."""
    opening = _opening(text)
    if _is_wish(opening, base_code(lang)):
        return False
    found = _WORD.search(opening)
    word = found.group().lower() if found else ""
    english, own = _openings("en"), _openings(base_code(lang))
    if word in own.first_person or (word in english.first_person and word not in own.leans):
        return True
    return word in english.past or _is_regular_past(word)


def is_of_present(text: str, lang: str | None = None) -> bool:
    """Whether the author opens by saying how things are with him: "I can play the piano", "I am a good father"."""
    words = [word.lower() for word in _WORD.findall(_opening(text))[:_PRESENT]]
    code = base_code(lang)
    speaks = _openings(code).speaks | _openings("en").speaks
    return bool(words) and words[0] in speaks and not any(is_past(word, code) for word in words[1:])


def is_past(word: str, lang: str = "en") -> bool:
    """Whether a word, in lower case, tells of something done, in this language or in English: "visited", "gelesen"."""
    own = _openings(base_code(lang)).done
    if own and re.fullmatch(own, word):
        return True
    english = _openings("en")
    return word in english.past or word in english.participles or _is_regular_past(word)


def tells_of_past(text: str, lang: str) -> bool:
    """Whether the author says of himself in a text that he did something: "I also went", "Ich habe 5 gelesen"."""
    words = [word.lower() for word in _WORD.findall(text.replace("’", "'"))]
    speaks = _openings(lang).speaks | _openings("en").speaks
    near = _PAST_LAST if language(lang).verb_last else _PAST_NEXT
    return any(
        word in speaks and any(is_past(after, lang) for after in words[n + 1 : n + 1 + near])
        for n, word in enumerate(words)
    )


def is_denied(sentence: str, lang: str) -> bool:
    """Whether the author opens a sentence by saying that he did not: "I didn't get a job", "Didn't even try"."""
    denials = _openings(lang).denials or _openings("en").denials
    words = _signs_off(sentence).lower()
    return words.startswith(denials) and not any(f" {turn} " in words for turn in _openings(lang).turns)


def _signs_off(text: str) -> str:
    return text[_SIGNS.match(text).end() :].replace("’", "'")  # type: ignore[union-attr]  # always matches


def _is_regular_past(word: str) -> bool:
    english = _openings("en")
    return len(word) > 4 and word.endswith("ed") and word not in english.verbs | english.arranged


def is_sentence(text: str, lang: str | None = None) -> bool:
    """Whether a short line is a sentence rather than a name: the author speaks in it."""
    words = {word.lower() for word in _WORD.findall(_opening(text))}
    return bool(words & (_openings("en").speaks | _openings(base_code(lang)).speaks))


def speaks_of_own(text: str, lang: str | None = None) -> bool:
    """Whether the author speaks of himself alone, or of something as his own; essays speak of us all."""
    words = {word.lower() for word in _WORD.findall(_opening(text))}
    return bool(words & (_openings("en").own | _openings(base_code(lang)).speaks))


@lru_cache(maxsize=256)
def speaks_to_reader(text: str, lang: str | None = None) -> bool:
    """Whether a text speaks to its reader far more than of its author, as advice does."""
    code = base_code(lang)
    reader, own = (_openings(code).reader | _openings("en").reader, _openings(code).own | _openings("en").own)
    if language(code).bounds == "none":
        to_reader, of_own = (sum(map(text.count, words)) for words in (reader, own))
    else:
        often = Counter(text.lower().replace("’", "'").translate(_SIGNS_AS_BLANKS).split())
        to_reader, of_own = (sum(often[word] for word in words) for words in (reader, own))
    return to_reader >= _FEWEST_TO_READER and to_reader > _MORE_TO_READER * of_own


def is_question(text: str) -> bool:
    """Whether a statement ends as a question does."""
    return text.rstrip(" )\"'”’").endswith(("?", "？"))


def _opening(text: str) -> str:
    return text[:_READ].replace("’", "'")
