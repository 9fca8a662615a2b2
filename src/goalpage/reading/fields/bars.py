"""Progress drawn or set: bars of squares, `<progress>` elements, progress shortcodes."""

from __future__ import annotations

import re

from goalpage.model import Number, Progress
from goalpage.reading.fields.amounts import LARGEST
from goalpage.reading.fields.texts import Found

_SHORTCODE = re.compile(
    r"\{\{[<%]?-?\s*(?P<name>[\w/.-]{1,60})(?P<args>[^{}]{0,300}?)-?[>%]?\}\}"
    r"|\{%-?\s*(?:include\s+)?(?P<tag>[\w/.-]{1,60})(?P<rest>[^{}]{0,300}?)-?%\}"
)
_NAMED = re.compile(r"progress|meter|gauge|percent", re.IGNORECASE)
_ARGUMENT = re.compile(r"(?:(?P<key>[\w-]+)\s*=\s*)?[\"']?(?P<value>\d{1,12}(?:\.\d{1,6})?)%?[\"']?(?=[\s,|/%>}]|$)")
_TAG = re.compile(r"<\s*(?P<name>[\w.-]{1,40})(?P<rest>[^>]{0,400})")
_ATTRIBUTE = re.compile(r"(?P<key>[\w-]+)\s*[=:]\s*[\"'{\s]{0,4}(?P<value>\d{1,12}(?:\.\d{1,6})?)(?![\w.])")
_FULL, _EMPTY = "■█▓▰●⬛🟩🟨🟧🟥🟦🟪🟢🔵⚫🔴", "□░▒▱○⬜◻⚪▢◯"
_SQUARES = re.compile(f"[{_FULL}{_EMPTY}](?:[\ufe0f ]?[{_FULL}{_EMPTY}]){{3,59}}")
_LINE = re.compile(r"[\[|](?P<full>[#=*>|█■]{0,60})(?P<empty>[-. _·░□]{0,60})[\]|]")
_SHARE = re.compile(r"\s{0,3}\(?(\d{1,3}(?:\.\d{1,2})?)\s?%\)?")
_MAX_KEYS = ("max", "target", "total", "goal", "of", "end")
_NOW_KEYS = ("value", "current", "now", "done", "progress", "percent", "percentage", "start")


def shortcode_in(text: str) -> Found[Progress] | None:
    """Give the progress of a shortcode or include (`{{< progress 11 200 >}}`, `{% progress value=3 max=12 %}`)."""
    for found in _SHORTCODE.finditer(text):
        if _NAMED.search(found["name"] or found["tag"]):
            progress = _of_arguments(found["args"] or found["rest"] or "")
            if progress is not None:
                return Found(progress, found.group(), found.span(), inferred=False)
    return None


def _of_arguments(arguments: str) -> Progress | None:
    named: dict[str, Number] = {}
    bare: list[Number] = []
    for found in _ARGUMENT.finditer(arguments):
        value = _number(found["value"])
        if found["key"]:
            named[found["key"].lower()] = value
        else:
            bare.append(value)
    current = next((named[key] for key in _NOW_KEYS if key in named), bare[0] if bare else None)
    target = next((named[key] for key in _MAX_KEYS if key in named), bare[1] if len(bare) > 1 else None)
    if current is None:
        return None
    return Progress(current, 100, unit="%") if target is None else Progress(current, target)


def element_in(tag: str) -> Found[Progress] | None:
    """Give the progress of a raw `<progress value="3" max="12">`, `<meter>` or component (`progress={3} max={12}`)."""
    found = _TAG.search(tag)
    if found is None or not _NAMED.search(f"{found['name']} {found['rest']}"):
        return None
    named = {key.lower(): _number(value) for key, value in _ATTRIBUTE.findall(found["rest"])}
    current = next((named[key] for key in _NOW_KEYS if key in named), None)
    limit = next((named[key] for key in _MAX_KEYS if key in named), None)
    if current is None:
        return None
    if found["name"].lower() in ("progress", "meter") and limit in (None, 1):  # one is the default of both elements
        return Found(Progress(_number(f"{current * 100:.6f}"), 100, unit="%"), tag, None, inferred=False)
    if limit is None:
        return None
    return Found(Progress(current, limit), tag, None, inferred=False)


def bar_in(text: str) -> Found[Progress] | None:
    """Give the progress of a bar of squares or signs (`■■■□□`, `▓▓░░`, `[####----]`): full ones of all."""
    for found in _SQUARES.finditer(text):
        signs = [c for c in found.group() if c in _FULL or c in _EMPTY]
        full = sum(c in _FULL for c in signs)
        blacked_out = full == len(signs) and "█" in found.group()
        if all(c in _EMPTY for c in signs[full:]) and not blacked_out:
            return _with_share(text, found) or Found(
                Progress(full, len(signs)), found.group(), found.span(), inferred=False
            )
    for found in _LINE.finditer(text):
        done, rest = found["full"].rstrip("|"), found["empty"]
        if len(done) + len(rest) >= 5 and len(set(rest)) <= 1 and not (rest.isspace() and not done):
            return Found(Progress(len(done), len(done) + len(rest)), found.group(), found.span(), inferred=False)
    return None


def _with_share(text: str, bar: re.Match[str]) -> Found[Progress] | None:
    """Give the percentage that stands behind a bar: it is more exact than the squares."""
    share = _SHARE.match(text, bar.end())
    if share is None:
        return None
    span = (bar.start(), share.end())
    return Found(Progress(_number(share[1]), 100, unit="%"), text[slice(*span)], span, inferred=False)


def _number(written: str) -> Number:
    value = float(written)
    value = min(value, LARGEST)
    return int(value) if value == int(value) else value
