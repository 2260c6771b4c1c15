"""Dates: the forms of news, resolved against the day of writing."""

from __future__ import annotations

from datetime import date

import pytest

from samestory.text.times.dates import day_in_url, find_dates, read_day, resolve_mention

WRITTEN = (date(2020, 4, 1), date(2020, 4, 1))  # a Wednesday


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on Tuesday, August 6, 2019, the", "2019-08-06", "2019-08-06"),
        ("on Tuesday (August 6th), as", "2019-08-06", "2019-08-06"),
        ("on 31 December 2017 it", "2017-12-31", "2017-12-31"),
        ("on Sept. 5, killed", "2019-09-05", "2019-09-05"),
        ("from Oct. 10-12, 2014, in", "2014-10-10", "2014-10-12"),
        ("in October 2007 after", "2007-10-01", "2007-10-31"),
        ("in 2007-2008 to", "2007-01-01", "2008-12-31"),
        ("in the 2019 election", "2019-01-01", "2019-12-31"),
        ("in late March 2019", "2019-03-21", "2019-03-31"),
        ("Last August, it", "2019-08-01", "2019-08-31"),
        ("at the end of last July", "2019-07-21", "2019-07-31"),
        ("last summer", "2019-06-01", "2019-08-31"),
        ("in May", "2019-05-01", "2019-05-31"),
        ("last month", "2020-03-01", "2020-03-31"),
        ("last year", "2019-01-01", "2019-12-31"),
        ("yesterday", "2020-03-31", "2020-03-31"),
        ("said Monday night", "2020-03-30", "2020-03-30"),
        ("said Wednesday", "2020-04-01", "2020-04-01"),
        ("last Wednesday", "2020-03-25", "2020-03-25"),
        ("two days ago", "2020-03-30", "2020-03-30"),
        ("Three weeks ago", "2020-03-08", "2020-03-14"),
        ("dated 12/31/2017.", "2017-12-31", "2017-12-31"),
    ],
)
def test_mentions_resolve_to_days(text: str, first: str, last: str) -> None:
    """Each form means the days that a reader of the first of April 2020 takes it for."""
    (mention,) = find_dates(text)
    assert resolve_mention(mention, WRITTEN) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    [
        "2,000 troops",
        "2000 troops",
        "you may 5 times",
        "march 3 miles",
        "$2019",
        "3/4/2017",
        "Tuesday's child",
        "in the 1990s",
        "at 18.30",
    ],
)
def test_other_figures_are_no_dates(text: str) -> None:
    """Counts, sums, verbs and days that could be exchanged are passed over."""
    assert [mention for mention in find_dates(text) if mention.kind != "weekday"] == []


def test_future_weekday_is_the_next() -> None:
    """A weekday that lies ahead is the next one."""
    (mention,) = find_dates("meets on Tuesday")
    assert resolve_mention(mention, WRITTEN, future=True) == (date(2020, 4, 7), date(2020, 4, 7))


def test_an_open_day_of_writing_widens_the_answer() -> None:
    """Written in March or April: 'last month' is February or March."""
    (mention,) = find_dates("last month")
    found = resolve_mention(mention, (date(2020, 3, 20), date(2020, 4, 2)))
    assert found == (date(2020, 2, 1), date(2020, 3, 31))


@pytest.mark.parametrize(
    ("raw", "first", "last"),
    [
        ("2017-12-31", "2017-12-31", "2017-12-31"),
        ("2017-12-31T23:10:00Z", "2017-12-31", "2017-12-31"),
        ("20190806", "2019-08-06", "2019-08-06"),
        ("2019-08", "2019-08-01", "2019-08-31"),
        ("August 6th, 2019 at 4:00 PM", "2019-08-06", "2019-08-06"),
        ("Updated: 4:00 PM EDT Aug 6, 2019", "2019-08-06", "2019-08-06"),
        ("1565085600", "2019-08-06", "2019-08-06"),
        ("3/4/2017", "2017-03-04", "2017-04-03"),
    ],
)
def test_declared_dates_are_read(raw: str, first: str, last: str) -> None:
    """The strings of metadata are read; what could be two days is both."""
    assert read_day(raw) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("raw", ["", "soon", "0001-11-30", "6 August", "2019-13-45"])
def test_nonsense_is_no_date(raw: str) -> None:
    """A placeholder, a day without a year and nonsense give none."""
    assert read_day(raw) is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/world/2017/12/31/storm", "2017-12-31"),
        ("https://a.example/storm-20160708.html", "2016-07-08"),
        ("https://a.example/2016/jul/08/storm", "2016-07-08"),
        ("https://a.example/news/40867674", None),
    ],
)
def test_addresses_carry_days(url: str, day: str | None) -> None:
    """A day in an address is read; an article's number is not."""
    found = day_in_url(url)
    assert (str(found[0]) if found else None) == day
