"""Goals that stand elsewhere: in another area, under another goal, or out of the order the others kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from goalpage.compare.order import longest_rising
from goalpage.compare.standing import Ids, Said, Stand, areas, parent_of
from goalpage.model import Change, ChangeKind, Match, Place, Reason

Matches = Mapping[str, Match | None]


def moves(ids: Ids, old: Mapping[str, Stand], new: Mapping[str, Stand], matches: Matches) -> dict[str, Change]:
    """Give the moves by id, as few as tell the whole of it.

    A goal known by its place alone is not said to have moved: its rewording tells all there is.
    """
    old_areas, new_areas = set(areas(old).values()), set(areas(new).values())
    kin: dict[tuple[str | None, str | None], list[str]] = defaultdict(list)
    found: dict[str, Change] = {}
    for name, stand in new.items():
        if name not in old:
            continue
        was, now = _place(ids, old[name].last), _place(ids, stand.last)
        if now.parent != was.parent or _went_over(was, now, old_areas, new_areas):
            found[name] = _move(name, old, new, (was, now), matches)
        else:
            kin[now.area, now.parent].append(name)
    for names_of_kin in kin.values():
        siblings = sorted(names_of_kin, key=lambda name: new[name].last.index)
        kept = set(longest_rising([old[name].last.index for name in siblings]))
        for n, name in enumerate(siblings):
            match = matches[name]
            if n not in kept and not (match and match.reason is Reason.PLACE):
                found[name] = _move(name, old, new, (_place(ids, old[name].last), _place(ids, new[name].last)), matches)
    return found


def _went_over(was: Place, now: Place, old_areas: Collection[str | None], new_areas: Collection[str | None]) -> bool:
    """Whether a goal went to another area; where its own is gone for a new one it was renamed or cut anew."""
    return was.area != now.area and (was.area in new_areas or now.area in old_areas)


def _place(ids: Ids, said: Said) -> Place:
    return Place(said.index + 1, said.goal.area, parent_of(ids, said))


def _move(
    name: str, old: Mapping[str, Stand], new: Mapping[str, Stand], places: tuple[Place, Place], matches: Matches
) -> Change:
    return Change(ChangeKind.MOVED, name, old[name].last.goal, new[name].last.goal, matches[name], places)
