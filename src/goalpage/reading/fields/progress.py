"""The quantity of a goal: where it is and where it is to go."""

from __future__ import annotations

import re
from functools import cache

from msgspec.structs import replace

from goalpage.model import Direction, Progress, Role
from goalpage.reading.fields.amounts import Amount, amounts_in
from goalpage.reading.fields.bars import element_in, shortcode_in
from goalpage.reading.fields.counted import counted_in
from goalpage.reading.fields.figures import LONGEST_FIGURE, figure_in
from goalpage.reading.fields.language import Kind, base_code, words_pattern
from goalpage.reading.fields.ratios import (
    current_in,
    done_share_in,
    from_to_in,
    ratio_of,
    remaining_in,
    share_in,
)
from goalpage.reading.fields.reached import MOST_TIMES, is_of, reached_in
from goalpage.reading.fields.rows import progress_in_row
from goalpage.reading.fields.strikes import struck_parts
from goalpage.reading.fields.targets import compared_in, rate_in, target_in
from goalpage.reading.fields.texts import Found, GoalText, Span
from goalpage.reading.fields.units import leads, noun_after
from goalpage.reading.fields.wording import brackets, evened, parts, sentences

LONGEST_STATEMENT = 400
"""Characters of a goal's own text in which its quantity is looked for; beyond is prose."""

_BRACKETED = re.compile(r"\([^()]*\)")
_NUMBERED = re.compile(r"(?<![\w.])(\d{1,2})\s?[:.)]\s+(?=[^\W\d_])")
_MOST_NOTES = 20
LONGEST_REMARK = 1200
"""Characters of a remark on a graded goal that are read for figures."""


def progress_in(goal: GoalText, *, lang: str | None = None, role: Role = Role.STATED) -> Found[Progress] | None:
    """Give the goal's progress, None where its text holds no quantity on its way. Nothing is made up.

    In order: a progress element, a shortcode, a ratio ("3/12"), a bar, table columns, what is left ("3 to go"),
    a present value beside a target, a percentage, and last a target alone.
    """
    code = base_code(lang)
    text = evened(goal.text)[:LONGEST_STATEMENT]
    drawn = _drawn(goal, text)
    found = drawn or _written(goal, text, code, role) or progress_in_row(goal, code)
    if found is not None:
        return _completed(found, text, code)
    found = _on_its_way(goal, text, code, role)
    return _within_reach(found) if found is not None else None


def _within_reach(found: Found[Progress]) -> Found[Progress]:
    """Give what was read without its present value where a remark tells many times the target: it counts another thing.

    What the goal itself tells is taken as it stands: "Train it for $100 (currently $7,000)".
    """
    value = found.value
    if found.note is None or value.current is None or not value.target or value.direction is Direction.DOWN:
        return found
    return replace(found, value=replace(value, current=None)) if value.current > MOST_TIMES * value.target else found


def _drawn(goal: GoalText, text: str) -> Found[Progress] | None:
    for tag in goal.tags:
        found = element_in(tag)
        if found is not None:
            return found
    for index, piece in enumerate((text, *(note.text for note in goal.notes))):
        found = shortcode_in(piece)
        if found is not None:
            return found if index == 0 else replace(found, span=None, note=index - 1)
    return None


def _written(goal: GoalText, text: str, lang: str, role: Role) -> Found[Progress] | None:
    graded = role is Role.REVIEWED
    found = figure_in(text, text, lang, graded=graded)
    if found is not None:
        return found
    for index, note in enumerate(goal.notes[:6]):
        words = evened(note.text).strip()
        if len(words) <= LONGEST_FIGURE:
            found = figure_in(words, text, lang, graded=graded)
            if found is not None:
                return replace(found, span=None, note=index)
    return None


def _completed(found: Found[Progress], text: str, lang: str) -> Found[Progress]:
    """Give the unit from the goal's own target where the figure names none."""
    if found.value.unit:
        return found
    target = target_in(text, lang)
    if target is None or target.value.target != found.value.target:
        return found
    return replace(found, value=replace(found.value, unit=target.value.unit))


def _on_its_way(goal: GoalText, text: str, lang: str, role: Role) -> Found[Progress] | None:
    """Give what is left, or a present value with its target, or the target alone."""
    way = from_to_in(text, lang, role)
    if way is not None:
        return way
    target = _target(goal, text, lang, role)
    told = _told_of_target(goal, text, target, lang)
    if told is not None:
        return told
    counted = _counted_parts(goal, text, target, lang)
    if counted is None and target is not None and role is not Role.REVIEWED:
        counted = counted_in(text, target, lang)
    if counted is not None:
        return counted
    left = remaining_in(text, lang)
    if left is not None:
        return _from_what_is_left(left, target)
    current = current_in(text, lang)
    if current is not None:
        return _from_current(text, current, target, lang)
    noted = _noted(goal, target, lang)
    if noted is not None:
        return noted
    if role is Role.REVIEWED:
        if target is not None and target.span is not None and leads(text, target.span[0], lang, Kind.ONLY):
            return Found(replace(target.value, current=target.value.target, target=None), target.words, None)
        reached = (reached_in(goal, text, target, lang) if target else None) or _self_graded(goal, text, lang)
        if reached is not None:
            return reached
    return replace(target, span=None) if target is not None else None


def _self_graded(goal: GoalText, text: str, lang: str) -> Found[Progress] | None:
    """Give the share of a graded goal that a remark says is done: "70% of this goal", "15% done"."""
    found = done_share_in(text, lang)
    if found is not None:
        return found
    for index, note in enumerate(goal.notes[:3]):
        found = done_share_in(evened(note.text)[:LONGEST_REMARK], lang)
        if found is not None:
            return replace(found, span=None, note=index)
    return None


def _target(goal: GoalText, text: str, lang: str, role: Role) -> Found[Progress] | None:
    """Give the target in the first sentence of the statement, else one said to be the goal or the least in a remark."""
    first = next(sentences(text, 1), (0, 0))
    name = text[: first[1]]
    plain = _BRACKETED.sub(lambda inside: " " * len(inside[0]), name)
    found = target_in(name, lang) or target_in(plain, lang) or target_in(plain[slice(*parts(plain)[0])], lang)
    found = found or share_in(name, lang) or rate_in(name, lang) or _in_brackets(name, lang) or compared_in(name, lang)
    if found is not None:
        return found
    remarks = [evened(note.text)[:LONGEST_STATEMENT] for note in goal.notes[:6]]
    for remark in (text[first[1] :], *remarks[:2], *(remark for remark in remarks[2:] if ":" in remark[:40])):
        for start, end in sentences(remark, 4):
            found = _aim(remark[start:end], lang, role)
            if found is not None:
                return replace(found, span=None)
    return None


def _in_brackets(text: str, lang: str) -> Found[Progress] | None:
    """Give a count in brackets of its own: "Finish the thesis (3 chapters)"."""
    for _, inside in brackets(text):
        found = target_in(inside, lang)
        if found is not None and len(inside.split()) <= 4:
            return found
    return None


def _aim(sentence: str, lang: str, role: Role) -> Found[Progress] | None:
    """Give the target of a sentence that speaks of the aim: "My goal is 50 posts", "Success measure: 12 posts"."""
    named = _names_aim(lang, role).search(sentence)
    if named is None:
        return None
    label, colon, rest = sentence.partition(":")
    return target_in(rest if colon and named.end() <= len(label) else sentence, lang)


@cache
def _names_aim(lang: str, role: Role) -> re.Pattern[str]:
    """Finds the words that make a number in a remark the goal's target."""
    return words_pattern(lang, Kind.TARGET) if role is Role.REVIEWED else words_pattern(lang, Kind.TARGET, Kind.MINIMUM)


def _told_of_target(
    goal: GoalText, text: str, target: Found[Progress] | None, lang: str
) -> Found[Progress] | None:
    """Give what the text or a note tells as a part of the very target: "Write 24 posts", and below "11/24 done"."""
    total = target.value.target if target is not None else None
    if target is None or not total or total == 1:
        return None
    own = ratio_of(total, text, lang)
    if own is not None and not _overlaps(own[1], target.span):
        return Found(replace(target.value, current=own[0]), text[slice(*own[1])], own[1])
    for index, note in enumerate(goal.notes[:_MOST_NOTES]):
        words = evened(note.text)[:LONGEST_STATEMENT]
        noted = ratio_of(total, words, lang)
        if noted is not None:
            return Found(replace(target.value, current=noted[0]), words[slice(*noted[1])], None, note=index)
    return None


def _counted_parts(goal: GoalText, text: str, target: Found[Progress] | None, lang: str) -> Found[Progress] | None:
    """Give how many parts of a goal are reached: struck through, or numbered in brackets ("(1: Oslo, 2: Bern)")."""
    if target is None or target.value.target is None:
        return None
    count = struck_parts(goal, text, lang)
    for inside in _BRACKETED.findall(text):
        numbers = [int(number) for number in _NUMBERED.findall(inside)]
        if numbers == list(range(1, len(numbers) + 1)):
            count = max(count, len(numbers))
    if not count or count > target.value.target:
        return None
    return Found(replace(target.value, current=count), target.words, None)


def _from_what_is_left(left: Found[Progress], target: Found[Progress] | None) -> Found[Progress]:
    total, rest = (target.value.target if target else None), left.value.current
    if target is None or total is None or rest is None or rest > total or _overlaps(left.span, target.span):
        return left
    return replace(left, value=Progress(total - rest, total, unit=target.value.unit))


def _noted(goal: GoalText, target: Found[Progress] | None, lang: str) -> Found[Progress] | None:
    """Give a present value that a note tells beside the target's unit: "Currently at $3,600", "12 books so far"."""
    if target is None:
        return None
    for index, note in enumerate(goal.notes[:3]):
        words = evened(note.text)[:LONGEST_STATEMENT]
        current = current_in(words, lang)
        if current is not None and is_of(current.value, words, target.value, lang):
            return Found(replace(target.value, current=current.value.value), current.words, None, note=index)
    return None


def _overlaps(a: Span | None, b: Span | None) -> bool:
    return a is not None and b is not None and a[0] < b[1] and b[0] < a[1]


def _from_current(
    text: str, current: Found[Amount], target: Found[Progress] | None, lang: str
) -> Found[Progress] | None:
    """Give a present value with the target of the same sort of unit that stands elsewhere in the text."""
    now = current.value
    falling = False
    goal: Amount | None = None
    for amount in amounts_in(text, lang):
        same_sort = amount.is_money == now.is_money and (amount.unit == "%") == (now.unit == "%")
        if not same_sort or _overlaps(amount.span, current.span):
            continue
        goal = amount
        falling = _less_before(text, amount.span[0], lang)
        break
    if goal is None:
        return _alone(text, current, lang) if target is None else replace(target, span=None)
    direction = Direction.DOWN if falling and goal.value < now.value else Direction.UP
    noun = noun_after(text, goal.span[1], lang)
    unit = goal.unit or (noun.word.lower() if noun else "") or (target.value.unit if target else "")
    return Found(Progress(now.value, goal.value, unit=unit, direction=direction), current.words, current.span)


def _alone(text: str, current: Found[Amount], lang: str) -> Found[Progress] | None:
    """Give a present value in brackets of its own, with its unit, of a goal without a number: "(Currently 12 km)"."""
    now, span = current.value, current.span
    if span is None or not any(around[0] <= span[0] and span[1] <= around[1] for around, _ in brackets(text)):
        return None
    if any(not _overlaps(amount.span, span) for amount in amounts_in(text, lang)):
        return None
    noun = noun_after(text, span[1], lang)
    unit = now.unit or (noun.word.lower() if noun else "")
    return Found(Progress(now.value, None, unit=unit), current.words, current.span) if unit else None


def _less_before(text: str, at: int, lang: str) -> bool:
    return words_pattern(lang, Kind.LESS, Kind.WEIGH_VERB).search(text[max(0, at - 40) : at]) is not None
