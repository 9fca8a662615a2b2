from __future__ import annotations

import pytest

from goalpage.model import Change, ChangeKind, Direction, Goal, Match, Progress, Reason
from goalpage.pages.phrases import likeness, phrase, reason, sentence_of, telling


def change(kind: ChangeKind, before: Goal, after: Goal) -> Change:
    return Change(kind, "g", before, after, Match(Reason.ID))


def aiming(current: int | None, target: int | None) -> Goal:
    return Goal("Save", progress=Progress(current, target, unit="$", direction=Direction.DOWN))


@pytest.mark.parametrize(
    ("kind", "before", "after", "told"),
    [
        (ChangeKind.PROGRESS, aiming(7, 1), aiming(5, 1),
         '<del>$7</del> <span aria-hidden="true">→</span> <ins>$5</ins>'),
        (ChangeKind.PROGRESS, aiming(None, 1), aiming(5, 1), "<ins>$5</ins>"),
        (ChangeKind.PROGRESS, aiming(5, 1), aiming(None, 1), "<del>$5</del> no longer given"),
        (ChangeKind.TARGET, aiming(5, None), aiming(5, 1), "target <ins>$1</ins>"),
        (ChangeKind.TARGET, aiming(5, 1), aiming(5, None), "no target any more, before: <del>$1</del>"),
        (ChangeKind.DUE, Goal("a"), Goal("a", due="2021-06"), "due <ins>June 2021</ins>"),
        (ChangeKind.DUE, Goal("a", due="2021"), Goal("a"), "no longer due <del>2021</del>"),
        (ChangeKind.REWORDED, Goal("a"), Goal("b"), "reworded"),
    ],
)  # fmt: skip
def test_a_step_shows_what_went_and_what_came(kind: ChangeKind, before: Goal, after: Goal, told: str) -> None:
    assert phrase(change(kind, before, after), {}) == told


def test_a_value_nobody_gave_is_never_shown() -> None:
    before, after = aiming(None, 24), aiming(None, 30)
    both = [change(ChangeKind.PROGRESS, before, after), change(ChangeKind.TARGET, before, after)]
    assert [each.kind for each in telling(both)] == [ChangeKind.TARGET]
    assert "None" not in sentence_of(both, {})
    assert "None" not in phrase(both[0], {})


def test_a_doubtful_match_says_so_and_a_plain_one_does_not() -> None:
    assert likeness(Match(Reason.SIMILAR, 0.74)) == "taken for the same goal: 74\u00a0% alike"
    assert likeness(Match(Reason.PLACE)) == "taken for the same goal: same place in the list"
    assert likeness(Match(Reason.SIMILAR, 0.97)) == likeness(Match(Reason.EXACT)) == likeness(None) == ""
    assert {reason(Match(each, 0.8)) for each in Reason} == {
        "same id", "same words, figures aside", "80\u00a0% alike", "same place in the list", "named by the author",
    }  # fmt: skip
