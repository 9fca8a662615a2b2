"""What of a history nothing has recorded yet: the texts that publishing would record."""

from __future__ import annotations

from goalpage.model import History, Origin

RECORDED = frozenset({Origin.COMMIT, Origin.RECORDED, Origin.BOUNDARY})
"""Where a text comes from that lasts: a commit, or a copy kept beside the post."""


def unrecorded(history: History) -> tuple[tuple[int | None, int], ...]:
    """Give the revisions that nothing has recorded, each behind the newest recorded one that it continues.

    Both are indices into `history.revisions`, oldest first; the first is None where nothing was recorded before.
    """
    return tuple(
        (_recorded_before(history, r), r)
        for r, revision in enumerate(history.revisions)
        if revision.origin not in RECORDED
    )


def _recorded_before(history: History, r: int) -> int | None:
    before = history.revisions[r].previous
    while before is not None and history.revisions[before].origin not in RECORDED:
        before = history.revisions[before].previous
    return before
