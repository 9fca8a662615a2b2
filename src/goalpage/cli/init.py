"""`goalpage init`: put goalpage into a blog; nothing is written that was not shown."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goalpage.cli.build import say_what_to_write
from goalpage.cli.messages import Terminal, plural, shown
from goalpage.cli.options import blog_argument, build_options

if TYPE_CHECKING:
    from goalpage.findings import Findings
    from goalpage.init import Addition, Premises, Setup

_OK, _NOTHING_DONE = 0, 2
_COLOURS = {"+": "32", "-": "31", "@": "36"}
_NAMES = {
    "jekyll": "A Jekyll blog", "hugo": "A Hugo blog", "eleventy": "An Eleventy blog", "pelican": "A Pelican blog",
    "mkdocs": "An MkDocs site", "folder": "A folder of Markdown",
}  # fmt: skip


@click.command("init")
@blog_argument
@click.option(
    "--host",
    type=click.Choice(["github", "gitlab", "netlify"]),
    metavar="HOST",
    help="Also write the file by which a host builds and publishes the blog: github, gitlab or netlify.",
)
@click.option(
    "--install",
    default="goalpage",
    metavar="WHAT",
    help="What pip installs on the host: a version, a file or an address (default: goalpage).",
)
@click.option("-y", "--yes", is_flag=True, help="Write what is shown without asking.")
@click.option("-n", "--dry-run", is_flag=True, help="Show what would be written, write nothing, ask nothing.")
@click.pass_obj
def command(terminal: Terminal, /, blog: Path, host: str | None, install: str, yes: bool, dry_run: bool) -> int:
    """Put goalpage into the blog in BLOG (default: this folder), once you have seen what that adds.

    It says what it found, shows the few lines it would add, and asks. No file that is there is overwritten; at a second
    run there is nothing left to add. Exit status: 0 done, 2 nothing was done.

    \b
    Examples:
      goalpage init                      look, show, ask
      goalpage init --host github --yes  with the workflow for GitHub Pages, at once
    """
    from goalpage.blog import load_config
    from goalpage.findings import findings
    from goalpage.init import Host, planned, premises, write_additions

    config, _ = load_config(blog)
    found = premises(blog, config)
    read = findings(blog, build_options((), False, True, None, False))
    setup = planned(found, Host(host) if host else None, install)
    _say_what_is_there(terminal, found, read, setup)
    _show(terminal, setup)
    if not setup.additions:
        terminal.say(_say_nothing_to_add(setup))
        return _OK
    if dry_run:
        terminal.say("Nothing was written: this was a dry run.")
        return _OK
    if not yes and not _agreed(terminal, setup.additions):
        return _NOTHING_DONE
    write_additions(blog, setup.additions)
    terminal.say(f"Wrote {', '.join(shown(each.path) for each in setup.additions)}.")
    _say_what_is_next(terminal, setup, blog, read)
    return _OK


def _say_what_is_there(terminal: Terminal, found: Premises, read: Findings, setup: Setup) -> None:
    config = found.config
    title = f", {shown(config.title)!r}" if config.title else ""
    settings = f" ({found.settings})" if found.settings else ""
    terminal.say(f"{_NAMES[found.generator]}{title}{settings}.")
    why = {each.path: each.why for each in read.blog.candidates}
    posts = [path for each in read.followed for path in each.history.posts]
    if posts:
        terminal.say(f"{plural(len(posts), 'goal post')}:")
        for path in posts[:10]:
            terminal.say(f"  {shown(path)} ({shown(why.get(path, ''))})")
        if len(posts) > 10:
            terminal.say(f"  and {plural(len(posts) - 10, 'other')}")
    else:
        say_what_to_write(terminal, read.blog.looks_like)
    terminal.say(f"The pages go to {shown(config.destination + setup.path)}.")
    terminal.problems(read.problems)


def _show(terminal: Terminal, setup: Setup) -> None:
    for there in setup.there:
        terminal.say(f"There already: {shown(there)}.")
    for each in setup.additions:
        terminal.say()
        terminal.say(f"{shown(each.path)}: {each.why}")
        for line in each.difference:
            colour = _COLOURS.get(line[:1]) if terminal.wants_colour else None
            terminal.say(f"\x1b[{colour}m{shown(line)}\x1b[0m" if colour else shown(line))
    for by_hand in setup.by_hand:
        terminal.say()
        terminal.say(f"{shown(by_hand.path)}: {by_hand.why}; please add there yourself")
        for line in by_hand.lines:
            terminal.say(f"    {shown(line)}".rstrip())
    if setup.additions or setup.by_hand:
        terminal.say()


def _say_nothing_to_add(setup: Setup) -> str:
    if setup.by_hand:
        return f"All else is there. Then: {setup.build}"
    return f"There is nothing to add. {'Build' if setup.there else 'Just build'}: {setup.build}"


def _agreed(terminal: Terminal, additions: tuple[Addition, ...]) -> bool:
    """Ask whether to write; nobody to ask is no yes."""
    if not (sys.stdin is not None and sys.stdin.isatty() and terminal.is_answering_a_person):
        terminal.warn("goalpage init: nothing was written, since there is nobody to ask; say --yes to write this")
        return False
    names = ", ".join(shown(each.path) for each in additions)
    if click.confirm(f"Write {names}?", default=False):
        return True
    terminal.say("Nothing was written.")
    return False


def _say_what_is_next(terminal: Terminal, setup: Setup, blog: Path, read: Findings) -> None:
    folder = "" if blog.resolve() == Path.cwd() else f"cd {shown(blog)} && "
    place = f"{read.config.destination}{setup.path}index.html"
    first = "Add the lines above. Then: " if setup.by_hand else "Next: "
    terminal.say(f"{first}{folder}{setup.build}")
    terminal.say(f"and open {shown(os.path.normpath(place))}")
