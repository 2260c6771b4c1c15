"""Records as bytes and back, exactly: what the library keeps of a report beside its words.

A record becomes a list of its fields in their order, without names, and the whole is compressed JSON:
a fifth of what names would cost, and readable by anything. Fields that later versions add to the end
of a record, with a default, may be missing in what an earlier one kept. Nothing in a file is executed.
"""

from __future__ import annotations

import json
import types
import typing
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any, Literal, TypeVar, cast

Record = TypeVar("Record")
_Step = Callable[[Any], Any]
# The middle of zlib's scale: a third faster than the most, and a hundredth larger.
LEVEL = 6


def pack(record: Any) -> bytes:
    """Write a record; equal records give equal bytes."""
    return zlib.compress(
        json.dumps(_packer(cast(Any, type(record)))(record), separators=(",", ":")).encode("ascii"), LEVEL
    )


def unpack(kind: type[Record], data: bytes) -> Record:
    """Read a record of a kind from what `pack` wrote.

    Raises:
        ValueError: the bytes are not such a record.

    >>> from samestory.records import Span
    >>> unpack(Span, pack(Span(2, 5)))
    Span(start=2, end=5)
    """
    try:
        made: Record = _maker(cast(Any, kind))(json.loads(zlib.decompress(data)))
    except (zlib.error, TypeError, KeyError, IndexError, ArithmeticError, AttributeError) as error:
        raise ValueError(f"not a {kind.__name__}: {error}") from error
    return made


def unpack_fields(kind: type, data: bytes, within: str, names: Sequence[str]) -> list[Any]:
    """Read some fields of the record that a field of a packed record holds, and make no others.

    Raises:
        ValueError: the bytes are not such a record.
    """
    try:
        place, inner = _fields_of(cast(Any, kind))[within]
        values, shape = json.loads(zlib.decompress(data))[place], _fields_of(inner)
        return [_maker(shape[name][1])(values[shape[name][0]]) for name in names]
    except (zlib.error, TypeError, KeyError, IndexError, ArithmeticError, AttributeError) as error:
        raise ValueError(f"not a {kind.__name__}: {error}") from error


@cache
def _fields_of(kind: type) -> dict[str, tuple[int, Any]]:
    """Give the place and the type of each field of a record."""
    hints = typing.get_type_hints(kind)
    return {field.name: (place, hints[field.name]) for place, field in enumerate(fields(kind))}


def _as_is(value: Any) -> Any:
    return value


@cache
def _maker(hint: Any) -> _Step:
    """Say how a value of a type is made of what JSON holds; worked out once for each type."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if is_dataclass(hint) and isinstance(hint, type):
        return _record_maker(hint)
    if origin is tuple:
        return _tuple_maker(inner)
    if origin in (typing.Union, types.UnionType):
        made = _maker(next(choice for choice in inner if choice is not type(None)))
        return made if made is _as_is else lambda value: None if value is None else made(value)
    if hint is date:
        return date.fromisoformat
    if hint is Decimal:
        return Decimal
    if hint in (str, int, float, bool) or origin is Literal or _is_mapping(origin):
        return _as_is
    raise TypeError(f"the library keeps no {hint}")


@cache
def _packer(hint: Any) -> _Step:
    """Say how a value of a type becomes what JSON holds; worked out once for each type."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    packed: _Step = _as_is
    if is_dataclass(hint) and isinstance(hint, type):
        packed = _record_packer(hint)
    elif origin is tuple:
        packed = _tuple_packer(inner)
    elif origin in (typing.Union, types.UnionType):
        choice = _packer(next(choice for choice in inner if choice is not type(None)))
        if choice is not _as_is:
            packed = lambda value: None if value is None else choice(value)  # noqa: E731
    elif _is_mapping(origin):
        packed = dict
    elif hint is date:
        packed = date.isoformat
    elif hint is Decimal:
        packed = str
    elif hint not in (str, int, float, bool) and origin is not Literal:
        raise TypeError(f"the library keeps no {hint}")
    return packed


def _tuple_packer(inner: tuple[Any, ...]) -> _Step:
    steps = [_packer(hint) for hint in inner if hint is not Ellipsis]
    if all(step is _as_is for step in steps):
        return _as_is
    if inner[-1] is Ellipsis:
        return lambda values: list(map(steps[0], values))
    return lambda values: [step(value) for step, value in zip(steps, values, strict=True)]


def _record_packer(kind: type) -> _Step:
    hints = typing.get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    steps = [_packer(hints[name]) for name in names]
    if all(step is _as_is for step in steps) and len(names) > 1:
        return attrgetter(*names)
    pairs = tuple(zip(names, steps, strict=True))
    return lambda record: [step(getattr(record, name)) for name, step in pairs]


def _is_mapping(origin: Any) -> bool:
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _tuple_maker(inner: tuple[Any, ...]) -> _Step:
    if len(inner) == 2 and inner[1] is Ellipsis:
        made = _maker(inner[0])
        return tuple if made is _as_is else lambda values: tuple(map(made, values))
    steps = tuple(map(_maker, inner))
    return lambda values: tuple(step(value) for step, value in zip(steps, values, strict=True))


def _record_maker(kind: type) -> _Step:
    hints = typing.get_type_hints(kind)
    steps = [_maker(hints[field.name]) for field in fields(kind)]
    plain = all(step is _as_is for step in steps)
    needed = sum(field.default is MISSING and field.default_factory is MISSING for field in fields(kind))

    def make(values: list[Any]) -> Any:
        if not isinstance(values, list) or not needed <= len(values) <= len(steps):
            raise ValueError(f"not a {kind.__name__}")
        if plain:
            return kind(*values)
        return kind(*[step(value) for step, value in zip(steps, values, strict=False)])

    return make
