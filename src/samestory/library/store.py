"""Opening a library: one SQLite file, made on first use, never opened for something it is not.

Readers are not stopped by a writer (write-ahead log), a writer waits for another, and what was
committed outlives a killed process. A power cut may cost the last batch of an `add`, which a second
run brings back; it cannot tear the file (synchronous=NORMAL).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from samestory.errors import (
    BusyError,
    DamagedError,
    FullDiskError,
    LibraryError,
    NewerLibraryError,
    NoLibraryError,
    NotALibraryError,
    ReadOnlyError,
)
from samestory.library.migrations import make_schema, migrate, read_version
from samestory.library.schema import APPLICATION_ID, PAGE_BYTES, VERSION

# A batch is written in a second or two; a `regroup` of a large library may take longer.
BUSY_SECONDS = 60.0
# Pages kept in memory: the inner pages of every index of a million reports.
CACHE_KIBIBYTES = 64 * 1024
_SQLITE_HEAD = b"SQLite format 3\x00"


def connect(path: str | Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open the library at `path`, made there if there is none, in its newest form.

    Where the file or its folder may not be written, it is opened for reading.

    Raises:
        LibraryError: there is none to read, or it cannot be used; see the tree in `errors`.
    """
    file = Path(path)
    with explained(file):
        _refuse_others(file, read_only=read_only)
        if read_only:
            return _connect_to_read(file)
        return _connect_to_write(file)


@contextmanager
def explained(path: str | Path) -> Iterator[None]:
    """Say what SQLite's errors mean for the library at `path`, and what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise _explain(str(path), error) from error


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """Do all that is within in one transaction, or nothing of it; waits for another writer."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def reading(connection: sqlite3.Connection) -> Iterator[None]:
    """See one state of the library throughout, whatever others write meanwhile."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


def _refuse_others(file: Path, *, read_only: bool) -> None:
    """Look at the first bytes before SQLite does: opening alone can write to a file."""
    name = str(file)
    try:
        if file.is_dir():
            raise NotALibraryError(name, "it is a folder. Name a file in it.")
        with file.open("rb") as stream:
            head = stream.read(100)
    except FileNotFoundError:
        if read_only:
            hint = f"Make it with: samestory add --library {file} PATH..."
            raise NoLibraryError(name, f"there is no library here. {hint}") from None
        return
    except OSError as error:
        raise LibraryError(name, f"it cannot be opened ({error.strerror or error}).") from error
    if head and not head.startswith(_SQLITE_HEAD):
        raise NotALibraryError(
            name, "it is no library of samestory. Nothing was changed. Name another file."
        )
    if not head and read_only:
        raise NoLibraryError(name, "the file is empty. Add reports to it first: samestory add PATH...")


def _connect_to_write(file: Path) -> sqlite3.Connection:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(str(file), f"its folder cannot be made ({error.strerror or error}).") from error
    connection = _open(file, "rwc")
    try:
        _check_kind(connection, file)
        if read_version(connection) == 0:
            connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
            connection.execute("PRAGMA journal_mode = WAL")
            make_schema(connection)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _connect_to_read(file: Path) -> sqlite3.Connection:
    # Where nothing may be written beside the file, SQLite cannot take part in its write-ahead log;
    # with no log there, nobody writes, and the file can be read as it lies.
    log = file.with_name(file.name + "-wal")
    for mode in ("ro", "ro&immutable=1"):
        try:
            return _open_to_read(file, mode)
        except sqlite3.OperationalError:
            if "immutable" in mode or (log.exists() and log.stat().st_size):
                raise
    raise AssertionError("unreachable")


def _open_to_read(file: Path, mode: str) -> sqlite3.Connection:
    connection = _open(file, mode)
    try:
        _check_kind(connection, file)
        if read_version(connection) < VERSION:
            what = "it is in an older form. Open it once for writing to renew it: samestory check --repair"
            raise ReadOnlyError(str(file), what)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _open(file: Path, mode: str) -> sqlite3.Connection:
    address = f"file:{quote(str(file.absolute()))}?mode={mode}"
    connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIBIBYTES}")
    connection.execute("PRAGMA foreign_keys = ON")
    # A library may come from anyone: what its schema says is not to be trusted with functions.
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def _check_kind(connection: sqlite3.Connection, file: Path) -> None:
    kind = connection.execute("PRAGMA application_id").fetchone()[0]
    version = read_version(connection)
    empty = version == 0 and not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if kind != APPLICATION_ID and not empty:
        what = "it is a database of something else. Nothing was changed. Name another file."
        raise NotALibraryError(str(file), what)
    if version > VERSION:
        what = (
            f"a later samestory made it (form {version}; this one knows up to {VERSION}). "
            "Nothing was changed. Upgrade samestory."
        )
        raise NewerLibraryError(str(file), what)


_MEANINGS: tuple[tuple[frozenset[int], type[LibraryError], str], ...] = (
    (
        frozenset((sqlite3.SQLITE_FULL,)),
        FullDiskError,
        "the disk is full. What was added before stands. Make room and run the same command again.",
    ),
    (
        frozenset((sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)),
        BusyError,
        "another process is writing to it. Wait until that has ended and run the same command again.",
    ),
    (
        frozenset((sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM)),
        ReadOnlyError,
        "it may not be written. Change its permissions, or copy it to a place of your own.",
    ),
    (
        frozenset((sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)),
        DamagedError,
        "the file is damaged. Run samestory check to see what is wrong, with --repair to save what can be.",
    ),
    (
        frozenset((sqlite3.SQLITE_CANTOPEN,)),
        LibraryError,
        "it cannot be opened. Check that its folder is there and may be written to.",
    ),
    (
        frozenset((sqlite3.SQLITE_IOERR,)),
        FullDiskError,
        "the disk cannot be written or read. What was added before stands. Check room and quota, "
        "then run the same command again.",
    ),
)


def _explain(path: str, error: sqlite3.Error) -> LibraryError:
    code = getattr(error, "sqlite_errorcode", 0) or 0
    for codes, kind, meaning in _MEANINGS:
        if code & 0xFF in codes:
            return kind(path, f"{meaning} (SQLite: {error})")
    return LibraryError(path, f"SQLite says: {error}")


def is_writable(connection: sqlite3.Connection) -> bool:
    """Say whether the library was opened for writing."""
    mode: int = connection.execute("PRAGMA query_only").fetchone()[0]
    return not mode
