"""meta.json: what a person declares of reports that cannot say it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from samestory.sources import read_paths

STORY = "A ferry ran aground off Port Velma on Tuesday, the coast guard said.\n"
ENTRY = {"report": "a.txt", "outlet": "Velma Times", "url": "http://v.example/1", "published": "2031-05-07"}


def write(folder: Path, meta: Any, place: str = "meta.json") -> Path:
    """Write a report in reports/ and metadata beside or above it."""
    (folder / "reports").mkdir()
    (folder / "reports" / "a.txt").write_text(STORY)
    (folder / place).write_text(meta if isinstance(meta, str) else json.dumps(meta))
    return folder


@pytest.mark.parametrize("place", ["meta.json", "reports/meta.json"])
@pytest.mark.parametrize(
    "meta", [[ENTRY], {"reports": [ENTRY]}, {"a.txt": {k: v for k, v in ENTRY.items() if k != "report"}}]
)
def test_metadata_beside_or_above_a_report_is_taken(tmp_path: Path, place: str, meta: Any) -> None:
    """As a list, under 'reports', or by file name."""
    (report,) = read_paths([write(tmp_path, meta, place) / "reports"]).reports
    assert (report.outlet, report.url) == ("Velma Times", "http://v.example/1")
    assert (report.declared.published, report.declared.where) == ("2031-05-07", "meta.json")


def test_it_outweighs_what_a_page_says(tmp_path: Path) -> None:
    """A person who wrote it down knows better; what she left out stays as the page has it."""
    page = f"<html lang='en'><head><meta property='og:site_name' content='CMS'></head><body><p>{STORY * 9}</p></body></html>"
    write(tmp_path, [{"report": "b.html", "outlet": "Velma Times"}])
    (tmp_path / "reports" / "b.html").write_text(page)
    report = read_paths([tmp_path]).reports[1]
    assert (report.outlet, report.declared.language) == ("Velma Times", "en")


@pytest.mark.parametrize("meta", ["[{", "7", "[" * 100_000, "[3, null, {}, {'a': 1}]"])
def test_broken_metadata_is_set_aside_and_the_reports_are_kept(tmp_path: Path, meta: str) -> None:
    """It is named once, with what was expected."""
    intake = read_paths([write(tmp_path, meta)])
    assert len(intake.reports) == 1
    (item,) = intake.set_aside
    assert item.source.endswith("meta.json")
    assert "Expected a list of objects, each with 'report'" in item.reason


def test_broken_metadata_is_named_as_the_reports_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Relative to where the reader stands, as the paths she gave."""
    monkeypatch.chdir(write(tmp_path, "[{"))
    assert [item.source for item in read_paths(["reports"]).set_aside] == ["meta.json"]
    monkeypatch.chdir(tmp_path / "reports")
    assert [item.source for item in read_paths(["a.txt"]).set_aside] == ["../meta.json"]


def test_entries_of_the_wrong_kind_are_passed_over(tmp_path: Path) -> None:
    """Numbers become text; lists and objects where a word should be do no harm."""
    odd = {
        "report": "a.txt",
        "outlet": {"name": "Velma Times"},
        "url": [],
        "published": 20310507,
        "title": True,
    }
    (report,) = read_paths([write(tmp_path, [5, None, {}, {"report": 5}, odd])]).reports
    assert (report.outlet, report.declared.published, report.declared.title) == (
        "Velma Times",
        "20310507",
        None,
    )
