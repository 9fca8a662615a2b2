"""Posts for the author to go on from: the next goal post, and the look-back at one."""

from goalpage.drafting.body import OPEN
from goalpage.drafting.evidence import Evidence, Library, Written
from goalpage.drafting.imported import imported
from goalpage.drafting.names import moved_on, next_year, year_in
from goalpage.drafting.new import Draft, Last, new_post
from goalpage.drafting.review import Past, look_back

__all__ = [
    "OPEN",
    "Draft",
    "Evidence",
    "Last",
    "Library",
    "Past",
    "Written",
    "imported",
    "look_back",
    "moved_on",
    "new_post",
    "next_year",
    "year_in",
]
