"""What ends a paragraph, and what no paragraph, quote or item takes in as a lazy continuation."""

import re

# A tag of one of these may stand within a line of text, so it ends nothing.
SPAN_TAGS = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdo",
        "big",
        "br",
        "button",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "i",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "mark",
        "option",
        "q",
        "rb",
        "rbc",
        "rp",
        "rt",
        "rtc",
        "ruby",
        "samp",
        "script",
        "select",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "tt",
        "u",
        "var",
    ]
)
_SPAN = "|".join(sorted(SPAN_TAGS))
ATTRIBUTES = r"\{:(?![:/])(?:\\.|[^\}\\])*\}[ \t]*$"
_TAG = rf"</?(?!(?:{_SPAN})\b)[^\W\d]"

BOUNDARY = re.compile(rf" {{0,3}}{ATTRIBUTES}|\^\s*$")
NEVER_LAZY = re.compile(rf" {{0,3}}(?:{ATTRIBUTES}|{_TAG})|\^\s*$")
PARAGRAPH_END = re.compile(
    rf"""\ {{0,3}}(?:{ATTRIBUTES}|{_TAG}|>|[+*-][ \t|]|\d+\.[ \t|]|:[ \t|]|~{{3}}|`{{3}}|\|?\ {{0}}(?!))
       |\^\s*$|\#{{1,6}}[ \t]""",
    re.VERBOSE,
)
QUICK = frozenset(" {<^>+*-0123456789:~`#")  # no other character begins a line that ends a paragraph
