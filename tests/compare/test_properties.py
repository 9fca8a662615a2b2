"""What holds for every history: nothing lost, nothing counted twice, nothing told of nothing."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from goalpage.compare import changes_between, follow, revision_sentence, without_hidden
from goalpage.compare.match import Matching, match_goals
from goalpage.compare.order import longest_rising
from goalpage.compare.sentences import NOTHING
from goalpage.model import (
    ChangeKind,
    Goal,
    History,
    Origin,
    Post,
    Progress,
    Revision,
    Role,
    Status,
)

TITLES = st.lists(
    st.sampled_from(["sail", "bake", "read", "12", "novels", "the", "boat", "bread", "two", "每周", "文章", "α"]),
    min_size=1, max_size=5,
).map(" ".join)  # fmt: skip


@st.composite
def goals(draw: st.DrawFn) -> tuple[Goal, ...]:
    found: list[Goal] = []
    for _ in range(draw(st.integers(0, 7))):
        title = draw(TITLES)
        found.append(
            Goal(
                title=title,
                text=title,
                html=title,
                status=draw(st.sampled_from(list(Status))),
                role=draw(st.sampled_from([Role.STATED, Role.STATED, Role.REVIEWED])),
                area=draw(st.sampled_from([None, "Sea", "Land"])),
                parent=draw(st.sampled_from([None, None, *range(len(found))])),
                progress=draw(st.sampled_from([None, Progress(1, 12), Progress(3, 20)])),
                due=draw(st.sampled_from([None, None, "2021"])),
                id=draw(st.sampled_from([None, None, None, "a", "b"])),
            )
        )
    return tuple(found)


def history_of(lists: list[tuple[Goal, ...]], sources: list[str] | None = None) -> History:
    start = datetime(2020, 1, 1, tzinfo=UTC)
    names = sources or ["goals.md"] * len(lists)
    return History(
        "goals",
        "Goals",
        tuple(
            Revision(str(n), start + timedelta(days=n), names[n], names[n], Origin.COMMIT, Post(goals=these),
                     previous=n - 1 if n else None)
            for n, these in enumerate(lists)
        ),
        tuple(dict.fromkeys(names)),
    )  # fmt: skip


HISTORIES = st.lists(goals(), min_size=1, max_size=5).flatmap(
    lambda lists: st.lists(st.sampled_from(["a.md", "b.md", "c.md"]), min_size=len(lists), max_size=len(lists)).map(
        lambda sources: history_of(lists, sorted(sources))
    )
)


@given(goals())
def test_a_list_against_itself_gives_nothing(these: tuple[Goal, ...]) -> None:
    followed = follow(history_of([these, tuple(replace(goal, line=9) for goal in these)]))
    assert changes_between(followed, 0, 1) == ()
    assert revision_sentence(followed, 1) == NOTHING


@given(
    st.lists(TITLES, min_size=1, max_size=8, unique=True).flatmap(lambda t: st.tuples(st.just(t), st.permutations(t)))
)
def test_a_permutation_only_moves(titles: tuple[list[str], list[str]]) -> None:
    old, new = (tuple(Goal(title=title, text=title) for title in order) for order in titles)
    followed = follow(history_of([old, new]))
    changes = changes_between(followed, 0, 1)
    assert {change.kind for change in changes} <= {ChangeKind.MOVED}
    places = [titles[0].index(title) for title in titles[1]]
    assert len(changes) == len(places) - len(longest_rising(places))


@given(st.lists(st.integers(0, 30), unique=True, max_size=12))
def test_longest_rising_rises_and_none_is_longer(places: list[int]) -> None:
    run = [places[n] for n in longest_rising(places)]
    assert run == sorted(run)
    best: list[int] = []
    for n, place in enumerate(places):
        best.append(1 + max((best[m] for m in range(n) if places[m] < place), default=0))
    assert len(run) == max(best, default=0)


@given(goals(), goals())
def test_a_goal_is_matched_with_one_at_most(old: tuple[Goal, ...], new: tuple[Goal, ...]) -> None:
    matching = Matching(old, new)
    match_goals(matching)
    assert len({j for j, _ in matching.found.values()}) == len(matching.found)
    assert {j: i for i, (j, _) in matching.found.items()} == matching.taken
    assert all(0.0 <= match.score <= 1.0 for _, match in matching.found.values())


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=150)
@given(HISTORIES)
def test_every_goal_is_kept_absent_or_merged_exactly_once(history: History) -> None:
    followed = follow(history)
    stated = Counter()
    for r, revision in enumerate(history.revisions):
        assert len(followed.ids[r]) == len(revision.goals)
        roles = Counter(zip(followed.ids[r], (goal.role for goal in revision.goals), strict=True))
        assert not roles or max(roles.values()) == 1
        stated.update(followed.ids[r])
        before = revision.previous
        if before is not None and history.revisions[before].source == revision.source:
            gone = Counter(
                c.goal
                for c in changes_between(followed, before, r)
                if c.kind in (ChangeKind.REMOVED, ChangeKind.MERGED)
            )
            left = set(followed.ids[before]) - set(followed.ids[r])
            if all(any(g.role is Role.STATED for g in history.revisions[n].goals) for n in (before, r)):
                assert gone == Counter(left)
    assert stated == Counter({t.id: len(t.statements) for t in followed.timelines})
    assert len({t.id for t in followed.timelines}) == len(followed.timelines)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=150)
@given(HISTORIES)
def test_timelines_are_in_order_and_events_are_changes_between(history: History) -> None:
    followed = follow(history)
    for timeline in followed.timelines:
        at = [(s.revision, history.revisions[s.revision].goals[s.goal].role.value) for s in timeline.statements]
        assert at == sorted(at)
        assert [e.revision for e in timeline.events] == sorted({e.revision for e in timeline.events})
        first = timeline.events[0]
        assert first.revision == timeline.statements[0].revision
        assert first.changes[0].kind is ChangeKind.ADDED
        assert all(event.changes for event in timeline.events)
    for r, revision in enumerate(history.revisions):
        told = [c for t in followed.timelines for e in t.events if e.revision == r for c in e.changes]
        assert followed.changed[r] == bool(told)
        if revision.previous is not None:
            assert sorted(map(repr, told)) == sorted(map(repr, changes_between(followed, revision.previous, r)))


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=100)
@given(st.lists(goals(), min_size=2, max_size=4))
def test_a_revision_between_loses_no_identity(lists: list[tuple[Goal, ...]]) -> None:
    alone = follow(history_of([lists[0]]))
    returned = follow(history_of([*lists, lists[0]]))
    assert returned.ids[0] == returned.ids[-1]
    assert alone.timelines[:0] == ()
    assert changes_between(returned, 0, len(lists)) == ()


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=100)
@given(HISTORIES)
def test_adding_a_revision_changes_nothing_before_it(history: History) -> None:
    whole = follow(history)
    part = follow(replace(history, revisions=history.revisions[:-1]))
    given_later = {goal.id for goal in history.revisions[-1].goals if goal.id}
    if not given_later:
        assert whole.ids[:-1] == part.ids
        assert whole.changed[:-1] == part.changed


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=100)
@given(HISTORIES, st.sampled_from(["bread", "每周", "sail", "a"]))
def test_what_is_hidden_is_nowhere(history: History, word: str) -> None:
    shown = without_hidden(follow(history), [word])
    assert word not in [name for names in shown.ids for name in names]
    for revision, names in zip(shown.history.revisions, shown.ids, strict=True):
        assert len(revision.goals) == len(names)
        assert not [goal for goal in revision.goals if word in goal.title.split() or goal.id == word]
        assert all(goal.parent is None or goal.parent < n for n, goal in enumerate(revision.goals))
    if len(word) > 1:
        assert f"{word} " not in repr(shown.timelines).replace("'", " ").replace("-", " ")


def test_no_goals_at_all() -> None:
    followed = follow(history_of([(), ()]))
    assert (followed.ids, followed.timelines, followed.changed) == (((), ()), (), (False, False))
    assert follow(history_of([])).ids == ()
