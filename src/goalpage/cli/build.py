"""`goalpage build`: read the blog, write the pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from goalpage.cli.messages import Terminal, plural, problem_data, shown
from goalpage.cli.options import blog_argument, build_options, json_option, reading_options
from goalpage.cli.progress import shown_progress
from goalpage.errors import Severity
from goalpage.report import Report, Taken


@click.command("build")
@blog_argument
@click.option(
    "-d",
    "--destination",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The folder of the built blog (default: the blog's own setting, `_site` for Jekyll).",
)
@reading_options
@click.option("--strict", is_flag=True, help="Let warnings fail the build (exit status 1).")
@click.option("--allow-removal", is_flag=True, help="Take pages away even if the record they show is lost.")
@json_option
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but warnings and errors.")
@click.option("-v", "--verbose", count=True, help="Say which pages were written; twice: details of faults.")
@click.pass_obj
def command(
    terminal: Terminal,
    /,
    blog: Path,
    destination: Path | None,
    strict: bool,
    allow_removal: bool,
    as_json: bool,
    quiet: bool,
    verbose: int,
    **reading: Any,
) -> int:
    """Read the blog in BLOG (default: this folder) and write the pages into its site.

    Build the blog first: its built pages lend the looks, and what goalpage writes lies among them. Exit status: 0 done,
    1 some post has errors and the others were built, 2 nothing was done.

    \b
    Examples:
      jekyll build && goalpage build
      goalpage build my-blog -d public --post about/goals.md
    """
    from goalpage.build import build

    options = build_options(destination=destination, allow_removal=allow_removal, verbose=verbose, **reading)
    terminal.quiet = quiet or as_json
    with shown_progress(terminal) as progress:
        report = build(blog, options, progress)
    terminal.problems(report.problems)
    if as_json:
        terminal.answer_json(_data(report))
    else:
        _say(terminal, report, verbose)
    failing = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    return 1 if report.worst in failing else 0


def _say(terminal: Terminal, report: Report, verbose: int) -> None:
    for taken in report.taken:
        _say_taken(terminal, taken)
    if not report.taken:
        say_what_to_write(terminal, report.looks_like)
    marks = [("+", path) for path in report.written] + [("-", path) for path in report.removed]
    for mark, path in marks if verbose else []:
        terminal.say(f"  {mark} {shown(path)}")
    for path in report.kept:
        where = shown(Path(report.destination, path))
        terminal.warn(f"{where}: no longer needed, but changed since it was written; remove it yourself")
    for folder in report.held:
        terminal.warn(f"{shown(Path(report.destination, folder))}: left as it was, while a post cannot be read")
    if report.removed:
        gone = plural(len(report.removed), "file")
        terminal.say(f"Took {gone} away that the blog no longer gives (`-v` lists them).")
    if report.taken:
        total = len(report.written) + report.unchanged
        changed = plural(len(report.written), "file") + " written" if report.written else "nothing to write"
        where = shown(Path(report.destination, report.index))
        terminal.say(f"{plural(total, 'file')}, {changed}. Open {where}")


def _say_taken(terminal: Terminal, taken: Taken) -> None:
    terminal.say(f"{shown(taken.title)}: {plural(taken.goals, 'goal')}, {plural(taken.revisions, 'revision')}")
    for path, why in zip(taken.posts, taken.why, strict=True):
        terminal.say(f"  {shown(path)} ({shown(why)})")


def say_what_to_write(terminal: Terminal, looks_like: tuple[tuple[str, str], ...]) -> None:
    """Say that no goal post was found, which posts look like ones, and what makes them so."""
    terminal.say("No post of this blog states goals, as far as goalpage can tell.")
    if looks_like:
        terminal.say("These look as if they might:")
        for path, reason in looks_like[:10]:
            terminal.say(f"  {shown(path)} ({shown(reason)})")
    terminal.say("To say that a post does, write `goals: true` into its front matter, like this:")
    for line in ("---", "title: My goals", "goals: true", "---", "", "1. Run a half marathon. (Currently 12 km)"):
        terminal.say(f"    {line}".rstrip())


def _data(report: Report) -> dict[str, Any]:
    return {
        "destination": report.destination,
        "index": report.index if report.taken else None,
        "histories": [
            {
                "id": taken.id,
                "title": taken.title,
                "posts": [{"path": path, "why": why} for path, why in zip(taken.posts, taken.why, strict=True)],
                "revisions": taken.revisions,
                "goals": taken.goals,
            }
            for taken in report.taken
        ],
        "looks_like": [{"path": path, "why": why} for path, why in report.looks_like],
        "written": list(report.written),
        "unchanged": report.unchanged,
        "removed": list(report.removed),
        "kept": list(report.kept),
        "held": list(report.held),
        "problems": [problem_data(problem) for problem in report.problems],
    }
