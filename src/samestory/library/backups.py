"""Backing up: a whole copy of the library, made while others read and write it."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path

from samestory.errors import DamagedError, LibraryError, NotALibraryError
from samestory.library.schema import APPLICATION_ID
from samestory.library.store import reading

Progress = Callable[[str, int, int], None]
# 32 MB at a time: often enough to tell how far it is.
STEP_PAGES = 2_048


def back_up(connection: sqlite3.Connection, target: Path, *, library: Path, progress: Progress) -> None:
    """Copy the library as it is at this moment to `target`, whole or not at all.

    A library that lies there is replaced when the copy is complete and has been checked.

    Raises:
        LibraryError: the target is the library itself or something else, or cannot be written.
    """
    _refuse(target, library)
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        os.close(handle)
    except OSError as error:
        raise LibraryError(str(target), f"it cannot be written ({error.strerror or error}).") from error
    part = Path(name)
    try:
        _copy(connection, part, progress)
        part.chmod(library.stat().st_mode & 0o777)
        part.replace(target)
    finally:
        for left in (part, *(part.with_name(part.name + end) for end in ("-wal", "-shm", "-journal"))):
            left.unlink(missing_ok=True)


def _copy(connection: sqlite3.Connection, part: Path, progress: Progress) -> None:
    copy = sqlite3.connect(part, isolation_level=None)
    try:
        # One state of the library, whatever others write meanwhile: the copy never has to begin again.
        with reading(connection):
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            connection.backup(
                copy,
                pages=STEP_PAGES,
                progress=lambda _, left, total: progress("Copying", total - left, total),
                sleep=0,
            )
        copy.execute("PRAGMA journal_mode = DELETE")
        found = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise DamagedError(str(part), f"the copy is damaged ({found}). Check the library and the disk.")
    finally:
        copy.close()


def _refuse(target: Path, library: Path) -> None:
    if not target.exists():
        if not target.parent.is_dir():
            raise LibraryError(str(target), f"there is no folder {target.parent}. Make it first.")
        return
    if target.is_dir():
        raise LibraryError(str(target), "it is a folder. Name a file in it.")
    if target.samefile(library):
        raise LibraryError(str(target), "it is the library itself. Choose another file.")
    with target.open("rb") as stream:
        head = stream.read(100)
    if head and int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise NotALibraryError(
            str(target), "it is no library and is not written over. Choose another file."
        )
