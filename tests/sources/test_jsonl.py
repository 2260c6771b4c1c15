"""JSON Lines: the names people give to fields, and lines that are no reports."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from samestory.records import Intake, Report
from samestory.sources import IntakeSettings, read_paths
from samestory.sources.fields import pick_metadata

BODY = "A ferry ran aground off Port Velma on Tuesday, the coast guard said."


def read_lines(folder: Path, *lines: str | bytes, settings: IntakeSettings | None = None) -> Intake:
    """Write lines and read them."""
    raw = [line.encode() if isinstance(line, str) else line for line in lines]
    (folder / "x.jsonl").write_bytes(b"\n".join(raw))
    return read_paths([folder / "x.jsonl"], settings or IntakeSettings())


def read_record(folder: Path, **record: Any) -> Report:
    """Write one record and read it as a report."""
    (report,) = read_lines(folder, json.dumps(record)).reports
    return report


@pytest.mark.parametrize(
    "name", ["text", "body", "content", "maintext", "articleBody", "full_text", "Article Text"]
)
def test_the_text_is_found_under_its_usual_names(tmp_path: Path, name: str) -> None:
    """Case and separators do not matter."""
    assert read_record(tmp_path, **{name: BODY}).text == BODY


def test_title_and_body_become_one_text(tmp_path: Path) -> None:
    """Title, blank line, body; a body that begins with its title is left as it is."""
    assert read_record(tmp_path, title="Ferry aground", text=BODY).text == f"Ferry aground\n\n{BODY}"
    whole = f"Ferry\naground\n{BODY}"
    assert read_record(tmp_path, headline="Ferry aground", body=whole).text == whole


@pytest.mark.parametrize(
    ("record", "url", "outlet", "published"),
    [
        ({"url": "http://www.a.example/1", "date": "2031-05-07"}, "http://www.a.example/1", "a.example", "2031-05-07"),
        ({"link": "http://a.example/1", "source": {"id": None, "name": "Velma Times"}, "publishedAt": "7 May"},
         "http://a.example/1", "Velma Times", "7 May"),
        ({"source": "https://www.a.example/feed", "date_publish": "2031-05-07 10:00:00"},
         None, "a.example", "2031-05-07 10:00:00"),
        ({"source_domain": "a.example", "timestamp": 1936000000}, None, "a.example", "2031-05-08T09:46:40+00:00"),
        ({"publisher": "Velma Times", "pubDate": 1936000000000}, None, "Velma Times", "2031-05-08T09:46:40+00:00"),
        ({"date": 2031}, None, None, "2031"),
        ({"url": 5, "outlet": ["Velma Times", "x"], "date": None}, "5", "Velma Times", None),
    ],
)  # fmt: skip
def test_metadata_is_found_under_its_usual_names(
    record: dict[str, Any], url: str | None, outlet: str | None, published: str | None
) -> None:
    """Dates stay as they were written; seconds since 1970, which show no day, become one."""
    found = pick_metadata(record, where="a test")
    assert (found.url, found.outlet, found.declared.published) == (url, outlet, published)


def test_authors_and_language_are_kept(tmp_path: Path) -> None:
    """One name, many, or objects with names."""
    report = read_record(tmp_path, text=BODY, authors=["Ana Bell", {"name": "Jo Carr"}], lang="en")
    assert report.declared.authors == ("Ana Bell", "Jo Carr")
    assert report.declared.language == "en"


def test_each_line_names_itself(tmp_path: Path) -> None:
    """Blank lines count and are passed over; lines stand in the order of the file."""
    lines = [json.dumps({"text": f"{BODY} {n}"}) for n in range(12)]
    intake = read_lines(tmp_path, lines[0], "", *lines[1:])
    assert [report.source.rpartition("#")[2] for report in intake.reports][:3] == ["1", "3", "4"]
    assert intake.reports[-1].source.endswith("x.jsonl#13")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "A fire', "it is not JSON"),
        ("A ferry ran aground.", "it is not JSON"),
        ("[1, 2]", "it holds a list"),
        ('"A ferry"', "it holds a text"),
        ('{"title": "A ferry", "url": "http://a.example"}', "no text in it, only title, url"),
        ('{"text": "   "}', "no text in it"),
        ('{"text": 7}', "no text in it"),
        ('{"text": {"a": "b"}}', "no text in it"),
        ('{"text": ' + "[" * 100_000, "nested too deeply"),
        (b'{"text": "\x00\x01\x02\x03\x04\x05"}', "binary data"),
        ('{"text": "Please enable JavaScript to continue."}', "only a notice ('enable javascript')"),
        ('{"text": ' + "9" * 5000 + "}", "it is not JSON"),
    ],
)
def test_a_line_that_is_no_report_is_set_aside_and_the_next_is_read(
    tmp_path: Path, line: str | bytes, reason: str
) -> None:
    """The line is named by its number."""
    intake = read_lines(tmp_path, line, json.dumps({"text": BODY}))
    assert [report.text for report in intake.reports] == [BODY]
    (item,) = intake.set_aside
    assert item.source.endswith("x.jsonl#1")
    assert reason in item.reason


def test_half_characters_become_marks_that_utf8_can_hold(tmp_path: Path) -> None:
    """JSON can say half of an emoji; a dossier must be writable."""
    (report,) = read_lines(tmp_path, r'{"text": "A fire \ud83d broke out", "title": "\udc00 fire"}').reports
    assert report.text == "\ufffd fire\n\nA fire \ufffd broke out"
    assert report.declared.title is not None
    report.declared.title.encode("utf-8")


def test_a_line_too_long_is_skipped_without_being_held(tmp_path: Path) -> None:
    """What follows it is read."""
    settings = IntakeSettings(max_line_bytes=500)
    lines = [json.dumps({"text": "x " * 2_000_000}), json.dumps({"text": BODY})]
    intake = read_lines(tmp_path, *lines, settings=settings)
    assert [report.text for report in intake.reports] == [BODY]
    assert "more than 500 bytes in one line" in intake.set_aside[0].reason


def test_a_byte_order_mark_before_the_first_line_is_no_harm(tmp_path: Path) -> None:
    """Spreadsheets write one."""
    assert read_lines(tmp_path, b"\xef\xbb\xbf" + json.dumps({"text": BODY}).encode()).reports


def test_html_in_a_field_is_read_as_a_page(tmp_path: Path) -> None:
    """Where there is no plain text beside it."""
    page = f"<div><p>{BODY * 4}</p><p>{BODY * 3}</p></div>"
    assert BODY in read_record(tmp_path, content_html=page).text


def test_a_packed_file_cut_short_gives_what_it_has(tmp_path: Path) -> None:
    """Reports before the cut are kept; the cut is named."""
    lines = "\n".join(json.dumps({"text": f"{BODY} {n * 7919}"}) for n in range(3000)).encode()
    (tmp_path / "x.jsonl.gz").write_bytes(gzip.compress(lines)[:-400])
    intake = read_paths([tmp_path / "x.jsonl.gz"])
    assert len(intake.reports) > 100
    assert any("the packed file is broken" in item.reason for item in intake.set_aside)
