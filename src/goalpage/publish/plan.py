"""What is to be published: the goal posts whose text nothing has recorded yet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from goalpage.blog.files import read_bytes
from goalpage.compare import RECORDED
from goalpage.errors import GoalpageError, Severity
from goalpage.findings import Findings


class Plan(Struct, frozen=True):
    """The posts to record, with the bytes that were read of each, by their path below the blog."""

    posts: tuple[tuple[str, bytes], ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of the posts, below the blog."""
        return tuple(path for path, _ in self.posts)


def planned(found: Findings, only: Sequence[str] = ()) -> Plan:
    """Give the goal posts whose present text is in no commit and no copy; of `only` these alone, where given.

    `only` are paths below the blog. Raises GoalpageError where one of the posts has an error: what cannot be read
    is not published.
    """
    inside = {path for history in found.histories.histories for path in history.posts}
    posts = {each.path: each.texts[-1].data for each in found.blog.candidates
             if each.texts and each.texts[-1].origin not in RECORDED and each.path in inside}  # fmt: skip
    if only:
        posts = {path: data for path, data in posts.items() if path in only}
    _refuse_faulty(found, posts.keys() | set(only) | {"."})
    return Plan(tuple(posts.items()))


def _refuse_faulty(found: Findings, paths: set[str]) -> None:
    for problem in found.problems:
        if problem.severity is Severity.ERROR and problem.commit is None and problem.path in paths:
            raise GoalpageError(
                f"{problem.message}; nothing was published",
                problem.cure or "mend the post, or name those to publish with --post",
                "" if problem.path == "." else problem.path,
                problem.line,
            )


def refuse_changed(root: Path, plan: Plan) -> None:
    """Raise GoalpageError where a post of the blog at `root` is no longer what was shown."""
    for path, data in plan.posts:
        try:
            same = read_bytes(root / path) == data
        except OSError:
            same = False
        if not same:
            message = "the post was changed meanwhile, so nothing was published"
            raise GoalpageError(message, "look at the difference again", path)
