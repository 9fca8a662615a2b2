"""`goalpage review`: draft the look back at a list, or tell what is due to be looked at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goalpage.cli.completion import histories
from goalpage.cli.drafts import last_post, shown_or_written
from goalpage.cli.messages import Terminal, plural, shown
from goalpage.cli.naming import record_named
from goalpage.cli.options import blog_option, build_options, day_option, json_option
from goalpage.cli.progress import shown_progress
from goalpage.errors import GoalpageError

if TYPE_CHECKING:
    from goalpage.drafting import Draft, Evidence, Past
    from goalpage.findings import Findings
    from goalpage.pages.record import Record, Thread
    from goalpage.report import BuildOptions

_SPAN = re.compile(r"(\d{1,5})\s?(d|days?|w|weeks?|m|months?|y|years?)?")
_STALE = 90
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}


def _span(ctx: click.Context, param: click.Parameter, value: str | None) -> int | None:
    """Give a span of time in days: `90d`, `12w`, `6m`, `2 years`."""
    if value is None:
        return None
    found = _SPAN.fullmatch(value.strip().lower())
    if found is None:
        raise click.BadParameter(f"{value!r} is no span of time; write it as 90d, 12w, 6m or 2y", ctx, param)
    return int(found[1]) * _DAYS[(found[2] or "d")[0]]


@click.command("review")
@click.argument("history", required=False, default="", shell_complete=histories)
@blog_option
@click.option("--dry-run", is_flag=True, help="Show the draft and write nothing.")
@click.option("--due", "only_due", is_flag=True, help="Draft nothing: list what is due, or long untouched.")
@click.option("--stale", callback=_span, metavar="SPAN", help="Untouched for so long (default: 90d) counts, too.")
@json_option
@click.option("--ics", "as_ics", is_flag=True, help="Give what is due as a calendar on standard output.")
@day_option("The day to look back from")
@click.pass_obj
def command(
    terminal: Terminal,
    /,
    history: str,
    blog: Path,
    dry_run: bool,
    only_due: bool,
    stale: int | None,
    as_json: bool,
    as_ics: bool,
    today: date | None,
) -> int:
    """Draft the post that looks back at a list: every goal, what became of it, and a verdict to fill in.

    HISTORY is the id of a list of goals, or a part of its id or title (default: the newest). What your later posts may
    say of a goal is told here, and nowhere else. With --due nothing is drafted.

    \b
    Examples:
      goalpage review 2024
      goalpage review --due --stale 6m
    """
    from goalpage.findings import findings

    if (as_json or as_ics or stale is not None) and not only_due:
        raise click.UsageError("--stale, --json and --ics go with --due")
    if as_json and as_ics:
        raise click.UsageError("--json and --ics cannot be given together")
    options = build_options((), committed=False, shallow=True, today=today, force=False)
    with shown_progress(terminal) as progress:
        found = findings(blog, options, progress)
    day = options.today or options.now.astimezone().date()
    if only_due:
        from goalpage.cli.agenda import say_agenda

        stale = _STALE if stale is None else stale
        say_agenda(terminal, found, options, _records(found, history), day, stale, json=as_json, ics=as_ics)
        return 0
    return _review(terminal, blog, found, options, history, day, dry_run=dry_run)


def _records(found: Findings, name: str) -> list[Record]:
    from goalpage.cli.naming import records_named
    from goalpage.pages.record import records

    made = list(records(found.followed))
    return records_named(made, name) if name else made


def _review(
    terminal: Terminal,
    /,
    blog: Path,
    found: Findings,
    options: BuildOptions,
    name: str,
    day: date,
    *,
    dry_run: bool,
) -> int:
    record = _record(_records(found, ""), name)
    draft = _draft(found, blog, record, day)
    evidence = _evidence(found, record)
    count = plural(len(draft.goals), "goal")
    said = f"Wrote {shown(draft.path)} with {count}: write a verdict behind each `Status:`."
    shown_or_written(terminal, blog, draft, said, dry_run=dry_run)
    _say_evidence(terminal, evidence)
    return 0


def _record(made: Sequence[Record], name: str) -> Record:
    """Give the list to look back at: the one named, or the newest."""
    if name:
        return record_named(made, name)
    if not made:
        cure = "`goalpage build` says which posts look like goal posts"
        raise GoalpageError("no post of this blog states goals, so there is nothing to look back at", cure)
    return max(made, key=lambda each: each.revisions[each.present].date)


def _draft(found: Findings, blog: Path, record: Record, day: date) -> Draft:
    from goalpage.drafting import look_back
    from goalpage.pages.standing import goals_set, setting

    r = setting(record)
    last = last_post(found, blog, record.revisions[r].source)
    pasts = {goal.line: _past(record, record.threads[id_], day) for id_, goal in goals_set(record, r)}
    if not pasts:
        raise GoalpageError(f"{record.history.id} has no goals to look back at", path=record.revisions[r].source)
    return look_back(last, record.history.id, pasts, day)


def _past(record: Record, thread: Thread, day: date) -> Past:
    """Give where a goal stands by its last word, and its story: when it was set, how it was called, its way."""
    from goalpage.drafting import Past
    from goalpage.pages.dates import in_words, span
    from goalpage.pages.quantities import amount

    first, last = record.statement(thread.first), record.statement(thread.last)
    begun = record.revisions[thread.first.revision].date.date()
    parts = [f"Set on {in_words(begun)}" + (f", {span(begun, day)} ago" if begun < day else "")]
    if first.title != last.title:
        parts.append(f"first as “{first.title}”")
    now = last.progress
    if now is not None and now.current is not None and thread.start not in (None, now.current):
        assert thread.start is not None
        parts.append(f"{amount(thread.start, now.unit)} then and {amount(now.current, now.unit)} now")
    return Past(last.status, "; ".join(parts).replace("\u00a0", " ") + ".")


def _evidence(found: Findings, record: Record) -> list[tuple[str, list[Evidence]]]:
    """Give for each goal of a list what later posts of the blog, no goal posts themselves, may say of it."""
    from goalpage.drafting import Library, Written
    from goalpage.pages.standing import goals_set, setting

    others = found.blog.others
    library = Library([Written(one.path, one.title, one.body, one.body_line) for one in others])
    told = []
    for id_, goal in goals_set(record, setting(record)):
        begun = record.revisions[record.threads[id_].first.revision].date
        since = sum(one.date <= begun for one in others)
        told.append((goal.title, library.evidence(goal.title, since)))
    return [(title, those) for title, those in told if those]


def _say_evidence(terminal: Terminal, /, told: Sequence[tuple[str, Sequence[Evidence]]]) -> None:
    if not told:
        return
    terminal.say()
    terminal.say("What you wrote since may be evidence. It is said here alone; link to it where it is.")
    for title, those in told:
        terminal.say()
        terminal.say(shown(title))
        for one in those:
            terminal.say(f"  {shown(one.path)}:{one.line}: “{shown(one.sentence[:160])}”")
