"""The tags and categories of a post's front matter, and which of them say that it is about goals."""

from __future__ import annotations

from collections.abc import Mapping

GOAL_TAGS = {"goal", "goals", "yearly-goals", "resolution", "resolutions", "new-year-resolutions", "okr", "okrs"}
_KEYS = ("tags", "tag", "categories", "category")


def words_of(value: object) -> list[str]:
    """Give the words of a `tags:` or `categories:` key: a list's items, or a text's words, as Jekyll splits it."""
    if isinstance(value, list):
        return [str(each) for each in value if isinstance(each, str | int | float)]
    return value.replace(",", " ").split() if isinstance(value, str) else []


def goal_tag(values: Mapping[str, object]) -> tuple[str, str] | None:
    """Give the first key and word by which front matter says that a post is about goals, None for none."""
    for key in _KEYS:
        for word in words_of(values.get(key)):
            if "-".join(word.casefold().split()) in GOAL_TAGS:
                return key, word
    return None
