"""The change itself: of the ways a post may write it, the first whose reading is exactly what was wanted."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from goalpage.edit.data import data_ways
from goalpage.edit.figures import due_ways, logged, title_ways, value_ways
from goalpage.edit.labels import (
    Way,
    comment_added,
    comment_noted,
    label_removed,
    label_replaced,
    label_text,
    line_added,
)
from goalpage.edit.marks import bare_ways, status_ways
from goalpage.edit.place import Place, place_of
from goalpage.edit.source import Source, source_of, spliced
from goalpage.edit.tables import cell_ways
from goalpage.edit.verify import Strictness, verdict
from goalpage.edit.wanted import Amount, Field, Wanted
from goalpage.model import Container, Post, Progress
from goalpage.reading import ReadingOptions, read_post

_STRUCTURED = (Container.FRONT_MATTER, Container.DATA)
_MOST_TRIES = 60
"""Each try reads the post once."""


class EditRefusedError(Exception):
    """The goal cannot be changed in this text so that exactly that is read from it; its text says why."""


class Edited(Struct, frozen=True):
    """The new text with what is read of it, and what follows from the change besides (names of the goal's fields)."""

    text: str
    post: Post
    follows: tuple[str, ...] = ()


def edited(  # noqa: PLR0913  (what an edit takes)
    text: str,
    path: str,
    options: ReadingOptions,
    goal: int,
    wanted: Wanted,
    *,
    today: str | None = None, before: Post | None = None,
) -> Edited:  # fmt: skip
    """Give the post's text with the goal of this index (among `read_post(...).goals`) changed as wanted.

    Every byte that need not change stays. `path` and `options` are those by which the post is read; `today`
    (YYYY-MM-DD) dates an entry where the goal has dated ones; `before` is what was read of the text, if it was. Raises
    EditRefusedError where no way is found in which reading the new text gives that change and no other.
    """
    before = before or read_post(text, path, options)
    if not 0 <= goal < len(before.goals):
        raise EditRefusedError("there is no such goal in the text")
    now, post = text, before
    follows: list[str] = []
    for field in wanted.fields:
        step = _Step(now, post, path, options, goal, field, wanted.only(field), today)
        done = step.done()
        now, post = done.text, done.post
        follows += done.follows
    checked = verdict(before, post, goal, wanted, Strictness.CONSEQUENCES)
    if checked.fault is not None:
        raise EditRefusedError(checked.fault)
    return Edited(now, post, tuple(name for name in checked.follows if name != Field.STATUS or wanted.status is None))


class _Step(Struct, frozen=True):
    """One field of one goal, to be changed in one text."""

    text: str
    post: Post
    path: str
    options: ReadingOptions
    index: int
    field: Field
    wanted: Wanted
    today: str | None

    def done(self) -> Edited:
        """Give the text of the first way that says exactly what is wanted; else of one that says little more."""
        if self._is_said():
            return Edited(self.text, self.post)
        second: Edited | None = None
        fault = ""
        tried: set[str] = set()
        for way in self._ways():
            text = spliced(self.text, way)
            if text is None or text in tried or text == self.text:
                continue
            tried.add(text)
            after = read_post(text, self.path, self.options)
            exact = verdict(self.post, after, self.index, self.wanted, Strictness.EXACT)
            if exact.fault is None:
                return Edited(text, after, exact.follows)
            if second is None:
                loose = verdict(self.post, after, self.index, self.wanted, Strictness.CONSEQUENCES)
                if loose.fault is None:
                    second = Edited(text, after, loose.follows)
                fault = loose.fault or fault
            if len(tried) >= _MOST_TRIES:
                break
        if second is not None:
            return second
        raise EditRefusedError(fault or "no place was found to write it")

    def _is_said(self) -> bool:
        """Whether the post says outright what is wanted."""
        is_so = verdict(self.post, self.post, self.index, self.wanted, Strictness.EXACT).fault is None
        return is_so and self.field.value not in self.post.goals[self.index].inferred

    def _ways(self) -> Iterator[Way]:
        goal = self.post.goals[self.index]
        source = source_of(self.text)
        if goal.container in _STRUCTURED:
            yield from data_ways(source, self.post, self.index, self.field, self.wanted, self.path)
            return
        place = place_of(source, self.post, self.index)
        yield from self._told(source, place)
        if goal.container is Container.TABLE:
            yield from cell_ways(source, self.post, place, self.field, self.wanted)
        yield from self._own(source, place)
        yield from self._added(source, place)

    def _told(self, source: Source, place: Place) -> Iterator[Way]:
        """Give the ways to change what a label or comment tells already."""
        key = _KEYS.get(self.field)
        if key is None:
            return
        if self.field is Field.STATUS:
            yield from label_removed(source, place, key)
        if self.field is Field.LINK:
            return
        yield from label_replaced(source, place, key, self.wanted.words(self.field))

    def _own(self, source: Source, place: Place) -> Iterator[Way]:
        """Give the ways in which the post itself would write it."""
        goal, wanted = place.goal, self.wanted
        progress = goal.progress or Progress()
        if wanted.status is not None:
            places = [place_of(source, self.post, index) for index in range(len(self.post.goals))]
            yield from status_ways(source, self.post, places, self.index, wanted.status, self.options.marks)
        if isinstance(wanted.current, Amount):
            yield from logged(source, place, wanted.current, self.today)
            yield from value_ways(source, place, progress.current, wanted.current)
        if isinstance(wanted.target, Amount):
            yield from value_ways(source, place, progress.target, wanted.target)
        if wanted.due is not None:
            yield from due_ways(source, place, goal.due, wanted.due)
        if wanted.title is not None:
            yield from title_ways(source, place, wanted.title)

    def _added(self, source: Source, place: Place) -> Iterator[Way]:
        """Give the ways to tell it in a line below the goal, or in its comment."""
        key, words = _KEYS.get(self.field), self.wanted.words(self.field)
        if key is not None:
            if self.field is Field.LINK:
                yield from self._linked(source, place, words)
            else:
                yield from line_added(source, self.post, place, label_text(source, key, words), is_note=False)
                if self.field is Field.STATUS:
                    yield from self._bare_and_told(source, place, label_text(source, key, words))
                yield from comment_added(source, place, key, words)
        elif self.field is Field.NOTE:
            yield from line_added(source, self.post, place, words, is_note=True)
            if place.goal.container is not Container.LIST:
                yield from comment_noted(source, place, words)

    def _linked(self, source: Source, place: Place, words: str) -> Iterator[Way]:
        present = place.goal.evidence
        told = " ".join((*(link.url for link in present), words))
        if present:
            yield from label_replaced(source, place, "evidence", told)
        yield from line_added(source, self.post, place, label_text(source, "evidence", words), is_note=False)
        yield from comment_added(source, place, "evidence", told)

    def _bare_and_told(self, source: Source, place: Place, words: str) -> Iterator[Way]:
        """Give the ways to take the goal's own marks away and tell its status in a line below."""
        lines = list(line_added(source, self.post, place, words, is_note=False))[:2]
        for bare in bare_ways(source, place, self.options.marks):
            for line in lines:
                yield (*bare, *line)


_KEYS = {
    Field.STATUS: "status",
    Field.CURRENT: "current",
    Field.TARGET: "target",
    Field.DUE: "due",
    Field.LINK: "evidence",
}
