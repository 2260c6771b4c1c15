"""What follows, in the same transaction, from reports that come and reports that go."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

from samestory.library.copies import find_copies
from samestory.library.fetching import read_body
from samestory.library.findings import forget_dossiers
from samestory.library.grouping import group_arrivals
from samestory.library.preparing import Arrival
from samestory.text.reuse.fingerprints import mark_text

FollowUp = Callable[[sqlite3.Connection, Sequence[Arrival], Sequence[int]], None]
"""Is told who came and the numbers of who went: replaced by a newer version, or about to be removed."""

FOLLOW_UPS: tuple[FollowUp, ...] = (group_arrivals, find_copies)


def settle(connection: sqlite3.Connection, arrivals: Sequence[Arrival], gone: Sequence[int]) -> None:
    """Bring everything that depends on which reports there are up to date."""
    forget_dossiers(connection, gone)
    for number in gone:
        _forget_marks(connection, number)
    _write_marks(connection, arrivals)
    for follow_up in FOLLOW_UPS:
        follow_up(connection, arrivals, gone)


def _forget_marks(connection: sqlite3.Connection, number: int) -> None:
    """Take the fingerprints of a report away, so that nothing is found to be copied from it."""
    try:
        text, facts = read_body(connection, number)
        marks = mark_text(text, facts.cleaning.paragraphs, facts.cleaning.repairs).view("int64").tolist()
    except ValueError:  # damaged: look everywhere
        connection.execute("DELETE FROM fingerprint WHERE report = ?", (number,))
        return
    connection.executemany(
        "DELETE FROM fingerprint WHERE hash = ? AND report = ?", [(mark, number) for mark in marks]
    )


def _write_marks(connection: sqlite3.Connection, arrivals: Sequence[Arrival]) -> None:
    """Write the fingerprints in order of hash, which keeps neighbours of the index in one visit."""
    rows = sorted(
        (mark, arrival.number)
        for arrival in arrivals
        for mark in arrival.prepared.prints.view("int64").tolist()
    )
    connection.executemany("INSERT INTO fingerprint VALUES (?, ?)", rows)
