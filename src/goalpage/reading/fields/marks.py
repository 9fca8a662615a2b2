"""What the marks of one post mean: decided for each file, since ❌ is "not yet" here and "missed" there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from msgspec import Struct

from goalpage.model import Role, Status
from goalpage.reading.fields.texts import GoalText, Span

STRIKE, BOLD, ITALIC = "strike", "bold", "italic"
"""The names under which it is configured what goals mean that are struck through, or set in bold or italics."""

_DONE = ("✓", "✔", "✅", "☑", "🗸", "🗹", ":white_check_mark:", ":heavy_check_mark:", ":ballot_box_with_check:")
_CROSS = ("✗", "✘", "❌", "✖", "🚫", "☒", "🗙", "⛔", ":x:", ":heavy_multiplication_x:", ":no_entry_sign:", ":no_entry:")
_ACTIVE = ("🟡", "🟠", "⌚", "⏳", "⌛", "🚧", "🔄", "🔃", "◐", ":construction:", ":hourglass:")
_ACTIVE_TOO = (":hourglass_flowing_sand:", ":watch:", ":yellow_circle:", ":arrows_counterclockwise:")
_PAUSED = ("⏸", "‖", "💤", ":pause_button:")
_OPEN = ("☐", "⬜", "◻", "🔲", "🔳", "○", "⚪", ":white_large_square:")
_DROPPED = ("🗑", "⊘", ":wastebasket:")
_REVIEW_DONE = ("👍", "🟢", "💚", ":+1:", ":thumbsup:", ":green_circle:", ":green_heart:")
_REVIEW_PARTIAL = ("🆗", ":ok:", "😐", "😕", "🤷", "🤔", "◑", ":neutral_face:", ":confused:", ":shrug:")
_REVIEW_MISSED = ("👎", "🔴", "😡", "😠", "😞", "😢", "😭", "☹", "🙁", "😔", "😩", "😱", "❎", ":-1:", ":thumbsdown:")
_REVIEW_MISSED_TOO = (":red_circle:", ":cry:", ":sob:", ":disappointed:", ":angry:", ":rage:")
MOST_MARKS = 40
"""A text with more marks than this is no goal with a status."""

_BAR = re.compile("(?:[⬜◻⚪○🟡🟠🟢🔴⬛●🟩🟨🟧🟥🟦🟪][\ufe0f ]?){4,60}")
"""Such signs in a row are a bar: they tell how far, each alone tells nothing."""

_TOLD = {
    **dict.fromkeys(_DONE, Status.DONE),
    **dict.fromkeys(_CROSS, Status.MISSED),
    **dict.fromkeys((*_ACTIVE, *_ACTIVE_TOO), Status.ACTIVE),
    **dict.fromkeys(_PAUSED, Status.PAUSED),
    **dict.fromkeys(_OPEN, Status.OPEN),
    **dict.fromkeys(_DROPPED, Status.DROPPED),
    "◑": Status.PARTIAL,
}


def mark_of(sign: str) -> Status | None:
    """Give what a sign means where a status is asked for (`Status: ✓`), None for no mark of a status."""
    return _TOLD.get(sign) or next((status for signs, status in _GRADED if sign in signs), None)


_UNDER_WAY = "~ "
"""Stands before goals under way in lists that mark the others by ticks and crosses."""

_PENDING = re.compile("|".join(map(re.escape, (*_OPEN, *_ACTIVE, *_ACTIVE_TOO))))


class Marks(Struct, frozen=True, dict=True):
    """What each mark means in one post; `strike` is what a goal struck through in full is.

    `bold` and `italic` are what one set so is, None where that says nothing, as in nearly every post.
    `leading_only` are marks that tell a status at the start or end of a goal alone: elsewhere they are feelings.
    """

    meanings: tuple[tuple[str, Status], ...] = ()
    strike: Status = Status.DONE
    bold: Status | None = None
    italic: Status | None = None
    leading_only: frozenset[str] = frozenset()

    @cached_property
    def by_sign(self) -> dict[str, Status]:
        """The meanings by mark."""
        return dict(self.meanings)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds any mark, with the selector that asks for its picture form."""
        signs = sorted((sign for sign, _ in self.meanings if sign), key=len, reverse=True)
        return re.compile(f"(?:{'|'.join(map(re.escape, signs))})[\ufe0e\ufe0f]?" if signs else r"(?!)")

    def meaning(self, mark: str) -> Status | None:
        """Give the status a mark stands for, None for no mark of a status."""
        return self.by_sign.get(mark.rstrip("\ufe0e\ufe0f"))

    def found(self, text: str) -> list[tuple[Span, Status]]:
        """Give the first MOST_MARKS marks of a text with what they mean, in order."""
        found: list[tuple[Span, Status]] = []
        if self.pattern.search(text) is None:
            return found
        bars = [match.span() for match in _BAR.finditer(text)]
        for match in self.pattern.finditer(text):
            sign = match.group().rstrip("\ufe0e\ufe0f")
            if any(start <= match.start() < end for start, end in bars):
                continue
            if sign in self.leading_only and not _at_an_end(text, match.span()):
                continue
            found.append((match.span(), self.by_sign[sign]))
            if len(found) == MOST_MARKS:
                break
        return found


def _at_an_end(text: str, span: Span) -> bool:
    before, after = text[max(0, span[0] - 4) : span[0]], text[span[1] : span[1] + 4]
    opens = span[0] < 4 and not any(c.isalnum() for c in before)
    return opens or not after.strip(" .!)]\ufe0f")


def marks_of_post(
    goals: Sequence[GoalText], configured: Iterable[tuple[str, Status]] = (), role: Role = Role.STATED
) -> Marks:
    """Give what the marks mean in a post that holds these goals; `configured` wins over every rule.

    A cross is "not yet" where goals are set, unless something else marks what is not yet done; it is "missed"
    where they are graded. Faces and coloured dots tell a status only where goals are graded.
    """
    own = dict(configured)
    texts = [_shown(goal) for goal in goals]
    meanings = {sign: status for signs, status in _ALWAYS for sign in signs}
    meanings |= dict.fromkeys(_CROSS, _cross(texts, goals, role))
    leading: set[str] = set()
    if role is Role.REVIEWED:
        for signs, status in _GRADED:
            meanings |= dict.fromkeys(signs, status)
            leading.update(signs)
    ticks = tuple(sign for signs in (_DONE, _CROSS) for sign in signs)
    if any(text.startswith(_UNDER_WAY) for text in texts) and any(text.startswith(ticks) for text in texts):
        meanings[_UNDER_WAY] = Status.ACTIVE
        leading.add(_UNDER_WAY)
    strike = own.pop(STRIKE, None) or _strike(goals, texts, role)
    bold, italic = own.pop(BOLD, None), own.pop(ITALIC, None)
    own = {sign.rstrip("\ufe0e\ufe0f"): status for sign, status in own.items()}
    return Marks(tuple((meanings | own).items()), strike, bold, italic, frozenset(leading - own.keys()))


_ALWAYS = (
    (_DONE, Status.DONE),
    (_ACTIVE + _ACTIVE_TOO, Status.ACTIVE),
    (_PAUSED, Status.PAUSED),
    (_OPEN, Status.OPEN),
    (_DROPPED, Status.DROPPED),
)
_GRADED = (
    (_REVIEW_DONE, Status.DONE),
    (_REVIEW_PARTIAL, Status.PARTIAL),
    (_REVIEW_MISSED + _REVIEW_MISSED_TOO, Status.MISSED),
)


def _shown(goal: GoalText) -> str:
    return "\n".join((goal.text, *(cell.text for cell in goal.cells), *(note.text for note in goal.notes)))


def _cross(texts: Sequence[str], goals: Sequence[GoalText], role: Role) -> Status:
    if role is Role.REVIEWED:
        return Status.MISSED
    if not any(sign in text for text in texts for sign in _CROSS):
        return Status.OPEN
    pending = any(goal.checkbox == " " for goal in goals) or any(
        _PENDING.search(_BAR.sub("", text)) for text in texts if _PENDING.search(text)
    )
    return Status.MISSED if pending else Status.OPEN


def _strike(goals: Sequence[GoalText], texts: Sequence[str], role: Role) -> Status:
    """Give what a strike means: done, unless the post ticks its done goals and leaves the struck ones bare."""
    struck = [text for goal, text in zip(goals, texts, strict=True) if goal.struck and goal.checkbox not in ("x", "X")]
    plain = [(goal, text) for goal, text in zip(goals, texts, strict=True) if not goal.struck]
    ticked = sum(goal.checkbox in ("x", "X") or any(sign in text for sign in _DONE) for goal, text in plain)
    bare = bool(struck) and not any(sign in text for text in struck for sign in _DONE)
    if ticked >= 2 and bare:
        return Status.MISSED if role is Role.REVIEWED else Status.DROPPED
    return Status.DONE
