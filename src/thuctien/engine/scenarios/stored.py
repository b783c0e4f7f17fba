"""Changes as JSON and back, so that a scenario can be kept, sent and read again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from types import NoneType, UnionType
from typing import TypeVar, Union, get_args, get_origin, get_type_hints

from thuctien.engine.scenarios.changes import Change

KINDS: Mapping[str, type[Change]] = {kind.__name__: kind for kind in get_args(Change)}
KIND = "change"

T = TypeVar("T")


class UnreadableChangeError(ValueError):
    """What was kept is no change that this version knows."""


def to_json(change: Change) -> dict[str, object]:
    """Return a change as a JSON object: its kind and its fields, days as 2027-01-31."""
    kept = {field.name: _plain(getattr(change, field.name)) for field in fields(change)}
    return {KIND: type(change).__name__, **kept}


def from_json(kept: Mapping[str, object]) -> Change:
    """Return the change that :func:`to_json` wrote.

    Raises :class:`UnreadableChangeError` where kind, a field or a value is not one of a change.
    """
    kind = KINDS.get(str(kept.get(KIND)))
    if kind is None:
        raise UnreadableChangeError(f"no change: {kept.get(KIND)!r}")
    return _read(kind, {name: value for name, value in kept.items() if name != KIND})


def _plain(value: object) -> object:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum) else value


def _read(kind: type[T], kept: Mapping[str, object]) -> T:
    """Return a dataclass from the JSON object of its fields."""
    wanted = get_type_hints(kind)
    try:
        return kind(**{name: _as_type(wanted[name], value) for name, value in kept.items()})
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableChangeError(f"no {kind.__name__}: {kept!r}") from error


def _as_type(wanted: object, value: object) -> object:
    """Return a JSON value as the type of a field; raises where it is none."""
    origin = get_origin(wanted)
    if origin in {Union, UnionType}:
        (chosen,) = (kind for kind in get_args(wanted) if kind is not NoneType)
        return None if value is None else _as_type(chosen, value)
    if origin is tuple:
        return _as_tuple(get_args(wanted), value)
    if not isinstance(wanted, type):
        raise TypeError(wanted)
    return _as_class(wanted, value)


def _as_class(wanted: type, value: object) -> object:
    if is_dataclass(wanted) and isinstance(value, dict):
        return _read(wanted, value)
    if wanted is date and isinstance(value, str):
        return date.fromisoformat(value)
    if issubclass(wanted, StrEnum):
        return wanted(str(value))
    if wanted is float and type(value) is int:
        return float(value)
    if type(value) is not wanted:
        raise TypeError(value)
    return value


def _as_tuple(kinds: Sequence[object], values: object) -> tuple[object, ...]:
    if not isinstance(values, list):
        raise TypeError(values)
    each = [kinds[0]] * len(values) if kinds[-1] is Ellipsis else kinds
    return tuple(_as_type(kind, value) for kind, value in zip(each, values, strict=True))
