"""The goals in force at a revision: those it states, or, where it only grades, those it continues."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from goalpage.model import Goal, History, Role

Ids = Sequence[Sequence[str]]
"""`ids[r][g]`: the lasting id of goal g of revision r."""

Name = TypeVar("Name", str, int)
"""What a goal is called by: its lasting id, or its key while ids are not given yet."""

_REVIEWS = 60
"""More reviews than this in a row look back on no common list: a year of weekly ones does."""


class Said(Struct, frozen=True):
    """One statement of a goal: the revision, its index in the list there, and the goal as stated."""

    revision: int
    index: int
    goal: Goal


class Stand(Struct, frozen=True):
    """How a goal stands at a revision: as graded there, as set there, or both."""

    reviewed: Said | None = None
    stated: Said | None = None

    @property
    def said(self) -> tuple[Said, ...]:
        """The statements in the order they are meant: graded first, then set anew."""
        return tuple(said for said in (self.reviewed, self.stated) if said is not None)

    @property
    def last(self) -> Said:
        """The statement that holds now."""
        return self.said[-1]


def standing(history: History, ids: Sequence[Sequence[Name]], r: int) -> dict[Name, Stand]:
    """Give how each goal in force at revision `r` stands, in the author's order.

    A post that only grades leaves the goals in force that it does not speak of: those set by the newest of the
    `_REVIEWS` posts before it that set any.
    """
    layers = [r]
    while not sets_goals(history, layers[-1]):
        before = entered_after(history, layers[-1])
        if before is None or len(layers) > _REVIEWS:
            layers = [r]
            break
        layers.append(before)
    found: dict[Name, Stand] = {}
    for layer in reversed(layers):
        found.update(_own(history, ids, layer))
    return found


def sets_goals(history: History, r: int) -> bool:
    """Whether revision `r` sets goals, and does not only grade them."""
    return any(goal.role is Role.STATED for goal in history.revisions[r].goals)


def _own(history: History, ids: Sequence[Sequence[Name]], r: int) -> dict[Name, Stand]:
    stands: dict[Name, Stand] = {}
    for index, (name, goal) in enumerate(zip(ids[r], history.revisions[r].goals, strict=True)):
        said, stand = Said(r, index, goal), stands.get(name, Stand())
        reviewed = goal.role is Role.REVIEWED
        stands[name] = replace(stand, reviewed=said) if reviewed else replace(stand, stated=said)
    return stands


def entered_after(history: History, r: int) -> int | None:
    """Give the revision of the post before that this post continues."""
    source = history.revisions[r].source
    at: int | None = r
    while at is not None and history.revisions[at].source == source:
        at = history.revisions[at].previous
    return at


def same_post(history: History, a: int, b: int) -> bool:
    """Whether two revisions are texts of the same post."""
    return history.revisions[a].source == history.revisions[b].source


def pairs_of(old: Stand, new: Stand, *, one_post: bool) -> tuple[tuple[Said, Said], ...]:
    """Give the pairs of statements between which a goal may have changed.

    Between texts of one post the graded half is held against the graded half; a new post is held against what was
    said last, first where it grades, then where it sets the goal anew.
    """
    if one_post:
        both = ((old.reviewed, new.reviewed), (old.stated, new.stated))
        same = tuple((a, b) for a, b in both if a is not None and b is not None)
        return same or ((old.last, new.last),)
    said = (old.last, *new.said)
    return tuple(pairwise(said))


def parent_of(ids: Ids, said: Said) -> str | None:
    """Give the id of the goal that this one stands under."""
    parent = said.goal.parent
    return None if parent is None or not 0 <= parent < len(ids[said.revision]) else ids[said.revision][parent]


def areas(stands: Mapping[str, Stand]) -> dict[str, str | None]:
    """Give the area in which each goal stands."""
    return {name: stand.last.goal.area for name, stand in stands.items()}
