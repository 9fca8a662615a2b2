"""Liquid and shortcodes in a post's body: what is known is resolved, the rest stays the text it stands for.

Jekyll runs Liquid before Markdown. Here each piece that cannot be resolved is kept out of Markdown's way behind a
stand-in of private-use characters, and `restored` puts its text back where the words of a goal are read. Lines stay
lines: a piece over several lines leaves as many behind. A piece that is never closed is plain text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping

from msgspec import Struct, field

_OPEN, _CLOSE = "\ue000", "\ue001"
_STAND_IN = re.compile(_OPEN + r"(\d{1,9})" + _CLOSE)
_START = re.compile(r"\{[{%]")
_TAG = re.compile(r"\{%-?\s*(\w+)\s*(.*?)\s*-?%\}\Z", re.DOTALL)
_LITERAL = re.compile(r"(?:\"([^\"]*)\"|'([^']*)')")
_ASSIGNED = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')\s*\Z")
# Tags that steer and show nothing themselves.
_SILENT = frozenset(
    {
        "if", "elsif", "else", "endif", "unless", "endunless", "case", "when", "endcase", "for", "endfor", "tablerow",
        "endtablerow", "assign", "increment", "decrement", "cycle", "break", "continue", "layout", "capture",
        "endcapture", "endraw", "raw", "endcomment", "seo", "feed_meta", "toc",
    }
)  # fmt: skip
_HIDES = {"comment": "endcomment", "capture": "endcapture"}
_SHOWS = {"highlight": "```", "endhighlight": "```"}
_ABSOLUTE, _RELATIVE = "absolute_url", "relative_url"


class Liquid(Struct):
    """The body with its Liquid resolved (`body`) and the texts behind the stand-ins in it."""

    body: str
    texts: list[str] = field(default_factory=list)

    def restored(self, text: str) -> str:
        """Give a text of the body with what the stand-ins stand for."""
        if _OPEN not in text:
            return text
        return _STAND_IN.sub(lambda m: self.texts[int(m[1])] if int(m[1]) < len(self.texts) else m[0], text)

    def is_unresolved(self, url: str) -> bool:
        """Whether a link holds what could not be resolved: then it leads nowhere that is known."""
        return _OPEN in url or "%EE%80%80" in url.upper()


def resolved(body: str, variables: Mapping[str, str]) -> Liquid:
    """Give a body with its Liquid resolved; `variables` are values by dotted name (`site.title`)."""
    if "{{" not in body and "{%" not in body:
        return Liquid(body)
    return _Resolver(body, dict(variables)).resolved()


class _Resolver(Struct):
    body: str
    variables: dict[str, str]
    liquid: Liquid = field(default_factory=lambda: Liquid(""))
    parts: list[str] = field(default_factory=list)
    closings: dict[str, list[int]] = field(default_factory=dict)

    def resolved(self) -> Liquid:
        at = 0
        ends = {"{{": self.body.rfind("}}"), "{%": self.body.rfind("%}")}
        raw = False
        while True:
            found = _START.search(self.body, at)
            if found is None:
                break
            start = found.start()
            if ends[found.group()] < start:  # never closed
                self.parts.append(self.body[at : start + 2])
                at = start + 2
                continue
            end = self.body.index("}}" if found.group() == "{{" else "%}", start) + 2
            piece = self.body[start:end]
            self.parts.append(self.body[at:start])
            name = _TAG.match(piece)
            if name and name[1] in ("raw", "endraw"):
                raw = name[1] == "raw"
                shown = ""
            elif raw:
                shown = self.stand_in(piece)
            elif name and name[1] in _HIDES:
                end = self.end_of(_HIDES[name[1]], end)
                shown, piece = "", self.body[start:end]
            else:
                shown = self.shown(piece, name, start, end)
            self.parts.append(shown + "\n" * (piece.count("\n") - shown.count("\n")))
            at = end
        self.parts.append(self.body[at:])
        self.liquid.body = "".join(self.parts)
        return self.liquid

    def end_of(self, closing: str, start: int) -> int:
        """Give where the block that hides its content ends; its own tag's end when it is never closed."""
        if closing not in self.closings:
            tag = re.compile(r"\{%-?\s{0,9}" + closing + r"\s{0,9}-?%\}")
            self.closings[closing] = [found.end() for found in tag.finditer(self.body)]
        ends = self.closings[closing]
        place = bisect_right(ends, start)
        return ends[place] if place < len(ends) else start

    def shown(self, piece: str, tag: re.Match[str] | None, start: int, end: int) -> str:
        if tag is None:
            return self.output(piece)
        if tag[1] == "assign":
            assigned = _ASSIGNED.match(tag[2])
            if assigned:
                self.variables[assigned[1]] = assigned[2] if assigned[2] is not None else assigned[3]
        if tag[1] in _SILENT:
            return ""
        if tag[1] in _SHOWS:
            return _SHOWS[tag[1]]
        return "" if self.is_alone(start, end) else self.stand_in(piece)

    def is_alone(self, start: int, end: int) -> bool:
        """Whether a tag stands alone on its line: an insertion of the page, no part of a sentence."""
        before = self.body.rfind("\n", 0, start) + 1
        after = self.body.find("\n", end)
        return (
            not self.body[before:start].strip() and not self.body[end : after if after >= 0 else len(self.body)].strip()
        )

    def output(self, piece: str) -> str:
        """Give what `{{ ... }}` shows: a literal or a known variable through the filters of addresses."""
        if piece[2:3] in "<%":  # a shortcode of Hugo's
            return self.stand_in(piece)
        expression, *filters = (part.strip() for part in piece[2:-2].strip("- ").split("|"))
        literal = _LITERAL.fullmatch(expression)
        value = (literal[1] if literal[1] is not None else literal[2]) if literal else self.variables.get(expression)
        if value is None or any(name not in (_ABSOLUTE, _RELATIVE, "escape", "strip") for name in filters):
            return self.stand_in(piece)
        if _ABSOLUTE in filters or _RELATIVE in filters:
            root = self.variables.get("site.url", "") if _ABSOLUTE in filters else ""
            value = root + self.variables.get("site.baseurl", "") + value
        return value.replace("\n", " ")

    def stand_in(self, piece: str) -> str:
        self.liquid.texts.append(" ".join(piece.split()))
        return f"{_OPEN}{len(self.liquid.texts) - 1}{_CLOSE}"
