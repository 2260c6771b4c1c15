"""Fingerprints of all reports: sorted runs, merged as they grow, so that what comes rewrites little.

A run holds the fingerprints of 1,024 reports whose numbers follow one another, sorted; runs that are full
are merged into longer ones, twice. Rows of an index would be a third as dense, and each report would change
two hundred pages of it. How the runs are cut follows from the numbers of the reports alone.

Each fingerprint is kept as four bytes, which is enough: of a million reports' every twentieth is then
shared by chance, but two reports share three by chance in none of a million libraries.
"""

from __future__ import annotations

import itertools
import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samestory.library.fetching import read_spans
from samestory.text.reuse.copying import Holders, gather_holders
from samestory.text.reuse.fingerprints import mark_text

Ints = NDArray[np.int64]
Prints = NDArray[np.uint64]
# Reports in a run of each level: within a run two bytes tell which.
_SPANS = (1 << 10, 1 << 12, 1 << 16)
# A run is cut by the upper bits of its hashes into parts of some ninety thousand bytes: what is read for a
# single report, and what is in memory while runs are merged, stays small.
_PART_BITS = (4, 6, 10)
_HASH_BITS = 32
_ENTRY_BYTES = 6
# Which runs there can be; any other is damage.
_RUNS = range(1 << 32)
_DELETE = "DELETE FROM marks WHERE level = ? AND run = ? AND part = ?"


def write_marks(connection: sqlite3.Connection, marks: Sequence[tuple[int, Prints]]) -> None:
    """Write the fingerprints of reports, by their numbers, in the place of any that they had."""
    for level in range(len(_SPANS)):
        _erase(connection, level, [number for number, _ in marks])
    top = connection.execute("SELECT max(number) FROM report").fetchone()[0] or 0
    _append(connection, marks, top)


def make_marks(connection: sqlite3.Connection) -> None:
    """Make the fingerprints of all reports again, from their texts."""
    connection.execute("DELETE FROM marks")
    numbers = [number for (number,) in connection.execute("SELECT number FROM report ORDER BY number")]
    for start in range(0, len(numbers), _SPANS[1]):
        some = numbers[start : start + _SPANS[1]]
        # What is still to come is not merged into: a run of the last level would be read with every batch.
        _append(connection, [(number, read_prints(connection, number)) for number in some], some[-1])


def are_marks_whole(connection: sqlite3.Connection) -> bool:
    """Say whether all fingerprints stand where they are looked for, and are of all reports and no other."""
    numbers = np.array(
        [number for (number,) in connection.execute("SELECT number FROM report ORDER BY number")], np.int64
    )
    marked = np.zeros(len(numbers), np.bool_)
    for level, run, part, data in connection.execute("SELECT level, run, part, data FROM marks"):
        if level not in range(len(_SPANS)) or run not in _RUNS or not data or len(data) % _ENTRY_BYTES:
            return False
        entries = _unpack(data)
        ordered = bool((entries[1:] > entries[:-1]).all()) and list(_cut(entries >> 16, level)) == [part]
        first = run * _SPANS[level]
        own = slice(*np.searchsorted(numbers, (first, first + _SPANS[level])))
        seen = np.zeros(1 << 16, np.bool_)
        seen[entries & 0xFFFF] = True
        known = seen[numbers[own] - first]
        if not ordered or known.sum() < seen.sum():
            return False
        marked[own] |= known
    # A report of a few words has none.
    return not any(len(read_prints(connection, number)) for number in numbers[~marked].tolist())


def read_prints(connection: sqlite3.Connection, number: int) -> Prints:
    """Work out the fingerprints of a report again; of a damaged one they are not known any more."""
    try:
        return mark_text(*read_spans(connection, number))
    except ValueError:
        return np.zeros(0, np.uint64)


def erase_marks(connection: sqlite3.Connection, number: int) -> None:
    """Take the fingerprints of a report away."""
    for level in range(len(_SPANS)):
        _erase(connection, level, [number])


def find_holders(
    connection: sqlite3.Connection,
    prints: Iterable[Prints],
    *,
    but: Iterable[Prints] = (),
    gone: Collection[int] = (),
) -> Holders:
    """Find which reports have each of some fingerprints, where two or more do.

    Older versions are left out, and so are those that are `gone`, and the fingerprints in `but`.
    """
    known, asked = _gather(but), _gather(prints)
    wanted = asked[~np.isin(asked, known, kind="sort")].astype("<u4") if len(known) else asked.astype("<u4")
    marks, reports = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for level, run in connection.execute("SELECT DISTINCT level, run FROM marks").fetchall():
        parts = _cut(wanted, level)
        for part, data in _read_parts(connection, level, run, parts):
            found, places = _look_up(data, wanted[parts[part]])
            marks.append(found)
            reports.append(places + run * _SPANS[level])
    older = connection.execute("SELECT number FROM report WHERE newer IS NOT NULL")
    left_out = sorted({*gone, *(number for (number,) in older)})
    return gather_holders(np.concatenate(marks), np.concatenate(reports), left_out)


def _gather(prints: Iterable[Prints]) -> Ints:
    return _sort(list(map(_narrow, prints)))


def _narrow(prints: Prints) -> Ints:
    """Take the upper 32 of a fingerprint's 48 bits."""
    return (prints >> np.uint64(48 - _HASH_BITS)).astype(np.int64)


def _sort(entries: Sequence[Ints]) -> Ints:
    """Sort entries or hashes; none stands twice. A third of the time of `np.unique`."""
    joined = np.sort(np.concatenate([np.zeros(0, np.int64), *entries]))
    return joined[np.append(True, joined[1:] != joined[:-1])] if len(joined) else joined


def _cut(hashes: NDArray[Any], level: int) -> dict[int, slice]:
    """Say where the parts of a run begin and end in sorted hashes, those that are empty left out."""
    edges = np.arange(1, 1 << _PART_BITS[level]) << (_HASH_BITS - _PART_BITS[level])
    ends = [0, *np.searchsorted(hashes, edges.astype(hashes.dtype)).tolist(), len(hashes)]
    spans = enumerate(itertools.pairwise(ends))
    return {part: slice(first, last) for part, (first, last) in spans if first < last}


def _look_up(data: bytes, wanted: NDArray[np.uint32]) -> tuple[Ints, Ints]:
    """Give the entries of a part that have one of some hashes: hashes and places, as they stand."""
    hashes, places = _split(data)
    first = np.searchsorted(hashes, wanted)
    # Most are not there, which is sooner known from the entry at the place than by a second search.
    hit = hashes[np.minimum(first, len(hashes) - 1)] == wanted
    first, wanted = first[hit], wanted[hit]
    counts = np.searchsorted(hashes, wanted, side="right") - first
    begin = np.cumsum(counts) - counts
    found = np.repeat(first - begin, counts) + np.arange(counts.sum())
    return hashes[found].astype(np.int64), places[found].astype(np.int64)


def _read_run(
    connection: sqlite3.Connection, level: int, run: int, parts: Collection[int] | None = None
) -> Iterator[tuple[int, Ints]]:
    """Read the entries of a run, part by part; all of its parts or some."""
    return ((part, _unpack(data)) for part, data in _read_parts(connection, level, run, parts))


def _read_parts(
    connection: sqlite3.Connection, level: int, run: int, parts: Collection[int] | None
) -> list[tuple[int, bytes]]:
    query = "SELECT part, data FROM marks WHERE level = :level AND run = :run"
    if parts is not None and len(parts) < 1 << _PART_BITS[level]:
        query += " AND part IN (SELECT value FROM json_each(:parts))"
    values = {"level": level, "run": run, "parts": json.dumps(list(parts or ()))}
    return connection.execute(f"{query} ORDER BY part", values).fetchall()


def _split(data: bytes) -> tuple[NDArray[np.uint32], NDArray[np.uint16]]:
    count = len(data) // _ENTRY_BYTES
    return np.frombuffer(data, "<u4", count), np.frombuffer(data, "<u2", count, 4 * count)


def _unpack(data: bytes) -> Ints:
    hashes, places = _split(data)
    entries: Ints = hashes.astype(np.int64) << 16 | places
    return entries


def _pack(entries: Ints) -> bytes:
    return (entries >> 16).astype("<u4").tobytes() + (entries & 0xFFFF).astype("<u2").tobytes()


def _write_run(connection: sqlite3.Connection, level: int, run: int, entries: Ints) -> None:
    for part, span in _cut(entries >> 16, level).items():
        row = (level, run, part, _pack(entries[span]))
        connection.execute("INSERT OR REPLACE INTO marks VALUES (?, ?, ?, ?)", row)


def _append(connection: sqlite3.Connection, marks: Sequence[tuple[int, Prints]], top: int) -> None:
    """Write fingerprints of reports that have none, and merge the runs that are full up to a number."""
    by_run: dict[int, list[Ints]] = {}
    for number, prints in marks:
        run, place = divmod(number, _SPANS[0])
        by_run.setdefault(run, []).append(_narrow(prints) << 16 | place)
    for run, fresh in sorted(by_run.items()):
        kept = [entries for _, entries in _read_run(connection, 0, run)]
        _write_run(connection, 0, run, _sort([*kept, *fresh]))
    for level in range(len(_SPANS) - 1):
        _merge_full(connection, level, top)


def _erase(connection: sqlite3.Connection, level: int, numbers: Iterable[int]) -> None:
    """Take the entries of some reports out of the runs of a level, if there are any."""
    by_run: dict[int, list[int]] = {}
    for number in numbers:
        run, place = divmod(number, _SPANS[level])
        by_run.setdefault(run, []).append(place)
    for run, places in by_run.items():
        for part, entries in list(_read_run(connection, level, run)):
            left = entries[~np.isin(entries & 0xFFFF, places)]
            if len(left) < len(entries):
                where = (level, run, part)
                connection.execute(_DELETE, where)
                if len(left):
                    connection.execute("INSERT INTO marks VALUES (?, ?, ?, ?)", (*where, _pack(left)))


def _merge_full(connection: sqlite3.Connection, level: int, top: int) -> None:
    """Merge the runs of a level that are full: none of their group is still to come."""
    fan = _SPANS[level + 1] // _SPANS[level]
    last = top // _SPANS[level + 1] * fan
    runs = "SELECT DISTINCT run FROM marks WHERE level = ? AND run < ? ORDER BY run"
    groups: dict[int, list[int]] = {}
    for (run,) in connection.execute(runs, (level, last)).fetchall():
        groups.setdefault(run // fan, []).append(run)
    for group, members in groups.items():
        for part in range(1 << _PART_BITS[level]):
            _merge_part(connection, level, (group, members), part)


def _merge_part(
    connection: sqlite3.Connection, level: int, group: tuple[int, Sequence[int]], part: int
) -> None:
    """Merge one part of several runs into the parts of the next level that it falls into."""
    target, members = group
    finer = 1 << (_PART_BITS[level + 1] - _PART_BITS[level])
    into = range(part * finer, (part + 1) * finer)
    merged = [entries for _, entries in _read_run(connection, level + 1, target, into)]
    for run in members:
        place = run * _SPANS[level] - target * _SPANS[level + 1]
        merged += [entries + place for _, entries in _read_run(connection, level, run, [part])]
    _write_run(connection, level + 1, target, _sort(merged))
    for run in members:
        connection.execute(_DELETE, (level, run, part))
