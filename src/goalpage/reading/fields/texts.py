"""What the rules read: the plain text of one goal, and what they give back."""

from __future__ import annotations

from typing import Generic, TypeVar

from msgspec import Struct

from goalpage.model import Link, Status

Span = tuple[int, int]
"""Offsets into a plain text: first character, one past the last."""

T = TypeVar("T")


class NoteText(Struct, frozen=True):
    """One remark under a goal (a sub-bullet or a further paragraph) as plain text.

    `struck` are the spans of `text` that are struck through; `checkbox` is the written state (` `, `x`,
    `/`, `-`) or None; `line` is 1-based in the post's file; `links` are those in it.
    """

    text: str
    struck: tuple[Span, ...] = ()
    checkbox: str | None = None
    line: int | None = None
    links: tuple[Link, ...] = ()


class Cell(Struct, frozen=True):
    """One cell of the goal's table row: `column` is the text of its header."""

    column: str
    text: str


class GoalText(Struct, frozen=True):
    """All that stands in a post for one goal, as plain text.

    `text` is the goal's own statement (an item's first block, a heading, a table cell), markup removed but
    marks, emoji, trailing verdicts and shortcodes kept. `struck`, `strong` and `italic` are the spans of it struck
    through, set bold and set in italics. `checkbox` is the written task state (` `, `x`, `/`, `-`) or None. `notes`
    are what stands under it, in order; `comments` the insides of its HTML comments; `attributes` the insides of its
    kramdown attribute lists; `icons` the alternative texts, titles, file names and classes of its images and
    icon elements, one string for each; `tags` its raw start tags (`<progress value="3" max="12">`), in the statement,
    in its notes and right around it (`<Goal status="done">`); `headings` the headings above it, nearest last;
    `cells` the other cells of its table row.
    """

    text: str
    struck: tuple[Span, ...] = ()
    strong: tuple[Span, ...] = ()
    checkbox: str | None = None
    notes: tuple[NoteText, ...] = ()
    comments: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    icons: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()
    line: int = 1
    italic: tuple[Span, ...] = ()


class Found(Struct, Generic[T], frozen=True):
    """A value read from a goal.

    `words` are the author's own; `span` is where they stand in `GoalText.text` (None where they stand in a
    note, a heading or a cell). `inferred` tells a reading of prose from what was told outright. `note` is the
    index of the note it was read from.
    """

    value: T
    words: str = ""
    span: Span | None = None
    inferred: bool = True
    note: int | None = None


class FoundStatus(Struct, frozen=True):
    """A goal's status, the author's words for it and where they stand in the goal's text.

    `inferred` is true where the status follows from prose, or from nothing at all. `told` is true where a mark,
    a box or a word of the author gives it outright.
    """

    status: Status
    words: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    inferred: bool = True

    @property
    def told(self) -> bool:
        """Whether the author gave it outright."""
        return not self.inferred
