"""One goal of a post's text, changed as its author asks: text in, text out; every other byte stays."""

from goalpage.edit.edit import Edited, EditRefusedError, edited
from goalpage.edit.wanted import Field, Wanted, wanted_of

__all__ = ["EditRefusedError", "Edited", "Field", "Wanted", "edited", "wanted_of"]
