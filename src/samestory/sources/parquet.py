"""Parquet tables: a report a row, read a few rows at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import IO, Any

from samestory.sources.blobs import Blob
from samestory.sources.drafts import Readings, Refusal
from samestory.sources.fields import FIELDS, fold_key
from samestory.sources.settings import IntakeSettings
from samestory.sources.tables import read_row, refuse_columns

_BATCH_ROWS = 64
_BUFFER_BYTES = 1 << 20
_KNOWN = frozenset(name for names in FIELDS.values() for name in names)


def read_parquet(blob: Blob, settings: IntakeSettings) -> Readings:
    """Read the rows of a Parquet file, of its columns only those that may say something of a report."""
    import pyarrow

    with blob.open_seekable(settings.max_held_bytes) as stream:
        try:
            table = _open_table(stream, settings)
            names = list(table.schema_arrow.names)
            if refusal := refuse_columns(blob.path, names, settings):
                yield refusal
                return
            heads = {path.partition(".")[0] for _, path in settings.fields}
            wanted = [name for name in names if fold_key(name) in _KNOWN or name in heads]
            for number, row in enumerate(_rows(table, wanted), start=1):
                yield read_row(blob.path, row, number, settings)
        except (pyarrow.ArrowException, OSError, ValueError, TypeError, OverflowError) as error:
            what = str(error)[:200]
            reason = f"the table is broken ({what}). Expected Parquet. Mend it; what was read is kept."
            yield Refusal(blob.path, reason)


def iter_parquet(blob: Blob, settings: IntakeSettings) -> Iterator[Mapping[str, Any]]:
    """Give the rows of a Parquet file as they are.

    Raises:
        ValueError: it is broken.
    """
    with blob.open_seekable(settings.max_held_bytes) as stream:
        table = _open_table(stream, settings)
        yield from _rows(table, list(table.schema_arrow.names))


def _open_table(stream: IO[bytes], settings: IntakeSettings) -> Any:
    from pyarrow import parquet

    return parquet.ParquetFile(
        stream,
        pre_buffer=False,
        buffer_size=_BUFFER_BYTES,
        thrift_string_size_limit=settings.max_directory_bytes,
        thrift_container_size_limit=settings.max_entries,
    )


def _rows(table: Any, wanted: list[str]) -> Iterator[Mapping[str, Any]]:
    for batch in table.iter_batches(batch_size=_BATCH_ROWS, columns=wanted, use_threads=False):
        for row in batch.to_pylist():
            yield {name: _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    """Write days and moments as text."""
    return value.isoformat() if isinstance(value, date) else value
