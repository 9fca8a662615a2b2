"""`goalpage publish`: record what the goal posts say now, build, push."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goalpage.cli.announcing import write_announcement
from goalpage.cli.messages import Terminal, plural, shown
from goalpage.cli.options import blog_option, build_options, day_option
from goalpage.cli.progress import shown_progress
from goalpage.cli.told import Pair, tell, unpublished
from goalpage.errors import GoalpageError, Severity

if TYPE_CHECKING:
    from goalpage.findings import Findings
    from goalpage.publish import Done, Ground, Plan, Story, Wishes
    from goalpage.report import BuildOptions


@click.command("publish")
@blog_option
@click.option("--post", "posts", multiple=True, metavar="FILE", help="Publish this post alone (repeatable).")
@click.option("-m", "--message", metavar="TEXT", help="The message of the commit (default: what changed).")
@click.option("--push", is_flag=True, help="Push the commit when all is built.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
@click.option("--dry-run", is_flag=True, help="Show what would be published, and do nothing.")
@click.option("--announce", is_flag=True, help="Draft a short post about the change.")
@click.option(
    "-d", "--destination", type=click.Path(path_type=Path), metavar="DIR", help="The folder of the built blog."
)
@day_option("The day of the commit or copy")
@click.pass_obj
def command(
    terminal: Terminal,
    /,
    blog: Path,
    posts: tuple[str, ...],
    message: str | None,
    push: bool,
    yes: bool,
    dry_run: bool,
    announce: bool,
    destination: Path | None,
    today: date | None,
) -> int:
    """Record what your goal posts say now, and bring it to the readers.

    Shows what changed as a reader will see it, asks, commits the changed goal posts and nothing else (without git:
    keeps copies in _revisions/), and builds the pages. Your own hooks and signature apply as in `git commit`. Where
    anything fails, posts, history and site are as they were (exit status 2).

    \b
    Examples:
      goalpage publish
      goalpage publish --yes --push --message "A good quarter"
    """
    from goalpage.publish import ground_of

    options = build_options(posts, committed=False, shallow=False, today=today, force=False, destination=destination)
    found = _found(terminal, blog, options)
    plan, pairs = _planned(found, blog, posts)
    wishes = _wishes(found, pairs, message, options, dated=today is not None, push=push)
    ground = ground_of(blog, plan)
    _show(terminal, pairs, plan, ground, wishes)
    if dry_run:
        return 0
    if plan.posts and not _agreed(terminal, yes=yes):
        return 2
    done = _published(terminal, blog, plan, ground, wishes, options)
    if announce and pairs:
        write_announcement(terminal, blog, found, pairs, options, wishes.day)
    return 1 if done.report.worst is Severity.ERROR or done.unsure else 0


def _found(terminal: Terminal, /, blog: Path, options: BuildOptions) -> Findings:
    from goalpage.findings import findings

    with shown_progress(terminal) as progress:
        found = findings(blog, options, progress)
    terminal.problems(problem for problem in found.problems if problem.severity is not Severity.NOTICE)
    return found


def _planned(found: Findings, blog: Path, posts: Sequence[str]) -> tuple[Plan, list[Pair]]:
    """Give the posts to record, and for each text of them what it changes."""
    from goalpage.cli.naming import path_below
    from goalpage.pages.record import records
    from goalpage.publish import planned

    plan = planned(found, tuple(path_below(blog, post) for post in posts))
    pairs = [pair for record in records(found.followed) for pair in unpublished(record)
             if record.revisions[pair.b].source in plan.paths]  # fmt: skip
    return plan, pairs


def _wishes(
    found: Findings, pairs: Sequence[Pair], message: str | None, options: BuildOptions, *, dated: bool, push: bool
) -> Wishes:
    from goalpage.publish import Wishes, commit_message

    if message is not None and not message.strip():
        raise click.UsageError("--message is empty; say what changed, or leave it out")
    said = message or commit_message([_story(pair) for pair in pairs])
    return Wishes(said, options.today or options.now.astimezone().date(), dated, push, found.config.source)


def _story(pair: Pair) -> Story:
    from goalpage.publish import Story

    first = len(pair.record.revisions[pair.b].goals) if pair.a is None else None
    return Story(pair.record.history.title, pair.changes, first)


def _show(
    terminal: Terminal, /, pairs: Sequence[Pair], plan: Plan, ground: Ground, wishes: Wishes
) -> None:
    if not plan.posts:
        terminal.say("Nothing to record: every goal post is as it was last recorded.")
        return
    for pair in pairs:
        tell(terminal, pair)
        terminal.say()
    paths = ", ".join(shown(path) for path in plan.paths)
    if ground.standing is None:
        terminal.say(f"To be recorded as a copy, since the blog is in no git repository: {paths}")
        return
    terminal.say(f"To be committed: {paths}")
    for line in wishes.message.splitlines():
        terminal.say(f"    {shown(line)}".rstrip())


def _agreed(terminal: Terminal, /, *, yes: bool) -> bool:
    if yes:
        return True
    if sys.stdin is None or not sys.stdin.isatty():
        raise GoalpageError("nobody is here to ask, so nothing was published", "say --yes, or look with --dry-run")
    agreed = click.confirm("Publish this?", default=False, err=True)
    if not agreed:
        terminal.say("Nothing was published.")
    return agreed


def _published(  # what, where, how
    terminal: Terminal, /, blog: Path, plan: Plan, ground: Ground, wishes: Wishes, options: BuildOptions
) -> Done:
    """Do it, and say what was done."""
    from goalpage.publish import publish

    with shown_progress(terminal) as progress:
        done = publish(blog, plan, ground, wishes, options, progress)
    _say(terminal, done)
    return done


def _say(terminal: Terminal, /, done: Done) -> None:
    terminal.problems(problem for problem in done.report.problems if problem.severity is Severity.ERROR)
    if done.commit:
        terminal.say(f"Committed as {done.commit[:10]}.")
    for path in done.copies:
        terminal.say(f"Kept a copy: {shown(path)}")
    written = plural(len(done.report.written), "page") + " written" if done.report.written else "No page to write"
    terminal.say(f"{written}. Open {shown(Path(done.report.destination, done.report.index))}")
    if done.unsure:
        terminal.warn(f"goalpage: recorded and built, but {done.unsure}")
    elif done.pushed:
        terminal.say("Pushed.")
