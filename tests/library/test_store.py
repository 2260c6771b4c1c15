"""Opening: made once, refused for what it is not, read where it cannot be written."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from samestory.errors import (
    BusyError,
    NewerLibraryError,
    NoLibraryError,
    NotALibraryError,
    ReadOnlyError,
)
from samestory.library import open_library, store
from samestory.library.migrations import MIGRATIONS, migrate, read_version, split_statements
from samestory.library.schema import SCHEMA, VERSION
from tests.shelving import dump_rows, fill_library, ids_of


def test_a_library_is_made_in_folders_that_are_not_there(tmp_path: Path) -> None:
    """The first command on a new machine works."""
    file = tmp_path / "a" / "b c?#%" / "news.samestory"
    open_library(file).close()
    with open_library(file, read_only=True) as library:
        assert ids_of(library) == []


def test_reading_makes_nothing(tmp_path: Path) -> None:
    """Who only reads is told that nothing is there, and leaves no file behind."""
    with pytest.raises(NoLibraryError, match="samestory add"):
        open_library(tmp_path / "none", read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_files_of_something_else_are_refused_untouched(tmp_path: Path) -> None:
    """A text, a folder, another program's database: refused, byte for byte as they were."""
    text = tmp_path / "a.txt"
    text.write_text("A report, not a library of them.")
    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE mine (a)")
    connection.commit()
    connection.close()
    for file in (text, other):
        before = file.read_bytes()
        for read_only in (False, True):
            with pytest.raises(NotALibraryError, match="Nothing was changed"):
                open_library(file, read_only=read_only)
        assert file.read_bytes() == before
    with pytest.raises(NotALibraryError, match="folder"):
        open_library(tmp_path)


def test_a_later_form_is_refused(tmp_path: Path) -> None:
    """What a later samestory made is not guessed at."""
    file = fill_library(tmp_path, 1)
    with sqlite3.connect(file) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    for read_only in (False, True):
        with pytest.raises(NewerLibraryError, match="Upgrade samestory"):
            open_library(file, read_only=read_only)


def test_migrations_lead_to_the_newest_form(tmp_path: Path) -> None:
    """There is one for each version before the newest, each in a transaction of its own."""
    assert sorted(MIGRATIONS) == list(range(1, VERSION))
    connection = sqlite3.connect(tmp_path / "old.db", isolation_level=None)
    connection.execute("PRAGMA user_version = 1")

    def rename(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE a (b)")

    def fail(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE c (d)")
        raise ValueError("no room")

    with pytest.raises(ValueError, match="no room"):
        migrate(connection, {1: rename, 2: fail})
    assert read_version(connection) == 2
    assert [row[0] for row in connection.execute("SELECT name FROM sqlite_master")] == ["a"]
    connection.close()


def test_an_older_form_is_renewed_when_opened_for_writing_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who only reads is told what to do; who writes renews it without noticing."""
    file = fill_library(tmp_path, 2)
    monkeypatch.setattr(store, "VERSION", VERSION + 1)
    with pytest.raises(ReadOnlyError, match="older form"):
        open_library(file, read_only=True)
    monkeypatch.setattr(
        store, "migrate", lambda connection: connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    )
    with open_library(file) as library:
        assert read_version(library.connection) == VERSION + 1


def test_statements_are_parted_as_sqlite_reads_them() -> None:
    """Each statement of the schema is whole, comments and quotation marks included."""
    statements = split_statements(SCHEMA)
    assert len(statements) == SCHEMA.count("CREATE ")
    assert all(sqlite3.complete_statement(statement) for statement in statements)


def test_a_file_without_its_log_is_read_as_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where SQLite may make no log beside the file, as on a CD, it is opened as what nobody changes."""
    file = fill_library(tmp_path, 3)
    opened: list[str] = []

    def refuse_log(file: Path, mode: str) -> sqlite3.Connection:
        opened.append(mode)
        if "immutable" not in mode:
            raise sqlite3.OperationalError("unable to open database file")
        return real(file, mode)

    real = store._open
    monkeypatch.setattr(store, "_open", refuse_log)
    with open_library(file, read_only=True) as library:
        assert len(ids_of(library)) == 3
    assert opened == ["ro", "ro&immutable=1"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_library_in_a_folder_that_may_not_be_written_is_read(tmp_path: Path) -> None:
    """An archive on a read-only disk can be searched; adding to it says why it cannot be."""
    file = fill_library(tmp_path, 3)
    file.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        with open_library(file, read_only=True) as library:
            assert len(ids_of(library)) == 3
        with pytest.raises(ReadOnlyError):
            open_library(file)
    finally:
        tmp_path.chmod(0o755)


def test_a_reader_writes_nothing(tmp_path: Path) -> None:
    """A library that is opened for reading refuses every change."""
    file = fill_library(tmp_path, 1)
    with open_library(file, read_only=True) as library, pytest.raises(ReadOnlyError):
        library.remove(ids_of(library)[0])


def test_readers_go_on_while_one_writes_and_a_second_writer_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader sees what was committed; a second writer waits its time and then says what to do."""
    file = fill_library(tmp_path, 2)
    monkeypatch.setattr(store, "BUSY_SECONDS", 0.05)
    with (
        open_library(file) as writer,
        open_library(file, read_only=True) as reader,
        open_library(file) as second,
        store.writing(writer.connection),
    ):
        writer.connection.execute("DELETE FROM set_aside")
        assert len(ids_of(reader)) == 2
        with pytest.raises(BusyError, match="run the same command again"):
            second.remove(ids_of(reader)[0])


def test_two_processes_make_one_library_at_once(tmp_path: Path) -> None:
    """Both find it in its newest form, whoever made it."""
    code = "import sys; from samestory.library.store import connect; connect(sys.argv[1]).close()"
    file = tmp_path / "news.samestory"
    running = [subprocess.Popen([sys.executable, "-c", code, str(file)]) for _ in range(3)]
    assert [process.wait() for process in running] == [0, 0, 0]


def test_a_library_of_the_first_form_is_renewed(tmp_path: Path) -> None:
    """Fingerprints that stood as rows are put in runs; everything else stays as it was."""
    file = fill_library(tmp_path, 6)
    before = dump_rows(file)
    with sqlite3.connect(file) as connection:
        connection.execute("DROP TABLE marks")
        connection.execute(
            "CREATE TABLE fingerprint (hash INTEGER NOT NULL, report INTEGER NOT NULL"
            " REFERENCES report (number), PRIMARY KEY (hash, report)) WITHOUT ROWID"
        )
        connection.execute("INSERT INTO fingerprint VALUES (7, 1)")
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    with pytest.raises(ReadOnlyError, match="older form"):
        open_library(file, read_only=True)
    with open_library(file) as library:
        assert library.check() == ()
        assert read_version(library.connection) == VERSION
    assert dump_rows(file) == before
