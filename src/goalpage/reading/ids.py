"""The ids that authors give their goals: none may stand twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from msgspec.structs import replace

from goalpage.errors import Problem
from goalpage.model import Goal, Role


def slug(title: str) -> str:
    """Give a title as a part of an address: lower case, words joined by hyphens, 80 characters at most."""
    text = unicodedata.normalize("NFKC", title[:400]).casefold().replace("'", "").replace("’", "")
    return "-".join(re.findall(r"\w+", text))[:80].strip("-")


def with_single_ids(goals: Iterable[Goal], path: str) -> tuple[list[Goal], list[Problem]]:
    """Give the goals without the ids that stand twice, and an error for each of those.

    A goal that a post reviews and states anew bears its id once in each role.
    """
    kept: list[Goal] = []
    problems: list[Problem] = []
    seen: dict[tuple[Role, str], int] = {}
    for goal in goals:
        first = seen.get((goal.role, goal.id.casefold())) if goal.id is not None else None
        if first is not None:
            message, cure = (
                f"the id {goal.id!r} stands twice, first in line {first}",
                "give each goal an id of its own",
            )
            problems.append(Problem(path, goal.line, "duplicate-id", message, cure))
            kept.append(replace(goal, id=None))
            continue
        kept.append(goal)
        if goal.id is not None:
            seen[goal.role, goal.id.casefold()] = goal.line
    return kept, problems
