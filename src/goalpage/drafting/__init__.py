"""Posts for the author to go on from: the next goal post, and the look-back at one."""

from goalpage.drafting.names import moved_on, next_year, year_in
from goalpage.drafting.new import Draft, Last, new_post

__all__ = ["Draft", "Last", "moved_on", "new_post", "next_year", "year_in"]
