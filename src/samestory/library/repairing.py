"""Repairing: what can be made again from originals is made again; what cannot is taken out and named."""

from __future__ import annotations

import contextlib
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from samestory.library.checking import Problem
from samestory.library.codec import unpack
from samestory.library.fetching import read_body
from samestory.library.findings import forget_dossiers
from samestory.library.grouping import regroup_library
from samestory.library.marks import make_marks, write_marks
from samestory.library.preparing import Arrival, Facts, Prepared, hash_text, list_words
from samestory.library.removing import erase_report
from samestory.library.rereading import reread_report
from samestory.library.settling import settle
from samestory.library.store import writing
from samestory.records import Declared

Progress = Callable[[str, int, int], None]
LOST_REASON = "it was damaged in the library and could not be saved. Add it again from its source."


def repair_library(connection: sqlite3.Connection, problems: Sequence[Problem]) -> tuple[str, ...]:
    """Put right what was found, in one transaction; gives the sources of the reports that were lost."""
    with writing(connection):
        connection.execute("PRAGMA defer_foreign_keys = ON")
        _drop_orphans(connection, problems)
        reports = {problem.where for problem in problems if problem.kind in ("original", "text", "places")}
        lost = [source for report in sorted(reports) for source in _mend(connection, report)]
        _drop_dossiers(connection, (problem.where for problem in problems if problem.kind == "dossier"))
        if lost or reports or any(problem.kind in ("index", "reference") for problem in problems):
            connection.execute("REINDEX")
            _index_again(connection)
        if any(problem.kind in ("grouping", "reference") for problem in problems):
            regroup_library(connection, _tell_nobody)
    return tuple(lost)


def _tell_nobody(what: str, done: int, total: int) -> None:
    pass


def _drop_orphans(connection: sqlite3.Connection, problems: Iterable[Problem]) -> None:
    if not any(problem.kind == "reference" for problem in problems):
        return
    for table in ("account", "opened", "finding", "body", "membership", "alias"):
        connection.execute(  # table names are our own
            f"DELETE FROM {table} WHERE report NOT IN (SELECT number FROM report)"  # noqa: S608
        )
    connection.execute(
        "DELETE FROM likeness WHERE one NOT IN (SELECT number FROM report)"
        " OR other NOT IN (SELECT number FROM report)"
    )
    connection.execute("DELETE FROM opened WHERE story NOT IN (SELECT story FROM dossier)")
    connection.execute("DELETE FROM finding WHERE story NOT IN (SELECT story FROM dossier)")
    connection.execute("DELETE FROM membership WHERE story NOT IN (SELECT number FROM story)")
    connection.execute("UPDATE report SET newer = NULL WHERE newer NOT IN (SELECT number FROM report)")


def _mend(connection: sqlite3.Connection, report: str) -> list[str]:
    """Read a report again from its original; gives its source where that is not possible."""
    row = connection.execute(
        "SELECT number, source, url, outlet, original, newer FROM report WHERE id = ?", (report,)
    ).fetchone()
    if row is None:
        return []
    number, source, url, outlet, original, newer = row
    data = _original(connection, original)
    found = None
    if data is not None:
        declared = _declared(connection, number, report)
        found = reread_report(source, data, url=url, outlet=outlet, declared=declared)
    if found is None or found.report.id != report:
        _give_up(connection, number, source, original)
        return [source]
    _write_body(connection, number, found)
    if newer is None:
        settle(connection, [Arrival(number, found)], [number])
    return []


def _original(connection: sqlite3.Connection, number: int) -> bytes | None:
    row = connection.execute("SELECT sha256, data FROM original WHERE number = ?", (number,)).fetchone()
    with contextlib.suppress(zlib.error):
        data: bytes | None = zlib.decompress(row[1]) if row else None
        return data
    return None


def _declared(connection: sqlite3.Connection, number: int, report: str) -> Declared | None:
    """Take what was declared beside the bytes, if that part of what is kept is whole and this report's."""
    row = connection.execute("SELECT facts FROM body WHERE report = ?", (number,)).fetchone()
    with contextlib.suppress(ValueError):
        facts = unpack(Facts, row[0]) if row else None
        return facts.declared if facts and facts.cleaning.report == report else None
    return None


def _write_body(connection: sqlite3.Connection, number: int, found: Prepared) -> None:
    forget_dossiers(connection, [number])
    connection.execute("DELETE FROM account WHERE report = ?", (number,))
    connection.execute(
        "INSERT OR REPLACE INTO body (report, text, text_hash, facts, terms) VALUES (?, ?, ?, ?, ?)",
        (number, found.text, hash_text(found.report.text), found.facts, found.terms),
    )
    write_marks(connection, [(number, found.prints)])
    connection.execute(
        "UPDATE report SET title = ?, language = ?, earliest = ?, latest = ?, address = ? WHERE number = ?",
        (found.title, found.language, found.earliest, found.latest, found.address, number),
    )


def _give_up(connection: sqlite3.Connection, number: int, source: str, original: int) -> None:
    settle(connection, [], [number])
    connection.execute("UPDATE report SET newer = NULL WHERE newer = ?", (number,))
    erase_report(connection, number, original)
    connection.execute("INSERT OR REPLACE INTO set_aside VALUES (?, ?)", (source, LOST_REASON))


def _drop_dossiers(connection: sqlite3.Connection, stories: Iterable[str]) -> None:
    for story in stories:
        reports = connection.execute("SELECT report FROM opened WHERE story = ?", (story,)).fetchall()
        forget_dossiers(connection, [row[0] for row in reports])
        connection.execute("DELETE FROM finding WHERE story = ?", (story,))
        connection.execute("DELETE FROM dossier WHERE story = ?", (story,))


def _index_again(connection: sqlite3.Connection) -> None:
    """Make the indexes of words and of fingerprints again."""
    make_marks(connection)
    connection.execute("INSERT INTO report_words (report_words) VALUES ('delete-all')")
    for (number,) in connection.execute("SELECT number FROM report ORDER BY number").fetchall():
        with contextlib.suppress(ValueError):
            text, facts = read_body(connection, number)
            connection.execute(
                "INSERT INTO report_words (rowid, title, body) VALUES (?, ?, ?)",
                (number, *list_words(text, facts.cleaning)),
            )
    connection.execute("INSERT INTO finding_words (finding_words) VALUES ('rebuild')")


def name_beside(library: Path, what: str) -> Path:
    """Name a file beside the library that is not there yet: 'news.samestory.damaged-2'."""
    number = 1
    while (name := library.with_name(f"{library.name}.{what}-{number}")).exists():
        number += 1
    return name
