"""What the author told about identity: statements pinned together or parted."""

from __future__ import annotations

from msgspec import Struct

from goalpage.compare.identity import slug
from goalpage.compare.wording import folded
from goalpage.model import Goal, Role


class Pin(Struct, frozen=True):
    """That two statements are the same goal, or (`same` False) that they are not.

    `earlier` and `later` are ids or wordings (titles, folded before comparing; an id that was made from a wording
    speaks for it). `later` is meant in every revision, or only in the one with the id `revision`.
    """

    earlier: str
    later: str
    same: bool = True
    revision: str | None = None


class Pins(Struct, frozen=True):
    """All pins of one history, as the `link` command keeps them."""

    pins: tuple[Pin, ...] = ()

    def continued(self, goal: Goal, revision: str) -> tuple[str, ...]:
        """Give the ids and wordings that `goal` of this revision continues, the post's own `was` first."""
        told = (pin.earlier for pin in self.pins if pin.same and speaks_of(pin, goal, revision))
        return (*goal.was, *told)

    def parted(self, goal: Goal, revision: str) -> tuple[str, ...]:
        """Give the ids and wordings that `goal` of this revision is not."""
        return tuple(pin.earlier for pin in self.pins if not pin.same and speaks_of(pin, goal, revision))


def names(name: str, goal: Goal) -> bool:
    """Whether `name` is the goal's own id, its wording, or the id made from its wording."""
    return name in (goal.id, slug(goal.title)) or folded(name) in (folded(goal.title), folded(goal.text))


def speaks_of(pin: Pin, goal: Goal, revision: str) -> bool:
    """Whether `goal` is the later one; where both read alike, what grades the earlier one is not."""
    if goal.role is Role.REVIEWED and folded(pin.earlier) == folded(pin.later):
        return False
    return pin.revision in (None, revision) and names(pin.later, goal)
