"""`goalpage show`: where each goal stands, in the terminal."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from goalpage.cli.completion import goals
from goalpage.cli.messages import Terminal, plural, shown
from goalpage.cli.naming import NamedGoal, goals_named
from goalpage.cli.options import blog_option, build_options, json_option, reading_options
from goalpage.cli.progress import shown_progress
from goalpage.errors import Severity

if TYPE_CHECKING:
    from rich.table import Table

    from goalpage.model import Goal
    from goalpage.pages.record import Record, Thread


class _Line(Struct, frozen=True):
    """One goal as it stands, with its record."""

    goal: Goal
    id: str
    thread: Thread


@click.command("show")
@click.argument("goal", required=False, default="", shell_complete=goals)
@blog_option
@reading_options
@json_option
@click.pass_obj
def command(terminal: Terminal, /, goal: str, blog: Path, as_json: bool, **reading: Any) -> int:
    """Show where your goals stand: status, value, due date, and how long ago you last changed a word.

    GOAL is the number of a goal, its id, or a part of its title; without it all goals are shown.

    \b
    Examples:
      goalpage show
      goalpage show marathon --blog ~/blog
    """
    from goalpage.findings import findings
    from goalpage.pages.record import records

    options = build_options(**reading)
    with shown_progress(terminal) as progress:
        found = findings(blog, options, progress)
    terminal.problems(problem for problem in found.problems if problem.severity is not Severity.NOTICE)
    lists = [(record, _lines(record)) for record in records(found.followed)]
    if goal:
        lists = _chosen(lists, goal)
    today = options.today or options.now.date()
    if as_json:
        terminal.answer_json({"histories": [_data(record, lines) for record, lines in lists]})
    elif not lists:
        terminal.answer("No post of this blog states goals; `goalpage build` says which posts look like ones.")
    else:
        for number, (record, lines) in enumerate(lists):
            if number:
                terminal.answer("")
            _show(terminal, record, lines, today, in_full=bool(goal))
    return 1 if any(problem.severity is Severity.ERROR for problem in found.problems) else 0


def _lines(record: Record) -> list[_Line]:
    """The list as it stands, in the author's order."""
    return [_Line(goal, id_, record.threads[id_]) for id_, goal in record.goals(record.present)]


def _chosen(lists: Sequence[tuple[Record, list[_Line]]], name: str) -> list[tuple[Record, list[_Line]]]:
    """The goals that `name` means, by their histories."""
    chosen = goals_named(
        [line for _, lines in lists for line in lines], name, lambda line: NamedGoal(line.goal, line.id)
    )
    kept = [(record, [line for line in lines if any(line is one for one in chosen)]) for record, lines in lists]
    return [(record, lines) for record, lines in kept if lines]


def _show(terminal: Terminal, /, record: Record, lines: Sequence[_Line], today: date, *, in_full: bool) -> None:
    from goalpage.terminal import drawn

    source = record.revisions[record.present].source
    terminal.answer(f"{shown(record.history.title)} ({plural(len(lines), 'goal')}, {shown(source)})")
    width = shutil.get_terminal_size((100, 24)).columns if terminal.is_answering_a_person else 100
    for row in drawn(_table(terminal, lines, today, in_full), width, colour=terminal.wants_colour):
        terminal.answer(row)


def _table(terminal: Terminal, /, lines: Sequence[_Line], today: date, in_full: bool) -> Table:
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    from goalpage.pages.statuses import SHOWN
    from goalpage.terminal import STATUS_COLOURS

    table = Table.grid(padding=(0, 2, 0, 0), pad_edge=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    for line in lines:
        status = SHOWN[line.goal.status]
        sign = f"{status.sign} " if terminal.can_print(status.sign) else ""
        indent = 2 * _depth(line, lines)
        number = Text(shown(line.goal.number or ""))
        verdict = Text(sign + status.word, style=STATUS_COLOURS.get(status.name, ""))
        table.add_row(number, verdict, Padding(Text(shown(line.goal.title)), (0, 0, 0, indent)))
        for remark in _remarks(line, today, in_full):
            table.add_row("", "", Padding(Text(shown(remark), style="dim"), (0, 0, 0, indent)))
    return table


def _depth(line: _Line, lines: Sequence[_Line]) -> int:
    depth, parent = 0, line.goal.parent
    while parent is not None and parent < len(lines) and depth < 6:
        depth, parent = depth + 1, lines[parent].goal.parent
    return depth


def _remarks(line: _Line, today: date, in_full: bool) -> list[str]:
    """Value, due date and age of the last word; and the notes where one goal was asked for."""
    from goalpage.pages.dates import in_words, partial_in_words, span
    from goalpage.pages.quantities import progress_in_words

    goal, touched = line.goal, line.thread.touched.date()
    value = progress_in_words(goal.progress, line.thread.start) if goal.progress else ""
    due = f"due {partial_in_words(goal.due)}" if goal.due else ""
    age = f"{span(touched, today)} ago" if touched < today else "today"
    facts = " · ".join(filter(None, (value, due, f"last word {in_words(touched)}, {age}")))
    return [facts, *(f"- {note.text}" for note in goal.notes)] if in_full else [facts]


def _data(record: Record, lines: Sequence[_Line]) -> dict[str, Any]:
    return {
        "id": record.history.id,
        "title": record.history.title,
        "source": record.revisions[record.present].source,
        "goals": [
            {
                "id": line.id,
                "number": line.goal.number,
                "title": line.goal.title,
                "status": line.goal.status.value,
                "area": line.goal.area,
                "progress": None
                if line.goal.progress is None
                else {
                    "baseline": line.goal.progress.baseline,
                    "current": line.goal.progress.current,
                    "target": line.goal.progress.target,
                    "unit": line.goal.progress.unit,
                    "direction": line.goal.progress.direction.value,
                },
                "due": line.goal.due,
                "notes": [note.text for note in line.goal.notes],
                "inferred": sorted(line.goal.inferred),
                "last_changed": line.thread.touched.isoformat(),
                "line": line.goal.line,
            }
            for line in lines
        ],
    }
