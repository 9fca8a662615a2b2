"""A short post about what changed, as a draft: text for the author to go on from. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~$])")


@dataclass(frozen=True, slots=True)
class Told:
    """What a draft tells of one history: its title, the sentence, (title, words) of goals, where all stands."""

    title: str
    sentence: str
    goals: tuple[tuple[str, str], ...]
    url: str


def announcement(told: Sequence[Told], layout: str | None, *, draft_key: bool) -> str:
    """Give the text of the draft, in Markdown with YAML front matter.

    `goals: false` keeps it from being read as a goal post. `draft_key` is for generators that have no folder of
    drafts. Titles become plain text: nothing in them is Markdown or Liquid there.
    """
    title = " and ".join(dict.fromkeys(each.title for each in told))
    head = ["---", *([f"layout: {layout}"] if layout else []), f"title: {_quoted(f'Update: {title}')}", "goals: false"]
    head += ["draft: true"] if draft_key else []
    parts = ["\n".join([*head, "---"])]
    for each in told:
        parts.append(f"{_plain(each.sentence)}.")
        if each.goals:
            parts.append("\n".join(f"- {_plain(name)}: {_plain(words)}" for name, words in each.goals))
        parts.append(f"[All that changed]({each.url})")
    return "\n\n".join(parts) + "\n"


def _quoted(text: str) -> str:
    """Give a YAML string; what is between the quotes is as JSON has it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else " " for c in escaped) + '"'


def _plain(text: str) -> str:
    """Give words that no Markdown and no Liquid takes for anything else."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split())).replace("{", "&#123;").replace("}", "&#125;")
