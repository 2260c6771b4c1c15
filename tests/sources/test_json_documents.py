"""JSON in one piece: lists of any length, objects that hold reports, one report."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from arrivals import names, read_bytes, reasons

from eval.source_samples import BODY, TITLE
from samestory.sources import IntakeSettings, iter_paths

ONE = {"title": TITLE, "text": BODY}
TWO = {"title": TITLE, "text": BODY + " And more."}


@pytest.mark.parametrize(
    "document",
    [
        [ONE, TWO],
        {"status": "ok", "articles": [ONE, TWO]},
        {"response": {"docs": [ONE, TWO], "numFound": 2}},
        {"hits": {"hits": [{"_source": ONE}, {"_source": TWO}]}},
        {"http://a.example/1": ONE, "http://a.example/2": TWO},
    ],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_reports_are_found_wherever_they_lie(tmp_path: Path, document: Any, indent: int | None) -> None:
    """In a list, in an object under a usual name, or under an address each."""
    intake = read_bytes(tmp_path, json.dumps(document, indent=indent).encode(), "a.json")
    assert names(intake) == ["a.json#entry 1", "a.json#entry 2"]
    assert intake.reports[0].text == f"{TITLE}\n\n{BODY}"


@pytest.mark.parametrize("indent", [None, 2])
def test_an_object_with_a_text_is_one_report(tmp_path: Path, indent: int | None) -> None:
    """As crawlers write a file for each."""
    assert names(read_bytes(tmp_path, json.dumps(ONE, indent=indent).encode(), "a.json")) == ["a.json"]


def test_lines_of_json_under_this_name_are_lines(tmp_path: Path) -> None:
    """Many exports are called so."""
    data = "\n".join(json.dumps(record) for record in (ONE, TWO)) + "\n"
    assert names(read_bytes(tmp_path, data.encode(), "a.json")) == ["a.json#1", "a.json#2"]


def test_a_long_list_is_read_in_little_memory(tmp_path: Path) -> None:
    """Twelve megabytes of entries, none held but the one that is read."""
    with (tmp_path / "a.json").open("w") as file:
        file.write("[" + json.dumps(ONE))
        for n in range(600):
            file.write(",\n" + json.dumps({"text": f"{n} {BODY * 45}"}))
        file.write("]")
    tracemalloc.start()
    count = sum(1 for _ in iter_paths([tmp_path / "a.json"]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 601
    assert peak < 4_000_000


def test_an_entry_that_is_none_is_set_aside_by_its_number(tmp_path: Path) -> None:
    """The next one is read."""
    intake = read_bytes(tmp_path, json.dumps([ONE, 7, {"title": "x"}, TWO]).encode(), "a.json")
    assert names(intake) == ["a.json#entry 1", "a.json#entry 4"]
    assert "a.json#entry 2: it holds a number" in reasons(intake)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it holds no text"),
        (b"[]", "the list is empty"),
        (b'[{"text": "A fire."}, {"tex', "it is not JSON"),
        (b'{"text": ', "it is not JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a":' * 100_000, "nested too deeply"),
        (b"7", "it holds a number"),
        (b'{"format": "samestory/1", "reports": []}', "a dossier that samestory made"),
        (b'[{"text": "' + b"x" * 5_000, "an entry has more than 1,000 characters"),
        (b"[" + b"9" * 900 + b"]", "it holds a number"),
    ],
)
def test_what_is_no_report_is_said(tmp_path: Path, data: bytes, reason: str) -> None:
    """What was read before stays."""
    assert reason in reasons(read_bytes(tmp_path, data, "a.json", IntakeSettings(max_line_bytes=1_000)))
