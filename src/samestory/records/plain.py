"""Records as plain values and as JSON, always in the same bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

HIDDEN: Mapping[str, bool] = {"json": False}
"""Field metadata: the field serves the stages and is left out of the JSON."""


def content_id(tag: str, *parts: object) -> str:
    """Name a thing by what it holds: `tag`, a hyphen and twelve hexadecimal digits.

    >>> content_id("r", "a text")
    'r-734194ede5b0'
    """
    digest = hashlib.sha256("\x1f".join(str(part) for part in parts).encode("utf-8", "surrogatepass"))
    return f"{tag}-{digest.hexdigest()[:12]}"


def to_plain(value: Any) -> Any:
    """Turn a record, or anything made of records, into what `json` can write.

    Dates become ISO strings, whole figures integers, tuples lists. A trailing underscore, there to
    keep clear of a Python keyword, is taken off a field's name; hidden fields are left out.
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {
            field.name.rstrip("_"): to_plain(getattr(value, field.name))
            for field in fields(value)
            if field.metadata.get("json", True)
        }
    if isinstance(value, Mapping):
        return {str(key): to_plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [to_plain(inner) for inner in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    return value


def to_json(value: Any, *, indent: int | None = 1) -> str:
    """Write a record as JSON text with a closing newline; equal records give equal text."""
    text = json.dumps(to_plain(value), ensure_ascii=False, indent=indent)
    # A lone surrogate cannot be written as UTF-8, and a hostile page can hold one.
    return text.encode("utf-8", "replace").decode("utf-8") + "\n"
