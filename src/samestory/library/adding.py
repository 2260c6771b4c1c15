"""Adding: reports into the library, each once, in batches that are written whole or not at all.

The order of the rows is that of the files, however many processes read them and wherever an earlier
run was stopped: killed at any moment and run again, the library becomes what it would have become.
"""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from os import PathLike
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from samestory.library.marks import write_marks
from samestory.library.pooling import Known, Outcome, Place, count_cores, prepare_pieces
from samestory.library.preparing import Arrival, Prepared, hash_text
from samestory.library.rows import AddSummary
from samestory.library.settling import settle
from samestory.library.store import writing
from samestory.library.versions import Version, find_versions, has_text, read_moment
from samestory.records import SetAside
from samestory.sources.pieces import cut_paths, measure_paths

Fate = Literal["added", "already", "new_versions"]
Progress = Callable[[str, int, int], None]
# What is done once a batch (reading what lies near in time, committing) is then a tenth of its cost, and a
# kill costs a second of work.
BATCH_REPORTS = 512


def no_progress(what: str, done: int, total: int) -> None:
    """Tell nobody."""


def add_paths(
    connection: sqlite3.Connection,
    paths: Sequence[str | PathLike[str]],
    *,
    place: Place,
    processes: int | None = None,
    progress: Progress = no_progress,
) -> AddSummary:
    """Add the reports in files and folders, read in so many processes (one for each core).

    Progress counts the bytes that were read: how many reports there are is known only at the end.
    """
    began = time.perf_counter()
    counts: Counter[Fate] = Counter()
    set_aside: dict[str, SetAside] = {}
    done, total = 0, measure_paths(paths)
    outcomes = prepare_pieces(cut_paths(paths, place.settings), place, processes=processes or count_cores())
    for batch in _batches(outcomes):
        counts += write_batch(connection, [item for outcome in batch for item in outcome.items])
        for outcome in batch:
            done += outcome.size
            set_aside |= {item.source: item for item in outcome.items if isinstance(item, SetAside)}
        rate = counts.total() / max(time.perf_counter() - began, 0.001)
        progress(f"Adding: {counts.total():,} reports, {rate:,.0f} a second", done, total)
    return AddSummary(
        counts["added"],
        counts["already"],
        counts["new_versions"],
        tuple(set_aside[source] for source in sorted(set_aside)),
        time.perf_counter() - began,
    )


def _batches(outcomes: Iterable[Outcome]) -> Iterable[list[Outcome]]:
    held: list[Outcome] = []
    for outcome in outcomes:
        held.append(outcome)
        if sum(len(outcome.items) for outcome in held) >= BATCH_REPORTS:
            yield held
            held = []
    if held:
        yield held


def write_batch(
    connection: sqlite3.Connection, batch: Sequence[Prepared | Known | SetAside]
) -> Counter[Fate]:
    """Write a batch in one transaction: its reports, and what follows from their coming."""
    if not any(isinstance(item, Prepared | SetAside) for item in batch):
        return Counter({"already": len(batch)})
    counts: Counter[Fate] = Counter()
    arrivals: list[Arrival] = []
    prints: list[tuple[int, NDArray[np.uint64]]] = []
    with writing(connection):
        for item in batch:
            if isinstance(item, SetAside):
                _write_set_aside(connection, item)
            elif isinstance(item, Known) or _holds(connection, item.report.id):
                counts["already"] += 1
            else:
                counts[_write_version(connection, item, arrivals, prints)] += 1
        write_marks(connection, prints)
        settle(connection, arrivals, [number for arrival in arrivals for number in arrival.replaces])
    return counts


def _write_set_aside(connection: sqlite3.Connection, item: SetAside) -> None:
    connection.execute("INSERT OR REPLACE INTO set_aside VALUES (?, ?)", (item.source, item.reason))


def _holds(connection: sqlite3.Connection, report: str) -> bool:
    return connection.execute("SELECT 1 FROM report WHERE id = ?", (report,)).fetchone() is not None


def _write_version(
    connection: sqlite3.Connection,
    item: Prepared,
    arrivals: list[Arrival],
    prints: list[tuple[int, NDArray[np.uint64]]],
) -> Fate:
    """Write a report, as a new version of one if its address has one already."""
    versions = find_versions(connection, item.address, item.report.text) if item.address else []
    if has_text(versions, item.report.text):
        return "already"
    number = _write_report(connection, item)
    prints.append((number, item.prints))
    if not versions:
        arrivals.append(Arrival(number, item))
        return "added"
    this = Version(number, item.report.text, read_moment(item.report.declared))
    newest = max((*versions, this), key=Version.order)
    older = tuple(version.number for version in (*versions, this) if version is not newest)
    connection.executemany(
        "UPDATE report SET newer = ? WHERE number = ?", [(newest.number, n) for n in older]
    )
    connection.execute("UPDATE report SET newer = NULL WHERE number = ?", (newest.number,))
    # What came late and is the older of the two changes no group.
    if newest is this:
        gone = {arrival.number for arrival in arrivals} & set(older)
        arrivals[:] = [arrival for arrival in arrivals if arrival.number not in gone]
        arrivals.append(Arrival(number, item, tuple(n for n in older if n not in gone)))
    return "new_versions"


def _write_report(connection: sqlite3.Connection, item: Prepared) -> int:
    report = item.report
    connection.execute("DELETE FROM set_aside WHERE source = ?", (report.source,))
    number = connection.execute(
        "INSERT INTO report (id, source, original, url, address, outlet, title, language, earliest, latest)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            report.id, report.source, _write_original(connection, item), report.url, item.address,
            report.outlet, item.title, item.language, item.earliest, item.latest,
        ),
    ).lastrowid  # fmt: skip
    connection.execute(
        "INSERT INTO body (report, text, text_hash, facts, terms) VALUES (?, ?, ?, ?, ?)",
        (number, item.text, hash_text(report.text), item.facts, item.terms),
    )
    connection.execute(
        "INSERT INTO report_words (rowid, title, body) VALUES (?, ?, ?)", (number, *item.words)
    )
    return number or 0


def _write_original(connection: sqlite3.Connection, item: Prepared) -> int:
    key = bytes.fromhex(item.report.sha256)
    found = connection.execute("SELECT number FROM original WHERE sha256 = ?", (key,)).fetchone()
    if found:
        number: int = found[0]
        return number
    return (
        connection.execute(
            "INSERT INTO original (sha256, bytes, data) VALUES (?, ?, ?)", (key, item.size, item.original)
        ).lastrowid
        or 0
    )
