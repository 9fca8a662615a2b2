"""Our values as JSON and back: for the cache.

A dataclass is the list of its fields' values, so that a thousand posts load quickly. There is no check of what
comes back: whoever stores packed values keeps a checksum with them, and the version that packed them.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

_Way = Callable[[Any], Any] | None
"""How one value is turned; None where JSON has it as it is."""


def packed(value: object) -> Any:
    """Give `value` (dataclasses, enums, dates, tuples, frozensets, mappings, plain values) as JSON has it."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, (str, int, float)):
        return value
    if is_dataclass(value):
        return [packed(getattr(value, name)) for name in _names(cast("Any", type(value)))]
    if isinstance(value, (tuple, list)):
        return [packed(item) for item in value]
    if isinstance(value, frozenset):
        return sorted(packed(item) for item in value)
    if isinstance(value, Mapping):
        return {key: packed(item) for key, item in value.items()}
    if isinstance(value, date):  # a datetime too
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be packed")


_T = TypeVar("_T")


def unpacked(kind: type[_T], value: Any) -> _T:
    """Give the value of type `kind` that was packed as `value`."""
    way = _way(cast("Any", kind))
    return cast("_T", value if way is None else way(value))


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _way(kind: Any) -> _Way:
    origin, args = get_origin(kind), get_args(kind)
    if origin is None and isinstance(kind, type):
        if is_dataclass(kind):
            return _way_of_dataclass(kind)
        if issubclass(kind, Enum):
            return {member.value: member for member in kind}.__getitem__
        if issubclass(kind, datetime):
            return datetime.fromisoformat
        if issubclass(kind, date):
            return date.fromisoformat
        return None
    if origin in (Union, types.UnionType):
        return _way_of_optional(args)
    if origin is tuple:
        return _way_of_tuple(args)
    if origin is frozenset:
        return frozenset
    if isinstance(origin, type) and issubclass(origin, Mapping):
        inner = _way(args[1])
        return None if inner is None else lambda value: {key: inner(item) for key, item in value.items()}
    raise TypeError(f"{kind} cannot be unpacked")


def _way_of_dataclass(kind: type) -> _Way:
    hints = get_type_hints(kind)
    ways = [_way(hints[name]) for name in _names(kind)]
    turned = [(place, way) for place, way in enumerate(ways) if way is not None]

    def way(value: list[Any]) -> Any:
        items = value.copy()
        for place, turn in turned:
            item = items[place]
            if item is not None:
                items[place] = turn(item)
        return kind(*items)

    return way


def _way_of_optional(args: tuple[Any, ...]) -> _Way:
    ways = [way for arg in args if arg is not type(None) and (way := _way(arg)) is not None]
    if len(ways) > 1:
        raise TypeError(f"{args} are told apart by nothing")
    if not ways:
        return None
    return lambda value: None if value is None else ways[0](value)


def _way_of_tuple(args: tuple[Any, ...]) -> _Way:
    if len(args) == 2 and args[1] is Ellipsis:
        inner = _way(args[0])
        return tuple if inner is None else lambda value: tuple([inner(item) for item in value])
    ways = [_way(arg) for arg in args]
    return lambda value: tuple([item if way is None else way(item) for way, item in zip(ways, value, strict=True)])
