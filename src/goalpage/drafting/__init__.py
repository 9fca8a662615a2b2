"""Posts for the author to go on from: the next goal post, and the look-back at one."""

from goalpage.drafting.announcement import Told, announcement, renamed
from goalpage.drafting.body import OPEN
from goalpage.drafting.evidence import Evidence, Library, Written
from goalpage.drafting.front import BORROWED, KEPT
from goalpage.drafting.imported import imported
from goalpage.drafting.names import moved_on, next_year, year_in
from goalpage.drafting.new import Draft, Last, first_post, new_post
from goalpage.drafting.review import Past, look_back

__all__ = [
    "BORROWED",
    "KEPT",
    "OPEN",
    "Draft",
    "Evidence",
    "Last",
    "Library",
    "Past",
    "Told",
    "Written",
    "announcement",
    "first_post",
    "imported",
    "look_back",
    "moved_on",
    "new_post",
    "next_year",
    "renamed",
    "year_in",
]
