"""Tables: rows under the usual names of columns, whatever parts them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from arrivals import names, read_bytes, reasons

from eval.source_samples import BODY, make_parquet
from samestory.sources import IntakeSettings

ROW = {
    "Title": "Ferry",
    "Body": 'The "ferry", it ran\naground; twice.',
    "Link": "http://a.example/1",
    "Id": "7",
}


def write(rows: list[dict[str, str]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """Write rows as a table."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue().encode(encoding)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_whatever_parts_it(tmp_path: Path, delimiter: str, encoding: str) -> None:
    """Quotes, line breaks and the other marks in a field are its own."""
    row = {**ROW, "Body": ROW["Body"] + " Café."}
    (report,) = read_bytes(tmp_path, write([row], delimiter, encoding), "a.csv").reports
    assert report.text == "Ferry\n\n" + row["Body"]
    assert (report.url, report.outlet) == ("http://a.example/1", "a.example")


def test_rows_are_counted_as_a_spreadsheet_does(tmp_path: Path) -> None:
    """The names are row 1; a row without text is set aside, an empty one passed over."""
    data = write([ROW, {**ROW, "Body": ""}, {**ROW, "Body": BODY}]) + b",,,\r\n"
    intake = read_bytes(tmp_path, data, "a.csv")
    assert names(intake) == ["a.csv#row 2", "a.csv#row 4"]
    assert "a.csv#row 3: no text in it" in reasons(intake)


def test_a_column_that_is_named_is_taken(tmp_path: Path) -> None:
    """Where no name is known it is said once, not for each row."""
    data = write([{"Headline": "Ferry", "Wording": BODY}] * 3)
    said = reasons(read_bytes(tmp_path, data, "a.csv"))
    assert said.count("none of its columns is known to hold the text: Headline, Wording") == 1
    settings = IntakeSettings(fields=(("text", "Wording"),))
    assert read_bytes(tmp_path, data, "a.csv", settings).reports[0].text == f"Ferry\n\n{BODY}"


def test_rows_too_short_or_too_long_are_read_as_far_as_they_go(tmp_path: Path) -> None:
    """Sloppy exports are no reason to lose a report."""
    intake = read_bytes(
        tmp_path,
        b"text,url\r\nA ferry ran aground.\r\nA fire broke out.,http://a.example/1,x,y\r\n",
        "a.csv",
    )
    assert [report.url for report in intake.reports] == [None, "http://a.example/1"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it holds no text"),
        (b"text,url\r\n", "no row but that of the names"),
        (b"text,url\r\n" + b"x" * 5_000, "a line has more than 1,000 characters"),
        (b'text,url\r\n"' + b"x\r\n" * 5_000, "the table is broken"),
    ],
)
def test_what_is_no_table_is_said(tmp_path: Path, data: bytes, reason: str) -> None:
    """A field or line without end is never held whole."""
    settings = IntakeSettings(max_line_bytes=1_000)
    limit = csv.field_size_limit(1_000)
    try:
        assert reason in reasons(read_bytes(tmp_path, data, "a.csv", settings))
    finally:
        csv.field_size_limit(limit)


def test_parquet_is_read_like_a_table(tmp_path: Path) -> None:
    """Rows are counted from 1: there is no row of names."""
    pytest.importorskip("pyarrow")
    intake = read_bytes(tmp_path, make_parquet([ROW, {**ROW, "Body": BODY}]), "a.parquet")
    assert names(intake) == ["a.parquet#row 1", "a.parquet#row 2"]
    assert intake.reports[1].text == f"Ferry\n\n{BODY}"
    assert "the table is broken" in reasons(read_bytes(tmp_path, b"PAR1 broken PAR1", "b.parquet"))
