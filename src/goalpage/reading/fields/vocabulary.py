"""The fields an author writes by hand: labelled bullets, one comment, attribute lists, task notations."""

from __future__ import annotations

import re

KEYS = (
    "status", "due", "start", "created", "completion", "cancelled", "id", "priority", "metric", "baseline",
    "current", "target", "unit", "scale", "confidence", "tags", "area", "evidence", "was",
)  # fmt: skip
_LABEL = re.compile(r"\s*([A-Za-z]+)\s*:\s+(\S.*)\Z", re.DOTALL)
_PAIR = re.compile(r"(\w+)=(?:\"([^\"]*)\"|'([^']*)'|(\S+))")


def labelled(text: str) -> tuple[str, str] | None:
    """Give key and value of a labelled bullet (`Due: 2022-06` -> `("due", "2022-06")`), None for any other text."""
    found = _LABEL.match(text)
    if found is None or found[1].lower() not in KEYS:
        return None
    return found[1].lower(), found[2].strip()


def comment_fields(comment: str) -> dict[str, str]:
    """Give the fields of a comment's inside (`goal: id=bert-100 tags=a,b`); empty for a comment that is no such."""
    head, colon, rest = comment.strip().partition(":")
    if not colon or head.strip() != "goal":
        return {}
    return {key: a or b or c for key, a, b, c in _PAIR.findall(rest)}
