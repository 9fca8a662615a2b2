"""A short post about what changed, as a draft for the author to go on from. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import PurePosixPath

from msgspec import Struct

from goalpage.drafting.front import BORROWED, front_matter
from goalpage.drafting.names import next_path
from goalpage.drafting.new import Draft, Last
from goalpage.markdown.plain import plain
from goalpage.reading.front_matter import read_front_matter

NAME = "Goals update"


class Told(Struct, frozen=True):
    """What a draft tells of one history: its title, the sentence, (title, words) of goals, where all stands."""

    title: str
    sentence: str
    goals: tuple[tuple[str, str], ...]
    url: str


def announcement(
    told: Sequence[Told], like: Last, day: date, keys: Mapping[str, object], folder: str | None
) -> Draft:
    """Give a draft in Markdown with the layout and the kind of front matter that `like` has.

    `keys` are those by which the generator knows a draft; `goals: false` keeps it from being read as a goal post.
    `folder` is that of the blog's drafts; without one the draft is named beside `like`, in its way. Titles become
    plain text: nothing in them is Markdown or Liquid there.
    """
    title = "Update on " + " and ".join(dict.fromkeys(each.title for each in told))
    front = read_front_matter(like.text, like.path)
    parts = []
    for each in told:
        parts.append(f"{plain(each.sentence)}.")
        if each.goals:
            parts.append("\n".join(f"- {plain(name)}: {plain(words)}" for name, words in each.goals))
        parts.append(f"[All that changed]({each.url})")
    head = front_matter(front, like.text, title, day, {"goals": False, **keys}, BORROWED)
    path = f"{folder}/goals-update.md" if folder else next_path(like.path, NAME, like.title, day)
    return Draft(path, f"{head}\n" + "\n\n".join(parts) + "\n", ())


def renamed(draft: Draft, number: int) -> Draft:
    """Give the draft under the name with this number, for where the first is taken."""
    path = PurePosixPath(draft.path)
    if path.stem in ("index", "_index"):
        path = path.parent.with_name(f"{path.parent.name}-{number}") / path.name
    else:
        path = path.with_stem(f"{path.stem}-{number}")
    return Draft(str(path), draft.text, draft.goals)
