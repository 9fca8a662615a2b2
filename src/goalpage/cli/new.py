"""`goalpage new`: start a goal post, or the next one of a series."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goalpage.cli.drafts import is_data, last_post, newest_other_post, present_path, shown_or_written
from goalpage.cli.messages import Terminal, plural, shown
from goalpage.cli.naming import record_named
from goalpage.cli.options import blog_option, build_options, day_option
from goalpage.cli.progress import shown_progress
from goalpage.errors import GoalpageError

if TYPE_CHECKING:
    from goalpage.drafting import Draft
    from goalpage.findings import Findings
    from goalpage.pages.record import Record
    from goalpage.report import BuildOptions


@click.command("new")
@click.argument("title", required=False, default="")
@click.option("--after", metavar="HISTORY", default="", help="Go on from this list of goals: its id or a part of it.")
@click.option("--empty", is_flag=True, help="Carry no goals over.")
@blog_option
@click.option("--dry-run", is_flag=True, help="Show the post and write nothing.")
@day_option("The day of the post")
@click.pass_obj
def command(
    terminal: Terminal, /, title: str, after: str, empty: bool, blog: Path, dry_run: bool, today: date | None
) -> int:
    """Start a goal post in the ways of your last one, with the goals that are still open.

    Folder, file name, front matter and the way of writing goals are those of the last goal post. Without TITLE it is
    the next of a series: the title of the last one with its year moved on. Nothing is ever overwritten.

    \b
    Examples:
      goalpage new
      goalpage new "Goals for 2027" --empty --dry-run
    """
    from goalpage.findings import findings

    options = build_options((), committed=False, shallow=True, today=today, force=False)
    with shown_progress(terminal) as progress:
        found = findings(blog, options, progress)
    draft = _draft(found, blog, title.strip(), after, options, empty=empty)
    shown_or_written(terminal, blog, draft, _said(draft), dry_run=dry_run)
    return 0


def _said(draft: Draft) -> str:
    where = shown(draft.path)
    if not draft.goals:
        return f"Wrote {where}: write your goals over the two in it."
    return f"Wrote {where} with {plural(len(draft.goals), 'open goal')}: change what has changed, and add what is new."


def _draft(found: Findings, blog: Path, title: str, after: str, options: BuildOptions, *, empty: bool) -> Draft:
    from goalpage.drafting import first_post, moved_on, new_post, next_year, year_in
    from goalpage.pages.record import records
    from goalpage.pages.standing import setting

    made = list(records(found.followed))
    record = record_named(made, after) if after else _series(made, title)
    if record is None and not title:
        cure = 'name it: goalpage new "Goals for 2027"' + (", or say --after HISTORY" if made else "")
        raise GoalpageError("no list of goals here has a year in its title, so there is no next one", cure)
    based = record or max(made, key=lambda each: each.revisions[each.present].date, default=None)
    today = options.today or options.now.astimezone().date()
    if based is None or (record is None and is_data(based.revisions[setting(based)].source)):
        return present_path(found, first_post(newest_other_post(found, blog), title, today))
    last = last_post(found, blog, based.revisions[setting(based)].source)
    if not title:
        year = year_in(last.title)
        if year is None:
            raise GoalpageError(f"{last.title!r} has no year to move on", "give the new post a title", last.path)
        title = moved_on(last.title, next_year(year, today))
    carry = record is not None and not empty
    settled = _settled(record) if record else frozenset()
    return new_post(last, title, today, carry=carry, told=last.options.told, settled=settled)


def _series(made: list[Record], title: str) -> Record | None:
    """Give the list that a post of this title goes on from: one whose title differs by its year alone, the newest."""
    from goalpage.drafting import moved_on, year_in
    from goalpage.pages.standing import setting

    def title_of(record: Record) -> str:
        return record.revisions[setting(record)].post.title or record.history.title

    yearly = [record for record in made if year_in(title_of(record)) is not None]
    if title:
        year = year_in(title)
        yearly = [record for record in yearly if year and moved_on(title_of(record), year) == title]
    return max(yearly, key=lambda each: each.revisions[each.present].date, default=None)


def _settled(record: Record) -> frozenset[int]:
    """Give the lines of goals that a later word settled: a look back has graded them."""
    from goalpage.drafting import OPEN
    from goalpage.pages.standing import setting

    last = {id_: record.statement(thread.last) for id_, thread in record.threads.items()}
    return frozenset(goal.line for id_, goal in record.goals(setting(record)) if last[id_].status not in OPEN)
