"""HTML as kramdown takes it: which tags there are, and how far one element reaches (kramdown syntax, "HTML Blocks")."""

from __future__ import annotations

import re


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


# Their text is read as Markdown blocks, or as a line of Markdown, where `markdown="1"` asks for it.
HOLDS_BLOCKS = _tags(
    """address applet article aside blockquote body button dd del details div dl fieldset figcaption figure footer form
    header hgroup iframe ins li main map menu nav noscript object section summary td"""
)
HOLDS_SPANS = _tags(
    """a abbr acronym b bdo big caption cite dfn dt em h1 h2 h3 h4 h5 h6 i label legend optgroup p q rb rbc rp rt rtc
    ruby select small span strong sub sup th tt"""
)
VOID = _tags("area base br col command embed hr img input keygen link meta param source track wbr")
# These never stand within a line of text.
BLOCK_ONLY = _tags(
    """address applet article aside blockquote body caption col colgroup dd div dl dt fieldset figcaption footer form h1
    h2 h3 h4 h5 h6 head header hgroup hr html iframe legend li main map menu nav ol optgroup p pre section summary table
    tbody td tfoot th thead tr ul"""
)
# These begin no block: a line that starts with one goes on a paragraph. A script alone may still be a block.
SPAN_ONLY = _tags(
    """a abbr acronym b bdo big br button cite code del dfn em i img input ins kbd label mark option q rb rbc rp rt rtc
    ruby samp script select small span strong sub sup tt u var"""
)
# These may be written in any case; others keep theirs.
KNOWN = HOLDS_BLOCKS | HOLDS_SPANS | VOID | BLOCK_ONLY | SPAN_ONLY - {"mark"} | _tags("math style textarea")

_ATTRIBUTE = r"""[A-Za-z_:][\w:.-]*+(?:\s*+=\s*+(?:\w++|"[^"]*+"|'[^']*+'))?+"""
OPEN_TAG = re.compile(rf"<([A-Za-z_][\w:.-]*+)((?:\s++{_ATTRIBUTE})*+)\s*+(/?)>")
CLOSE_TAG = re.compile(r"</([A-Za-z_][\w:.-]*+)\s*+>")
COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_ONE_ATTRIBUTE = re.compile(r"""([^\s=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|(\w++)))?+""")
ENTITY = re.compile(r"&(?:[A-Za-z][\w:.-]*|#[0-9]+|#x[0-9a-fA-F]+);")


def tag_name(written: str) -> str:
    """The name of a tag; those of HTML are in lower case."""
    lower = written.lower()
    return lower if lower in KNOWN else written


def tag_attributes(text: str) -> dict[str, str]:
    """The attributes of a tag, entities as written; of two of one name the last counts."""
    found: dict[str, str] = {}
    for match in _ONE_ATTRIBUTE.finditer(text):
        name, double, single, bare = match.groups()
        found[name.lower()] = double or single or bare or ""
    return found


def tag_html(name: str, attributes: dict[str, str], end: str = ">") -> str:
    """An opening tag; the attribute that speaks to the Markdown parser is not shown."""
    shown = "".join(f' {key}="{escape_quotes(value)}"' for key, value in attributes.items() if key != "markdown")
    return f"<{name}{shown}{end}"


def escape_quotes(value: str) -> str:
    """An attribute value as it may stand between double quotes."""
    return value.replace('"', "&quot;").replace("<", "&lt;")


def escape_text(text: str) -> str:
    """Text of an element: signs that are no markup are escaped, entities kept."""
    if "<" in text:
        text = text.replace("<", "&lt;")
    if "&" in text:
        text = _STRAY.sub("&amp;", text)
    return text


_STRAY = re.compile(r"&(?!(?:[A-Za-z][A-Za-z0-9]*|#[0-9]+|#x[0-9a-fA-F]+);)")
