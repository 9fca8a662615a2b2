"""A goal written as data: the `goals:` list of a front matter, and data files, in YAML, JSON or TOML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import yaml
from msgspec import Struct

from goalpage.edit.labels import Way
from goalpage.edit.source import Source, Splice
from goalpage.edit.wanted import Field, Wanted
from goalpage.model import Container, Goal, Post, Status

_KEYS: dict[Field, tuple[str, ...]] = {
    Field.TITLE: (
        "title",
        "name",
        "goal",
        "text",
        "objective",
        "resolution",
        "item",
        "task",
        "what",
        "summary",
        "label",
    ),
    Field.STATUS: ("status", "state"),
    Field.CURRENT: ("current", "progress", "value", "actual"),
    Field.TARGET: ("target", "max", "total"),
    Field.DUE: ("due", "deadline", "due_date", "end_date", "end", "by"),
    Field.LINK: ("evidence",),
    Field.NOTE: ("notes", "note", "comments", "comment"),
}
"""The keys under which a field may stand, the one that is added where none does first."""

_STATUS_LINE = r"(?m)^[ \t-]*status:"
_YES_OR_NO = ("done", "completed", "complete", "achieved")
_PLAIN = re.compile(r"[A-Za-z0-9$€£¥][\w $€£¥.,/()%+-]*")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_WORDED = re.compile(r"(?i)true|false|null|yes|no|on|off|y|n")
_TOML_PAIR = re.compile(r"[ \t]*([\w-]+)[ \t]*=[ \t]*(.*?)[ \t]*(?:#.*)?\Z")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)


def data_ways(  # noqa: PLR0913, PLR0917  (what an edit of data takes)
    source: Source, post: Post, index: int, field: Field, wanted: Wanted, path: str
) -> Iterator[Way]:  # fmt: skip
    """Give the ways to write a field of a goal that stands in data."""
    goal = post.goals[index]
    if path.lower().endswith(".toml") or source.text.startswith("+++"):
        yield from _in_toml(source, goal, field, wanted)
        return
    text, shift = _data(source.text, goal)
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        return
    if root is None:
        return
    for node in _nodes(root, goal):
        for way in _in_node(_Node(source, text, shift, node), field, wanted):
            yield tuple(Splice(one.start + shift, one.end + shift, one.text) for one in way)


def _data(text: str, goal: Goal) -> tuple[str, int]:
    """Give the part of a text that is data, and where it starts."""
    if goal.container is Container.DATA:
        return text, 0
    if text.startswith("---"):
        start = re.match(r"[^\r\n]*(?:\r\n|\r|\n)", text)
        begin = start.end() if start else 0
        closing = _CLOSING.search(text, begin)
        return text[begin : closing.start() if closing else len(text)], begin
    _, end = json.JSONDecoder(strict=False).raw_decode(text)
    return text[:end], 0


def _nodes(root: yaml.Node, goal: Goal) -> Iterator[yaml.Node]:
    """Give the nodes that may be the goal: mappings that name it, or its text."""
    wanted = {_letters(goal.title), _letters(goal.text)}
    stack = [root]
    while stack:
        node = stack.pop(0)
        if isinstance(node, yaml.MappingNode):
            names = {k.value: v.value for k, v in node.value if isinstance(v, yaml.ScalarNode)}
            if any(_letters(str(names.get(key, ""))) in wanted for key in _KEYS[Field.TITLE] if key in names):
                yield node
            stack += [value for _, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            for value in node.value:
                if isinstance(value, yaml.ScalarNode) and _letters(value.value) in wanted:
                    yield value
                stack.append(value)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


class _Node(Struct, frozen=True):
    """A goal's node in the data's text."""

    source: Source
    text: str
    shift: int
    node: yaml.Node

    @property
    def ending(self) -> str:
        return self.source.ending


def _in_node(at: _Node, field: Field, wanted: Wanted) -> Iterator[Way]:
    node = at.node
    words = wanted.words(field)
    if isinstance(node, yaml.ScalarNode):
        yield from _in_scalar(at, node, field, words)
        return
    assert isinstance(node, yaml.MappingNode)
    flow = bool(node.flow_style)
    pairs = {str(key.value): (key, value) for key, value in node.value}
    if field is Field.STATUS:
        for key in _YES_OR_NO:
            if (
                key in pairs
                and pairs[key][1].value in ("true", "false")
                and wanted.status in (Status.DONE, Status.OPEN)
            ):
                yield (_replaced(pairs[key][1], "true" if wanted.status is Status.DONE else "false"),)
    if field is Field.STATUS and "status" in pairs and not flow and len(re.findall(_STATUS_LINE, at.text)) == 1:
        yield from _taken_out(at, pairs["status"])
    for key in _KEYS[field]:
        if key not in pairs:
            continue
        value = pairs[key][1]
        if isinstance(value, yaml.SequenceNode):
            yield from _appended(at, value, words)
        elif field is not Field.NOTE:
            yield (_replaced(value, _scalar(_in_digits_of(value, words), value, flow)),)
    if field is not Field.TITLE:
        for key in _KEYS[field]:
            if key not in pairs:
                yield from _added(at, node, key, words)


def _in_digits_of(old: yaml.Node, words: str) -> str:
    """Give a whole number with as many decimals as the one it replaces: `4.00` becomes `5.00`."""
    decimals = re.fullmatch(r"\d+\.(0+)", old.value) if isinstance(old, yaml.ScalarNode) else None
    return f"{words}.{decimals[1]}" if decimals is not None and words.isdigit() else words


def _taken_out(at: _Node, pair: tuple[yaml.Node, yaml.Node]) -> Iterator[Way]:
    """Give the way to take a key out again with its line: where no other goal tells it, nor need this one."""
    start = pair[0].start_mark.index - pair[0].start_mark.column
    line = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)?").match(at.text, start)
    if line is not None and line.group().lstrip().startswith("status:"):
        yield (Splice(start, line.end(), ""),)


def _replaced(node: yaml.Node, words: str) -> Splice:
    return Splice(node.start_mark.index, node.end_mark.index, words)


def _scalar(words: str, old: yaml.Node | None, flow: bool) -> str:
    """Give words as a scalar: quoted as the old one was, plain where that is safe."""
    style = old.style if isinstance(old, yaml.ScalarNode) else None
    if style == "'":
        return "'" + words.replace("'", "''") + "'"
    if style == '"' or (flow and not _NUMBER.fullmatch(words)):
        return json.dumps(words, ensure_ascii=False)
    safe = _PLAIN.fullmatch(words) and not _WORDED.fullmatch(words) and ": " not in words and " #" not in words
    return words if safe or _NUMBER.fullmatch(words) else json.dumps(words, ensure_ascii=False)


def _added(at: _Node, node: yaml.MappingNode, key: str, words: str) -> Iterator[Way]:
    if not node.value:
        return
    if node.flow_style:
        quoted = node.value[0][0].style == '"'
        name = json.dumps(key) if quoted else key
        first, last = node.value[0][0], node.value[-1][1]
        gap = " "
        if len({pair[0].start_mark.line for pair in node.value}) > 1:
            gap = at.ending + " " * first.start_mark.column
        end = last.end_mark.index
        yield (Splice(end, end, f",{gap}{name}: {_scalar(words, None, True)}"),)
        return
    for name, value in reversed(node.value):
        is_line = isinstance(value, yaml.ScalarNode) and value.style not in ("|", ">") and value.value
        if is_line and value.end_mark.line == value.start_mark.line:
            start = len(at.text[: value.end_mark.index])
            end = re.compile(r"[^\r\n]*").match(at.text, start)
            stop = end.end() if end else start
            indent = " " * name.start_mark.column
            yield (Splice(stop, stop, f"{at.ending}{indent}{key}: {_scalar(words, None, False)}"),)
            return


def _appended(at: _Node, node: yaml.SequenceNode, words: str) -> Iterator[Way]:
    if not node.value:
        return
    last = node.value[-1]
    end = last.end_mark.index
    if node.flow_style:
        yield (Splice(end, end, f", {json.dumps(words, ensure_ascii=False)}"),)
    else:
        dash = at.text.rfind("-", 0, last.start_mark.index)
        start = max(at.text.rfind("\n", 0, dash), at.text.rfind("\r", 0, dash)) + 1
        stop = re.compile(r"[^\r\n]*").match(at.text, end)
        place = stop.end() if stop else end
        yield (Splice(place, place, f"{at.ending}{at.text[start:dash]}- {_scalar(words, None, False)}"),)


def _in_scalar(at: _Node, node: yaml.ScalarNode, field: Field, words: str) -> Iterator[Way]:
    """Give the ways to make a mapping of a goal that is a text alone."""
    start, end = node.start_mark.index, node.end_mark.index
    raw = at.text[start:end]
    if field is Field.TITLE:
        yield (Splice(start, end, _scalar(words, node, False)),)
        return
    key = _KEYS[field][0]
    line = at.text[max(at.text.rfind("\n", 0, start), at.text.rfind("\r", 0, start)) + 1 : start]
    if line.strip() in ("-", "") or line.strip().endswith("-"):
        indent = " " * node.start_mark.column
        yield (Splice(start, end, f"text: {raw}{at.ending}{indent}{key}: {_scalar(words, None, False)}"),)
    yield (Splice(start, end, f'{{"text": {raw}, "{key}": {_scalar(words, None, True)}}}'),)


def _in_toml(source: Source, goal: Goal, field: Field, wanted: Wanted) -> Iterator[Way]:
    """Give the ways to write a field in a goal's own table (`[[goals]]`)."""
    wanted_names = {_letters(goal.title), _letters(goal.text)}
    words = wanted.words(field)
    value = words if _NUMBER.fullmatch(words) else json.dumps(words, ensure_ascii=False)
    for number, line in enumerate(source.lines, start=1):
        pair = _TOML_PAIR.match(line.text)
        if pair is None or pair[1] not in _KEYS[Field.TITLE] or _letters(pair[2]) not in wanted_names:
            continue
        table = list(_toml_table(source, number))
        keys = [key for key in _KEYS[field] if key in {name for name, _, _ in table}]
        for name, start, end in table:
            if name in keys and field is not Field.NOTE:
                yield (Splice(start, end, value),)
        last = source.line(number)
        for key in _KEYS[field]:
            if key not in keys and field is not Field.TITLE:
                indent = line.text[: len(line.text) - len(line.text.lstrip())]
                yield (Splice(last.end, last.end, f"{last.ending or source.ending}{indent}{key} = {value}"),)


def _toml_table(source: Source, number: int) -> Iterator[tuple[str, int, int]]:
    """Give key and span of the value of each pair in the table that holds this line."""
    first = number
    while first > 1 and not source.line(first - 1).text.lstrip().startswith("["):
        first -= 1
    for line in source.lines[first - 1 :]:
        if line.text.lstrip().startswith("[") or (line.text.startswith("+++") and line.start):
            return
        pair = _TOML_PAIR.match(line.text)
        if pair is not None:
            yield pair[1], line.start + pair.start(2), line.start + pair.end(2)
