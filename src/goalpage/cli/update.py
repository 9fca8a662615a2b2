"""`goalpage update` and its short forms: one goal changed in its post, and nothing else."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from msgspec import Struct

from goalpage.cli.completion import goals
from goalpage.cli.messages import Terminal, plural, shown
from goalpage.cli.naming import NamedGoal, goals_named, path_below
from goalpage.cli.options import blog_option, build_options, json_option
from goalpage.cli.progress import shown_progress
from goalpage.errors import GoalpageError

if TYPE_CHECKING:
    from goalpage.blog import Candidate
    from goalpage.blog.post_file import PostFile
    from goalpage.config import Config
    from goalpage.edit import Edited, Wanted
    from goalpage.findings import Findings
    from goalpage.model import Change, Goal, Post
    from goalpage.reading import ReadingOptions

_Command = TypeVar("_Command", bound=Callable[..., Any])


class _Place(Struct, frozen=True):
    """One goal in the text of its post as it is now: `index` among the goals of `post`, `id` its lasting id."""

    file: PostFile
    post: Post
    options: ReadingOptions
    index: int
    id: str

    @property
    def goal(self) -> Goal:
        return self.post.goals[self.index]

    @property
    def at(self) -> str:
        return f"{self.file.shown}:{self.goal.line}"


def writing_options(command: _Command) -> _Command:
    """Add the options of all commands that write into a post."""
    for add in (
        json_option,
        click.option("--dry-run", is_flag=True, help="Show the difference and write nothing."),
        click.option("--today", "today", metavar="DATE", default=None, help="The day of a dated entry, YYYY-MM-DD."),
        click.option("--post", metavar="FILE", help="Look in this post alone, and take it as a goal post."),
        blog_option,
        click.option("--note", metavar="TEXT", help="Add this remark."),
    ):
        command = add(command)
    return command


@click.command("update")
@click.argument("goal", shell_complete=goals)
@click.option("--current", metavar="VALUE", help="Where it stands: '$640', '12 books'.")
@click.option("--target", metavar="VALUE", help="Where it is to go.")
@click.option("--status", metavar="STATUS", help="open, active, paused, done, partial, missed or dropped.")
@click.option("--due", metavar="DATE", help="When it is due: 2027, 2027-06 or 2027-06-30.")
@click.option("--title", metavar="TEXT", help="Call it otherwise.")
@click.option("--link", metavar="URL", help="Add this link as evidence.")
@writing_options
@click.pass_obj
def command(
    terminal: Terminal,
    /,
    goal: str,
    blog: Path,
    post: str | None,
    today: str | None,
    dry_run: bool,
    as_json: bool,
    **asked: str | None,
) -> int:
    """Change GOAL in its post, in the way the post writes such things; every other byte stays.

    GOAL is its number, its id, a part of its title, or `:31` for its line. The new text is read again before it is
    written: where exactly that change, and no other, does not come out, nothing is written (exit status 2).

    \b
    Examples:
      goalpage update 3 --current '$640' --note 'Redefining SOTA'
      goalpage update marathon --status partial --due 2027 --dry-run
    """
    if not any(value is not None for value in asked.values()):
        raise click.UsageError("say what to change: --current, --target, --status, --due, --title, --note or --link")
    return write(terminal, goal, blog, post, today, asked, dry_run=dry_run, as_json=as_json)


def short_form(name: str, status: str, example: str) -> click.Command:
    """Give the command that sets one status."""

    @click.command(name, help=f"""Mark GOAL {status} in its post: short for `goalpage update GOAL --status {status}`.

    GOAL is its number, its id, a part of its title, or `:31` for its line.

    \b
    Examples:
      goalpage {name} 3
      goalpage {name} {example}
    """)  # fmt: skip
    @click.argument("goal", shell_complete=goals)
    @writing_options
    @click.pass_obj
    def made(
        terminal: Terminal,
        /,
        goal: str,
        blog: Path,
        post: str | None,
        today: str | None,
        dry_run: bool,
        as_json: bool,
        note: str | None,
    ) -> int:
        asked = {"status": status, "note": note}
        return write(terminal, goal, blog, post, today, asked, dry_run=dry_run, as_json=as_json)

    return made


def write(
    terminal: Terminal,
    /,
    goal: str,
    blog: Path,
    post: str | None,
    today: str | None,
    asked: dict[str, str | None],
    *,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Find the goal, change it in its post's text, and write that or show the difference."""
    from goalpage.edit import EditRefusedError, edited, wanted_of
    from goalpage.findings import findings
    from goalpage.reading.fields.values import BadValueError

    day = _day(today)
    options = build_options((post,) if post else (), committed=False, shallow=True, today=day, force=False)
    with shown_progress(terminal) as progress:
        found = findings(blog, options, progress)
    place = _the_one(list(_places(found, blog, post)), goal)
    year = place.options.year
    try:
        wanted = wanted_of(place.post.lang, year, **asked)
        done = edited(place.file.text, place.file.shown, place.options, place.index, wanted,
                      today=(day or options.now.date()).isoformat(), before=place.post)  # fmt: skip
    except BadValueError as error:
        raise GoalpageError(str(error), error.cure) from None
    except EditRefusedError as error:
        message = f"{place.goal.title[:60]!r} cannot be changed so: {error}"
        raise GoalpageError(message, "change it in the post by hand", place.file.shown, place.goal.line) from None
    if not dry_run and done.text != place.file.text:
        place.file.replace(done.text)
    _answer(terminal, place, done, wanted, dry_run=dry_run, as_json=as_json)
    return 0


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"{text!r} is no date; write it as 2024-05-03", param_hint="'--today'") from None


def _places(found: Findings, root: Path, post: str | None) -> Iterator[_Place]:
    """Give the goals that stand now, in the text as it is now: of the present lists, or of the one post named."""
    from goalpage.blog.post_file import read_post_file
    from goalpage.pages.record import records
    from goalpage.reading import read_post

    ids: dict[tuple[str, int], str] = {}
    present: dict[str, None] = {}
    for record in records(found.followed):
        present[record.revisions[record.present].source] = None
        for r, revision in enumerate(record.revisions):
            ids.update({(revision.source, g.line): name for name, g in record.goals(r)})
    wanted = None if post is None else path_below(root, post)
    for candidate in found.blog.candidates:
        if candidate.path != wanted if wanted is not None else candidate.path not in present:
            continue
        file, options = read_post_file(root, candidate.path), _options(found.config, candidate)
        read = read_post(file.text, file.shown, options)
        for index, goal in enumerate(read.goals):
            yield _Place(file, read, options, index, ids.get((candidate.path, goal.line), goal.id or ""))


def _options(config: Config, candidate: Candidate) -> ReadingOptions:
    from goalpage.findings import reading_options_of

    return reading_options_of(config, candidate)


def _the_one(places: list[_Place], name: str) -> _Place:
    """Give the one goal that `name` means; GoalpageError, naming them, where it means several."""
    if not places:
        raise GoalpageError(
            "no post of this blog states goals", "name the post with --post FILE, or write `goals: true` into it"
        )
    chosen = goals_named(places, name, lambda place: NamedGoal(place.goal, place.id))
    if len(chosen) == 1:
        return chosen[0]
    listed = ", ".join(f"{place.goal.title[:40]!r} ({place.at})" for place in chosen[:5])
    more = f" and {len(chosen) - 5} more" if len(chosen) > 5 else ""
    several_posts = len({place.file.shown for place in chosen}) > 1
    cure = f"name its line, as `:{chosen[0].goal.line}`" + (", and its post with --post FILE" if several_posts else "")
    raise GoalpageError(f"{name!r} may mean {plural(len(chosen), 'goal')}: {listed}{more}", cure)


def _answer(
    terminal: Terminal, /, place: _Place, done: Edited, wanted: Wanted, *, dry_run: bool, as_json: bool
) -> None:
    now = done.post.goals[place.index]
    diff = list(_difference(place, done.text))
    if as_json:
        terminal.answer_json(
            {
                "path": place.file.shown,
                "line": place.goal.line,
                "goal": place.id,
                "title": now.title,
                "written": bool(diff) and not dry_run,
                "changed": [field.value for field in wanted.fields],
                "follows": list(done.follows),
                "diff": "".join(f"{line}\n" for line in diff),
            }
        )
        return
    if not diff:
        terminal.answer(f"{shown(place.at)}: “{shown(place.goal.title)}” says so already; nothing was written")
        return
    for line in diff if dry_run else ():
        terminal.answer(_coloured(line) if terminal.wants_colour else shown(line))
    if not dry_run:
        terminal.answer(f"{shown(place.at)}: “{shown(now.title)}”: {_told(place, now)}")
    for name in done.follows:
        value = getattr(now, name)
        told = f"is read as {shown(value)}" if isinstance(value, str) else "is read otherwise" if value else "is none"
        terminal.answer(f"With that its {name} {told}.")


def _difference(place: _Place, text: str) -> Iterator[str]:
    old, new = place.file.text.splitlines(), text.splitlines()
    name = place.file.shown
    yield from difflib.unified_diff(old, new, f"a/{name}", f"b/{name}", lineterm="")


def _coloured(line: str) -> str:
    colour = {"+": "32", "-": "31", "@": "36"}.get(line[:1])
    return f"\x1b[{colour}m{shown(line)}\x1b[0m" if colour else shown(line)


def _told(place: _Place, now: Goal) -> str:
    """Give what happened to the goal, in the words of the pages."""
    from goalpage.compare.statements import differences
    from goalpage.model import Change, ChangeKind
    from goalpage.pages.phrases import sentence_of
    from goalpage.terminal import words

    old, name = place.goal, place.id or "goal"
    found: list[Change] = [
        Change(one.kind, name, old, now, small=one.small) for one in differences(old, now, one_post=True)
    ]
    if [note.text for note in old.notes] != [note.text for note in now.notes] or old.evidence != now.evidence:
        found.append(Change(ChangeKind.NOTE, name, old, now))
    return words(str(sentence_of(found, {name: now.title})), colour=False).plain
