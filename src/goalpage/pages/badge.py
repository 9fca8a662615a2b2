"""`<history>/badge.svg`: how many goals are done, for a README or a side bar."""

from __future__ import annotations

from typing import ClassVar

from goalpage.model import Role, Status
from goalpage.pages import templating
from goalpage.pages.record import Record
from goalpage.pages.values import File, Site
from goalpage.pages.view import View

_LETTER = 6.6
"""Width of a letter at 11 px, on the wide side; `textLength` then holds any font to it."""


class BadgeView(View, frozen=True):
    """Two words side by side; widths in pixels."""

    template: ClassVar[str] = "badge.svg"
    label: str
    value: str
    label_width: int
    value_width: int


def badge(site: Site, record: Record) -> File:
    """`goals | 3 of 7 done`."""
    goals = [goal for _, goal in record.goals(record.present) if goal.parent is None]
    stated = [goal for goal in goals if goal.role is Role.STATED] or goals
    done = sum(goal.status is Status.DONE for goal in stated)
    label, value = "goals", f"{done} of {len(stated)} done"
    view = BadgeView(label, value, round(len(label) * _LETTER) + 14, round(len(value) * _LETTER) + 14)
    return File(site.file(f"{record.segment}/badge.svg"), str(templating.filled(view, site.templates)).encode("utf-8"))
