"""From one form of the library to the next: a function for each version, in order.

The file's `user_version` says which form it has. A migration runs in one transaction with the new
version's number: a library is in the old form or in the new one, never between.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping

from samestory.library.schema import APPLICATION_ID, SCHEMA, TUNING, VERSION

Migration = Callable[[sqlite3.Connection], None]


def _put_marks_in_runs(connection: sqlite3.Connection) -> None:
    """Keep fingerprints in sorted runs, a third of their size as rows, those of older versions too.

    The index of words is written in larger pieces from now on.
    """
    from samestory.library.marks import make_marks

    connection.execute("DROP TABLE fingerprint")
    (table,) = [text for text in split_statements(SCHEMA) if "CREATE TABLE marks" in text]
    for statement in (table, *TUNING):
        connection.execute(statement)
    make_marks(connection)


# From the version that is the key to the next.
MIGRATIONS: Mapping[int, Migration] = {1: _put_marks_in_runs}


def make_schema(connection: sqlite3.Connection) -> None:
    """Make the newest form in an empty file; nothing if another process has just done so."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if read_version(connection) == 0:
            for statement in (*split_statements(SCHEMA), *TUNING):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {VERSION}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def migrate(connection: sqlite3.Connection, migrations: Mapping[int, Migration] = MIGRATIONS) -> None:
    """Bring a library to the newest form, one version after the other."""
    while (version := read_version(connection)) in migrations:
        connection.execute("BEGIN IMMEDIATE")
        try:
            if read_version(connection) == version:  # another process may have been first
                migrations[version](connection)
                connection.execute(f"PRAGMA user_version = {version + 1}")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


def read_version(connection: sqlite3.Connection) -> int:
    """Read which form the file has; 0 for an empty one."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def split_statements(script: str) -> list[str]:
    """Part a script into its statements; sqlite3's own `executescript` would commit before it begins.

    >>> split_statements("CREATE TABLE a (b); CREATE INDEX c ON a (b);")
    ['CREATE TABLE a (b);', 'CREATE INDEX c ON a (b);']
    """
    statements, begun = [], ""
    for part in script.split(";"):
        begun += part + ";"
        if sqlite3.complete_statement(begun):
            if begun.strip(" \n;"):
                statements.append(begun.strip())
            begun = ""
    return statements
