"""Whether a new text says exactly what was wanted, and nothing else: it is read again and compared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from enum import IntEnum

from msgspec import Struct
from msgspec.structs import fields, replace

from goalpage.edit.wanted import Amount, Wanted
from goalpage.model import Goal, Note, Post, Progress, Status

_PLACES = frozenset({"line", "end_line"})
_WORDS = frozenset({"text", "html", "words", "inferred"})
"""How a goal says something, beside what it says."""

_MARKUP = re.compile(r"\]\([^()]*\)|[\W_]+")


class Strictness(IntEnum):
    """What may follow from a change beside it."""

    EXACT = 0
    """Nothing but what is derived from the changed value itself."""
    CONSEQUENCES = 1
    """Also what reading makes of the same words once a goal has another status, and a contradiction in them."""


class Verdict(Struct, frozen=True):
    """`fault` says why a text is not what was wanted (None: it is); `follows` are the fields that changed with it."""

    fault: str | None
    follows: tuple[str, ...] = ()


def verdict(before: Post, after: Post, index: int, wanted: Wanted, strictness: Strictness) -> Verdict:
    """Compare a post with what is read of its new text, in which the goal of this index was to be changed."""
    if len(before.goals) != len(after.goals):
        more = len(after.goals) - len(before.goals)
        return Verdict(f"{abs(more)} goal(s) would be {'added' if more > 0 else 'lost'}")
    for number, (old, new) in enumerate(zip(before.goals, after.goals, strict=True)):
        if number != index and _unplaced(old) != _unplaced(new):
            return Verdict(f"the goal {old.title[:60]!r} would change too")
    if before.title != after.title:
        return Verdict("the post's title would change")
    fault = _new_problem(before, after, strictness)
    if fault:
        return Verdict(fault)
    return _of_goal(before.goals[index], after.goals[index], wanted, strictness)


def _unplaced(goal: Goal) -> Goal:
    notes = tuple(replace(note, line=None) for note in goal.notes)
    return replace(goal, line=1, end_line=1, notes=notes)


def _new_problem(before: Post, after: Post, strictness: Strictness) -> str | None:
    old = Counter((problem.code, problem.message) for problem in before.problems)
    for problem in after.problems:
        key = (problem.code, problem.message)
        if old[key] > 0:
            old[key] -= 1
        elif not (strictness and problem.code == "contradiction"):
            return f"that would be a problem in the post ({problem.message})"
    return None


def _of_goal(old: Goal, new: Goal, wanted: Wanted, strictness: Strictness) -> Verdict:
    expected = _expected(old, new, wanted)
    for field, fault in expected:
        if fault:
            return Verdict(f"its {field} would be {fault}")
    asked = {field for field, _ in expected}
    derived = set(_derived(old, new, wanted, strictness))
    follows = []
    for one in fields(Goal):
        name = one.name
        if name in _PLACES or name in asked or _same(old, new, name):
            continue
        if name in _WORDS:
            continue
        if name not in derived:
            return Verdict(f"its {name} would change too, from {_shown(old, name)} to {_shown(new, name)}")
        follows.append(name)
    return Verdict(None, tuple(follows))


def _shown(goal: Goal, name: str) -> str:
    value = getattr(goal, name)
    if isinstance(value, tuple):
        return f"{len(value)}"
    return repr(str(value))[:80]


def _same(old: Goal, new: Goal, name: str) -> bool:
    if name == "notes":
        return _unplaced(old).notes == _unplaced(new).notes
    return bool(getattr(old, name) == getattr(new, name))


def _expected(old: Goal, new: Goal, wanted: Wanted) -> list[tuple[str, str | None]]:
    """Give, for each field of a goal that was to change, what is wrong with it now (None: nothing)."""
    found: list[tuple[str, str | None]] = []
    if wanted.status is not None:
        found.append(("status", None if new.status is wanted.status else new.status.value))
    if wanted.title is not None:
        found.append(("title", None if new.title == wanted.title else repr(new.title[:60])))
    if wanted.due is not None:
        found.append(("due", None if new.due == wanted.due else str(new.due)))
    if wanted.current is not None or wanted.target is not None:
        found.append(("progress", _progress_fault(old, new, wanted)))
    if wanted.note is not None:
        found.append(("notes", _note_fault(old, new, wanted.note)))
    if wanted.link is not None:
        urls = [link.url for link in new.evidence]
        is_there = any(url and url in wanted.link for url in urls) and len(urls) == len(old.evidence) + 1
        kept = all(link in new.evidence for link in old.evidence)
        found.append(("evidence", None if is_there and kept else ", ".join(urls) or "none"))
    return found


def _progress_fault(old: Goal, new: Goal, wanted: Wanted) -> str | None:
    before, after = old.progress or Progress(), new.progress
    if after is None:
        return "none"
    for name, amount in (("current", wanted.current), ("target", wanted.target)):
        value = getattr(after, name)
        if amount is None and value != getattr(before, name):
            return f"{name} {value}"
        if amount is not None and value != amount.value:
            return f"{name} {value}"
    if after.log_scale != before.log_scale:
        return "on another scale"
    logged = new.log != old.log and new.log and after.baseline == next((e.value for e in new.log if e.value), None)
    if after.baseline != before.baseline and not logged:
        return f"counted from {after.baseline}"
    return _unit_fault(before, after, wanted.current or wanted.target)


def _unit_fault(before: Progress, after: Progress, amount: Amount | None) -> str | None:
    if amount is not None and amount.unit and before.unit and not _is_same_unit(amount.unit, before.unit):
        return f"in {before.unit!r}, not in {amount.unit!r}"
    if after.unit != before.unit and (before.unit or not amount or after.unit != amount.unit):
        return f"in {after.unit!r}"
    return None


def _is_same_unit(one: str, other: str) -> bool:
    return one.casefold().rstrip("s") == other.casefold().rstrip("s")


def _note_fault(old: Goal, new: Goal, note: str) -> str | None:
    """Say what is wrong with the notes where one was to be added: the old ones stay, in their order."""
    rest: list[Note] = list(_unplaced(new).notes)
    for one in _unplaced(old).notes:
        if one not in rest:
            return "without an old one"
        rest.remove(one)
    if len(rest) != 1:
        return "the same as before" if not rest else "several"
    if _plain(rest[0].text) != _plain(note):
        return repr(rest[0].text[:60])
    return None


def _plain(text: str) -> str:
    return _MARKUP.sub("", text).casefold()


def _derived(old: Goal, new: Goal, wanted: Wanted, strictness: Strictness) -> Iterator[str]:
    """Give the fields that follow from what was changed: they may differ, too."""
    if wanted.current is not None or wanted.target is not None:
        if new.log != old.log and old.log:
            yield "log"
        if "status" in new.inferred or new.status is Status.OPEN:
            yield "status"  # nothing told: it follows from how far the goal is
        if wanted.target is not None and _but_for_number(old.title) == _but_for_number(new.title):
            yield "title"
    if wanted.due is not None and _but_for_number(old.title) == _but_for_number(new.title):
        yield "title"  # "by June 2030" may be part of it
    if wanted.title is not None:
        yield "links"
        yield from (name for name in ("progress", "due", "completion") if name in {*old.inferred, *new.inferred})
        if old.progress is None or new.progress is None or "progress" in old.inferred:
            yield "progress"
        if "status" in new.inferred or new.status is Status.OPEN:
            yield "status"
    if wanted.link is not None or wanted.note is not None:
        yield from _added_links(old, new)
    if wanted.status not in (None, Status.DONE) and new.completion is None and "completion" in old.inferred:
        yield "completion"  # the date at which it was done goes with that
    if wanted.status is not None and strictness:
        yield from (name for name in ("due", "completion") if name in {*old.inferred, *new.inferred})


def _added_links(old: Goal, new: Goal) -> Iterator[str]:
    if all(link in new.links for link in old.links):
        yield "links"


def _but_for_number(text: str) -> str:
    return re.sub(r"\d[\d.,]*", "0", text)
