"""What a file would be read as, and which of its fields is taken for what, before it is read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from os import PathLike
from pathlib import Path
from typing import Any

from samestory.sources.blobs import Blob, blob_of_file
from samestory.sources.entries import at_path, guess_fields
from samestory.sources.fields import FIELDS, one_line
from samestory.sources.formats import Format, identify
from samestory.sources.json_documents import iter_json
from samestory.sources.jsonl import cut_lines
from samestory.sources.parquet import iter_parquet
from samestory.sources.settings import SETTINGS, IntakeSettings
from samestory.sources.tables import iter_table

_MAX_ENTRIES = 50
_SAMPLE_CHARS = 60


@dataclass(frozen=True, slots=True)
class FieldGuess:
    """A field of a report: where it stands in an entry, why it is taken for it, and an example."""

    field: str
    path: str
    why: str
    example: str


@dataclass(frozen=True, slots=True)
class FileGuess:
    """What a file is read as; `fields` is empty where its format has none. `entries` were looked at."""

    format: str
    entries: int
    fields: tuple[FieldGuess, ...]


def guess_file(file: str | PathLike[str], settings: IntakeSettings = SETTINGS) -> FileGuess:
    """Tell what a file would be read as, by its name, its first bytes and its first entries.

    Raises:
        OSError: it cannot be opened.
        ValueError: it cannot be unpacked, or is broken from the start.
    """
    kind, blob = identify(blob_of_file(str(file), Path(file), settings))
    entries = [
        entry
        for entry in islice(_entries(kind, blob, settings), _MAX_ENTRIES)
        if isinstance(entry, Mapping)
    ]
    found: Counter[tuple[str, str, str]] = Counter()
    for entry in entries:
        found.update((field, *where) for field, where in guess_fields(entry, settings.fields).items())
    best: dict[str, FieldGuess] = {}
    for (field, path, why), _ in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        best.setdefault(field, FieldGuess(field, path, why, _example(entries, path)))
    return FileGuess(kind.name, len(entries), tuple(best[field] for field in FIELDS if field in best))


def _entries(kind: Format, blob: Blob, settings: IntakeSettings) -> Iterator[Any]:
    if kind.name == "JSON Lines":
        for line in cut_lines(blob, settings):
            try:
                yield json.loads(getattr(line, "data", b"null"))
            except (ValueError, RecursionError):
                continue
    elif kind.name == "JSON":
        yield from iter_json(blob, settings)
    elif kind.name == "CSV":
        yield from iter_table(blob, settings)
    elif kind.name == "Parquet" and kind.installed:
        yield from iter_parquet(blob, settings)


def _example(entries: list[Mapping[str, Any]], path: str) -> str:
    lines = (one_line(at_path(entry, path)) for entry in entries)
    line = next(filter(None, lines), "")
    return line if len(line) <= _SAMPLE_CHARS else line[: _SAMPLE_CHARS - 1] + "…"
