"""Copies across the library: found as reports come, the same in any order."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from samestory.errors import UnknownError
from samestory.library import Library, open_library
from samestory.library.adding import write_batch
from samestory.library.preparing import Prepared, prepare_report
from samestory.records import Declared
from samestory.sources.drafts import Draft
from tests.text.reuse.test_copying import invent


def make(number: int, outlet: str, *parts: str) -> Prepared:
    """Make a report of some parts."""
    text = f"Report {number} of the day\n\n" + ". ".join(part.capitalize() for part in parts) + "."
    declared = Declared(published="2031-05-04")
    return prepare_report(Draft(f"{number}.txt", text.encode(), text, 0, None, outlet, declared))


def copies_of(library: Library) -> set[tuple[frozenset[str], int]]:
    """The pairs that were found, without their order, and their words."""
    return {(frozenset((row.report, row.other)), row.words) for row in library.copies(limit=10_000)}


def fill(file: Path, reports: Sequence[Prepared], size: int) -> Library:
    """Make a library of reports in batches of a size."""
    library = open_library(file)
    for start in range(0, len(reports), size):
        write_batch(library.connection, reports[start : start + size])
    return library


def crowd() -> list[Prepared]:
    """Reports of which many share a passage, so many that their fingerprints come to count for less."""
    wire, other, formula = invent(60, 1), invent(40, 2), invent(30, 3)
    made = [make(n, f"outlet {n}", invent(50, 100 + n), wire) for n in range(24)]
    made += [make(100 + n, f"outlet {n}", invent(50, 200 + n), other) for n in range(3)]
    made += [make(200 + n, f"outlet {n}", invent(50, 300 + n), formula) for n in range(55)]
    return made


def test_a_passage_in_two_outlets_is_found(tmp_path: Path) -> None:
    """It is listed with the characters in both, from the side of either report."""
    passage = invent(40, 1)
    one, other = make(1, "Courier", invent(60, 2), passage), make(2, "Herald", passage, invent(70, 3))
    with fill(tmp_path / "a", [one, other], 1) as library:
        (row,) = library.copies()
        (turned,) = library.copies(other.report.id)
    start, end, other_start, other_end, words = row.passages[0]
    texts = {item.report.id: item.report.text for item in (one, other)}
    assert texts[row.report][start:end].casefold() == texts[row.other][other_start:other_end].casefold()
    assert row.words == words == 40
    assert turned.report == other.report.id
    assert {turned.outlet, turned.other_outlet} == {"Courier", "Herald"}


def test_what_one_outlet_has_twice_is_no_copy(tmp_path: Path) -> None:
    """An outlet's own boilerplate is left out."""
    passage = invent(40, 1)
    reports = [make(n, "Courier", invent(60, n), passage) for n in (2, 3)]
    with fill(tmp_path / "a", reports, 1) as library:
        assert library.copies() == ()


def test_copies_do_not_depend_on_the_order_of_arrival(tmp_path: Path) -> None:
    """In any order, in batches of any size; what very many have is dropped, whenever the many come."""
    reports = crowd()
    with fill(tmp_path / "a", reports, 200) as library:
        found = copies_of(library)
    assert len(found) == 24 * 23 // 2 + 3
    for seed, size in ((1, 7), (2, 1), (3, 40)):
        random.Random(seed).shuffle(reports)  # noqa: S311 - no secret
        with fill(tmp_path / f"b{seed}", reports, size) as library:
            assert copies_of(library) == found


def test_copies_are_those_of_what_is_left(tmp_path: Path) -> None:
    """When reports go, their copies go, and what was boilerplate may be none any more."""
    reports = crowd()
    with fill(tmp_path / "a", reports, 30) as library:
        for item in reports[-6:] + reports[:2]:
            library.remove(item.report.id)
        left = copies_of(library)
    with fill(tmp_path / "b", reports[2:-6], 30) as library:
        assert copies_of(library) == left


def test_a_report_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """The copies of an unknown report cannot be listed."""
    with fill(tmp_path / "a", [], 1) as library, pytest.raises(UnknownError):
        library.copies("r-nowhere")
