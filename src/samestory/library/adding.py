"""Adding: reports into the library, each once, in batches that are written whole or not at all."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from os import PathLike
from typing import Literal

from samestory.library.preparing import Prepared, hash_text, prepare_report
from samestory.library.rows import AddSummary
from samestory.library.store import writing
from samestory.records import SetAside
from samestory.sources import Draft, iter_paths

Fate = Literal["added", "already", "new_versions"]
Progress = Callable[[str, int, int], None]
BATCH_REPORTS = 256


@dataclass(frozen=True, slots=True)
class Arrival:
    """A report that was written in this batch. `replaces` are the numbers of its earlier versions."""

    number: int
    prepared: Prepared
    replaces: tuple[int, ...] = ()


def no_progress(what: str, done: int, total: int) -> None:
    """Tell nobody."""


def add_paths(
    connection: sqlite3.Connection,
    paths: Sequence[str | PathLike[str]],
    *,
    progress: Progress = no_progress,
) -> AddSummary:
    """Add the reports in files and folders."""
    began = time.perf_counter()
    counts: Counter[Fate] = Counter()
    set_aside: list[SetAside] = []
    batch: list[Prepared | SetAside] = []
    for reading in iter_paths(paths):
        batch.append(prepare_report(reading) if isinstance(reading, Draft) else reading)
        if len(batch) >= BATCH_REPORTS:
            counts += write_batch(connection, batch)
            batch = []
            progress("Adding", sum(counts.values()), 0)
        if isinstance(reading, SetAside):
            set_aside.append(reading)
    counts += write_batch(connection, batch)
    return AddSummary(
        counts["added"],
        counts["already"],
        counts["new_versions"],
        tuple(set_aside),
        time.perf_counter() - began,
    )


def write_batch(connection: sqlite3.Connection, batch: Sequence[Prepared | SetAside]) -> Counter[Fate]:
    """Write a batch in one transaction: its reports, and what follows from their coming."""
    counts: Counter[Fate] = Counter()
    arrivals: list[Arrival] = []
    with writing(connection):
        for item in batch:
            if isinstance(item, SetAside):
                connection.execute(
                    "INSERT OR REPLACE INTO set_aside VALUES (?, ?)", (item.source, item.reason)
                )
                continue
            fate, arrival = _write_report(connection, item)
            counts[fate] += 1
            if arrival is not None:
                arrivals.append(arrival)
        _write_prints(connection, arrivals)
    return counts


def _write_report(connection: sqlite3.Connection, item: Prepared) -> tuple[Fate, Arrival | None]:
    report = item.report
    connection.execute("DELETE FROM set_aside WHERE source = ?", (report.source,))
    if connection.execute("SELECT 1 FROM report WHERE id = ?", (report.id,)).fetchone():
        return "already", None
    number = connection.execute(
        "INSERT INTO report (id, source, original, url, address, outlet, title, language, earliest, latest)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            report.id, report.source, _write_original(connection, item), report.url, item.address,
            report.outlet, item.title, item.language, item.earliest, item.latest,
        ),
    ).lastrowid  # fmt: skip
    assert number is not None  # noqa: S101 - an INSERT that did not raise has one
    connection.execute(
        "INSERT INTO body (report, text, text_hash, facts, terms) VALUES (?, ?, ?, ?, ?)",
        (number, item.text, hash_text(report.text), item.facts, item.terms),
    )
    connection.execute(
        "INSERT INTO report_words (rowid, title, body) VALUES (?, ?, ?)", (number, *item.words)
    )
    return "added", Arrival(number, item)


def _write_original(connection: sqlite3.Connection, item: Prepared) -> int:
    key = bytes.fromhex(item.report.sha256)
    found = connection.execute("SELECT number FROM original WHERE sha256 = ?", (key,)).fetchone()
    if found:
        number: int = found[0]
        return number
    made = connection.execute(
        "INSERT INTO original (sha256, bytes, data) VALUES (?, ?, ?)", (key, item.size, item.original)
    ).lastrowid
    assert made is not None  # noqa: S101 - an INSERT that did not raise has one
    return made


def _write_prints(connection: sqlite3.Connection, arrivals: Iterable[Arrival]) -> None:
    """Write the fingerprints in order of hash, which keeps neighbours of the index in one visit."""
    rows = sorted(
        (print_, arrival.number)
        for arrival in arrivals
        for print_ in arrival.prepared.prints.view("int64").tolist()
    )
    connection.executemany("INSERT INTO fingerprint VALUES (?, ?)", rows)
