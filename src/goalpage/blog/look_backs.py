"""Posts that grade the goals of another without naming it: "Reflections on 2017" goes on from "Goals for 2017"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from rapidfuzz.fuzz import token_set_ratio

from goalpage.blog.texts import Told
from goalpage.compare.wording import folded
from goalpage.model import Goal, Role
from goalpage.reading.roles import years_of

Group = tuple[str | None, list[Told]]
"""The posts of one history, oldest first, and the name its author gave it."""

_LEAST, _ENOUGH = 2, 0.6
"""So many of the graded goals, and this share of them, must be goals of the list."""
_ALIKE = 80.0
"""From this likeness on (0-100) a graded goal names a stated one: authors shorten and turn what they look back on."""
_SOON = timedelta(days=800)


def joined_look_backs(groups: Sequence[Group]) -> list[Group]:
    """Give the groups, each that begins with grading another's goals joined with it; named ones are left alone."""
    out = list(groups)
    for group in sorted(groups, key=lambda each: each[1][0].date):
        target = _graded_by(group, out) if group[0] is None and group in out else None
        if target is not None:
            out.remove(group)
            posts = sorted((*target[1], *group[1]), key=lambda each: (each.date, each.candidate.path))
            out[out.index(target)] = (target[0], posts)
    return out


def _graded_by(group: Group, groups: Sequence[Group]) -> Group | None:
    """Give the group with the list, set not long before these posts, that the first of them grades."""
    first = group[1][0]
    graded = [goal for goal in first.revisions[-1].goals if goal.role is Role.REVIEWED]
    if first.candidate.date is None or len(graded) < _LEAST:
        return None
    best: tuple[float, Group] | None = None
    for other in groups:
        before = (post for post in other[1] if timedelta() < first.date - post.date < _SOON)
        for post in before if other is not group else ():
            if _is_of_another_year(first, post):
                continue
            stated = [goal for goal in post.revisions[-1].goals if goal.role is Role.STATED]
            count = _named(graded, stated)
            share = count / len(graded)
            if count >= _LEAST and share >= _ENOUGH and (best is None or share > best[0]):
                best = (share, other)
    return best[1] if best else None


def _is_of_another_year(review: Told, goals: Told) -> bool:
    """Whether both titles name their years, and neither that of the list nor the one after it is looked back in."""
    named = years_of(review.title, None, review.candidate.lang)
    set_for = years_of(goals.title, None, goals.candidate.lang)[Role.STATED]
    return None not in (*named.values(), set_for) and set_for not in named.values()


def _named(graded: Sequence[Goal], stated: Sequence[Goal]) -> int:
    """Give how many graded goals name a stated one, each of which is named once."""
    left = [folded(goal.title) for goal in stated]
    count = 0
    for goal in graded:
        name = folded(goal.title)
        found = next((each for each in left if each == name), None) or max(
            (each for each in left if token_set_ratio(name, each) >= _ALIKE),
            key=lambda each: token_set_ratio(name, each),
            default=None,
        )
        if found is not None:
            left.remove(found)
            count += 1
    return count
