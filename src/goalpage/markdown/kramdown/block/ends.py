"""What ends a paragraph, and what no paragraph, quote or item takes in as a lazy continuation."""

import re

from goalpage.markdown.kramdown.html import SPAN_ONLY

_SPAN = "|".join(sorted(SPAN_ONLY))
ATTRIBUTES = r"\{:(?![:/])(?:\\.|[^\}\\])*\}[ \t]*$"
_TAG = rf"</?(?!(?:{_SPAN})\b)[^\W\d]"

BOUNDARY = re.compile(rf" {{0,3}}{ATTRIBUTES}|\^\s*$")
NEVER_LAZY = re.compile(rf" {{0,3}}(?:{ATTRIBUTES}|{_TAG})|\^\s*$")
PARAGRAPH_END = re.compile(
    rf" {{0,3}}(?:{ATTRIBUTES}|{_TAG}|>|(?:[+*-]|\d+\.|:)[ \t|]|~{{3}}|`{{3}})"  # GFM: also lists, quotes, fences
    r"|\^\s*$|#{1,6}[ \t]"
)
QUICK = frozenset(" {<^>+*-0123456789:~`#")  # no other character begins a line that ends a paragraph
