"""`goalpage import`: start a goal post from the tasks of another program."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goalpage.cli.drafts import last_post, newest_other_post, present_path, shown_or_written
from goalpage.cli.messages import Terminal, plural, shown
from goalpage.cli.options import blog_option, build_options, day_option
from goalpage.cli.progress import shown_progress
from goalpage.errors import GoalpageError

if TYPE_CHECKING:
    from goalpage.drafting import Last


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("title", required=False, default="")
@click.option(
    "--from",
    "kind",
    type=click.Choice(["todo.txt", "org", "obsidian"]),
    metavar="PROGRAM",
    help="todo.txt, org or obsidian (default: by the ending of the name).",
)
@blog_option
@click.option("--dry-run", is_flag=True, help="Show the post and write nothing.")
@day_option("The day of the post")
@click.pass_obj
def command(
    terminal: Terminal, /, file: Path, title: str, kind: str | None, blog: Path, dry_run: bool, today: date | None
) -> int:
    """Start a goal post from FILE: a todo.txt, an org file, or a Markdown file with the signs of Obsidian Tasks.

    Tasks become goals with their status, dates, priority, tags, notes and the heading or project above them. What has
    no place in a goal is said. Without TITLE the post is called after the file. Nothing is ever overwritten.

    \b
    Examples:
      goalpage import todo.txt "Goals for 2025"
      goalpage import notes/life.org --dry-run
    """
    from goalpage.drafting import BORROWED, KEPT, imported
    from goalpage.findings import findings
    from goalpage.importing import kind_of, tasks_of
    from goalpage.pages.record import records
    from goalpage.pages.standing import setting

    known = kind or kind_of(file.name)
    if known is None:
        raise GoalpageError("the name does not tell which program this is from", "say it with --from", str(file))
    tasks, problems = tasks_of(_text(file), known, str(file))
    terminal.problems(problems)
    if not tasks:
        raise GoalpageError(f"no task of {known} was found", "say what it is with --from", str(file))
    options = build_options((), committed=False, shallow=True, today=today, force=False)
    with shown_progress(terminal) as progress:
        found = findings(blog, options, progress)
    newest = max(records(found.followed), key=lambda each: each.revisions[each.present].date, default=None)
    if newest:
        last: Last | None = last_post(found, blog, newest.revisions[setting(newest)].source)
    else:
        last = newest_other_post(found, blog)
    day = options.today or options.now.astimezone().date()
    name = title.strip() or file.stem.replace("-", " ").replace("_", " ").strip().capitalize()
    draft = present_path(found, imported(tasks, name, last, day, kept=KEPT if newest else BORROWED))
    said = f"Wrote {shown(draft.path)} with {plural(len(draft.goals), 'goal')}."
    shown_or_written(terminal, blog, draft, said, dry_run=dry_run)
    return 0


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise GoalpageError("the file is not UTF-8", "save it as UTF-8", str(file)) from None
    except OSError as error:
        raise GoalpageError(f"the file cannot be read ({error.strerror or error})", path=str(file)) from None
