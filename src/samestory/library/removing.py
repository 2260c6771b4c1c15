"""Removing: a report, all that is kept of it, and its original if no other report was read from it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from samestory.errors import UnknownError
from samestory.library.codec import unpack
from samestory.library.fetching import fetch_report, read_body
from samestory.library.marks import erase_marks
from samestory.library.preparing import Arrival, Facts, list_words, prepare_again
from samestory.library.settling import settle
from samestory.library.store import writing
from samestory.library.versions import read_moment


def remove_report(connection: sqlite3.Connection, report: str, *, library: Path) -> None:
    """Remove a report; an earlier version of it, if there is one, takes its place.

    Raises:
        UnknownError: there is none of that id.
    """
    with writing(connection):
        row = connection.execute(
            "SELECT number, original, newer FROM report WHERE id = ?", (report,)
        ).fetchone()
        if row is None:
            hint = "Find one with: samestory search"
            raise UnknownError(str(library), report, f"there is no report {report}. {hint}")
        number, original, newer = row
        heir = _promote(connection, number, library) if newer is None else None
        settle(connection, [heir] if heir else [], [number])
        erase_report(connection, number, original)


def erase_report(connection: sqlite3.Connection, number: int, original: int) -> None:
    """Delete all rows of a report, within a transaction."""
    _unindex(connection, number)
    erase_marks(connection, number)
    for table in ("membership", "account", "body"):
        connection.execute(f"DELETE FROM {table} WHERE report = ?", (number,))  # noqa: S608 - our own names
    connection.execute("DELETE FROM report WHERE number = ?", (number,))
    if not connection.execute("SELECT 1 FROM report WHERE original = ? LIMIT 1", (original,)).fetchone():
        connection.execute("DELETE FROM original WHERE number = ?", (original,))


def _unindex(connection: sqlite3.Connection, number: int) -> None:
    """Take the words out of the index, which needs to be told what they were."""
    try:
        text, facts = read_body(connection, number)
    except ValueError:
        return  # damaged: `check` finds the index at odds and makes it anew
    connection.execute(
        "INSERT INTO report_words (report_words, rowid, title, body) VALUES ('delete', ?, ?, ?)",
        (number, *list_words(text, facts.cleaning)),
    )


def _promote(connection: sqlite3.Connection, number: int, library: Path) -> Arrival | None:
    """Let the latest of the earlier versions take the place of one that goes."""
    rows = connection.execute(
        "SELECT r.number, r.id, b.facts FROM report AS r JOIN body AS b ON b.report = r.number"
        " WHERE r.newer = ?",
        (number,),
    ).fetchall()
    if not rows:
        return None
    moments = {row[0]: (read_moment(unpack(Facts, row[2]).declared), row[0]) for row in rows}
    heir = max(moments, key=lambda each: moments[each])
    connection.execute("UPDATE report SET newer = ? WHERE newer = ?", (heir, number))
    connection.execute("UPDATE report SET newer = NULL WHERE number = ?", (heir,))
    stored = fetch_report(connection, next(row[1] for row in rows if row[0] == heir), library=library)
    return Arrival(heir, prepare_again(stored.report, stored.cleaning, stored.published))
