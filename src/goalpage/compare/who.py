"""Every statement of a history is given the goal it is of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from goalpage.compare.across import Loosely, Memory, taken_up
from goalpage.compare.identity import author_slug, slug, unique
from goalpage.compare.lineage import merges, splits
from goalpage.compare.match import Matching, match_goals
from goalpage.compare.pins import Pins
from goalpage.compare.standing import entered_after, standing
from goalpage.compare.wording import folded, wording
from goalpage.model import Goal, History, Match, Reason, Role

Found = dict[int, tuple[int, Match | None]]
"""Index of a goal in its revision -> (key of the goal it is of, why; None where it is first met)."""


class Known(Struct):
    """A goal met so far: its first statement and the author's ids for it."""

    first: Goal
    given: list[str] = field(default_factory=list)


class Who(Struct):
    """Who is who in the revisions seen so far; a goal's key is its index in `known`.

    `keys[r][g]` is the goal of which goal g of revision r is a statement, and `matches[r][g]` why. `parts[r]` maps a
    goal that was split to its new parts, `merged[r]` a goal that went into another to that one.
    """

    history: History
    pins: Pins
    known: list[Known] = field(default_factory=list)
    keys: list[list[int]] = field(default_factory=list)
    matches: list[list[Match | None]] = field(default_factory=list)
    parts: list[dict[int, tuple[int, ...]]] = field(default_factory=list)
    merged: list[dict[int, int]] = field(default_factory=list)
    lists: dict[tuple[str, tuple[Goal, ...]], int] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)
    by_id: dict[str, int] = field(default_factory=dict)
    by_slug: dict[str, int] = field(default_factory=dict)
    by_wording: dict[str, int] = field(default_factory=dict)

    def branched(self) -> Who:
        """Give the same knowledge, to go its own way from here: what it learns is not learned by this one."""
        return Who(
            self.history,
            self.pins,
            [Known(known.first, known.given.copy()) for known in self.known],
            self.keys.copy(),
            self.matches.copy(),
            self.parts.copy(),
            self.merged.copy(),
            self.lists.copy(),
            self.memory.branched(),
            self.by_id.copy(),
            self.by_slug.copy(),
            self.by_wording.copy(),
        )


def go_on(who: Who, upto: int) -> None:
    """Learn who is who in the revisions from the first unknown one up to `upto`, left out.

    Each revision is matched with the one it continues, then with all goals met before.
    """
    for r in range(len(who.keys), upto):
        _go_on(who, r)


def _go_on(who: Who, r: int) -> None:
    found: Found = {}
    matching = None
    if (same := _same_list(who, r)) is not None:
        found = {g: (key, Match(Reason.EXACT)) for g, key in enumerate(who.keys[same])}
    else:
        _take(who, r, found, _pinned(who, r))
        _take(who, r, found, _bearing_ids(who, r))
        if continues_post(who.history, r):
            matching = _matched(who, r, found)
    if same is None:
        _graded(who, r, found)
    for role in (Role.REVIEWED, Role.STATED):
        _take(who, r, found, _bearing_ids(who, r))
        _take_up(who, r, role, found)
        _settle(who, r, role, found)
    _note(who, r, found, matching)


def lasting_ids(who: Who) -> tuple[str, ...]:
    """Give the id of every goal: the author's first, else a slug of its first wording; unique in the history."""
    taken: dict[str, int] = {}
    ids = {key: unique(author_slug(known.given[0]), taken) for key, known in enumerate(who.known) if known.given}
    for key, known in enumerate(who.known):
        if key not in ids:
            ids[key] = unique(slug(known.first.title), taken)
    return tuple(ids[key] for key in range(len(who.known)))


def continues_post(history: History, r: int) -> bool:
    """Whether revision `r` is a later text of the very post of the revision it continues."""
    before = history.revisions[r].previous
    return before is not None and history.revisions[before].source == history.revisions[r].source


def _same_list(who: Who, r: int) -> int | None:
    """Give the newest earlier text of this post that states the very same goals: a text put back needs no matching."""
    revision = who.history.revisions[r]
    key = (revision.source, revision.goals)
    is_told_of = any(pin.revision == revision.id for pin in who.pins.pins)
    same = who.lists.get(key) if continues_post(who.history, r) and not is_told_of else None
    who.lists[key] = r
    return same


def _take(who: Who, r: int, found: Found, more: Mapping[int, tuple[int, Match]]) -> None:
    """Add `more` to `found`: in one revision a goal stands once reviewed and once stated at the most."""
    goals = who.history.revisions[r].goals
    used = {(key, goals[g].role) for g, (key, _) in found.items()}
    for g, (key, match) in sorted(more.items()):
        if g not in found and (key, goals[g].role) not in used:
            found[g] = (key, match)
            used.add((key, goals[g].role))


def _pinned(who: Who, r: int) -> dict[int, tuple[int, Match]]:
    """Give the goals that the author pinned to an earlier one, by id or wording."""
    revision, found = who.history.revisions[r], {}
    for g, goal in enumerate(revision.goals):
        for name in who.pins.continued(goal, revision.id):
            key = _named(who, name)
            if key is not None and g not in found:
                found[g] = (key, Match(Reason.PINNED))
    return found


def _bearing_ids(who: Who, r: int) -> dict[int, tuple[int, Match]]:
    """Give the goals whose id is known: as the author's, or as the slug by which a goal without one is called."""
    found = {}
    for g, goal in enumerate(who.history.revisions[r].goals):
        key = None if goal.id is None else who.by_id.get(goal.id, who.by_slug.get(goal.id))
        if key is not None:
            found[g] = (key, Match(Reason.ID))
    return found


def _named(who: Who, name: str) -> int | None:
    for names, wanted in ((who.by_id, name), (who.by_slug, name), (who.by_wording, folded(name))):
        if wanted in names:
            return names[wanted]
    return None


def _matched(who: Who, r: int, found: Found) -> Matching:
    """Match revision `r` with the text of the same post that it continues, on top of what is `found`."""
    revision = who.history.revisions[r]
    before = revision.previous or 0
    keys, old = who.keys[before], who.history.revisions[before].goals
    barred = [_barred(who, r, g) for g in range(len(revision.goals))]
    matching = Matching(old, revision.goals, lambda i, j: keys[i] in barred[j])
    at = {(key, goal.role): i for i, (key, goal) in enumerate(zip(keys, old, strict=True))}
    anyhow = dict(zip(keys, range(len(keys)), strict=True))
    for g, (key, match) in found.items():
        i = at.get((key, revision.goals[g].role), anyhow.get(key))
        if match is not None:
            matching.fix(i, g, match)
    match_goals(matching)
    _take(who, r, found, {j: (keys[i], match) for i, (j, match) in matching.found.items()})
    return matching


def _barred(who: Who, r: int, g: int) -> frozenset[int]:
    """Give the goals that goal `g` of revision `r` is not: the author parted them."""
    revision = who.history.revisions[r]
    names = who.pins.parted(revision.goals[g], revision.id)
    return frozenset(key for name in names if (key := _named(who, name)) is not None)


def _graded(who: Who, r: int, found: Found) -> None:
    """Match the goals that revision `r` grades with those in force when it was written: a review keeps their order."""
    before = entered_after(who.history, r)
    goals = who.history.revisions[r].goals
    left = [g for g, goal in enumerate(goals) if goal.role is Role.REVIEWED and g not in found]
    if before is None or not left:
        return
    used = {key for g, (key, _) in found.items() if goals[g].role is Role.REVIEWED}
    in_force = [
        (key, stand.last.goal) for key, stand in standing(who.history, who.keys, before).items() if key not in used
    ]
    barred = [_barred(who, r, g) for g in left]
    old = [replace(goal, parent=None, role=Role.REVIEWED) for _, goal in in_force]
    new = [replace(goals[g], parent=None) for g in left]
    matching = Matching(old, new, lambda i, j: in_force[i][0] in barred[j])
    match_goals(matching)
    _take(who, r, found, {left[j]: (in_force[i][0], match) for i, (j, match) in matching.found.items()})


def _take_up(who: Who, r: int, role: Role, found: Found) -> None:
    """Match the goals of `role` still left with those of any earlier revision, or of this one's other half."""
    goals = who.history.revisions[r].goals
    left = [(g, wording(goal)) for g, goal in enumerate(goals) if g not in found and goal.role is role]
    if not left or not who.known:
        return
    used = {key for g, (key, _) in found.items() if goals[g].role is role}
    before = entered_after(who.history, r)
    in_force = set() if before is None else set(standing(who.history, who.keys, before))
    in_force |= {key for key, _ in found.values()}
    barred = {g: _barred(who, r, g) for g, _ in left}
    _take(who, r, found, taken_up(who.memory, left, Loosely(in_force, used, lambda key, g: key in barred[g])))


def _settle(who: Who, r: int, role: Role, found: Found) -> None:
    """Make the goals of `role` that are of no known goal known, and remember all their wordings."""
    for g, goal in enumerate(who.history.revisions[r].goals):
        if goal.role is not role:
            continue
        if g not in found:
            found[g] = (len(who.known), None)
            who.known.append(Known(goal))
            who.by_slug.setdefault(slug(goal.title), found[g][0])
        key = found[g][0]
        _remember(who, key, r, goal)


def _remember(who: Who, key: int, r: int, goal: Goal) -> None:
    known, a = who.known[key], wording(goal)
    who.memory.remember(key, a, r)
    who.by_wording[a.title] = who.by_wording[a.text] = key
    if goal.id is not None and goal.id not in who.by_id:
        known.given.append(goal.id)
        who.by_id[goal.id] = key


def _note(who: Who, r: int, found: Found, matching: Matching | None) -> None:
    """Write down what was found out about revision `r`."""
    goals = who.history.revisions[r].goals
    who.keys.append([found[g][0] for g in range(len(goals))])
    who.matches.append([found[g][1] for g in range(len(goals))])
    before = who.keys[who.history.revisions[r].previous or 0]
    new = who.keys[r]
    who.parts.append({})
    who.merged.append({})
    if matching is None:
        return
    met = {g for g, (_, match) in found.items() if match is None}
    for split in splits(matching):
        parts = tuple(new[part] for part in split.parts if part in met)
        if parts:
            who.parts[r][before[split.whole]] = parts
    gone = set(before) - set(new)
    for merge in merges(matching):
        _into(who.merged[r], new[merge.whole], (before[part] for part in merge.parts), gone)


def _into(merged: dict[int, int], whole: int, parts: Iterable[int], gone: set[int]) -> None:
    merged.update({part: whole for part in parts if part in gone})
