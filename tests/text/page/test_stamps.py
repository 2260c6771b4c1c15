"""Stamps: who wrote a report and when it appeared, told from its sentences and headings."""

from __future__ import annotations

import pytest

from samestory.text.page.stamps import is_day_line, is_label, is_stamp


@pytest.mark.parametrize(
    "line",
    [
        "By Ann Lee, Saturday 18 November 2023",
        "by Bo Ek — 5 minutes read — 17.10.2020",
        "Posted by Juno on 22 August 2016 in Weather",
        "Published: 09:14 GMT, 3 February 2021 | Updated: 11:02 GMT, 3 February 2021",
        "Updated Jan 21, 2022 07:30 am",
        "Last updated 3 hours ago",
    ],
)
def test_bylines_and_published_lines_are_stamps(line: str) -> None:
    """A writer after 'By', a day after 'Published', however they are put together."""
    assert is_stamp(line)


@pytest.mark.parametrize(
    "line",
    [
        "By Monday, all ships should be moving again, it said.",
        "Updated rules for pilots were published in March 2018, after two accidents.",
        "Update at 9:06 p.m. Where Things Stand:",
        "Last bus left at 9:30",
        "Posted signs warn of the 9:30 ferry",
        "",
    ],
)
def test_sentences_and_headings_are_no_stamps(line: str) -> None:
    """What begins like a stamp and goes on to tell something stays in the report."""
    assert not is_stamp(line)


@pytest.mark.parametrize(
    "line", ["Tuesday, November 14, 2023 - 8:15 p.m.", "12/09/2017 - 18:20", "15.11.2023"]
)
def test_a_day_alone_is_a_day_line(line: str) -> None:
    """A day or an hour with little beside it."""
    assert is_day_line(line)


@pytest.mark.parametrize(
    "line", ["Storm of 3 May 2020 kills nine", "Console Update 5.50 Features Detailed"]
)
def test_a_headline_with_a_day_is_no_day_line(line: str) -> None:
    """Headlines carry days and figures too."""
    assert not is_day_line(line)


def test_labels_are_names_alone() -> None:
    """One to three capitalised words; a figure or a colon makes it something else."""
    assert is_label("Ann Lee")
    assert not any(map(is_label, ("Now: 8.3%", "Crack in a pillar", "Offence: Theft")))
