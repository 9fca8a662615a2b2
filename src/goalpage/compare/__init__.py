"""Goal lists become changes and timelines: who is who, and what happened."""

from goalpage.compare.between import Between, changes_between
from goalpage.compare.follow import Follower, follow, renamed_areas
from goalpage.compare.hidden import Hidden, hidden, since, without, without_hidden
from goalpage.compare.inline import inline_difference
from goalpage.compare.phrases import change_sentence
from goalpage.compare.pins import Pin, Pins
from goalpage.compare.quantities import is_first_measure
from goalpage.compare.sentences import period, revision_sentence, sentence
from goalpage.compare.statements import differences
from goalpage.compare.unrecorded import RECORDED, unrecorded

__all__ = [
    "RECORDED",
    "Between",
    "Follower",
    "Hidden",
    "Pin",
    "Pins",
    "change_sentence",
    "changes_between",
    "differences",
    "follow",
    "hidden",
    "inline_difference",
    "is_first_measure",
    "period",
    "renamed_areas",
    "revision_sentence",
    "sentence",
    "since",
    "unrecorded",
    "without",
    "without_hidden",
]
