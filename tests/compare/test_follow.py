"""Histories followed: what changed, who is who, which ids last."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from msgspec.structs import replace

from goalpage.compare import Pin, Pins, change_sentence, changes_between, follow, renamed_areas
from goalpage.model import ChangeKind, Followed, History, Reason

Make = Callable[..., History]


def told(followed: Followed, a: int = 0, b: int = 1) -> list[str]:
    return [f"{c.kind.value} {c.goal}: {change_sentence(c)}" for c in changes_between(followed, a, b)]


@pytest.mark.cases("changes.md", "old", "new", "expected")
def test_changes(history: Make, old: str, new: str, expected: str) -> None:
    assert told(follow(history(old, new))) == expected.splitlines()


@pytest.mark.cases("changes.md", "old", "new", "expected")
def test_nothing_changes_against_itself(history: Make, old: str, new: str, expected: str) -> None:
    followed = follow(history(old, new, new))
    assert told(followed, 1, 2) == []
    assert followed.changed[1:] == (bool(expected), False)


@pytest.mark.cases("changes.md", "old", "new", "expected")
def test_a_text_put_back_gives_its_ids_back(history: Make, old: str, new: str, expected: str) -> None:
    followed = follow(history(old, new, old))
    assert followed.ids[2] == followed.ids[0]
    assert told(followed, 0, 2) == []


def test_ids_are_slugs_of_the_first_wording(history: Make) -> None:
    followed = follow(history("- Sail\n- Bake bread", "- Sail around the island\n- Bake bread", "- Bake bread\n- Sail"))
    assert followed.ids == (("sail", "bake-bread"), ("sail", "bake-bread"), ("bake-bread", "sail"))


def test_ids_stay_when_revisions_are_added(history: Make) -> None:
    lists = ["- Sail", "- Sail\n- Sail", "- Bake\n- Sail\n- Sail", "- Sail"]
    names = [follow(history(*lists[: n + 1])).ids for n in range(len(lists))]
    assert all(later[: len(earlier)] == earlier for earlier, later in pairwise(names))


def test_the_authors_id_names_the_goal_from_the_first(history: Make) -> None:
    followed = follow(history("- Learn to sail\n- Bake", "- Learn to sail | id=bay-2020\n- Bake"))
    assert followed.ids[0] == ("bay-2020", "bake")


def test_an_id_that_is_a_slug_names_that_goal(history: Make) -> None:
    followed = follow(history("- Learn to sail\n- Bake", "- Bake\n- Juggle\n- Cross the bay | id=learn-to-sail"))
    assert followed.ids[1] == ("bake", "juggle", "learn-to-sail")
    assert followed.timeline("learn-to-sail").statements[1].match == replace(
        followed.timeline("learn-to-sail").statements[1].match, reason=Reason.ID, score=1.0
    )


def test_an_id_used_twice_names_the_first(history: Make) -> None:
    followed = follow(history("- Sail | id=a\n- Bake | id=a"))
    assert followed.ids[0] == ("a", "bake")


def test_absent_goals_are_known_again(history: Make) -> None:
    followed = follow(history("- Sail to Corsica\n- Bake", "- Bake", "- Bake\n- Sail to Corsica"))
    assert followed.ids[2] == ("bake", "sail-to-corsica")
    kinds = [[c.kind for c in event.changes] for event in followed.timeline("sail-to-corsica").events]
    assert kinds == [[ChangeKind.ADDED], [ChangeKind.REMOVED], [ChangeKind.RETURNED]]
    assert told(followed, 0, 2) == ["moved bake: Moved from second to first"]


def test_between_any_two_revisions_the_way_does_not_matter(history: Make) -> None:
    followed = follow(history("- Sail", "- [x] Sail", "- [x] Sail\n- Bake", "- Sail\n- Bake"))
    assert told(followed, 0, 3) == ["added bake: First stated"]
    assert told(followed, 3, 0) == ["removed bake: No longer listed"]
    assert told(followed, 2, 0) == ["status sail: No longer marked done", "removed bake: No longer listed"]
    assert told(followed, 1, 1) == []


def test_a_split_is_told_between_distant_revisions(history: Make) -> None:
    old = "- Build a cedar canoe and paddle the whole river\n- Bake"
    new = "- Build a cedar canoe\n- Paddle the whole river\n- Bake"
    followed = follow(history(old, new, new + "\n- Sew"))
    change = next(c for c in changes_between(followed, 0, 2) if c.kind is ChangeKind.SPLIT)
    assert change.lineage == ("paddle-the-whole-river",)


def test_the_least_sure_match_is_given_between_distant_revisions(history: Make) -> None:
    followed = follow(history("- Sail to Corsica", "- Sail to Corsica and back", "- Sail to Corsica and back"))
    (change,) = changes_between(followed, 0, 2)
    assert change.match is not None
    assert change.match.reason is Reason.SIMILAR


def test_headings_renamed_and_years_moved_on(history: Make) -> None:
    old, new = "## Craft\n- Bake | due=2023\n- Sew | due=2023", "## Crafts\n- Bake | due=2024\n- Sew | due=2024"
    followed = follow(history(old, new))
    assert renamed_areas(followed, 0, 1) == (("Craft", "Crafts"), ("2023", "2024"))
    assert not followed.changed[1]


def test_pins_join_and_part(history: Make) -> None:
    lists = history("- Learn to sail\n- Bake bread", "- Bake bread\n- Cross the bay\n- Learn to sail well")
    joined = follow(lists, Pins((Pin("Learn to sail", "Cross the bay"),)))
    assert joined.ids[1] == ("bake-bread", "learn-to-sail", "learn-to-sail-well")
    parted = follow(lists, Pins((Pin("learn-to-sail", "Learn to sail well", same=False),)))
    assert parted.ids[1] == ("bake-bread", "cross-the-bay", "learn-to-sail-well")


def test_a_pin_may_name_one_revision(history: Make) -> None:
    lists = history("- Sail", "- Walk\n- Read", "- Walk\n- Read")
    pins = Pins((Pin("Sail", "Walk", revision=lists.revisions[2].id),))
    assert follow(lists, pins).ids[1] == ("walk", "read")


def test_a_review_grades_the_goals_before_it_however_it_names_them(history: Make) -> None:
    followed = follow(
        history(
            "- Get back into great shape for the summer\n- Various plans for the workshop\n"
            "- An interesting voyage or two\n- Write down what I read",
            "- [~] Great shape | reviewed\n- [!] The workshop, a mixed year | reviewed\n"
            "- [x] Some interesting voyages | reviewed\n- [x] Write down what I read | reviewed",
            posts=["2020 goals.md", "2020 review.md"],
        )
    )
    assert followed.ids[1] == followed.ids[0]


def test_a_goal_may_stand_twice_graded_and_set_anew(history: Make) -> None:
    followed = follow(
        history(
            "- Read 12 novels | value=/12 novels\n- Sail",
            "- [x] Read 12 novels | reviewed | value=14/12 novels\n- [!] Sail | reviewed\n"
            "- Read 20 novels | value=/20 novels",
            posts=["2020 goals.md", "2021 goals.md"],
        )
    )
    assert followed.ids[1] == ("read-12-novels", "sail", "read-12-novels")
    statements = followed.timeline("read-12-novels").statements
    assert [(s.revision, s.goal) for s in statements] == [(0, 0), (1, 0), (1, 2)]
    kinds = [c.kind for c in followed.timeline("read-12-novels").events[1].changes]
    assert kinds == [ChangeKind.STATUS, ChangeKind.PROGRESS, ChangeKind.STATUS, ChangeKind.PROGRESS, ChangeKind.TARGET]


@pytest.mark.parametrize(
    ("then", "now", "is_one"),
    [
        ("Row 500 miles on the river", "Bike 1000 miles along the river", False),
        ("Row 500 miles on the river", "Row 1000 miles along the river", True),
        ("Hit 550 moths in the garden", "Get 530 moths in the garden", True),
        ("Read 1000 reviewed papers", "Publish two reviewed papers", False),
    ],
)
def test_another_verb_with_quite_another_figure_is_another_goal(
    history: Make, then: str, now: str, is_one: bool
) -> None:
    others = "\n- Sail\n- Bake rye bread"
    followed = follow(history(f"- {then}{others}", f"- {now}{others}", posts=["Goals 2020.md", "Goals 2021.md"]))
    assert (followed.ids[0][0] == followed.ids[1][0]) is is_one


def test_what_another_post_does_not_take_up_is_not_carried(history: Make) -> None:
    followed = follow(history("- Sail\n- [x] Bake\n- Juggle", "- Juggle", posts=["Goals 2020.md", "Goals 2021.md"]))
    (change,) = changes_between(followed, 0, 1)
    assert (change.kind, change.goal) == (ChangeKind.REMOVED, "sail")
    assert change_sentence(change, into="2021") == "Not carried into 2021"


def test_a_review_leaves_alone_what_it_does_not_speak_of(history: Make) -> None:
    followed = follow(
        history(
            "- Sail\n- Juggle",
            "- [~] Juggle | reviewed",
            "- Bake",
            posts=["Goals 2020.md", "Review of 2020.md", "Goals 2021.md"],
        )
    )
    assert [c.kind for c in changes_between(followed, 0, 1)] == [ChangeKind.STATUS]
    assert {c.goal: c.kind for c in changes_between(followed, 1, 2)} == {
        "bake": ChangeKind.ADDED, "sail": ChangeKind.REMOVED, "juggle": ChangeKind.REMOVED,
    }  # fmt: skip


def test_verdicts_in_words_are_notes(history: Make) -> None:
    made = history("- [~] Sail | text=Sail. Fair.", "- [~] Sail | text=Sail. Could be better.")
    said = [replace(r.goals[0], words=words) for r, words in zip(made.revisions, (("Fair",), ("better",)), strict=True)]
    assert told(follow(history((said[0],), (said[1],)))) == ["note sail: The remarks beside it changed"]


def test_a_baseline_and_confidence(history: Make) -> None:
    (goal,) = history("- Sail | value=3/12 trips").revisions[0].goals
    assert goal.progress is not None
    first = replace(goal, progress=replace(goal.progress, baseline=1))
    assert told(follow(history((first,), (replace(goal, progress=replace(goal.progress, baseline=2)),)))) == [
        "progress sail: Other figures"
    ]
    assert told(follow(history((goal,), (replace(goal, confidence=0.5),)))) == [
        "note sail: The remarks beside it changed"
    ]


def test_a_role_read_from_the_date_alone_does_not_part_goals(history: Make) -> None:
    followed = follow(history("- Sew | id=a | reviewed\n- Sail | reviewed", "- Sew | id=a\n- Sail"))
    assert followed.ids[0] == followed.ids[1]
    assert told(followed) == []


def test_a_pin_to_nothing_known_is_left_out(history: Make) -> None:
    assert follow(history("- Sail", "- Walk | was=Fly")).ids[1] == ("walk",)


def test_headings_of_another_post_are_its_own(history: Make) -> None:
    followed = follow(history("## Sea\n- Sail", "## Ocean\n- Sail", posts=["a.md", "b.md"]))
    assert renamed_areas(followed, 0, 1) == ()


def test_a_value_that_falls_towards_its_target_is_progress(history: Make) -> None:
    values = ("7000/100 $", "640/100 $", "9000/100 $", "90/100 $")
    followed = follow(history(*(f"- Train it | value={value}" for value in values)))
    statuses = [revision.goals[0].status.value for revision in followed.history.revisions]
    assert statuses == ["open", "active", "open", "open"]
    assert "status" in followed.history.revisions[1].goals[0].inferred
    told = [change.kind for a, b in ((0, 1), (1, 2), (0, 2)) for change in changes_between(followed, a, b)]
    assert ChangeKind.STATUS not in told


def test_each_post_of_a_series_begins_at_nothing(history: Make) -> None:
    followed = follow(history("- Owe | value=700/100 $", "- Owe | value=640/100 $", posts=["2021.md", "2022.md"]))
    assert [revision.goals[0].status.value for revision in followed.history.revisions] == ["open", "open"]
