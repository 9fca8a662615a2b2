"""What changed between two revisions, as lines of a terminal: said by `diff`, and by `publish` before it asks."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from goalpage.cli.messages import Terminal, shown

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from goalpage.model import Change
    from goalpage.pages.difference import Item
    from goalpage.pages.record import Record


class Pair(Struct, frozen=True):
    """Two revisions of a history: indices, the older first; `a` is None where nothing was recorded before."""

    record: Record
    a: int | None
    b: int

    @property
    def changes(self) -> tuple[Change, ...]:
        """What happened from one to the other; nothing where there is no older one."""
        if self.a is None or self.a == self.b:
            return ()
        return tuple(self.record.between.changes(self.a, self.b))


def unpublished(record: Record) -> tuple[Pair, ...]:
    """Give what publishing would say: each text that nothing has recorded, behind the recorded one it continues."""
    from goalpage.compare import unrecorded

    return tuple(Pair(record, a, b) for a, b in unrecorded(record.history))


def tell(terminal: Terminal, /, pair: Pair) -> None:
    """Say what changed: the days, one sentence, and goal by goal what happened to it."""
    from goalpage.compare import revision_sentence
    from goalpage.terminal import drawn

    record = pair.record
    if pair.a is None:
        terminal.answer(f"{shown(record.history.title)}: nothing is recorded yet")
        terminal.answer(f"{shown(revision_sentence(record.followed, pair.b))}.")
        return
    to = "→" if terminal.can_print("→") else "to"
    terminal.answer(f"{shown(record.history.title)}: {_told_day(record, pair.a)} {to} {_told_day(record, pair.b)}")
    terminal.answer(f"{shown(told_sentence(pair))}.")
    width = shutil.get_terminal_size((100, 24)).columns if terminal.is_answering_a_person else 100
    if pair.changes:
        for row in drawn(_table(terminal, pair), width, colour=terminal.wants_colour):
            terminal.answer(row)


def _told_day(record: Record, r: int) -> str:
    from goalpage.model import Origin

    revision = record.revisions[r]
    open_ = {Origin.UNCOMMITTED: "now, not committed", Origin.FILE: "now, not recorded"}
    return open_.get(revision.origin, revision.day)


def told_sentence(pair: Pair) -> str:
    """Give the sentence for what changed."""
    from goalpage.compare import sentence

    return sentence(pair.changes, into=into_period(pair))


def into_period(pair: Pair) -> str | None:
    """Give the year into which a new post carries the goals; None where both are texts of one post."""
    from goalpage.compare import period

    revisions = pair.record.revisions
    if pair.a is None or revisions[pair.a].source == revisions[pair.b].source:
        return None
    return period(pair.record.followed, pair.b)


def _table(terminal: Terminal, /, pair: Pair) -> Table:
    from rich.table import Table
    from rich.text import Text

    from goalpage.pages.context import Making
    from goalpage.pages.difference import sections
    from goalpage.pages.values import Site

    table = Table.grid(padding=(0, 2, 0, 0), pad_edge=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    making = Making(Site(date.min))
    for section in sections(making, pair.record, pair.changes, "", into_period(pair)):
        table.add_row("", "")
        table.add_row("", Text(shown(section.name), style="bold"))
        for item in section.items:
            for number, line in enumerate(_lines(item, colour=terminal.wants_colour)):
                table.add_row("" if number else Text(shown(item.number)), line)
    return table


def _lines(item: Item, *, colour: bool) -> Iterator[Text]:
    """Give a goal's title, what happened to it, and the notes that came or went."""
    from rich.text import Text

    from goalpage.terminal import words

    title = words(str(item.title), colour=colour)
    if item.words:
        title.append("  ")
        title.append_text(words(str(item.words), colour=colour))
    yield title
    for note in item.notes:
        yield Text("- ").append_text(words(str(note), colour=colour))
    if item.doubt:
        yield Text(shown(item.doubt), style="dim")
