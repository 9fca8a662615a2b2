"""Goals whose value has come down towards its target: in progress, though no single text of theirs can tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from goalpage.model import Direction, Goal, History, Number, Role, Statement, Status, Timeline


def with_fallen(history: History, timelines: Iterable[Timeline]) -> History:
    """Give `history` with each goal in progress whose value has fallen from an earlier one, short of its target.

    Only where its author says nothing of how it stands: as a value between nothing and its target does for one that
    rises (0 < current < target), the way come so far speaks for one that falls. Each post that sets it begins anew.
    """
    fallen: dict[int, dict[int, Goal]] = {}
    for timeline in timelines:
        for said, goal in _fallen(history, timeline):
            inferred = goal.inferred | {"status"}
            fallen.setdefault(said.revision, {})[said.goal] = replace(goal, status=Status.ACTIVE, inferred=inferred)
    if not fallen:
        return history
    revisions = list(history.revisions)
    for r, these in fallen.items():
        goals = tuple(these.get(g, goal) for g, goal in enumerate(revisions[r].goals))
        revisions[r] = replace(revisions[r], post=replace(revisions[r].post, goals=goals))
    return replace(history, revisions=tuple(revisions))


def _fallen(history: History, timeline: Timeline) -> Iterable[tuple[Statement, Goal]]:
    highest: dict[str, Number] = {}
    for said in timeline.statements:
        revision = history.revisions[said.revision]
        goal = revision.goals[said.goal]
        progress = goal.progress
        if goal.role is not Role.STATED or progress is None or progress.current is None:
            continue
        if progress.direction is Direction.DOWN and not progress.is_met and progress.target is not None:
            before = highest.get(revision.source)
            silent = goal.status is Status.OPEN and not goal.words
            if before is not None and progress.current < before and silent:
                yield said, goal
        highest[revision.source] = max(progress.current, highest.get(revision.source, progress.current))


def is_fallen(goal: Goal) -> bool:
    """Whether the goal is in progress by its falling value alone: then that is told, and no change of status."""
    progress = goal.progress
    return (
        goal.status is Status.ACTIVE
        and "status" in goal.inferred
        and progress is not None
        and progress.direction is Direction.DOWN
    )


def active_from(history: History, statements: Sequence[Statement]) -> int:
    """Give the revision since which a goal is in progress by its values alone; the first where it is not.

    Such a goal has no change of status that would date it.
    """
    begun = statements[0].revision
    for said in reversed(statements):
        goal = history.revisions[said.revision].goals[said.goal]
        if goal.status is not Status.ACTIVE or "status" not in goal.inferred:
            break
        begun = said.revision
    return begun
