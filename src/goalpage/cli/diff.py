"""`goalpage diff`: what changed between two revisions, in the terminal, as data or as a page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goalpage.cli.messages import Terminal
from goalpage.cli.naming import records_named, revision_named
from goalpage.cli.options import blog_option, build_options, json_option, reading_options
from goalpage.cli.progress import shown_progress
from goalpage.cli.told import Pair, tell, told_sentence, unpublished
from goalpage.errors import GoalpageError, Severity

if TYPE_CHECKING:
    from goalpage.findings import Findings
    from goalpage.pages.record import Record


@click.command("diff")
@click.argument("since", metavar="[A]", required=False, default="")
@click.argument("until", metavar="[B]", required=False, default="")
@click.option("--history", "name", metavar="NAME", default="", help="Of this history alone: its id or a part of it.")
@blog_option
@reading_options
@json_option
@click.option("--html", "as_html", is_flag=True, help="Give the answer as an HTML page on standard output.")
@click.pass_obj
def command(
    terminal: Terminal,
    /,
    since: str,
    until: str,
    name: str,
    blog: Path,
    as_json: bool,
    as_html: bool,
    **reading: Any,
) -> int:
    """Show what changed from revision A to B (default: to the text as it is now).

    Without A: what publishing would say, from the newest recorded revision to the text as it is now. A revision is
    named by its id, a commit (`HEAD~3`), or a date: `2021`, `2021-06`, `last year` mean the list as it stood at their
    end.

    \b
    Examples:
      goalpage diff
      goalpage diff 2021 2023-06 --blog ~/blog
    """
    from goalpage.findings import findings

    if as_json and as_html:
        raise click.UsageError("--json and --html cannot be given together")
    options = build_options(**reading)
    with shown_progress(terminal) as progress:
        found = findings(blog, options, progress)
    terminal.problems(problem for problem in found.problems if problem.severity is not Severity.NOTICE)
    today = options.today or options.now.date()
    pairs = _pairs(_named(found, name), since, until, blog, today)
    if as_json:
        terminal.answer_json({"histories": [_data(pair) for pair in pairs]})
    elif as_html:
        terminal.answer(_page(found, _the_one(pairs), today))
    else:
        _say(terminal, pairs, asked=bool(since))
    return 1 if any(problem.severity is Severity.ERROR for problem in found.problems) else 0


def _named(found: Findings, name: str) -> list[Record]:
    from goalpage.pages.record import records

    made = list(records(found.followed))
    return records_named(made, name) if name else made


def _pairs(made: Sequence[Record], since: str, until: str, root: Path, today: date) -> list[Pair]:
    """Give the revisions to compare; a history that has no such revision is left out, unless none has."""
    if not since:
        return [pair for record in made for pair in _unpublished(record)]
    pairs: list[Pair] = []
    refused: GoalpageError | None = None
    for record in made:
        try:
            pairs.append(_pair(record, since, until, root, today))
        except GoalpageError as error:
            refused = error
    if refused is not None and not pairs:
        raise refused
    return pairs


def _pair(record: Record, since: str, until: str, root: Path, today: date) -> Pair:
    newest = len(record.revisions) - 1
    a = revision_named(record, since, root, today)
    b = revision_named(record, until, root, today) if until else newest
    return Pair(record, min(a, b), max(a, b))


def _unpublished(record: Record) -> tuple[Pair, ...]:
    """Give what publishing would say of a history; where it would say nothing, its newest revision with itself."""
    newest = len(record.revisions) - 1
    return unpublished(record) or (Pair(record, newest, newest),)


def _the_one(pairs: Sequence[Pair]) -> Pair:
    """Give the one pair that a page can show; GoalpageError where there are several in which anything changed."""
    told = [pair for pair in pairs if pair.changes] or list(pairs[:1])
    if len(told) != 1:
        ids = ", ".join(pair.record.history.id for pair in told)
        cure = f"name one with --history: {ids}" if told else "`goalpage build` says which posts look like goal posts"
        raise GoalpageError("a page shows one history" if told else "no post of this blog states goals", cure)
    return told[0]


def _say(terminal: Terminal, /, pairs: Sequence[Pair], *, asked: bool) -> None:
    if not pairs:
        terminal.answer("No post of this blog states goals; `goalpage build` says which posts look like ones.")
        return
    told = pairs if asked else [pair for pair in pairs if pair.a is None or pair.changes]
    if not told:
        terminal.answer("Nothing to publish: no goal has changed since it was last recorded.")
    for number, pair in enumerate(told):
        if number:
            terminal.answer("")
        tell(terminal, pair)


def _data(pair: Pair) -> dict[str, Any]:
    from goalpage.pages.goals_json import change_data

    record = pair.record
    to = record.revisions[pair.b].id
    return {
        "id": record.history.id,
        "title": record.history.title,
        "from": _revision(record, pair.a),
        "to": _revision(record, pair.b),
        "sentence": told_sentence(pair) if pair.a is not None else None,
        "changes": [
            {"goal": change.goal, "title": record.titles.get(change.goal, change.goal), **change_data(to, change)}
            for change in pair.changes
        ],
    }


def _revision(record: Record, r: int | None) -> dict[str, Any] | None:
    if r is None:
        return None
    one = record.revisions[r]
    return {"id": one.id, "date": one.date.isoformat(), "origin": one.origin.value, "commit": one.commit}


def _page(found: Findings, pair: Pair, today: date) -> str:
    """Give the difference as a whole page that stands alone, with its looks in it."""
    from goalpage.pages import Site, standalone
    from goalpage.pages.context import Making
    from goalpage.pages.difference import difference_page
    from goalpage.pages.static import static_file

    site = Site(today=today, title=found.config.title, lang=found.config.lang)
    a = pair.record.snapshot[pair.a] if pair.a is not None else pair.record.shown[0]
    page = difference_page(Making(site), pair.record, a, pair.record.snapshot[pair.b])
    text = standalone(page, site).decode("utf-8")
    looks = static_file(site, "goalpage.css").data.decode("utf-8")
    return text.replace(f'<link rel="stylesheet" href="{page.stylesheet}">', f"<style>\n{looks}\n</style>", 1)
