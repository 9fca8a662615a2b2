"""A status as its readers see it: a word with a sign."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from goalpage.model import Status
from goalpage.pages.quantities import capital, number_word


class Shown(Struct, frozen=True):
    """How a status is shown; `name` is its class in the stylesheet."""

    name: str
    sign: str
    word: str


SHOWN: dict[Status, Shown] = {
    Status.OPEN: Shown("open", "○", "open"),
    Status.ACTIVE: Shown("active", "◐", "in progress"),
    Status.PAUSED: Shown("paused", "‖", "paused"),
    Status.DONE: Shown("done", "✓", "done"),
    Status.PARTIAL: Shown("partial", "◑", "met in part"),
    Status.MISSED: Shown("missed", "✗", "missed"),
    Status.DROPPED: Shown("dropped", "⊘", "dropped"),
}
ORDER = (
    Status.DONE, Status.PARTIAL, Status.MISSED, Status.DROPPED, Status.ACTIVE, Status.PAUSED, Status.OPEN,
)  # fmt: skip
"""From what is settled to what is still to come: the order of every count."""
SETTLED = frozenset({Status.DONE, Status.PARTIAL, Status.MISSED, Status.DROPPED})
"""Statuses after which a due date asks for nothing."""


def counted(statuses: Iterable[Status]) -> str:
    """`One done, one met in part, five open.`, `All open.`; empty for no goals."""
    counts = Counter(statuses)
    if not counts:
        return ""
    if len(counts) == 1 and sum(counts.values()) > 1:
        (only,) = counts
        return f"All {SHOWN[only].word}."
    parts = [f"{number_word(counts[status])} {SHOWN[status].word}" for status in ORDER if counts[status]]
    if sum(counts.values()) == 1:
        return capital(parts[0].partition(" ")[2]) + "."
    return capital(", ".join(parts)) + "."
