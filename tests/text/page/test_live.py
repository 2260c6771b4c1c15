"""Live pages in plain text."""

from __future__ import annotations

import pytest

from samestory.records import Report
from samestory.stages.cleaning import clean_report

BODY = """Storm Oda has left thousands without power, the Northern Grid company said on Friday.
18.05
Crews will work through the night, the company said.
17.22
Ferries are cancelled until Sunday, the line said.
4:40pm
Police have named the man who died.
"""


def test_a_live_page_is_parted_at_its_clock_times() -> None:
    """Each entry from its time to the next; the lines that hold a time alone are no paragraphs."""
    text = f"Storm Oda as it happened: power cut\n\n{BODY}"
    cleaning = clean_report(Report("r-1", "a.txt", text, "x"))
    assert [entry.at for entry in cleaning.entries] == ["18.05", "17.22", "4:40pm"]
    assert text[cleaning.entries[1].start : cleaning.entries[1].end] == "\n".join(BODY.split("\n")[3:5])
    assert all(len(paragraph) > 10 for paragraph in cleaning.paragraphs)


@pytest.mark.parametrize("headline", ["Storm Oda cuts power", "Living without power"])
def test_a_report_with_clock_times_is_no_live_page(headline: str) -> None:
    """Its headline must say so."""
    assert clean_report(Report("r-1", "a.txt", f"{headline}\n\n{BODY}", "x")).entries == ()


def test_two_times_part_nothing() -> None:
    """They are a kick-off and a whistle."""
    text = "Storm Oda live: power cut\n\n" + BODY.replace("4:40pm\n", "")
    assert clean_report(Report("r-1", "a.txt", text, "x")).entries == ()
