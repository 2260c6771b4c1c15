"""Salvaging: from a file that SQLite cannot follow any more, every report that can still be read.

Rows are asked for one by one, since one broken page must not hide the rest. A report whose row is gone
is read again from its original alone, if that is left.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

from samestory.errors import DamagedError
from samestory.library.adding import write_batch
from samestory.library.codec import unpack
from samestory.library.preparing import Facts, Prepared, hash_text, prepare_again, unpack_text
from samestory.library.repairing import name_beside
from samestory.library.rereading import reread_report
from samestory.library.store import connect
from samestory.records import Report

Progress = Callable[[str, int, int], None]
BATCH = 256
# No report takes less: its row, an index entry for its id, its original.
_LEAST_BYTES = 200


def salvage_library(library: Path, *, progress: Progress) -> tuple[int, Path]:
    """Put what can be read into a new library in the old one's place.

    Returns:
        How many reports were saved, and where the damaged file lies now.

    Raises:
        DamagedError: nothing could be read; nothing was changed.
    """
    fresh = name_beside(library, "saved")
    saved = 0
    new = connect(fresh)
    try:
        for batch in _batches(_read_all(library, progress)):
            counts = write_batch(new, batch)
            saved += counts["added"] + counts["new_versions"]
        new.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        new.close()
    if not saved:
        _unlink(fresh)
        raise DamagedError(str(library), "nothing could be read in it. Nothing was changed; use a backup.")
    damaged = name_beside(library, "damaged")
    for end in ("", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            library.with_name(library.name + end).rename(damaged.with_name(damaged.name + end))
    fresh.rename(library)
    _unlink(fresh)
    return saved, damaged


def _unlink(file: Path) -> None:
    for end in ("", "-wal", "-shm"):
        file.with_name(file.name + end).unlink(missing_ok=True)


def _batches(found: Iterator[Prepared]) -> Iterator[list[Prepared]]:
    held: list[Prepared] = []
    for item in found:
        held.append(item)
        if len(held) == BATCH:
            yield held
            held = []
    if held:
        yield held


def _read_all(library: Path, progress: Progress) -> Iterator[Prepared]:
    address = f"file:{quote(str(library.absolute()))}?mode=ro"
    connection = sqlite3.connect(address, uri=True, isolation_level=None)
    try:
        # Lets SQLite read a file that is shorter than it says.
        connection.execute("PRAGMA writable_schema = ON")
        taken: set[int] = set()
        last = _last(connection, "report", library)
        for number in range(1, last + 1):
            if number % 1000 == 1:
                progress("Saving reports", number - 1, last)
            with contextlib.suppress(sqlite3.Error, ValueError, zlib.error, TypeError):
                original, found = _read_report(connection, number)
                taken.add(original)
                if found is not None:
                    yield found
        for number in range(1, _last(connection, "original", library) + 1):
            if number not in taken:
                with contextlib.suppress(sqlite3.Error, ValueError, zlib.error, TypeError):
                    alone = _read_alone(connection, number)
                    if alone is not None:
                        yield alone
    finally:
        connection.close()


def _last(connection: sqlite3.Connection, table: str, library: Path) -> int:
    """Find the last number of a table; where that is past reading, the most that the file can hold."""
    with contextlib.suppress(sqlite3.Error):
        return connection.execute(f"SELECT max(number) FROM {table}").fetchone()[0] or 0  # noqa: S608 - our own
    return library.stat().st_size // _LEAST_BYTES


def _read_report(connection: sqlite3.Connection, number: int) -> tuple[int, Prepared | None]:
    """Read a report by its number, from its own rows or else from its original.

    Raises:
        sqlite3.Error, TypeError: there is no such row, or it cannot be read.
    """
    name, source, url, outlet, original = connection.execute(
        "SELECT id, source, url, outlet, original FROM report WHERE number = ?", (number,)
    ).fetchone()
    data = _read_original(connection, original)
    facts: Facts | None = None
    with contextlib.suppress(sqlite3.Error, ValueError, TypeError):
        text, text_hash, packed = connection.execute(
            "SELECT text, text_hash, facts FROM body WHERE report = ?", (number,)
        ).fetchone()
        facts = unpack(Facts, packed)
        words = unpack_text(text, data)
        if hash_text(words) == text_hash and facts.cleaning.report == name:
            sha256 = hashlib.sha256(data).hexdigest()
            report = Report(name, source, words, sha256, url, outlet, facts.declared)
            return original, prepare_again(report, facts.cleaning, facts.published, data)
    declared = facts.declared if facts and facts.cleaning.report == name else None
    return original, reread_report(source, data, url=url, outlet=outlet, declared=declared)


def _read_alone(connection: sqlite3.Connection, number: int) -> Prepared | None:
    data = _read_original(connection, number)
    return reread_report(f"saved-{hashlib.sha256(data).hexdigest()[:12]}", data, url=None, outlet=None)


def _read_original(connection: sqlite3.Connection, number: int) -> bytes:
    sha256, packed = connection.execute(
        "SELECT sha256, data FROM original WHERE number = ?", (number,)
    ).fetchone()
    data = zlib.decompress(packed)
    if hashlib.sha256(data).digest() != sha256:
        raise ValueError("the original is not the one that was stored")
    return data
