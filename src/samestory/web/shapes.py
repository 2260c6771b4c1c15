"""The shapes of what the API answers, as JSON Schema, read off the records that are written."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin

Schema = dict[str, Any]
_PLAIN: Mapping[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    Decimal: {"type": "number"},
    date: {"type": "string", "format": "date"},
    type(None): {"type": "null"},
    Any: {},
}


def list_of(inner: Schema) -> Schema:
    """Describe a list."""
    return {"type": "array", "items": inner}


def object_of(**properties: Schema) -> Schema:
    """Describe an object that has all of these."""
    return {"type": "object", "required": list(properties), "properties": properties}


def describe_record(hint: Any, named: dict[str, Schema]) -> Schema:  # noqa: PLR0911 - one for each form
    """Describe a type as `to_plain` writes it; records are put in `named` once, and referred to."""
    origin, inner = get_origin(hint), get_args(hint)
    if is_dataclass(hint) and isinstance(hint, type):
        return _refer(hint, named)
    if origin is Literal:
        return {"enum": list(inner)}
    if origin in (typing.Union, types.UnionType):
        return {"anyOf": [describe_record(choice, named) for choice in inner]}
    if origin is tuple:
        if len(inner) == 2 and inner[1] is Ellipsis:
            return list_of(describe_record(inner[0], named))
        items = [describe_record(item, named) for item in inner]
        return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": describe_record(inner[1], named)}
    return dict(_PLAIN[hint])


def _refer(kind: type, named: dict[str, Schema]) -> Schema:
    if kind.__name__ not in named:
        # First its place, for a record may hold its own kind.
        named[kind.__name__] = {}
        hints = typing.get_type_hints(kind)
        shown = [field for field in fields(kind) if field.metadata.get("json", True)]
        schema = object_of(
            **{field.name.rstrip("_"): describe_record(hints[field.name], named) for field in shown}
        )
        told = (kind.__doc__ or "").split("\n")[0]
        named[kind.__name__] = {"description": told} | schema
    return {"$ref": f"#/components/schemas/{kind.__name__}"}
