"""Recording what the goal posts say now, building the site, pushing: all of it or nothing."""

from goalpage.publish.keepsake import Keepsake
from goalpage.publish.message import Story, commit_message
from goalpage.publish.plan import Plan, planned
from goalpage.publish.publish import Done, Ground, Wishes, ground_of, publish

__all__ = [
    "Done",
    "Ground",
    "Keepsake",
    "Plan",
    "Story",
    "Wishes",
    "commit_message",
    "ground_of",
    "planned",
    "publish",
]
