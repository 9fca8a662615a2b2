"""The look back at a list: every goal in its author's words, with what became of it and a verdict to fill in. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import product

from msgspec import Struct
from msgspec.structs import replace

from goalpage.drafting.body import OPEN, Carried, Style, by_title, carried, written
from goalpage.drafting.front import front_matter
from goalpage.drafting.names import next_path
from goalpage.drafting.new import Draft, Last
from goalpage.edit.source import source_of
from goalpage.errors import GoalpageError
from goalpage.model import Goal, Role, Status
from goalpage.reading import ReadingOptions, read_post
from goalpage.reading.front_matter import read_front_matter

HEADING = "What became of them"


class Past(Struct, frozen=True):
    """What is known of one goal of the list: where it stands by its last word, and its story in a sentence."""

    status: Status
    story: str


def look_back(last: Last, history: str, pasts: Mapping[int, Past], today: date) -> Draft:
    """Give the draft of a post that grades the goals of `last`; `pasts` tells of each goal by its 1-based line.

    `history` is the id of their history, which the post joins. What is settled has its verdict, all else an empty
    one. The text is read again: GoalpageError where it would say more than that.
    """
    front = read_front_matter(last.text, last.path)
    source = source_of(last.text)
    title = f"Looking back: {last.title}"
    path = next_path(last.path, title, "", today)
    kept = carried(source, last.post, lambda index: last.post.goals[index].line in pasts)
    goals: Mapping[str, object] = {"series": history, "section": {"review": HEADING}}
    head = front_matter(front, last.text, title, today, {"goals": goals})
    ways = (_settled_by_title(kept), by_title(kept), by_title(kept, areas=False))
    for stories, words in product((True, False), ways):
        below = {each.goal.line: tuple(_below(pasts[each.goal.line], told=stories)) for each in words}
        body = written(source, words, Style(), lambda each, below=below: below[each.goal.line])  # type: ignore[misc]  # binds the loop's value
        text = f"{head}\n## {HEADING}\n\n{body}"
        if _says_no_more(text, path, last.options, [(each.goal, pasts[each.goal.line]) for each in kept]):
            return Draft(path, text, tuple(each.goal.title for each in kept))
    raise GoalpageError("no draft came out that says exactly what the list says", "look back by hand", last.path)


def _settled_by_title(goals: Sequence[Carried]) -> list[Carried]:
    """Give those that bear a mark of their own by their name alone: the verdict says it."""
    return [each if each.goal.status in OPEN else by_title([each])[0] for each in goals]


def _below(past: Past, *, told: bool) -> Iterable[str]:
    if told and past.story:
        yield past.story
    yield "Status:" if past.status in OPEN else f"Status: {past.status.value}"


def _says_no_more(
    text: str, path: str, options: ReadingOptions, wanted: Sequence[tuple[Goal, Past]]
) -> bool:
    """Whether the draft holds these goals, graded as far as they are settled, and no verdict beside."""
    read = read_post(text, path, replace(options, told=True)).goals
    if [goal.title for goal in read] != [goal.title for goal, _ in wanted]:
        return False
    return all(_agrees(goal, stated, past) for goal, (stated, past) in zip(read, wanted, strict=True))


def _agrees(goal: Goal, stated: Goal, past: Past) -> bool:
    same = (goal.due in (stated.due, None)) and (goal.progress in (stated.progress, None))
    status = goal.status in OPEN if past.status in OPEN else goal.status is past.status
    return goal.role is Role.REVIEWED and same and status
