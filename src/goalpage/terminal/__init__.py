"""What is drawn in a terminal: tables and marked-up words, in its width and colours."""

from goalpage.terminal.drawing import STATUS_COLOURS, drawn
from goalpage.terminal.words import words

__all__ = ["STATUS_COLOURS", "drawn", "words"]
