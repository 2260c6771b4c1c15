"""Checking and repairing: what is wrong is named, what can be saved is."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from samestory.errors import DamagedError
from samestory.library import Library, Problem, SearchQuery, open_library, store
from samestory.library.codec import pack
from samestory.library.preparing import Facts
from samestory.library.salvaging import salvage_library
from samestory.pipeline import no_progress
from samestory.records import Cleaning, Declared, Published, Span
from tests.shelving import dump_rows, fill_library, ids_of


def _find(library: Library) -> list[tuple[str, str]]:
    return [(problem.kind, problem.where) for problem in library.check()]


def test_a_whole_library_has_nothing_wrong(tmp_path: Path) -> None:
    """Nothing is said where there is nothing to say, and repairing changes nothing."""
    file = fill_library(tmp_path)
    before = dump_rows(file)
    with open_library(file) as library:
        assert library.check() == ()
        assert library.repair(()) == ()
    assert dump_rows(file) == before


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE body SET text = x'00' WHERE report = 2",
        "UPDATE body SET text = (SELECT text FROM body WHERE report = 3) WHERE report = 2",
        "UPDATE body SET text_hash = x'0011223344556677' WHERE report = 2",
        "UPDATE body SET facts = x'00' WHERE report = 2",
        "UPDATE body SET facts = (SELECT facts FROM body WHERE report = 3) WHERE report = 2",
        "DELETE FROM body WHERE report = 2",
    ],
)
def test_a_damaged_text_is_read_again_from_its_original(tmp_path: Path, harm: str) -> None:
    """Whatever became of it, the report is named, and after the repair the same as before."""
    file = fill_library(tmp_path)
    before = dump_rows(file)
    with open_library(file) as library:
        library.connection.execute(harm)
        problems = library.check()
        assert [(p.kind, p.where) for p in problems] == [("text", ids_of(library)[1])]
        assert library.repair(problems) == ()
        assert library.check() == ()
    assert dump_rows(file) == before


def test_places_outside_a_text_are_found(tmp_path: Path) -> None:
    """A span that points past the end would show words that are not there."""
    with open_library(fill_library(tmp_path)) as library:
        report = ids_of(library)[0]
        cleaning = Cleaning(report, None, (), (Span(0, 9_999),), (), (), (), "en")
        facts = pack(Facts(Declared(), cleaning, Published(None, None)))
        library.connection.execute("UPDATE body SET facts = ? WHERE report = 1", (facts,))
        problems = library.check()
        assert [(p.kind, p.where) for p in problems] == [("places", report)]
        library.repair(problems)
        assert library.check() == ()


def test_a_report_whose_original_is_damaged_is_named_and_can_be_added_again(tmp_path: Path) -> None:
    """What cannot be saved is taken out, never shown wrongly, and comes back from its source."""
    file = fill_library(tmp_path)
    before = dump_rows(file)
    with open_library(file) as library:
        other = zlib.compress(b"other bytes")
        library.connection.execute("UPDATE original SET data = ? WHERE number = 3", (other,))
        report = ids_of(library)[2]
        problems = library.check()
        assert ("original", report) in [(p.kind, p.where) for p in problems]
        with pytest.raises(DamagedError, match="samestory check"):
            library.report(report)
        (lost,) = library.repair(problems)
        assert lost.endswith("reports.jsonl#3")
        assert library.check() == ()
        assert library.add([tmp_path / "reports.jsonl"], processes=1).added == 1
        assert set(ids_of(library)) == {row[1] for row in before["report"]}


def test_an_index_that_lost_reports_is_made_again(tmp_path: Path) -> None:
    """Every report can be found by its words afterwards."""
    with open_library(fill_library(tmp_path)) as library:
        library.connection.execute("INSERT INTO report_words (report_words) VALUES ('delete-all')")
        problems = library.check()
        assert [(p.kind, p.where) for p in problems] == [("index", "the words of reports")]
        library.repair(problems)
        assert library.check() == ()
        assert len(library.search(SearchQuery("mayor", kinds=("report",)))) == 6


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM membership WHERE report = 2",
        "DELETE FROM membership",
        "INSERT INTO story VALUES (99, 's-empty')",
        "PRAGMA foreign_keys = OFF; DELETE FROM story",
    ],
)
def test_stories_at_odds_with_the_reports_are_grouped_again(tmp_path: Path, harm: str) -> None:
    """Afterwards they are what they were."""
    file = fill_library(tmp_path)
    before = dump_rows(file)
    with open_library(file) as library:
        library.connection.executescript(harm)
    with open_library(file) as library:
        problems = library.check()
        assert {problem.kind for problem in problems} <= {"grouping", "reference"}
        assert problems
        library.repair(problems)
        assert library.check() == ()
    after = dump_rows(file)
    assert {row[1] for row in after["story"]} == {row[1] for row in before["story"]}
    assert after["membership"] == before["membership"]


def test_a_dossier_that_cannot_be_read_is_dropped(tmp_path: Path) -> None:
    """It is made again when the story is shown."""
    with open_library(fill_library(tmp_path)) as library:
        library.connection.execute("INSERT INTO dossier VALUES ('s-1', 'k-1', x'00', '', 0, 0, 0)")
        problems = library.check()
        assert [(p.kind, p.where) for p in problems] == [("dossier", "s-1")]
        library.repair(problems)
        assert library.check() == ()


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a hundred reports lie on as many pages as thousands would."""
    monkeypatch.setattr(store, "PAGE_BYTES", 1024)


@pytest.mark.usefixtures("small_pages")
def test_of_a_truncated_library_what_is_left_is_saved(tmp_path: Path) -> None:
    """It is found out, the readable reports go into a new file, and the damaged one is kept."""
    file = fill_library(tmp_path, 120)
    data = file.read_bytes()
    file.write_bytes(data[: len(data) * 3 // 4])
    with pytest.raises(DamagedError):
        _look(file)
    saved, damaged = salvage_library(file, progress=no_progress)
    assert 0 < saved <= 120
    assert damaged.read_bytes() == data[: len(data) * 3 // 4]
    with open_library(file) as library:
        assert library.check() == ()
        assert len(ids_of(library)) == saved
        assert library.add([tmp_path / "reports.jsonl"], processes=1).added == 120 - saved


@pytest.mark.usefixtures("small_pages")
@pytest.mark.parametrize("page", [3, 60, 100, 150])
def test_of_a_library_with_overwritten_pages_the_rest_is_saved(tmp_path: Path, page: int) -> None:
    """Noise over some pages costs at most the reports that lay there."""
    file = fill_library(tmp_path, 120)
    data = bytearray(file.read_bytes())
    size = int.from_bytes(data[16:18], "big")
    data[page * size : (page + 1) * size] = bytes(range(256)) * (size // 256)
    file.write_bytes(data)
    try:
        _look(file)
    except DamagedError:
        saved, _ = salvage_library(file, progress=no_progress)
        assert saved > 0
    with open_library(file) as library:
        assert library.check() == ()
        library.add([tmp_path / "reports.jsonl"], processes=1)
        assert len(ids_of(library)) == 120


def _look(file: Path) -> None:
    """Look through a library; damage to the file itself is raised, whichever way it was met."""
    with open_library(file) as library:
        problems: tuple[Problem, ...] = library.check()
        for problem in problems:
            if problem.kind == "file":
                raise DamagedError(str(file), problem.what)
        library.repair(problems)
