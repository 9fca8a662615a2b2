"""Words that carry little meaning by themselves, and number words: closed classes, folded, by language."""

from __future__ import annotations

_STOP = """
a an the and or but nor of to in on at by for from with without into onto over under as is are be been being was were am
it its this that these those my your our their his her me i we you he she they them us so than then also too very
more most much less least some any all each every per via about around up out off not no do does did done have has had
will would can could should may might must just only again still
el la los las lo un una unos unas y e o u de del al en con sin por para a que se su sus mi mis tu es ser más menos muy
le les des du au aux et ou à dans sur sous avec sans pour par ce cette ces mon ma mes ne pas plus moins une est être
der die das den dem des ein eine einen einem einer und oder zu zum zur im am auf mit ohne für von vom bei ist sein mehr
il gli i uno di da nel nella su con per che si è più meno o os as um uma do da dos das no na nos nas com sem para mais
het een en van te op met zonder voor bij is zijn meer
的 了 在 和 与 及 是 把 我 也 の に を は が で と も へ
"""

STOP_WORDS = frozenset(_STOP.split())
"""Folded words that never decide whether two wordings are the same."""

NUMBER_WORDS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12", "fifteen": "15", "twenty": "20", "thirty": "30", "forty": "40",
    "fifty": "50", "sixty": "60", "hundred": "100", "thousand": "1000", "once": "1", "twice": "2", "thrice": "3",
    "first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th",
    "dos": "2", "tres": "3", "cuatro": "4", "cinco": "5", "seis": "6", "siete": "7", "ocho": "8", "nueve": "9",
    "diez": "10", "deux": "2", "trois": "3", "quatre": "4", "cinq": "5", "sept": "7", "huit": "8", "neuf": "9",
    "dix": "10", "zwei": "2", "drei": "3", "vier": "4", "fünf": "5", "sechs": "6", "sieben": "7", "acht": "8",
    "neun": "9", "zehn": "10",
}  # fmt: skip
"""Number words that pass for figures: a goal re-targeted from `two` to `4` is told like one from `2` to `4`."""
