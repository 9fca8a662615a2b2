"""Attribute lists as in `{: .class #id key="value" name}` (kramdown syntax, "Inline Attribute Lists")."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec import Struct, field

from goalpage.markdown.kramdown.address import is_safe

_PART = re.compile(
    r"""
      (?P<key>[^\s=.\#"'{}][^\s=]*)=(?:"(?P<double>(?:\\.|[^"\\])*)"|'(?P<single>(?:\\.|[^'\\])*)')
    | \.(?P<class>[^\s.\#=}{]+) | \#(?P<id>[^\s.\#=}{]+)
    | (?P<name>[^\s=.\#"'{}][^\s="'{}]*)(?=\s|$)
    | \S
    """,
    re.VERBOSE,
)
_MOST_USED = 100  # definitions that make up one attribute list
# What a browser follows or runs when it stands in an attribute.
_ADDRESSES = frozenset(("href", "src", "action", "formaction", "poster", "data", "xlink:href"))


class AttributeList(Struct):
    """The attributes written in one pair of braces, in their order; `names` refer to definitions elsewhere."""

    attributes: dict[str, str] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)

    def add(self, key: str, value: str) -> None:
        """Set an attribute; classes add up."""
        if key == "class" and key in self.attributes:
            value = f"{self.attributes[key]} {value}"
        self.attributes[key] = value

    def join(self, other: AttributeList) -> None:
        """Take over all of another list."""
        self.names += [name for name in other.names if name not in self.names]
        for key, value in other.attributes.items():
            self.add(key, value)


def parse_attributes(text: str) -> AttributeList:
    """What stands between `{:` and `}`."""
    found = AttributeList()
    for part in _PART.finditer(text):
        if key := part["key"]:
            value = part["double"] if part["double"] is not None else part["single"]
            found.add(key, re.sub(r"\\([\\}\"'])", r"\1", value))
        elif part["class"]:
            found.add("class", part["class"])
        elif part["id"]:
            found.add("id", part["id"])
        elif (name := part["name"]) and name not in found.names:
            found.names.append(name)
    return found


def give_attributes(
    token: Token, given: AttributeList, definitions: Mapping[str, AttributeList], md: MarkdownIt
) -> None:
    """Put attributes on a token, those of the definitions it names first; `meta["names"]` keeps the names."""
    whole = AttributeList()
    _join_all(whole, given, definitions, set())
    for key, value in whole.attributes.items():
        if key in _ADDRESSES and not is_safe(md, value):
            continue
        if key == "class":
            token.attrJoin(key, value)
        else:
            token.attrSet(key, value)
    if whole.names:
        token.meta = {**token.meta, "names": [*token.meta.get("names", ()), *whole.names]}


def _join_all(
    whole: AttributeList, given: AttributeList, definitions: Mapping[str, AttributeList], used: set[str]
) -> None:
    """Take over what a list names, then the list itself; each definition once, so that circles end."""
    for name in given.names:
        definition = definitions.get(name)
        if definition and name not in used and len(used) < _MOST_USED:
            used.add(name)
            _join_all(whole, definition, definitions, used)
    whole.join(given)
