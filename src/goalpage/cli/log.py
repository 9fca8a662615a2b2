"""`goalpage log`: what happened, in the terminal: to a list, or to one goal."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goalpage.cli.completion import goals
from goalpage.cli.messages import Terminal, plural, shown
from goalpage.cli.naming import NamedGoal, goals_named
from goalpage.cli.options import blog_option, build_options, json_option, reading_options
from goalpage.cli.progress import shown_progress
from goalpage.errors import Severity

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from goalpage.model import Change
    from goalpage.pages.record import Record, Thread


@click.command("log")
@click.argument("goal", required=False, default="", shell_complete=goals)
@blog_option
@reading_options
@json_option
@click.pass_obj
def command(terminal: Terminal, /, goal: str, blog: Path, as_json: bool, **reading: Any) -> int:
    """Tell what happened, newest first: to your goals, or to one of them.

    GOAL is the number of a goal, its id, or a part of its title; goals that are no longer listed have their log too.

    \b
    Examples:
      goalpage log
      goalpage log marathon --json
    """
    from goalpage.findings import findings
    from goalpage.pages.record import records

    options = build_options(**reading)
    with shown_progress(terminal) as progress:
        found = findings(blog, options, progress)
    terminal.problems(problem for problem in found.problems if problem.severity is not Severity.NOTICE)
    made = records(found.followed)
    threads = _chosen(made, goal) if goal else [(record, None) for record in made]
    if as_json:
        terminal.answer_json({"histories": [_data(record, thread) for record, thread in threads]})
    elif not threads:
        terminal.answer("No post of this blog states goals; `goalpage build` says which posts look like ones.")
    else:
        for number, (record, thread) in enumerate(threads):
            if number:
                terminal.answer("")
            _tell(terminal, record, thread)
    return 1 if any(problem.severity is Severity.ERROR for problem in found.problems) else 0


def _chosen(made: Sequence[Record], name: str) -> list[tuple[Record, Thread | None]]:
    """Give the goals that `name` means, the listed ones first of all."""
    entries = [(record, thread) for record in made for thread in record.threads.values()]
    listed = [(record, thread) for record, thread in entries if thread.listed]

    def of(entry: tuple[Record, Thread]) -> NamedGoal:
        record, thread = entry
        return NamedGoal(record.statement(thread.last), thread.id)

    others = [entry for entry in entries if entry not in listed]
    chosen = [one for one in goals_named(entries, name, of) if one in listed] or goals_named(others, name, of)
    return list(chosen)


def _tell(terminal: Terminal, /, record: Record, thread: Thread | None) -> None:
    from goalpage.terminal import drawn

    if thread is None:
        terminal.answer(f"{shown(record.history.title)} ({plural(len(record.shown), 'revision')})")
        table = _revisions(terminal, record)
    else:
        terminal.answer(f"{shown(record.statement(thread.last).title)} ({shown(record.history.title)})")
        table = _events(terminal, record, thread)
    width = shutil.get_terminal_size((100, 24)).columns if terminal.is_answering_a_person else 100
    for row in drawn(table, width, colour=terminal.wants_colour):
        terminal.answer(row)


def _grid() -> Table:
    from rich.table import Table

    table = Table.grid(padding=(0, 2, 0, 0), pad_edge=True)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    return table


def _revisions(terminal: Terminal, /, record: Record) -> Table:
    """One line a revision that changed anything: its day, what happened, what its author said; its id below."""
    from rich.text import Text

    from goalpage.pages.changes import told
    from goalpage.pages.context import said

    table = _grid()
    for r in reversed(record.shown):
        revision = record.revisions[r]
        table.add_row(_day(record, r), Text(shown(told(record, r)) + "."))
        message = said(revision).partition("\n")[0]
        about = " · ".join(filter(None, (message, revision.id)))
        table.add_row("", Text(shown(about), style="dim"))
    return table


def _day(record: Record, r: int) -> Text:
    from rich.text import Text

    from goalpage.model import Origin

    revision = record.revisions[r]
    uncommitted = revision.origin is Origin.UNCOMMITTED
    return Text("not committed" if uncommitted else revision.day, style="yellow" if uncommitted else "cyan")


def _events(terminal: Terminal, /, record: Record, thread: Thread) -> Table:
    """One line an event of a goal, newest first, with its wording where that changed."""
    from goalpage.pages.phrases import sentence_of
    from goalpage.terminal import words

    table = _grid()
    colour = terminal.wants_colour
    for event in reversed(thread.timeline.events):
        if not event.changes:
            continue
        sentence = sentence_of(event.changes, record.titles, _into(record, event.revision))
        table.add_row(_day(record, event.revision), words(str(sentence), colour=colour))
        for html in _wordings(event.changes):
            table.add_row("", words(html, colour=colour))
    return table


def _into(record: Record, r: int) -> str | None:
    from goalpage.compare import period

    return period(record.followed, r)


def _wordings(changes: Sequence[Change]) -> Iterator[str]:
    """Give the wordings that changed, with what went and what came marked; the first wording as it was."""
    from goalpage.compare import inline_difference
    from goalpage.model import ChangeKind
    from goalpage.pages.prose import statement

    for change in changes:
        if change.kind is ChangeKind.REWORDED and change.before and change.after:
            yield inline_difference(str(statement(change.before)), str(statement(change.after)))
        elif change.kind is ChangeKind.ADDED and change.after:
            yield str(statement(change.after))


def _data(record: Record, thread: Thread | None) -> dict[str, Any]:
    from goalpage.pages.changes import told
    from goalpage.pages.goals_json import change_data

    revisions = []
    for r in reversed(record.shown):
        changes = [c for c in record.happened[r] if thread is None or c.goal == thread.id]
        if thread is not None and not changes:
            continue
        revision = record.revisions[r]
        revisions.append(
            {
                "id": revision.id,
                "date": revision.date.isoformat(),
                "source": revision.source,
                "origin": revision.origin.value,
                "commit": revision.commit,
                "message": revision.message,
                "sentence": told(record, r),
                "changes": [{"goal": c.goal, **change_data(revision.id, c)} for c in changes],
            }
        )
    return {"id": record.history.id, "title": record.history.title, "revisions": revisions}
