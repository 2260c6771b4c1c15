"""Adding: each report once, one version after another, the same rows however it was done."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from samestory.library import open_library, pooling, preparing
from samestory.library.pooling import Place, prepare_pieces
from samestory.library.preparing import fold_address
from samestory.library.versions import compare_versions
from samestory.records import Cleaning, Report
from samestory.sources.pieces import cut_paths
from samestory.sources.settings import SETTINGS
from samestory.stages.cleaning import clean_report
from tests.shelving import dump_rows, fill_library, ids_of, make_report, write_lines


def test_a_report_is_kept_once_with_its_original(tmp_path: Path) -> None:
    """Added twice it is there once; its bytes, its text and what is known of it come back as they were."""
    page = tmp_path / "a.txt"
    page.write_bytes(
        b"Ferry aground off Lisse\r\n\r\nA ferry ran aground on Sunday. \xe2\x80\x9cWe wait.\xe2\x80\x9d"
    )
    with open_library(tmp_path / "news.samestory") as library:
        first, second = library.add([page]), library.add([tmp_path])
        assert (first.added, second.added, second.already) == (1, 0, 1)
        stored = library.report(ids_of(library)[0])
    assert stored.report.text == "Ferry aground off Lisse\n\nA ferry ran aground on Sunday. “We wait.”"
    assert stored.cleaning.title is not None
    assert stored.cleaning.title.text == "Ferry aground off Lisse"
    assert stored.versions == (stored.report.id,)


def test_the_same_bytes_of_two_outlets_are_two_reports_and_one_original(tmp_path: Path) -> None:
    """A copy counts as its outlet's own report; its bytes are kept once."""
    for outlet in ("one", "two"):
        (tmp_path / outlet).mkdir()
        (tmp_path / outlet / "a.txt").write_text("A ferry ran aground off Lisse.")
        meta = [{"report": "a.txt", "outlet": outlet}]
        (tmp_path / outlet / "meta.json").write_text(json.dumps(meta))
    with open_library(tmp_path / "news.samestory") as library:
        assert library.add([tmp_path / "one", tmp_path / "two"]).added == 2
        assert library.connection.execute("SELECT count(*) FROM original").fetchone() == (1,)


def test_another_text_at_one_address_is_a_new_version(tmp_path: Path) -> None:
    """The older version is kept, says what took its place, and the change can be shown."""
    report = make_report(1)
    edited = report | {
        "text": report["text"].replace("hurt", "killed"),
        "published": "2031-05-03T09:00:00Z",
    }
    with open_library(tmp_path / "news.samestory") as library:
        library.add([write_lines(tmp_path / "a.jsonl", [report])])
        summary = library.add([write_lines(tmp_path / "b.jsonl", [edited])])
        assert (summary.added, summary.new_versions) == (0, 1)
        old, new = map(library.report, ids_of(library))
    assert old.newer == new.report.id
    assert new.newer is None
    assert old.versions == new.versions == (old.report.id, new.report.id)
    (change,) = compare_versions(old.report.text, new.report.text)
    assert (change.old, change.new) == ("hurt", "killed")
    assert new.report.text[change.at :].startswith("killed")


def test_versions_stand_in_the_order_in_which_they_were_written(tmp_path: Path) -> None:
    """An earlier version that is added later does not take the place of the newest."""
    report = make_report(1)
    later = report | {"text": report["text"] + " One died on Tuesday.", "modified": "2031-05-09T10:00:00Z"}
    earlier = report | {"modified": "2031-05-08T10:00:00Z"}
    with open_library(tmp_path / "news.samestory") as library:
        library.add([write_lines(tmp_path / "b.jsonl", [later])])
        library.add([write_lines(tmp_path / "a.jsonl", [earlier])])
        late, early = map(library.report, ids_of(library))
    assert early.newer == late.report.id
    assert early.versions == (early.report.id, late.report.id)


def test_the_same_text_in_other_bytes_at_one_address_is_there_already(tmp_path: Path) -> None:
    """A feed that writes its fields in another order brings nothing new."""
    report = make_report(1)
    turned = dict(reversed(report.items()))
    with open_library(tmp_path / "news.samestory") as library:
        library.add([write_lines(tmp_path / "a.jsonl", [report])])
        assert library.add([write_lines(tmp_path / "b.jsonl", [turned])]).already == 1


def test_an_address_that_is_used_again_holds_two_reports(tmp_path: Path) -> None:
    """Today's page at '/latest' is no version of yesterday's."""
    first = make_report(1) | {"url": "https://a.example/latest"}
    second = make_report(2) | {"url": "https://a.example/latest"}
    second["text"] = "Voters in Tarn chose a new council on Sunday, with more women in it than ever before."
    with open_library(tmp_path / "news.samestory") as library:
        assert library.add([write_lines(tmp_path / "a.jsonl", [first, second])]).added == 2


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://www.a.example/x/", "https://a.example/x?utm_source=mail&fbclid=1#top", True),
        ("https://a.example/x?id=1&p=2", "https://a.example/x?p=2&id=1", True),
        ("https://a.example/x?id=1", "https://a.example/x?id=2", False),
        ("https://a.example/x", "https://b.example/x", False),
    ],
)
def test_addresses_are_folded_to_the_page(one: str, other: str, same: bool) -> None:
    """What tells who clicked where is not the page's own."""
    assert (fold_address(one) == fold_address(other)) is same
    assert fold_address("https://a.example/") is None
    assert fold_address("http://[broken") is None


def test_what_is_set_aside_is_named_and_forgotten_when_it_can_be_read(tmp_path: Path) -> None:
    """The summary counts reasons; the library remembers what it could not read until it can."""
    bad = tmp_path / "a.jsonl"
    bad.write_text('{"title": "no text"}\nnot JSON\n')
    with open_library(tmp_path / "news.samestory") as library:
        summary = library.add([bad])
        assert len(summary.set_aside) == 2
        assert sum(number for _, number in summary.reasons()) == 2
        write_lines(bad, [make_report(1), make_report(2)])
        library.add([bad])
        assert library.connection.execute("SELECT count(*) FROM set_aside").fetchone() == (0,)


def test_rows_do_not_depend_on_processes_or_batches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One process or three, batches of 8 or of 256: the same rows, in the same order."""
    lines = write_lines(tmp_path / "a.jsonl", [make_report(number % 150) for number in range(200)])
    files = []
    for processes, batch in ((1, 256), (3, 256), (1, 8)):
        monkeypatch.setattr("samestory.library.adding.BATCH_REPORTS", batch)
        monkeypatch.setattr("samestory.sources.pieces.MAX_ITEMS", min(32, batch))
        files.append(tmp_path / f"{processes}-{batch}.samestory")
        with open_library(files[-1]) as library:
            assert library.add([lines], processes=processes).added == 150
    rows = [dump_rows(file) for file in files]
    assert rows[0] == rows[1]
    for table in ("alias",):  # the names that stories had between batches
        rows[0].pop(table), rows[2].pop(table)
    assert rows[0] == rows[2]


def test_a_report_that_cannot_be_prepared_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reports go through each step together; one that breaks a step is set aside, the others are kept."""

    def clean(report: Report) -> Cleaning:
        if report.source.endswith("#3"):
            raise ValueError("a line that nobody foresaw")
        return clean_report(report)

    monkeypatch.setattr(preparing, "clean_report", clean)
    lines = write_lines(tmp_path / "a.jsonl", [make_report(number) for number in range(6)])
    with open_library(tmp_path / "news.samestory") as library:
        summary = library.add([lines], processes=1)
    assert summary.added == 5
    (aside,) = summary.set_aside
    assert aside.source.endswith("#3")
    assert "a line that nobody foresaw" in aside.reason


def test_a_report_that_kills_its_process_is_set_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others are added; the one is named with what happened."""
    monkeypatch.setattr(pooling, "_prepare_piece", _die_at_seven)
    monkeypatch.setattr(pooling, "_start_method", lambda: "fork")
    lines = write_lines(tmp_path / "a.jsonl", [make_report(number) for number in range(200)])
    open_library(tmp_path / "news.samestory").close()
    place = Place(tmp_path / "news.samestory", SETTINGS)
    items = [
        item for outcome in prepare_pieces(cut_paths([lines]), place, processes=2) for item in outcome.items
    ]
    dead = [item for item in items if hasattr(item, "reason")]
    assert len(items) == 200
    assert [item.source.rpartition("#")[2] for item in dead] == ["7"]


def _die_at_seven(piece: pooling.Piece) -> pooling.Outcome:
    import os

    if any(getattr(item, "number", 0) == 7 for item in piece.items):
        os._exit(9)
    assert pooling._preparer is not None
    return pooling._preparer.prepare(piece)


def test_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    """Killed, `add` leaves nobody behind."""
    import time

    lines = write_lines(tmp_path / "a.jsonl", [make_report(number) for number in range(3000)])
    code = (
        "import sys; from samestory.library import open_library\n"
        "if __name__ == '__main__':\n"
        "    open_library(sys.argv[1]).add([sys.argv[2]], processes=2, progress=lambda *news: print(flush=True))"
    )
    script = tmp_path / "adder.py"
    script.write_text(code)
    command = [sys.executable, str(script), str(tmp_path / "news.samestory"), str(lines)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as adder:
        assert adder.stdout is not None
        adder.stdout.readline()
        adder.kill()
    for _ in range(100):
        if not _running(str(script)):
            break
        time.sleep(0.1)
    assert _running(str(script)) == []


def _running(marker: str) -> list[str]:
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if marker in entry.read_bytes().decode("utf-8", "replace"):
                found.append(entry.parent.name)
        except OSError:
            continue
    return found


def test_a_library_that_grew_says_what_it_holds(tmp_path: Path) -> None:
    """A second run adds only what is new."""
    file = fill_library(tmp_path, 5)
    lines = write_lines(tmp_path / "more.jsonl", [make_report(number) for number in range(8)])
    with open_library(file) as library:
        summary = library.add([lines])
    assert (summary.added, summary.already) == (3, 5)
