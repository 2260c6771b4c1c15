"""Fingerprints of all reports: sorted runs, merged as they grow, so that what comes rewrites little.

A run holds the fingerprints of 256 reports whose numbers follow one another, sorted; sixteen runs that are
full become one of the next level. Rows of an index would be a third as dense, and each report would change
two hundred pages of it. How the runs are cut follows from the numbers of the reports alone.

Each fingerprint is kept as four bytes, which is enough: of a million reports' every twentieth is then
shared by chance, but two reports share three by chance in none of a million libraries.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from samestory.library.fetching import read_body
from samestory.text.reuse.copying import Holders, gather_holders
from samestory.text.reuse.fingerprints import mark_text

Ints = NDArray[np.int64]
Prints = NDArray[np.uint64]
# Reports in a run of each level: within a run two bytes tell which.
_SPANS = (1 << 8, 1 << 12, 1 << 16)
# A run is cut by the upper bits of its hashes into parts of some ninety thousand bytes: what is read for a
# single report, and what is in memory while runs are merged, stays small.
_PART_BITS = (2, 6, 10)
_HASH_BITS = 32
_FAN = _SPANS[1] // _SPANS[0]
_ENTRY_BYTES = 6
_DELETE = "DELETE FROM marks WHERE level = ? AND run = ? AND part = ?"


def write_marks(connection: sqlite3.Connection, marks: Sequence[tuple[int, Prints]]) -> None:
    """Write the fingerprints of reports, by their numbers, in the place of any that they had."""
    by_run: dict[int, list[tuple[int, Prints]]] = {}
    for number, prints in marks:
        by_run.setdefault(number // _SPANS[0], []).append((number, prints))
    for run, fresh in sorted(by_run.items()):
        numbers = [number for number, _ in fresh]
        for level in range(1, len(_SPANS)):
            _erase(connection, level, numbers)
        kept = [_without(entries, numbers, 0) for _, entries in _read_run(connection, 0, run)]
        entries = [_narrow(prints) << 16 | (number % _SPANS[0]) for number, prints in fresh]
        _write_run(connection, 0, run, _sort([*kept, *entries]))
    top = connection.execute("SELECT max(number) FROM report").fetchone()[0] or 0
    for level in range(len(_SPANS) - 1):
        _merge_full(connection, level, top)


def make_marks(connection: sqlite3.Connection) -> None:
    """Make the fingerprints of all reports again, from their texts."""
    connection.execute("DELETE FROM marks")
    numbers = [number for (number,) in connection.execute("SELECT number FROM report ORDER BY number")]
    for start in range(0, len(numbers), _SPANS[1]):
        some = numbers[start : start + _SPANS[1]]
        write_marks(connection, [(number, read_prints(connection, number)) for number in some])


def are_marks_whole(connection: sqlite3.Connection) -> bool:
    """Say whether all fingerprints stand where they are looked for and are of reports that are there."""
    numbers = [number for (number,) in connection.execute("SELECT number FROM report")]
    there = np.array(numbers, dtype=np.int64)
    for level, run, part, data in connection.execute("SELECT level, run, part, data FROM marks"):
        if level not in range(len(_SPANS)) or not data or len(data) % _ENTRY_BYTES:
            return False
        entries = _unpack(data)
        ordered = bool((entries[1:] > entries[:-1]).all()) and _parts_of(entries >> 16, level) == [part]
        if not ordered or not np.isin((entries & 0xFFFF) + run * _SPANS[level], there).all():
            return False
    return True


def read_prints(connection: sqlite3.Connection, number: int) -> Prints:
    """Work out the fingerprints of a report again; of a damaged one they are not known any more."""
    try:
        text, facts = read_body(connection, number)
    except ValueError:
        return np.zeros(0, np.uint64)
    return mark_text(text, facts.cleaning.paragraphs, facts.cleaning.repairs)


def erase_marks(connection: sqlite3.Connection, number: int) -> None:
    """Take the fingerprints of a report away."""
    for level in range(len(_SPANS)):
        _erase(connection, level, [number])


def find_holders(
    connection: sqlite3.Connection, prints: Iterable[Prints], *, gone: Collection[int] = ()
) -> Holders:
    """Find which reports have each of some fingerprints, where two or more do.

    Older versions are left out, and so are those that are `gone`.
    """
    wanted = np.unique(np.concatenate([np.zeros(0, np.int64), *map(_narrow, prints)]))
    marks, reports = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for level, run in connection.execute("SELECT DISTINCT level, run FROM marks").fetchall():
        for part, entries in _read_run(connection, level, run, _parts_of(wanted, level)):
            found = _look_up(entries, _within(wanted, part, level))
            marks.append(found >> 16)
            reports.append((found & 0xFFFF) + run * _SPANS[level])
    older = connection.execute("SELECT number FROM report WHERE newer IS NOT NULL")
    left_out = sorted({*gone, *(number for (number,) in older)})
    return gather_holders(np.concatenate(marks), np.concatenate(reports), left_out)


def _narrow(prints: Prints) -> Ints:
    """Take the upper 32 of a fingerprint's 48 bits."""
    return (prints >> np.uint64(48 - _HASH_BITS)).astype(np.int64)


def _sort(entries: Sequence[Ints]) -> Ints:
    """Sort entries, each a hash and below it the report's place in the run; none stands twice."""
    joined = np.sort(np.concatenate([np.zeros(0, np.int64), *entries]))
    return joined[np.append(True, joined[1:] != joined[:-1])] if len(joined) else joined


def _parts_of(hashes: Ints, level: int) -> list[int]:
    shifted = hashes >> (_HASH_BITS - _PART_BITS[level])
    parts: list[int] = np.unique(shifted).tolist()
    return parts


def _within(hashes: Ints, part: int, level: int) -> Ints:
    shift = _HASH_BITS - _PART_BITS[level]
    first, last = np.searchsorted(hashes, [part << shift, (part + 1) << shift])
    return hashes[first:last]


def _look_up(entries: Ints, hashes: Ints) -> Ints:
    """Give the entries that have one of some hashes; both are sorted."""
    first = np.searchsorted(entries, hashes << 16)
    # Most are not there, which is sooner known from the entry at the place than by a second search.
    hit = np.append(entries, -1)[first] >> 16 == hashes
    first = first[hit]
    counts = np.searchsorted(entries, (hashes[hit] + 1) << 16) - first
    begin = np.cumsum(counts) - counts
    found: Ints = entries[np.repeat(first - begin, counts) + np.arange(counts.sum())]
    return found


def _read_run(
    connection: sqlite3.Connection, level: int, run: int, parts: Sequence[int] | None = None
) -> Iterator[tuple[int, Ints]]:
    """Read the entries of a run, part by part; all of its parts or some."""
    query = "SELECT part, data FROM marks WHERE level = :level AND run = :run"
    if parts is not None and len(parts) < 1 << _PART_BITS[level]:
        query += " AND part IN (SELECT value FROM json_each(:parts))"
    values = {"level": level, "run": run, "parts": json.dumps(list(parts or ()))}
    for part, data in connection.execute(f"{query} ORDER BY part", values).fetchall():
        yield part, _unpack(data)


def _unpack(data: bytes) -> Ints:
    count = len(data) // _ENTRY_BYTES
    hashes = np.frombuffer(data, "<u4", count).astype(np.int64)
    entries: Ints = hashes << 16 | np.frombuffer(data, "<u2", count, 4 * count)
    return entries


def _pack(entries: Ints) -> bytes:
    return (entries >> 16).astype("<u4").tobytes() + (entries & 0xFFFF).astype("<u2").tobytes()


def _write_run(connection: sqlite3.Connection, level: int, run: int, entries: Ints) -> None:
    for part in _parts_of(entries >> 16, level):
        shift = 16 + _HASH_BITS - _PART_BITS[level]
        first, last = np.searchsorted(entries, [part << shift, (part + 1) << shift])
        row = (level, run, part, _pack(entries[first:last]))
        connection.execute("INSERT OR REPLACE INTO marks VALUES (?, ?, ?, ?)", row)


def _without(entries: Ints, numbers: Sequence[int], level: int) -> Ints:
    """Leave out the entries of some reports."""
    return entries[~np.isin(entries & 0xFFFF, [number % _SPANS[level] for number in numbers])]


def _erase(connection: sqlite3.Connection, level: int, numbers: Sequence[int]) -> None:
    """Take the entries of some reports out of the runs of a level, if there are any."""
    for number in numbers:
        run = number // _SPANS[level]
        for part, entries in list(_read_run(connection, level, run)):
            left = _without(entries, [number], level)
            if len(left) < len(entries):
                where = (level, run, part)
                connection.execute(_DELETE, where)
                if len(left):
                    connection.execute("INSERT INTO marks VALUES (?, ?, ?, ?)", (*where, _pack(left)))


def _merge_full(connection: sqlite3.Connection, level: int, top: int) -> None:
    """Merge the runs of a level that are full: none of their sixteen is still to come."""
    last = top // _SPANS[level + 1] * _FAN
    runs = "SELECT DISTINCT run FROM marks WHERE level = ? AND run < ? ORDER BY run"
    groups: dict[int, list[int]] = {}
    for (run,) in connection.execute(runs, (level, last)).fetchall():
        groups.setdefault(run // _FAN, []).append(run)
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
        place = run % _FAN * _SPANS[level]
        merged += [entries + place for _, entries in _read_run(connection, level, run, [part])]
    _write_run(connection, level + 1, target, _sort(merged))
    for run in members:
        connection.execute(_DELETE, (level, run, part))
