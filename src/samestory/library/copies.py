"""Copies across the whole library: passages that reports of different outlets have in common.

Found as reports come. Which there are follows from the reports alone, not from the order of their
coming: a pair stands as long as it shares enough fingerprints that are no boilerplate, and a fingerprint
becomes boilerplate when so many reports have it (text/reuse/copying.py).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from samestory.errors import UnknownError
from samestory.library.fetching import read_spans
from samestory.library.marks import find_holders, read_prints
from samestory.library.preparing import Arrival
from samestory.library.rows import CopyRow
from samestory.records import Repair, Span
from samestory.text.reuse.copying import (
    COPYING,
    CopyText,
    Holders,
    SharedText,
    find_shared_text,
    join_holders,
    pair_holders,
)
from samestory.text.reuse.stories import name_outlet

# Numbers of holders beyond which a fingerprint counts for less, and for nothing.
_BOUNDS = (COPYING.rare_holders, COPYING.most_holders)
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
    left = set(gone) - come
    prints = [arrival.prepared.prints for arrival in arrivals]
    holders = find_holders(connection, prints, gone=left)
    again = _drop_boilerplate(connection, holders, come) | _free_marks(connection, left)
    if again:
        more = [read_prints(connection, report) for report in sorted(again)]
        holders = join_holders(holders, find_holders(connection, more, gone=left, but=prints))
    hashes = {arrival.number: arrival.prepared.hashes for arrival in arrivals}
    _write_pairs(connection, holders, come | again, hashes)


def _drop_boilerplate(connection: sqlite3.Connection, holders: Holders, come: set[int]) -> set[int]:
    """Take back the pairs that stand on fingerprints which count for less from now on.

    Gives the reports of those pairs: they are looked at again.
    """
    again: set[int] = set()
    old = ~np.isin(holders.reports, np.fromiter(come, np.int64, len(come)))
    before = np.diff(np.append(0, np.cumsum(old))[holders.starts])
    crossed = np.zeros(len(before), bool)
    for bound in _BOUNDS:
        crossed |= (holders.counts > bound) & (before <= bound) & (before > 1)
    for mark in np.flatnonzero(crossed).tolist():
        span = slice(holders.starts[mark], holders.starts[mark + 1])
        again |= _drop_pairs(connection, set(holders.reports[span][old[span]].tolist()))
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


def _free_marks(connection: sqlite3.Connection, gone: Collection[int]) -> set[int]:
    """Give the reports that have a fingerprint which counts for more, now that some have gone."""
    freed: set[int] = set()
    for report in sorted(gone):
        holders = find_holders(connection, [read_prints(connection, report)], gone=gone)
        left = holders.counts
        for bound in _BOUNDS:
            over = (left <= bound) & (bound < left + len(gone))
            freed |= set(holders.reports[np.repeat(over, left)].tolist())
    return freed


def _write_pairs(
    connection: sqlite3.Connection,
    holders: Holders,
    looked_at: set[int],
    hashes: Mapping[int, NDArray[np.uint32]],
) -> None:
    """Compare the texts of all pairs that share enough, one of which is looked at, and keep the copies."""
    known = _Outlets(connection)
    texts: dict[int, CopyText] = {}
    for pair in pair_holders(holders, known.differ, fresh=looked_at):
        # By their ids, so that the same passages are found whichever came first.
        one, other = sorted(pair, key=known.read)
        for report in pair:
            if report not in texts:
                texts[report] = _Stored(connection, report, hashes.get(report))
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


class _Stored(CopyText):
    """The text of a report, read when it is asked for; if the hashes of its words are known, for places."""

    def __init__(
        self, connection: sqlite3.Connection, report: int, hashes: NDArray[np.uint32] | None
    ) -> None:
        self._connection, self._report = connection, report
        if hashes is not None:
            self.hashes = hashes

    @cached_property
    def _body(self) -> tuple[str, Sequence[Span], Sequence[Repair]]:
        return read_spans(self._connection, self._report)

    def _tell(self) -> tuple[str, Sequence[Span], Sequence[Repair]]:
        return self._body


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
