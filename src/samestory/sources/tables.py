"""Tables: CSV and TSV, a report a row, the columns under the usual names of fields."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from samestory.records import Declared
from samestory.sources.blobs import Blob, as_buffered
from samestory.sources.drafts import Draft, Readings, Refusal
from samestory.sources.entries import read_entry
from samestory.sources.fields import BODY, FIELDS, PAGE, fold_key
from samestory.sources.settings import IntakeSettings
from samestory.sources.text import EMPTY

_UNIT = "row "
_WHERE = Declared(where="the table")
_DELIMITERS = ",;\t|"
_SAMPLE_BYTES = 60_000
_MAX_COLUMNS = 2_000
_KNOWN = frozenset(name for names in FIELDS.values() for name in names)


def read_table(blob: Blob, settings: IntakeSettings) -> Readings:
    """Read the rows of a table whose first row names its columns; what parts them is seen from that row."""
    with blob.open() as raw:
        rows = _open_rows(as_buffered(raw), blob.suffix, settings)
        try:
            if rows is None:
                yield Refusal(blob.path, EMPTY)
            else:
                yield from _read_rows(blob.path, rows, settings)
        except csv.Error as error:
            reason = f"the table is broken ({error}). Expected CSV. Mend it; what was read is kept."
            yield Refusal(blob.path, reason)


def iter_table(blob: Blob, settings: IntakeSettings) -> Iterator[Mapping[str, str]]:
    """Give the rows of a table as they are.

    Raises:
        csv.Error: it is broken.
    """
    with blob.open() as raw:
        rows = _open_rows(as_buffered(raw), blob.suffix, settings) or iter(())
        names = _name_columns(next(rows, []))
        yield from (dict(zip(names, row, strict=False)) for row in rows)


def _open_rows(
    stream: io.BufferedReader, suffix: str, settings: IntakeSettings
) -> Iterator[list[str]] | None:
    # The bound is the whole program's; it is only ever raised, since texts are longer than its default.
    csv.field_size_limit(max(csv.field_size_limit(), settings.max_line_bytes))
    text = io.TextIOWrapper(stream, encoding=_choose_encoding(stream), errors="replace", newline="")
    lines = _bounded_lines(text, settings.max_line_bytes)
    head = next(lines, "")
    if not head.strip():
        return None
    return csv.reader(chain([head], lines), delimiter=choose_delimiter(head, suffix))


def _name_columns(row: list[str]) -> list[str]:
    return [name.strip() or f"column {place}" for place, name in enumerate(row, start=1)][:_MAX_COLUMNS]


def choose_delimiter(head: str, suffix: str) -> str:
    """Choose what parts the columns: what gives the most names that are known, then the most columns.

    >>> choose_delimiter("Text|Date|URL|Source", ".csv"), choose_delimiter("title;text, whole", ".csv")
    ('|', ';')
    """
    if suffix == ".tsv":
        return "\t"

    def score(delimiter: str) -> tuple[int, int]:
        names = next(csv.reader([head], delimiter=delimiter), [])
        return sum(fold_key(name) in _KNOWN for name in names), len(names)

    return max(_DELIMITERS, key=score)


def _read_rows(path: str, rows: Iterator[list[str]], settings: IntakeSettings) -> Readings:
    """Read rows as a spreadsheet counts them: the first, with the names, is row 1."""
    names = _name_columns(next(rows))
    if refusal := refuse_columns(path, names, settings):
        yield refusal
        return
    number = 1
    for number, row in enumerate(rows, start=2):
        if any(row):
            yield read_row(path, dict(zip(names, row, strict=False)), number, settings)
    if number == 1:
        yield Refusal(
            path, "it has no row but that of the names. Expected a report a row. Check the export."
        )


def refuse_columns(path: str, names: list[str], settings: IntakeSettings) -> Refusal | None:
    """Say so if no column of a table can hold the text, once for all its rows."""
    texts = {*BODY, *PAGE}
    if {"text", "html"} & dict(settings.fields).keys() or any(fold_key(name) in texts for name in names):
        return None
    shown = ", ".join(names)[:200]
    return Refusal(
        path,
        f"none of its columns is known to hold the text: {shown}. Expected one named 'text', 'body' or "
        "'content'. Name it so, or read again with --field text=COLUMN.",
    )


def read_row(path: str, row: Mapping[str, Any], number: int, settings: IntakeSettings) -> Draft | Refusal:
    """Read a row as a report; its bytes are the row as JSON, since a table has none for one row."""
    data = json.dumps(row, ensure_ascii=False, default=str).encode("utf-8", "replace")
    return read_entry(Draft(path, data, "", number, declared=_WHERE, unit=_UNIT), row, settings)


def _choose_encoding(stream: io.BufferedReader) -> str:
    start = stream.peek(_SAMPLE_BYTES)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _bounded_lines(text: io.TextIOWrapper, limit: int) -> Iterator[str]:
    """Give the lines of a text; no more of one is held than may be read.

    Raises:
        csv.Error: a line is longer.
    """
    while line := text.readline(limit):
        if len(line) == limit:
            raise csv.Error(f"a line has more than {limit:,} characters")
        yield line
