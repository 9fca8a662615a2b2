"""Notes that were added, taken out or changed, and those that went from one goal to another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from msgspec import Struct

from goalpage.compare.standing import Stand, pairs_of
from goalpage.compare.wording import folded
from goalpage.model import Goal


class Remarks(Struct, frozen=True):
    """The ids of the goals under which something else is said now; `gone_to` gives the goals their notes went to.

    A note that only went to another goal is told once, where it stood before.
    """

    changed: frozenset[str]
    gone_to: Mapping[str, tuple[str, ...]]


def remarks(old: Mapping[str, Stand], new: Mapping[str, Stand], *, one_post: bool) -> Remarks:
    """Give where notes changed; another post says what it says, so there only what is new counts."""
    lost, gained, aside = dict[str, Counter[str]](), dict[str, Counter[str]](), set[str]()
    for name in new:
        if name not in old:
            continue
        pairs = pairs_of(old[name], new[name], one_post=one_post)
        was, now = (
            sum((_notes(a.goal) for a, _ in pairs), Counter()),
            sum((_notes(b.goal) for _, b in pairs), Counter()),
        )
        lost[name], gained[name] = was - now if one_post else Counter(), now - was
        if any(_kept_aside(a.goal) != _kept_aside(b.goal) for a, b in pairs):
            aside.add(name)
    gone_to = _passed_on(lost, gained)
    changed = {name for name in lost if lost[name] or gained[name] or name in aside}
    return Remarks(frozenset(changed), gone_to)


def _passed_on(lost: dict[str, Counter[str]], gained: dict[str, Counter[str]]) -> dict[str, tuple[str, ...]]:
    """Give which goals the lost notes of each goal now stand under, and take them out of what those gained."""
    holders = {text: name for name, texts in gained.items() for text in texts}
    gone_to: dict[str, tuple[str, ...]] = {}
    for name, texts in lost.items():
        for text in texts:
            if text in holders:
                gone_to[name] = (*gone_to.get(name, ()), holders[text])
                gained[holders[text]] -= Counter([text])
    return {name: tuple(dict.fromkeys(names)) for name, names in gone_to.items()}


def _notes(goal: Goal) -> Counter[str]:
    return Counter(text for note in goal.notes if (text := folded(note.text)))


def _kept_aside(goal: Goal) -> tuple[object, ...]:
    """What an author keeps under a goal that has no kind of its own is told as a note."""
    return (goal.log, goal.evidence, goal.confidence)
