"""From a post's text to goals: pure, and never raising for bad input."""

from goalpage.reading.options import ReadingOptions
from goalpage.reading.post import read_post

__all__ = ["ReadingOptions", "read_post"]
