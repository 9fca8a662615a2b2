"""The next goal post: in the conventions of the last one, with the goals that are still open. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from goalpage.compare.identity import slug
from goalpage.drafting.body import OPEN, Carried, Style, by_title, carried, depth_of, style_of, written
from goalpage.drafting.front import BORROWED, front_matter, kept_goals
from goalpage.drafting.names import next_path
from goalpage.edit.source import source_of
from goalpage.errors import GoalpageError
from goalpage.model import Post, Role
from goalpage.reading import ReadingOptions, read_post
from goalpage.reading.front_matter import FrontMatter, read_front_matter

STARTER = ("A first goal", "A goal with a number to reach (0 of 12)")
"""What stands in a post that carries no goals, to be written over."""


class Last(Struct, frozen=True):
    """The post whose ways the new one follows: its path below the blog, its text, and what was read of it."""

    path: str
    text: str
    title: str
    post: Post
    options: ReadingOptions


class Draft(Struct, frozen=True):
    """A post to be written: its path below the blog, its text, and the titles of the goals carried into it."""

    path: str
    text: str
    goals: tuple[str, ...]


def new_post(  # noqa: PLR0913  # the last post, the new one's name, and what is asked for
    last: Last, title: str, today: date, *, carry: bool, told: bool, settled: frozenset[int] = frozenset()
) -> Draft:
    """Give a goal post of this title, dated `today`; with `carry` it holds the goals of `last` that are still open.

    `settled` are the lines of goals that another post has graded, and that stay behind. `told` writes `goals: true`
    even where the words alone would tell. The text is read again: GoalpageError where the goals that come out are not
    those that went in.
    """
    front = read_front_matter(last.text, last.path)
    source = source_of(last.text)
    kept = carried(source, last.post, lambda index: _is_open(last.post, index, settled)) if carry else []
    style = style_of(source, last.post)
    path = next_path(last.path, title, last.title, today)
    goals = kept_goals(front.data.get("goals"))
    for told_so, way, these in (
        (told, style, kept), (True, style, kept), (True, style, by_title(kept)), (True, Style(), kept),
        (True, Style(), by_title(kept)), (True, Style(), by_title(kept, areas=False)),
    ):  # fmt: skip
        own = {"goals": goals or True} if goals or told_so else {}
        head = front_matter(front, last.text, title, today, own)
        body = written(source, these, way, _nothing) if kept else _starter(way)
        draft = Draft(path, f"{head}\n{body}", tuple(each.goal.title for each in kept))
        if _reads_as(draft, last.options, kept):
            return draft
    message = "the open goals could not be written so that they are read as they were"
    raise GoalpageError(message, "start without them (--empty) and copy them by hand", last.path)


def first_post(like: Last | None, title: str, today: date) -> Draft:
    """Give the first goal post of a blog, in the folder and layout of a post about something else, if it has any."""
    front = read_front_matter(like.text, like.path) if like else FrontMatter({}, "")
    head = front_matter(front, like.text if like else "", title, today, {"goals": True}, BORROWED)
    name = f"_posts/{today.isoformat()}-{slug(title) or 'goals'}.md"
    return Draft(next_path(like.path, title, like.title, today) if like else name, f"{head}\n{_starter(Style())}", ())


def _is_open(post: Post, index: int, settled: frozenset[int] = frozenset()) -> bool:
    """Whether a goal is carried on: open, and of what the post sets, where it also grades goals set before."""
    sets = any(goal.role is Role.STATED for goal in post.goals)
    goal = post.goals[index]
    return goal.status in OPEN and goal.line not in settled and (goal.role is Role.STATED or not sets)


def _nothing(goal: Carried) -> Sequence[str]:
    return ()


def _starter(style: Style) -> str:
    if style.level:
        marks = "#" * style.level
        return "\n\n".join(f"{marks} {f'{n}. ' if style.numbered else ''}{t}" for n, t in enumerate(STARTER, 1)) + "\n"
    box = "[ ] " if style.boxes else ""
    return "".join(f"{f'{n}.' if style.numbered else style.bullet} {box}{t}\n" for n, t in enumerate(STARTER, 1))


def _reads_as(draft: Draft, options: ReadingOptions, kept: Sequence[Carried]) -> bool:
    """Whether exactly the goals that were carried are read from the draft: their names, their nesting, all open."""
    read = read_post(draft.text, draft.path, replace(options, told=False)).goals
    if not kept:
        return [goal.title for goal in read][:1] == list(STARTER[:1])
    found = [(goal.title, depth_of(read, goal)) for goal in read]
    return found == [(each.goal.title, each.depth) for each in kept] and all(goal.status in OPEN for goal in read)
