"""The graph of likenesses as it lies in the library: who may be of one story with whom."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from samestory.text.reuse.regions import Region
from samestory.text.reuse.sameness import liken_reports, list_scores
from samestory.text.reuse.shelves import REACH, UNKNOWN, VAGUE_DAYS, Traits, fill_shelf
from samestory.text.reuse.stories import name_outlet

_TRAITS = """
    SELECT r.number, r.earliest, r.latest, r.outlet, r.url, b.terms, m.story
    FROM report AS r JOIN body AS b ON b.report = r.number LEFT JOIN membership AS m ON m.report = r.number
"""
# Those that grouping has seen, dated within some days, or so vaguely that they may be.
_NEAR = f"""
    {_TRAITS} WHERE m.story IS NOT NULL AND (
        coalesce(r.latest, r.earliest) BETWEEN ? AND ?
        OR r.latest IS NULL OR r.earliest IS NULL OR r.latest > date(r.earliest, '+{VAGUE_DAYS} days'))
    ORDER BY r.number
"""
# What people judged of two reports that the library holds both.
_JUDGED = """
    SELECT a.number, b.number, j.kind FROM judgement AS j
    JOIN report AS a ON a.id = j.first JOIN report AS b ON b.id = j.second
    WHERE j.undone_at = '' AND j.kind IN ('one-story', 'two-stories') ORDER BY j.id
"""
# A likeness that no average outweighs, for or against.
JUDGED = 1_000_000.0
_ALL = f"{_TRAITS} WHERE m.story IS NOT NULL ORDER BY r.number"


@dataclass(frozen=True, slots=True)
class Placed:
    """A report on a shelf: its number, what it is compared by, and its story if it is in one yet."""

    number: int
    traits: Traits
    story: int | None


class Graph:
    """Neighbours and regions, read from the library and kept while one batch is grouped."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._near: dict[int, Mapping[int, float]] = {}
        self._judged: dict[int, dict[int, float]] = {}
        for one, other, kind in connection.execute(_JUDGED):
            score = JUDGED if kind == "one-story" else -JUDGED
            self._judged.setdefault(one, {})[other] = score
            self._judged.setdefault(other, {})[one] = score

    def neighbours(self, report: int) -> Mapping[int, float]:
        """Give those that a report may be of one story with, and how likely; judgements are certain."""
        found = self._near.get(report)
        if found is None:
            rows = self.connection.execute("SELECT other, score FROM likeness WHERE one = ?", (report,))
            found = self._near[report] = dict(rows.fetchall()) | self._judged.get(report, {})
        return found

    def region_of(self, report: int) -> Region | None:
        """Give the region in which a report was clustered."""
        row = self.connection.execute(
            "SELECT region, level FROM membership WHERE report = ?", (report,)
        ).fetchone()
        if row is None:
            return None
        members = self.connection.execute(
            "SELECT report FROM membership WHERE region = ? ORDER BY report", (row[0],)
        )
        return Region(tuple(member for (member,) in members), row[1])


def join_graph(connection: sqlite3.Connection, come: Sequence[int], gone: Sequence[int] = ()) -> None:
    """Compare reports that have come with those that grouping has seen, and with one another.

    Those that are `gone` are still in their stories at this point and must not be compared with.
    """
    new = read_traits(connection, come)
    if not new:
        return
    left = {*come, *gone}
    near = _read_near(connection, [report.traits for report in new])
    old = [report for report in near if report.number not in left]
    shelf = [*old, *new]
    found = liken_reports(fill_shelf([report.traits for report in shelf]), late=len(old))
    rows = []
    for first, second, score in list_scores(found):
        one, other = shelf[first].number, shelf[second].number
        rows += [(one, other, score), (other, one, score)]
    connection.executemany("INSERT OR REPLACE INTO likeness VALUES (?, ?, ?)", sorted(rows))


def leave_graph(connection: sqlite3.Connection, gone: Iterable[int]) -> set[int]:
    """Take reports out of the graph; gives those that were their neighbours."""
    bereft: set[int] = set()
    for report in sorted(gone):
        bereft |= set(Graph(connection).neighbours(report))
        connection.execute("DELETE FROM likeness WHERE one = ? OR other = ?", (report, report))
    return bereft


def read_traits(connection: sqlite3.Connection, numbers: Iterable[int]) -> list[Placed]:
    """Read what some reports are compared by, in the order of their numbers."""
    rows = (
        connection.execute(f"{_TRAITS} WHERE r.number = ?", (number,)).fetchone()
        for number in sorted(numbers)
    )
    return [_place(row) for row in rows if row is not None]


def read_between(connection: sqlite3.Connection, since: int, until: int) -> list[Placed]:
    """Read what all reports of some days are compared by, those without a day among them."""
    first, last = max(1, since), min(date.max.toordinal(), until)
    days = (date.fromordinal(first).isoformat(), date.fromordinal(last).isoformat())
    return [_place(row) for row in connection.execute(_NEAR, days)]


def _read_near(connection: sqlite3.Connection, new: Sequence[Traits]) -> list[Placed]:
    """Read the reports that may be within reach of any of some new ones."""
    if any(is_vague(report) for report in new):
        return [_place(row) for row in connection.execute(_ALL)]
    reach = REACH.days + VAGUE_DAYS  # a day of leeway for every day that a date may be off
    return read_between(
        connection, min(report.earliest for report in new) - reach, max(r.latest for r in new) + reach
    )


def is_vague(report: Traits) -> bool:
    """Say whether a report's day is known too little to part it from others."""
    return report.latest - report.earliest > VAGUE_DAYS


def _place(row: Sequence[Any]) -> Placed:
    number, earliest, latest, outlet, url, terms, story = row
    early = _count_days(earliest) if earliest else -UNKNOWN
    late = _count_days(latest) if latest else UNKNOWN
    return Placed(number, Traits(terms, early, late, name_outlet(outlet, url)), story)


@lru_cache(maxsize=1 << 14)
def _count_days(day: str) -> int:
    return date.fromisoformat(day).toordinal()
