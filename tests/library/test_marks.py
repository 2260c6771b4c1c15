"""Fingerprints in runs: what is written is found, wherever merging has put it."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from samestory.library import Library, marks, open_library
from samestory.library.marks import (
    Prints,
    are_marks_whole,
    erase_marks,
    find_holders,
    make_marks,
    write_marks,
)
from tests.shelving import dump_rows, fill_library, ids_of, make_report, write_lines


@pytest.fixture(autouse=True)
def small_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs of two, eight and 32 reports, so that few reports are merged twice."""
    monkeypatch.setattr(marks, "_SPANS", (2, 8, 32))


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A library that takes fingerprints of reports which it does not have."""
    made = open_library(tmp_path / "a.samestory")
    made.connection.execute("PRAGMA foreign_keys = OFF")
    made.connection.execute("INSERT INTO original VALUES (1, x'00', 0, x'00')")
    return made


def invent(reports: int) -> dict[int, Prints]:
    """Invent fingerprints of 48 bits, many of them shared."""
    chance = random.Random(7)  # noqa: S311 - no secret
    pool = [chance.getrandbits(48) for _ in range(60)]
    return {
        number: np.unique(np.array(chance.sample(pool, 12), dtype=np.uint64))
        for number in range(1, reports + 1)
    }


def put(library: Library, given: Mapping[int, Prints]) -> None:
    """Write reports of nothing but their fingerprints."""
    library.connection.executemany(
        "INSERT OR IGNORE INTO report (number, id, source, original, language) VALUES (?, ?, '', 1, 'en')",
        [(number, f"r-{number}") for number in given],
    )
    write_marks(library.connection, list(given.items()))


def expected(given: Mapping[int, Prints], sought: Prints) -> list[list[int]]:
    """Say who shares each fingerprint, by looking at all."""
    holders = [[number for number, prints in given.items() if mark in prints] for mark in sought.tolist()]
    return [found for found in holders if len(found) > 1]


def sought_in(library: Library, sought: Prints, *, gone: tuple[int, ...] = ()) -> list[list[int]]:
    """Seek fingerprints as `add` does."""
    holders = find_holders(library.connection, [sought], gone=gone)
    return [part.tolist() for part in np.split(holders.reports, holders.starts[1:-1]) if len(part)]


def rows_of(library: Library) -> list[tuple[object, ...]]:
    """The rows of all runs."""
    return library.connection.execute("SELECT * FROM marks ORDER BY level, run, part").fetchall()


def test_what_is_written_is_found(library: Library) -> None:
    """On every level of runs, and whoever is left out."""
    given = invent(75)
    put(library, given)
    assert {row[0] for row in rows_of(library)} == {0, 1, 2}
    assert are_marks_whole(library.connection)
    for number in (1, 20, 40, 75):
        assert sought_in(library, given[number]) == expected(given, given[number])
    without = {number: prints for number, prints in given.items() if number not in (3, 20, 74)}
    assert sought_in(library, given[20], gone=(3, 20, 74)) == expected(without, given[20])
    library.connection.execute("UPDATE report SET newer = 1 WHERE number = 3")
    assert sought_in(library, given[20], gone=(20, 74)) == expected(without, given[20])


def test_runs_do_not_depend_on_batches(library: Library, tmp_path: Path) -> None:
    """Written at once, one by one or again, the rows are the same."""
    given = invent(75)
    put(library, given)
    with open_library(tmp_path / "b.samestory") as other:
        other.connection.execute("PRAGMA foreign_keys = OFF")
        for number, prints in given.items():
            put(other, {number: prints})
        assert rows_of(other) == rows_of(library)
        put(other, {number: given[number] for number in (2, 30, 70)})
        assert rows_of(other) == rows_of(library)


def test_making_all_again_reads_little(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each level of runs is read a few times over, not once for each report; the rows are the same."""
    given = invent(300)
    put(library, given)
    before = rows_of(library)
    read, whole = marks._read_parts, []

    def count(*asked: Any) -> list[tuple[int, bytes]]:
        found = read(*asked)
        whole.extend(len(data) for _, data in found)
        return found

    monkeypatch.setattr(marks, "_read_parts", count)
    monkeypatch.setattr(marks, "read_prints", lambda _, number: given[number])
    make_marks(library.connection)
    assert rows_of(library) == before
    stored = sum(len(data) for *_, data in before if isinstance(data, bytes))
    assert sum(whole) < 3 * stored
    # Many at once are put in the place of what they had with little more than that.
    whole.clear()
    put(library, {number: given[number] for number in range(1, 300, 3)})
    assert rows_of(library) == before
    assert sum(whole) < 3 * stored


def test_what_a_report_had_goes_when_it_has_others(library: Library) -> None:
    """Those in the first run too, whatever part they stand in."""
    given = invent(75)
    put(library, given)
    for number in (5, 70, 75):
        given[number] = np.array([number << 40], dtype=np.uint64)
    put(library, {number: given[number] for number in (5, 70, 75)})
    everything = np.unique(np.concatenate(list(given.values())))
    assert sought_in(library, everything) == expected(given, everything)


def test_what_is_erased_is_gone(library: Library) -> None:
    """From whatever run it was merged into; its number can be given to another report."""
    given = invent(75)
    put(library, given)
    for number in (5, 70, 75):
        erase_marks(library.connection, number)
        del given[number]
    assert sought_in(library, given[6]) == expected(given, given[6])
    given[75] = given[6]
    put(library, {75: given[75]})
    assert sought_in(library, given[6]) == expected(given, given[6])


def test_a_report_without_fingerprints_is_told(tmp_path: Path) -> None:
    """Unless it is too short to have any."""
    with open_library(fill_library(tmp_path, 6)) as library:
        short = {**make_report(7), "title": "", "text": "Rain fell."}
        library.add([write_lines(tmp_path / "short.jsonl", [short])], processes=1)
        assert library.check() == ()
        erase_marks(library.connection, 6)
        problems = library.check()
        assert [problem.where for problem in problems] == ["the fingerprints of reports"]
        library.repair(problems)
        assert library.check() == ()


def test_damaged_runs_are_told_and_made_again(tmp_path: Path) -> None:
    """`check` sees runs that are out of order or of reports that are gone; repairing makes them anew."""
    file = fill_library(tmp_path, 12)
    before = dump_rows(file)["marks"]
    assert before
    with open_library(file) as library:
        for change in (
            "UPDATE marks SET data = substr(data, 1, length(data) - 1) WHERE level = 0",
            "UPDATE marks SET run = run + 40",
            "DELETE FROM marks",
            "UPDATE marks SET data = zeroblob(12) WHERE part = (SELECT min(part) FROM marks)",
        ):
            library.connection.execute(change)
            problems = library.check()
            assert [problem.where for problem in problems] == ["the fingerprints of reports"]
            library.repair(problems)
            assert library.check() == ()
        assert len(ids_of(library)) == 12
    assert dump_rows(file)["marks"] == before
