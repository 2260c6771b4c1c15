"""Copies across the whole library: passages that reports of different outlets have in common.

Found as reports come. Which there are follows from the reports alone, not from the order of their
coming: a pair stands as long as it shares enough fingerprints that are no boilerplate, and a fingerprint
becomes boilerplate when so many reports have it (text/reuse/copying.py).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from samestory.errors import UnknownError
from samestory.library.fetching import read_body
from samestory.library.preparing import Arrival
from samestory.library.rows import CopyRow
from samestory.text.reuse.copying import COPYING, CopyText, SharedText, find_shared_text, pair_holders
from samestory.text.reuse.fingerprints import mark_text
from samestory.text.reuse.stories import name_outlet

# Numbers of holders beyond which a fingerprint counts for less, and for nothing.
_BOUNDS = (COPYING.rare_holders, COPYING.most_holders)
_HOLDERS = """
    SELECT f.hash, f.report FROM json_each(?) AS w CROSS JOIN fingerprint AS f ON f.hash = w.value
"""
_LIST = """
    SELECT a.id, a.outlet, a.title, a.earliest, a.latest, b.id, b.outlet, b.title, b.earliest, b.latest,
           c.words, c.passages
    FROM copy AS c JOIN report AS a ON a.number = c.one JOIN report AS b ON b.number = c.other
"""


def find_copies(connection: sqlite3.Connection, arrivals: Sequence[Arrival], gone: Sequence[int]) -> None:
    """Bring the copies up to date: some reports have come, others are replaced or about to go."""
    for report in gone:
        connection.execute("DELETE FROM copy WHERE one = ? OR other = ?", (report, report))
    come = {arrival.number for arrival in arrivals}
    marks = sorted({m for arrival in arrivals for m in arrival.prepared.prints.view("int64").tolist()})
    holders = _gather_holders(connection, marks)
    again = _drop_boilerplate(connection, holders, come) | _free_marks(connection, gone)
    if again:
        holders |= _gather_holders(connection, _read_marks(connection, again))
    _write_pairs(connection, holders, come | again)


def _gather_holders(connection: sqlite3.Connection, marks: Sequence[int]) -> dict[int, list[int]]:
    """Give for each fingerprint the reports that have it."""
    holders: dict[int, list[int]] = {}
    for mark, report in connection.execute(_HOLDERS, (json.dumps(marks),)):
        holders.setdefault(mark, []).append(report)
    return holders


def _drop_boilerplate(
    connection: sqlite3.Connection, holders: dict[int, list[int]], come: set[int]
) -> set[int]:
    """Take back the pairs that stand on fingerprints which count for less from now on.

    Gives the reports of those pairs: they are looked at again.
    """
    again: set[int] = set()
    for reports in holders.values():
        if len(reports) <= _BOUNDS[0]:
            continue
        before = set(reports) - come
        if any(len(reports) > bound >= len(before) > 1 for bound in _BOUNDS):
            again |= _drop_pairs(connection, before)
    return again


def _drop_pairs(connection: sqlite3.Connection, reports: set[int]) -> set[int]:
    """Drop the pairs among some reports; gives those that were in one."""
    dropped: set[int] = set()
    for one in sorted(reports):
        others = {row[0] for row in connection.execute("SELECT other FROM copy WHERE one = ?", (one,))}
        for other in sorted(others & reports):
            connection.execute("DELETE FROM copy WHERE one = ? AND other = ?", (one, other))
            dropped |= {one, other}
    return dropped


def _free_marks(connection: sqlite3.Connection, gone: Sequence[int]) -> set[int]:
    """Give the reports that have a fingerprint which counts for more, now that some have gone."""
    freed: set[int] = set()
    for report in gone:
        try:
            text, facts = read_body(connection, report)
        except ValueError:  # damaged: what it held is not known any more; `regroup` looks at all
            continue
        marks = mark_text(text, facts.cleaning.paragraphs, facts.cleaning.repairs).view("int64").tolist()
        for reports in _gather_holders(connection, marks).values():
            # The reports that go still count among the holders: they have been told, not yet erased.
            left = len(set(reports) - set(gone))
            if any(left <= bound < left + len(gone) for bound in _BOUNDS):
                freed |= set(reports)
    return freed - set(gone)


def _read_marks(connection: sqlite3.Connection, reports: Iterable[int]) -> list[int]:
    found = [np.zeros(0, np.int64)]
    for report in sorted(reports):
        text, facts = read_body(connection, report)
        found.append(mark_text(text, facts.cleaning.paragraphs, facts.cleaning.repairs).view("int64"))
    marks: list[int] = np.unique(np.concatenate(found)).tolist()
    return marks


def _write_pairs(
    connection: sqlite3.Connection, holders: dict[int, list[int]], looked_at: set[int]
) -> None:
    """Compare the texts of all pairs that share enough, one of which is looked at, and keep the copies."""
    known = _Outlets(connection)
    texts: dict[int, CopyText] = {}
    for pair in pair_holders(holders.values(), known.differ, fresh=looked_at):
        # By their ids, so that the same passages are found whichever came first.
        one, other = sorted(pair, key=known.read)
        for report in pair:
            if report not in texts:
                texts[report] = _read_text(connection, report)
        passages = find_shared_text(texts[one], texts[other])
        if passages:
            connection.execute(
                "INSERT OR REPLACE INTO copy VALUES (?, ?, ?, ?)",
                (one, other, sum(passage.words for passage in passages), _pack(passages)),
            )


class _Outlets:
    """The ids and outlets of reports, read as they are asked for."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[int, tuple[str, str]] = {}

    def read(self, report: int) -> tuple[str, str]:
        """Read a report's id and its outlet."""
        if report not in self._known:
            select = "SELECT id, outlet, url FROM report WHERE number = ?"
            row = self._connection.execute(select, (report,)).fetchone()
            self._known[report] = (row[0], name_outlet(*row[1:]))
        return self._known[report]

    def differ(self, one: int, other: int) -> bool:
        """Say whether two reports are of different outlets; a report without one is of its own."""
        outlet = self.read(one)[1]
        return not outlet or outlet != self.read(other)[1]


def _read_text(connection: sqlite3.Connection, report: int) -> CopyText:
    text, facts = read_body(connection, report)
    return CopyText(text, facts.cleaning.paragraphs, facts.cleaning.repairs)


def _pack(passages: Sequence[SharedText]) -> str:
    rows = [[p.a_start, p.a_end, p.b_start, p.b_end, p.words] for p in passages]
    return json.dumps(rows, separators=(",", ":"))


def list_copies(
    connection: sqlite3.Connection, report: str | None, *, limit: int, offset: int, library: Path
) -> tuple[CopyRow, ...]:
    """List the pairs of reports that have passages in common, those with the most words first.

    With `report`, only the pairs that it is in, itself as the first.

    Raises:
        UnknownError: there is no report of that id.
    """
    page = "ORDER BY c.words DESC, a.id, b.id LIMIT ? OFFSET ?"
    if report is None:
        rows = connection.execute(f"{_LIST} {page}", (limit, offset))
        return tuple(_row(row, turned=False) for row in rows)
    number = connection.execute("SELECT number FROM report WHERE id = ?", (report,)).fetchone()
    if number is None:
        hint = "Find one with: samestory search"
        raise UnknownError(str(library), report, f"there is no report {report}. {hint}")
    chosen = f"{_LIST} WHERE c.one = ? OR c.other = ? {page}"
    rows = connection.execute(chosen, (number[0], number[0], limit, offset))
    return tuple(_row(row, turned=row[5] == report) for row in rows)


def _row(row: Sequence[object], *, turned: bool) -> CopyRow:
    values = list(row)
    one, other = values[:5], values[5:10]
    passages = tuple(tuple(numbers) for numbers in json.loads(str(values[11])))
    if turned:
        one, other = other, one
        passages = tuple((c, d, a, b, words) for a, b, c, d, words in passages)
    return CopyRow(*one, *other, values[10], passages)  # type: ignore[arg-type, call-arg]
