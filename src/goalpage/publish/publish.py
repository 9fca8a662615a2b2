"""Record, build, push: all of it, or everything as it was. The order makes that so.

1. Everything is rendered, and the other side of a push is asked: what would fail later fails here, with nothing done.
2. The texts are recorded: one commit, or copies. Both are there whole or not at all.
3. The site is written, as one transaction. What it takes to undo that is kept.
4. The commit is pushed.

What fails in 3 or 4 is undone back to before 2. A process killed between two of them leaves the record and the site
each whole; publishing again does what is missing.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

from msgspec import Struct

from goalpage.build import build
from goalpage.errors import GoalpageError
from goalpage.findings import Progress, unseen
from goalpage.publish import copies, repository
from goalpage.publish.keepsake import Keepsake
from goalpage.publish.plan import Plan, refuse_changed
from goalpage.report import BuildOptions, Report


class Wishes(Struct, frozen=True):
    """What is asked for: the commit's message, the day of a copy; `dated` lets the commit have that day, too."""

    message: str
    day: date
    dated: bool = False
    push: bool = False
    source: str = "."


class Done(Struct, frozen=True):
    """What was done: the commit or the copies (paths below the blog), what the build says, and what befell the push.

    `pushed` is None where none was asked for; `unsure` says why nobody knows whether the other side has the commit.
    """

    report: Report
    commit: str | None = None
    copies: tuple[str, ...] = ()
    pushed: bool | None = None
    unsure: str = ""


class Ground(Struct, frozen=True):
    """Where the posts are recorded: a repository with the paths of the posts in it, or (None) as copies."""

    standing: repository.Standing | None
    paths: tuple[str, ...] = ()


def ground_of(root: Path, plan: Plan) -> Ground:
    """Tell how these posts are recorded. Raises GoalpageError where that cannot be one step."""
    files = [root / path for path, _ in plan.posts]
    folders = dict.fromkeys(file.parent for file in files) or [root]
    standings = {repository.standing_of(folder, root) for folder in folders}
    if len(standings) > 1:
        message = "the changed posts lie in several repositories, which no single commit can record"
        raise GoalpageError(message, "publish those of one at a time, with --post")
    standing = standings.pop()
    if standing is None:
        return Ground(None)
    top = os.path.realpath(standing.top)
    paths = (os.path.relpath(Path(os.path.realpath(file.parent)) / file.name, top) for file in files)
    return Ground(standing, tuple(paths))


def publish(  # noqa: PLR0913, PLR0917  # what, where, how; each by name
    root: Path, plan: Plan, ground: Ground, wishes: Wishes, options: BuildOptions, progress: Progress = unseen
) -> Done:
    """Record the posts of `plan`, build the site and push; without any, only what is still missing is done.

    Raises GoalpageError, OSError or KeyboardInterrupt with post, history and site as they were before.
    """
    if wishes.push and ground.standing is None:
        raise GoalpageError("there is no git repository to push from", "leave --push out")
    build(root, options, progress, rehearse=True)
    if ground.standing is not None and wishes.push:
        repository.push(ground.standing, rehearse=True)
    refuse_changed(root, plan)
    undo, commit, copied = _recorded(root, plan, ground, wishes)
    keepsake = Keepsake()
    try:
        report = build(root, options, progress, witness=keepsake)
        pushed = _pushed(ground, wishes)
    except repository.PushUnsureError as error:
        return Done(report, commit, copied, pushed=False, unsure=str(error))
    except BaseException as error:
        _undo(error, keepsake.restore, undo)
        raise
    return Done(report, commit, copied, pushed)


def _recorded(
    root: Path, plan: Plan, ground: Ground, wishes: Wishes
) -> tuple[Callable[[], None], str | None, tuple[str, ...]]:
    """Record the posts; give what takes that back, and the commit or the copies."""
    if not plan.posts:
        return (lambda: None), None, ()
    if ground.standing is not None:
        top, day = ground.standing.top, wishes.day.isoformat() if wishes.dated else None
        done = repository.commit(ground.standing, top, ground.paths, wishes.message, day)
        return (lambda: repository.take_back(done, top)), done.commit, ()
    copied = copies.copy_posts(root, wishes.source, plan.posts, wishes.day)
    shown = tuple(file.relative_to(root).as_posix() for file in copied.files)
    return (lambda: copies.remove(copied)), None, shown


def _pushed(ground: Ground, wishes: Wishes) -> bool | None:
    if not wishes.push or ground.standing is None:
        return None
    repository.push(ground.standing, rehearse=False)
    return True


def _undo(cause: BaseException, *steps: Callable[[], None]) -> None:
    """Take every step, though one of them fail; then say what could not be undone, and of what it was to be."""
    failed: list[str] = []
    for step in steps:
        try:
            step()
        except (GoalpageError, OSError) as error:
            failed.append(str(error))
    if failed:
        message = f"{str(cause) or 'it was stopped'}; and not all could be undone: {'; '.join(failed)}"
        raise GoalpageError(message, "look at `git log`, and build again") from cause
