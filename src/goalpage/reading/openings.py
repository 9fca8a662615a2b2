"""How a statement opens: with the verb of an aim, with a report of what was done, with a question.

People write aims as bare verbs ("Run a marathon"), as nouns, or as gerunds; reports of the past open with
"I" or a past tense. The verbs are the commonest openings of goals in each language, by their dictionary form;
where a language marks its infinitive by an ending, the ending stands for all of them.
"""

from __future__ import annotations

import re
from functools import lru_cache

_ENGLISH = frozenset(
    """
    achieve acquire add aim align apply archive ask attend automate avoid backup bake be become begin bench bike blog book
    break bring build buy call camp celebrate change check clean climb close code collect commit complete conquer
    consume continue contribute convert cook cover crack create cross cultivate curate cut cycle dance deadlift
    decide declutter define deliver deploy design develop digitize discover dive do donate draft draw drink drive
    drop earn eat eliminate embrace engage enjoy enter establish exercise expand experience experiment explore
    fall figure file fill find finish fit fix flesh floss fly focus follow found gain get give go graduate grow
    handle have help hike hire hit host implement improve incorporate increase initiate install integrate interview invest
    investigate join journal jump keep kick launch lead learn leave let lift limit listen live log look lose lower
    maintain make master meditate meet memorize mentor migrate minimize moderate monitor move nail network obtain
    offer open optimize order organise organize outsource own paint pass pay perform photograph pick place plan plant
    play polish post practice practise pray prepare present print prioritize produce program progress promote
    prove publish purchase push put qualify quit raise re-read reach read rebuild record redesign reduce refactor
    register release relocate remember renovate repair replace reread research respond rest restart retire review
    revise rewrite ride rip row run save say scan schedule scuba secure see sell send serve set sew share ship shoot
    show sign sing sit skate ski skydive sleep slow smile snorkel solve speak spend sprint squat stabilize stand
    start stay stick stop streamline stretch strengthen strive study submit subscribe succeed summit support surf
    swim switch take talk teach test thank think throw tidy touch track train transfer transition translate travel
    treat try turn understand unplug update upgrade use vacation visit volunteer wake walk watch wean wear weigh win
    witness work workout write
    """.split()
)
_LEANS = frozenset("more less fewer no better stop daily weekly consistent healthier".split())
_PAST = frozenset(
    """
    was were had did went got made took gave wrote read ran won lost met saw found built bought became began broke
    brought came cut drove fell felt flew grew kept knew led left paid put rode said sold sent slept spent spoke
    stood taught thought threw told understood woke
    """.split()
) - {"read", "cut", "put"}
_FIRST_PERSON = frozenset("i i've i'm i'd i'll we we've my our it it's this that these those there".split())
# Endings of the infinitive, by language; a reflexive ending included.
_ENDINGS: dict[str, tuple[str, ...]] = {
    "es": ("ar", "er", "ir", "arme", "erme", "irme", "arse", "erse", "irse", "arlo", "erlo"),
    "pt": ("ar", "er", "ir", "or"),
    "fr": ("er", "ir", "re"),
    "it": ("are", "ere", "ire", "armi", "ermi", "irmi"),
    "de": ("en", "ern", "eln"),
    "nl": ("en",),
    "pl": ("ać", "eć", "ić", "yć", "ść", "źć", "ąć"),
    "ru": ("ть", "ться", "ти", "тись", "чь"),
    "tr": ("mak", "mek"),
}
_LAST_WORD = frozenset({"de", "nl", "tr"})  # the infinitive stands at the end
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_WISH = re.compile(r"\W{0,6}(?:i (?:want|plan|hope|intend|would like|will|'d like|aim)|i['’]d like|i['’]ll|to)\s(?:to\s)?", re.IGNORECASE)


def is_aim(text: str, lang: str | None = None) -> bool:
    """Whether a statement opens as aims do: with the bare verb, or with a wish ("I want to ...")."""
    text = text[:160].replace("’", "'")
    wish = _WISH.match(text)
    return bool(wish) or is_bare_aim(text, lang)


def is_bare_aim(text: str, lang: str | None = None) -> bool:
    """Whether a statement opens with the bare verb of an aim."""
    return _is_bare_aim(text[:160].replace("’", "'"), lang)


@lru_cache(maxsize=4096)
def _is_bare_aim(text: str, lang: str | None) -> bool:
    to = re.match(r"\W{0,6}to\s", text, re.IGNORECASE)
    rest = text[to.end() :] if to else text
    word = _first_word(rest)
    if word in _ENGLISH or word in _LEANS:
        return True
    if lang and lang[:2] in _ENDINGS:
        endings = _ENDINGS[lang[:2]]
        words = _WORD.findall(rest)
        return bool(words) and (words[0].lower().endswith(endings) or (lang[:2] in _LAST_WORD and words[-1].endswith(endings)))
    return False


def is_report(text: str) -> bool:
    """Whether a statement opens as a report or a remark does: in the first person or the past tense."""
    text = text[:80].replace("’", "'")
    if _WISH.match(text):
        return False
    word = _first_word(text)
    return word in _FIRST_PERSON or word in _PAST or (len(word) > 4 and word.endswith("ed") and word not in _ENGLISH)


def is_question(text: str) -> bool:
    """Whether a statement ends as a question does."""
    return text.rstrip(" )\"'”’").endswith(("?", "？"))


def _first_word(text: str) -> str:
    found = _WORD.search(text)
    return found.group().lower() if found else ""
