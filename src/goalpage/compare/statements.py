"""What differs between two statements of one goal."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from rapidfuzz.distance import OSA

from goalpage.compare.fallen import is_fallen
from goalpage.compare.stopwords import STOP_WORDS
from goalpage.compare.wording import folded, lettered, masked, numbers, words_of, years
from goalpage.model import ChangeKind, Goal, Link, Progress, Status

_EXPLAINS = frozenset({ChangeKind.STATUS, ChangeKind.PROGRESS, ChangeKind.TARGET, ChangeKind.DUE, ChangeKind.LINK})
"""Changes that show in the statement beside the title: its other words are then not told a second time."""

_WORD_AT_MOST = 60
"""No word is longer; what is, was never typed letter by letter."""


class Difference(Struct, frozen=True):
    """One kind of difference; `small` where it is the size of a typo."""

    kind: ChangeKind
    small: bool = False


def differences(before: Goal, after: Goal, *, one_post: bool = True) -> tuple[Difference, ...]:
    """Give what differs between two statements of a goal, place and notes left out: each kind at most once.

    Markup, wrapping, markers, numbering, punctuation and quotes are no difference. `PROGRESS` is any figure of the
    goal that changed; `TARGET` is told beside it where that figure is what is to be reached. A figure or date that
    another post (`one_post` False) does not repeat is not taken back.
    """
    title = _title_difference(before, after)
    reworded = title is not None and title.kind is ChangeKind.REWORDED and not title.small
    kinds = list(_told(before, after, one_post=one_post, reworded=reworded))
    if title is None or not (title.kind is ChangeKind.PROGRESS and _EXPLAINS & set(kinds)):
        kinds += [] if title is None else [title.kind]
    if title is None and not _EXPLAINS & set(kinds):
        title = _text_difference(before, after)
        kinds += [] if title is None else [title.kind]
    small = title is not None and title.small
    return tuple(Difference(kind, small and kind is ChangeKind.REWORDED) for kind in dict.fromkeys(kinds))


def _told(before: Goal, after: Goal, *, one_post: bool, reworded: bool) -> Iterator[ChangeKind]:
    if before.status is not after.status and not _is_told_by_value(before, after):
        yield ChangeKind.STATUS
    yield from _figures(before.progress or Progress(), after.progress or Progress(), gone=one_post and not reworded)
    if before.due != after.due and (one_post or after.due is not None):
        yield ChangeKind.DUE
    if _relinked(before.links, after.links):
        yield ChangeKind.LINK


def _is_told_by_value(before: Goal, after: Goal) -> bool:
    """Whether a goal came to be in progress, or ceased to, by its falling value alone."""
    return (is_fallen(after) and before.status is Status.OPEN) or (is_fallen(before) and after.status is Status.OPEN)


def _figures(old: Progress, new: Progress, *, gone: bool) -> Iterator[ChangeKind]:
    """Give which figures changed; with `gone`, also that one is there no more or was not there before."""
    if old.target is not None and new.target is not None:
        if old.target != new.target and (old.unit == new.unit or gone):
            yield ChangeKind.PROGRESS
            yield ChangeKind.TARGET
    elif old.target != new.target and gone:
        yield ChangeKind.TARGET
    if old.current != new.current and (new.current is not None or gone):
        yield ChangeKind.PROGRESS
    if old.baseline is not None and new.baseline is not None and old.baseline != new.baseline:
        yield ChangeKind.PROGRESS


def _title_difference(before: Goal, after: Goal) -> Difference | None:
    if before.title == after.title or lettered(before.title) == lettered(after.title):
        return None
    return _by_figures(before.title, after.title) or Difference(
        ChangeKind.REWORDED, small=is_small(before.title, after.title)
    )


def _by_figures(old: str, new: str) -> Difference | None:
    """A wording in which nothing but figures differ: a year is a slip of the pen, anything else a new figure."""
    if masked(old) != masked(new):
        return None
    if numbers(old) != numbers(new):
        return Difference(ChangeKind.PROGRESS)
    return Difference(ChangeKind.REWORDED, small=True) if years(old) != years(new) else None


def _text_difference(before: Goal, after: Goal) -> Difference | None:
    """What differs in the statement beside its title."""
    if before.text == after.text or not before.text or not after.text or folded(before.text) == folded(after.text):
        return None
    if before.words != after.words and any(any(map(str.isalpha, word)) for word in (*before.words, *after.words)):
        return Difference(ChangeKind.NOTE)
    return _by_figures(before.text, after.text) or Difference(
        ChangeKind.REWORDED, small=is_small(before.text, after.text)
    )


def is_small(old: str, new: str) -> bool:
    """Whether a rewording is the size of a typo: letters of a word or two, a stop word, capitals, joined words."""
    a, b = words_of(old), words_of(new)
    if a == b or "".join(a) == "".join(b) or (numbers(old) == numbers(new) and masked(old) == masked(new)):
        return True
    changed = [(x, y) for x, y in zip(a, b, strict=False) if x != y]
    if len(a) == len(b):
        return len(changed) <= max(2, len(a) // 4) and all(_is_slip(x, y) for x, y in changed)
    return [w for w in a if w not in STOP_WORDS] == [w for w in b if w not in STOP_WORDS] and abs(len(a) - len(b)) <= 2


def _is_slip(a: str, b: str) -> bool:
    if a[0].isdigit() or max(len(a), len(b)) > _WORD_AT_MOST:
        return False
    return OSA.distance(a, b) <= min(2, max(len(a), len(b)) // 3)


def _relinked(old: tuple[Link, ...], new: tuple[Link, ...]) -> bool:
    """Whether words that are a link in both statements now lead elsewhere; equal words may lead to several places."""
    was, now = _targets(old), _targets(new)
    return any(was[text] - now[text] and now[text] - was[text] for text in was.keys() & now.keys())


def _targets(links: tuple[Link, ...]) -> dict[str, set[str]]:
    targets: dict[str, set[str]] = {}
    for link in links:
        targets.setdefault(folded(link.text), set()).add(link.url)
    return targets
