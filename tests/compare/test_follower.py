"""A history followed again while it is written is what it would be followed anew."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from goalpage.compare import Follower, follow
from goalpage.model import Goal, History, Origin, Post, Progress, Revision, Role, Status

TITLES = ["Run a race", "Run a marathon", "Read 12 novels", "Read 20 novels", "Bake bread", "Sail to Crete", "每周文章"]


@st.composite
def texts(draw: st.DrawFn) -> Post:
    goals = [
        Goal(
            title=title,
            text=title,
            html=title,
            status=draw(st.sampled_from([Status.OPEN, Status.DONE])),
            role=draw(st.sampled_from([Role.STATED, Role.STATED, Role.REVIEWED])),
            progress=draw(st.sampled_from([None, Progress(1, 12), Progress(3, 20)])),
            id=draw(st.sampled_from([None, None, None, "a", "b"])),
        )
        for title in draw(st.lists(st.sampled_from(TITLES), max_size=5))
    ]
    return Post(goals=tuple(goals))


def history_of(posts: list[Post], sources: list[str]) -> History:
    start = datetime(2020, 1, 1, tzinfo=UTC)
    revisions = (
        Revision(str(n), start + timedelta(days=n), sources[n], sources[n], Origin.COMMIT, post,
                 previous=n - 1 if n else None)
        for n, post in enumerate(posts)
    )  # fmt: skip
    return History("goals", "Goals", tuple(revisions), tuple(dict.fromkeys(sources)))


STEPS = st.lists(st.tuples(st.integers(0, 4), texts()), min_size=1, max_size=9)
"""Texts one after another, and how many of those before each stays."""


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(STEPS, st.lists(st.sampled_from(["a.md", "b.md"]), min_size=9, max_size=9))
def test_following_again_is_following_anew(steps: list[tuple[int, Post]], sources: list[str]) -> None:
    follower = Follower()
    posts: list[Post] = []
    for gone, post in steps:
        posts = [*posts[: max(0, len(posts) - gone)], post]
        history = history_of(posts, sorted(sources))
        assert follower.follow(history) == follow(history)


def test_an_id_given_later_renames_the_goal_in_every_revision() -> None:
    follower = Follower()
    goal = Goal("Run a race", text="Run a race", html="Run a race")
    follower.follow(history_of([Post(goals=(goal,))] * 3, ["a.md"] * 3))
    named = history_of([*[Post(goals=(goal,))] * 2, Post(goals=(replace(goal, id="race"),))], ["a.md"] * 3)
    assert follower.follow(named).ids == (("race",),) * 3


def test_a_history_without_revisions_is_followed_too() -> None:
    assert Follower().follow(history_of([], [])).timelines == ()
