"""Hidden goals vanish with all that speaks of them; older revisions are left out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from msgspec.structs import replace

from goalpage.compare import changes_between, follow, since, without_hidden
from goalpage.errors import Problem
from goalpage.model import Followed, History

Make = Callable[..., History]

LISTS = (
    "- Sew\n- Go to therapy every week\n  - Find a good listener\n"
    "- Sail | note=Instead of therapy? | note=In May\n- Bake",
    "- Sew\n- Talk to somebody who listens\n  - Find a good listener\n- Sail | note=In May\n- Bake",
    "- Sew\n- Bake\n- Sail | note=In May",
)


@pytest.fixture
def followed(history: Make) -> Followed:
    lists = history(*LISTS)
    told = ("Start", "Reword the therapy goal", "Drop it")
    problem = Problem("goals.md", 3, "odd", "“Go to therapy every week” has two marks")
    return follow(
        replace(
            lists,
            revisions=tuple(
                replace(revision, message=message, post=replace(revision.post, problems=(problem,)))
                for revision, message in zip(lists.revisions, told, strict=True)
            ),
        )
    )


def test_a_goal_hidden_by_a_word_is_nowhere(followed: Followed) -> None:
    assert followed.ids[1][1] == "go-to-therapy-every-week"
    shown = without_hidden(followed, ["therapy"])
    assert "therapy" not in repr(shown)
    assert "listen" not in repr(shown)
    assert shown.ids == (("sew", "sail", "bake"), ("sew", "sail", "bake"), ("sew", "bake", "sail"))
    assert [revision.message for revision in shown.history.revisions] == ["Start", None, "Drop it"]
    assert [t.id for t in shown.timelines] == ["sew", "sail", "bake"]


def test_what_is_left_is_compared_anew(followed: Followed) -> None:
    shown = without_hidden(followed, ["Therapy"])
    assert [c.kind.value for c in changes_between(shown, 0, 1)] == []
    assert shown.changed == (True, False, True)
    (move,) = changes_between(shown, 1, 2)
    assert move.places is not None
    assert [place.position for place in move.places] == [3, 2]


def test_a_goal_hidden_by_its_id(followed: Followed) -> None:
    assert without_hidden(followed, ["bake"]).ids[2] == ("sew", "sail")
    assert without_hidden(followed, ["sail"]).ids[2] == ("sew", "bake")


@pytest.mark.parametrize("hide", [[], [""], ["  "], ["nothing of the sort"], ["aki"]])
def test_nothing_to_hide(followed: Followed, hide: list[str]) -> None:
    assert without_hidden(followed, hide).ids == followed.ids


def test_words_in_scripts_without_blanks(history: Make) -> None:
    followed = follow(history("- 每周去看心理医生\n- 学航海"))
    assert without_hidden(followed, ["心理医生"]).ids == (("学航海",),)


def test_since_leaves_older_revisions_out(history: Make) -> None:
    whole = history("- Sail", "- Sail around", "- Sail around the bay")
    later = since(whole, date(2020, 2, 1))
    assert [revision.previous for revision in later.revisions] == [None, 0]
    assert follow(later).ids == (("sail-around",), ("sail-around",))
    assert since(whole, None) is whole
    assert since(whole, date(2030, 1, 1)).revisions == ()
