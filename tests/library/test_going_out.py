"""Exports and backups: whole, safe to open, and fit to come back."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from samestory.errors import LibraryError, NotALibraryError
from samestory.library import open_library
from samestory.library.store import writing
from tests.shelving import dump_rows, fill_library, ids_of, make_report, write_lines


def test_json_holds_every_report_with_its_text(tmp_path: Path) -> None:
    """One object, written piece by piece, that any program can read."""
    with open_library(fill_library(tmp_path), read_only=True) as library:
        loaded = json.loads("".join(library.export("json")))
        assert [report["id"] for report in loaded["reports"]] == ids_of(library)
        assert loaded["reports"][1]["text"] == library.report(ids_of(library)[1]).report.text


def test_json_lines_can_be_added_to_another_library(tmp_path: Path) -> None:
    """Text, title, outlet, address and day come with them."""
    with open_library(fill_library(tmp_path), read_only=True) as library:
        lines = tmp_path / "out.jsonl"
        lines.write_text("".join(library.export("jsonl")), encoding="utf-8")
        before = [library.report(report) for report in ids_of(library)]
    with open_library(tmp_path / "other.samestory") as other:
        assert other.add([lines], processes=1).added == len(before)
        after = [other.report(report) for report in ids_of(other)]
    for one, two in zip(before, after, strict=True):
        assert (one.report.text, one.report.outlet, one.report.url) == (
            two.report.text,
            two.report.outlet,
            two.report.url,
        )
        assert (one.published.earliest, one.published.latest) == (
            two.published.earliest,
            two.published.latest,
        )


def test_no_cell_of_a_table_is_a_formula(tmp_path: Path) -> None:
    """A title that a spreadsheet would run is shown instead, and every row has its columns."""
    hostile = make_report(1) | {
        "title": '=HYPERLINK("http://evil.example")',
        "outlet": " +cmd|' /C calc'!A0",
    }
    with open_library(tmp_path / "news.samestory") as library:
        library.add([write_lines(tmp_path / "a.jsonl", [hostile])], processes=1)
        (head, row) = csv.reader(io.StringIO("".join(library.export("csv")), newline=""))
    cells = dict(zip(head, row, strict=True))
    assert cells["title"].startswith("'=HYPERLINK")
    assert cells["outlet"].startswith("'")
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in row)


def test_a_story_alone_can_be_exported(tmp_path: Path) -> None:
    """Only its reports are written."""
    with open_library(fill_library(tmp_path)) as library:
        for table in ("follows", "membership", "story"):
            library.connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own
        library.connection.execute("INSERT INTO story (number, id) VALUES (1, 's-one')")
        library.connection.execute("INSERT INTO membership VALUES (2, 1, 2, 0)")
        (line,) = library.export("jsonl", story="s-one")
        assert json.loads(line)["id"] == ids_of(library)[1]


def test_a_backup_is_whole_while_others_write(tmp_path: Path) -> None:
    """It holds what was committed when it began, and nothing of what was not."""
    file = fill_library(tmp_path)
    before = dump_rows(file)
    target = tmp_path / "copy.samestory"
    with (
        open_library(file) as writer,
        open_library(file, read_only=True) as library,
        writing(writer.connection),
    ):
        writer.connection.execute("INSERT INTO set_aside VALUES ('a', 'b')")
        library.back_up(target)
    assert dump_rows(target) == before
    with open_library(target) as copy:
        assert copy.check() == ()
    assert sorted(path.name for path in tmp_path.iterdir() if "copy" in path.name) == ["copy.samestory"]


def test_a_backup_takes_the_place_of_an_older_one_and_of_nothing_else(tmp_path: Path) -> None:
    """Notes, folders and the library itself are never written over."""
    file = fill_library(tmp_path, 2)
    notes = tmp_path / "notes.txt"
    notes.write_text("Call the mayor.")
    with open_library(file) as library:
        library.back_up(tmp_path / "copy.samestory")
        library.remove(ids_of(library)[0])
        library.back_up(tmp_path / "copy.samestory")
        for target, kind in ((notes, NotALibraryError), (file, LibraryError), (tmp_path, LibraryError)):
            with pytest.raises(kind):
                library.back_up(target)
        with pytest.raises(LibraryError, match="no folder"):
            library.back_up(tmp_path / "none" / "copy.samestory")
    assert notes.read_text() == "Call the mayor."
    with open_library(tmp_path / "copy.samestory") as copy:
        assert len(ids_of(copy)) == 1
