"""`goalpage link`: tell that two statements are the same goal, or that they are not."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goalpage.cli.messages import Terminal, shown
from goalpage.cli.options import blog_option, build_options, reading_options
from goalpage.cli.progress import shown_progress
from goalpage.errors import GoalpageError

if TYPE_CHECKING:
    from goalpage.compare import Pin
    from goalpage.compare.named import Wording
    from goalpage.model import Followed


@click.command("link")
@click.argument("earlier")
@click.argument("later")
@click.option("--apart", is_flag=True, help="Tell that they are two goals, not one.")
@click.option("--at", metavar="REVISION", help="The revision, by its id or date, in which LATER is meant.")
@click.option("--history", "history", metavar="ID", help="The history in which both stand.")
@blog_option
@reading_options
@click.pass_obj
def command(
    terminal: Terminal,
    /,
    earlier: str,
    later: str,
    apart: bool,
    at: str | None,
    history: str | None,
    blog: Path,
    **reading: Any,
) -> int:
    """Tell that EARLIER and LATER are the same goal, reworded; with --apart, that they are not.

    Each is the number of a goal, its id, or a part of its title. What you tell is kept in _goalpage-links.yml in the
    blog's folder, and holds for every build from then on. Exit status 2: nothing was written.

    \b
    Examples:
      goalpage link "Teach my nephew to row" "Row to the sea"
      goalpage link "Read 24 books" "Read 24 books" --apart --at 2024
    """
    from goalpage.blog.links import NAME, add_link, read_links
    from goalpage.compare.named import holds
    from goalpage.findings import findings

    with shown_progress(terminal) as progress:
        found = findings(blog, build_options(**reading), progress)
    followed, pin = _pin(_among(found.followed, history), earlier, later, apart=apart, at=at)
    links, _ = read_links(blog)
    named = followed.history.id if history or len(found.followed) > 1 else None
    if links.line_of(pin, named) is None and not holds(followed, links.of(followed.history.id), pin):
        cure = "give each of them an id in its post: <!-- goal: id=NAME -->"
        raise GoalpageError("other goals share these words, so the words cannot tell which are meant", cure)
    line = add_link(blog, pin, named)
    verdict = "are one goal" if pin.same else "are two goals"
    terminal.say(f"“{shown(pin.earlier)}” and “{shown(pin.later)}” {verdict} from now on ({NAME}:{line}).")
    terminal.say("Build to see it on the pages, and commit that file with your posts.")
    return 0


def _among(followed: Iterable[Followed], history: str | None) -> list[Followed]:
    """Give the histories asked for: those with goals, or the one of this id."""
    every = [each for each in followed if each.timelines]
    if history is None:
        return every
    chosen = [each for each in every if each.history.id == history]
    if not chosen:
        known = ", ".join(each.history.id for each in every) or "none"
        raise GoalpageError(f"there is no history {history!r}", f"there is {known}")
    return chosen


def _pin(
    followed: list[Followed], earlier: str, later: str, *, apart: bool, at: str | None
) -> tuple[Followed, Pin]:
    """Give the one history in which both names mean something, and the pin that says it."""
    from goalpage.compare.named import MeaningError, meant, pin_apart, pin_same, wordings

    found: list[tuple[Followed, tuple[Wording, ...], tuple[Wording, ...], str | None]] = []
    refused: GoalpageError | None = None
    for each in followed:
        try:
            told = _revision(each, at)
        except GoalpageError as error:
            refused = error
            continue
        every = wordings(each)
        names = meant(earlier, each, every), meant(later, each, every if told is None else wordings(each, at=told))
        if all(names):
            found.append((each, *names, None if told is None else each.history.revisions[told].id))
    if not found and refused is not None:
        raise refused
    if not found:
        _refuse_unknown(followed, earlier, later, at)
    if len(found) > 1:
        names_of = ", ".join(each.history.id for each, *_ in found)
        raise GoalpageError("several histories have such goals", f"say which with --history: {names_of}")
    history, old, new, only = found[0]
    for name, these in ((earlier, old), (later, new)):
        _refuse_ambiguous(name, these)
    try:
        return history, pin_apart(history, old, new, only=only) if apart else pin_same(history, old, new)
    except MeaningError as error:
        raise GoalpageError(f"{earlier!r} and {later!r}: {error}", error.cure) from None


def _revision(followed: Followed, name: str | None) -> int | None:
    """Give the first revision whose id, date or commit begins with `name`."""
    if name is None:
        return None
    for r, revision in enumerate(followed.history.revisions):
        if revision.id.startswith(name) or (len(name) > 6 and (revision.commit or "").startswith(name)):
            return r
    days = ", ".join(revision.id for revision in followed.history.revisions[-5:])
    raise GoalpageError(f"there is no revision {name!r} in {followed.history.id}", f"the newest are {days}")


def _refuse_unknown(followed: list[Followed], earlier: str, later: str, at: str | None) -> None:
    from difflib import get_close_matches

    from goalpage.compare.named import meant, wordings

    every = [(each, wordings(each)) for each in followed]
    titles = [wording.title for _, those in every for wording in those]
    for name in (earlier, later):
        if not any(meant(name, each, those) for each, those in every):
            near = get_close_matches(name, titles, n=1, cutoff=0.3)
            cure = f"did you mean {near[0]!r}?" if near else "`goalpage show` lists the goals of today"
            raise GoalpageError(f"there is no goal {name!r}", cure)
    where = f"in the revision {at!r}" if at else "in one history"
    raise GoalpageError(f"{earlier!r} and {later!r} do not both stand {where}", "name goals of one history")


def _refuse_ambiguous(name: str, meant: tuple[Wording, ...]) -> None:
    goals = {each.goal: each.title for each in meant}
    if len(goals) > 1:
        listed = ", ".join(f"{title!r} ({goal})" for goal, title in list(goals.items())[:5])
        cure = f"name one by its id or more of its words: {listed}"
        raise GoalpageError(f"{name!r} may mean {len(goals)} goals", cure)
