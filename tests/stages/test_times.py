"""Times: resolved against the report's own day, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from samestory.models import SpacyParser
from samestory.pipeline import read_report
from samestory.records import Account, Declared, LiveEntry, Published, Report
from samestory.stages.cleaning import clean_report

AccountMaker = Callable[..., Account]
DAY = "2019-08-07"  # a Wednesday


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("The mayor resigned on Tuesday.", "2019-08-06", "2019-08-06"),
        ("The court will meet on Tuesday.", "2019-08-13", "2019-08-13"),
        ("Neighbours are planning a vigil Saturday at the pier.", "2019-08-10", "2019-08-10"),
        ("The trial begins on Monday.", "2019-08-12", "2019-08-12"),
        ("Police are investigating a Saturday shooting.", "2019-08-03", "2019-08-03"),
        ("Officials would begin counting the votes Friday.", "2019-08-09", "2019-08-09"),
        ("She had failed to land on Monday.", "2019-08-05", "2019-08-05"),
        ("It rained yesterday.", "2019-08-06", "2019-08-06"),
        ("The law passed last August.", "2018-08-01", "2018-08-31"),
        ("She was at sea this July 4, 2017.", "2017-07-04", "2017-07-04"),
        ("The essay came ahead of November's ballot.", "2019-11-01", "2019-11-30"),
        ("They want to win the council this November.", "2019-11-01", "2019-11-30"),
        ("She left the council this March.", "2019-03-01", "2019-03-31"),
        ("He announced it at the end of 2018.", "2018-12-01", "2018-12-31"),
        ("The war of 2007-2008 was long.", "2007-01-01", "2008-12-31"),
        ("She led the club from 2009 to 2014.", "2009-01-01", "2014-12-31"),
        ("The bridge was built in 1990.", "1990-01-01", "1990-12-31"),
        ("The ferry sank on Dec. 31, 2017.", "2017-12-31", "2017-12-31"),
        ("They came home in the spring.", "2019-03-01", "2019-05-31"),
        ("One year has already passed since the town fell.", "2018-07-07", "2018-08-07"),
    ],
)
def test_a_time_is_an_interval_of_days(
    account_of: AccountMaker, text: str, earliest: str, latest: str
) -> None:
    """Each expression becomes the days it means in a report of Wednesday, 7 August 2019."""
    (time,) = account_of(text, day=DAY).times
    assert (time.earliest, time.latest) == (date.fromisoformat(earliest), date.fromisoformat(latest))
    assert time.reason


@pytest.mark.parametrize(
    "text",
    [
        "She died at the age of 42.",
        "The fall of the city came fast.",
        "He ran 2,019 miles.",
        "FILE - In this Sept. 30, 2016, file photo, the singer waves.",
    ],
)
def test_what_only_looks_like_a_time_is_none(account_of: AccountMaker, text: str) -> None:
    """Ages, counts and the fall of a city are no days."""
    assert account_of(text, day=DAY).times == ()


def test_without_a_day_of_its_own_only_years_are_read(account_of: AccountMaker) -> None:
    """'Tuesday' in a report of unknown day could be any; 1990 could not."""
    times = account_of("It opened in 1990 and closed on Tuesday.").times
    assert [(t.earliest.year, t.latest.year) for t in times] == [(1990, 1990)]


def test_times_point_at_their_words(account_of: AccountMaker) -> None:
    """The span of a time reproduces it."""
    account = account_of("The mayor resigned on Tuesday, Aug. 6.", day=DAY)
    assert [account.report.text[t.start : t.end] for t in account.times] == ["Tuesday, Aug. 6"]


def test_an_entry_of_a_live_page_is_read_against_its_own_day(parser: SpacyParser) -> None:
    """'Yesterday' in what was written on the fifth is the fourth, whenever the page ended."""
    text = "It rained yesterday.\nIt rained yesterday."
    entries = (LiveEntry(0, 20, "2019-08-05T09:00:00Z"), LiveEntry(21, 41, "9.15"))
    report = Report("r-1", "a.txt", text, "x", declared=Declared(entries=entries))
    day = Published(date(2019, 8, 7), date(2019, 8, 7))
    times = read_report(report, clean_report(report), day, parser=parser).times
    assert [time.earliest.day for time in times] == [4, 6]
