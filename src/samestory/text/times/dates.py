"""Days, months and years as news writes them, found in a text and resolved against a known day.

`find_dates` finds mentions, `resolve_mention` turns one into an interval of days once it is known
when the text was published, `read_day` reads the raw strings of metadata, `day_in_url` those of
addresses. English only for mentions; pure, no clock.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from samestory.lexicon.months import AMOUNTS, MONTHS, SEASONS, ZONES
from samestory.text.times._calendar import (
    Days,
    add_months,
    day_of,
    month_days,
    read_slashes,
    year_days,
    years_with,
)
from samestory.text.times._mentions import DateMention, Unit, find_dates
from samestory.text.times.foreign_days import find_foreign_day

__all__ = [
    "AMOUNTS",
    "DateMention",
    "Days",
    "Unit",
    "add_months",
    "day_in_url",
    "day_of",
    "find_dates",
    "month_days",
    "read_day",
    "resolve_mention",
    "year_days",
    "years_with",
]

FIRST_YEAR, LAST_YEAR = 1900, 2099
MOST_MONTHS_AHEAD = 8


def resolve_mention(mention: DateMention, published: Days, *, future: bool = False) -> Days | None:
    """Say which days a mention means in a text published between two days, both included.

    `future` says that the verb looks forward ('will meet on Tuesday'); else the nearest past is
    meant. Returns None where no such day exists (30 February).

    >>> resolve_mention(next(find_dates("last August")), (date(2020, 4, 1), date(2020, 4, 9)))
    (datetime.date(2019, 8, 1), datetime.date(2019, 8, 31))
    """
    found = [_resolve(mention, anchor, future) for anchor in sorted(set(published))]
    days = [pair for pair in found if pair is not None]
    return (min(a for a, _ in days), max(b for _, b in days)) if days else None


_ISO_START = re.compile(r"\s*((?:19|20)\d\d)(?:-?([01]\d)(?:-?([0-3]\d))?)?(?=$|[T\s,;:Zz+-])")
_EPOCH = re.compile(r"\s*(\d{10}|\d{13})\s*$")


def read_day(raw: str) -> Days | None:
    """Read the date that a page or record declares; a month or year alone gives its days.

    Times of day and zones are passed over: the day is the one written. A date whose day and month
    could be exchanged (3/4/2017) is not guessed at but gives both, as an interval.

    >>> read_day("Tue, 06 Aug 2019 10:00:00 GMT")
    (datetime.date(2019, 8, 6), datetime.date(2019, 8, 6))
    """
    iso = _ISO_START.match(raw)
    if iso:
        return _days_of_parts(*(int(part) if part else None for part in iso.groups()))
    epoch = _EPOCH.match(raw)
    if epoch:
        day = date(1970, 1, 1) + timedelta(seconds=int(epoch.group(1)[:10]))
        return (day, day)
    cleaned = ZONES.sub(" ", raw.strip().title())
    cleaned = re.sub(r"(?<=\d)(St|Nd|Rd|Th)\b", "", cleaned)
    dated = [mention for mention in find_dates(cleaned) if mention.year is not None]
    # 'Part of it in English' is as often another language: '14 de julio de 2004' has an English year.
    foreign = None if any(mention.is_full for mention in dated) else find_foreign_day(raw)
    if foreign is not None:
        return foreign[0]
    mention = next((m for m in dated if m.is_full), dated[0] if dated else None)
    if mention is not None and mention.year is not None:
        return _resolve(mention, date(mention.year, 1, 1), False)
    return read_slashes(raw)


_URL_DAY = re.compile(
    r"[/_=-]((?:19|20)\d\d)[/-]?(1[0-2]|0?[1-9]|[a-zA-Z]{3,9})[/-]?(3[01]|[12]\d|0?[1-9])(?=[/_.?&#-]|$)"
)
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)[/-](1[0-2]|0[1-9])(?=/)")


def day_in_url(url: str) -> Days | None:
    """Read the day, or else the month, that a web address carries: /2016/07/08/, -20160708.

    >>> day_in_url("https://a.example/news/2016/jul/08/storm")
    (datetime.date(2016, 7, 8), datetime.date(2016, 7, 8))
    """
    for match in _URL_DAY.finditer(url):
        year, month, day = match.groups()
        number = int(month) if month.isdigit() else MONTHS.get(month.lower()[:3])
        found = day_of(int(year), number, int(day)) if number else None
        if found:
            return (found, found)
    month_found = _URL_MONTH.search(url)
    return month_days(*(int(part) for part in month_found.groups())) if month_found else None


def _days_of_parts(year: int | None, month: int | None = None, day: int | None = None) -> Days | None:
    if year is None:
        return None
    if month is None:
        return year_days(year)
    if not 1 <= month <= 12:
        return None
    if day is None:
        return month_days(year, month)
    found = day_of(year, month, day)
    return (found, found) if found else None


def _resolve(mention: DateMention, anchor: date, future: bool) -> Days | None:  # noqa: PLR0911 - a form a line
    if mention.kind == "weekday":
        return _resolve_weekday(mention, anchor, future)
    if mention.season is not None:
        return _resolve_season(mention, anchor, future)
    if mention.unit is not None:
        return _resolve_shift(mention, anchor)
    if mention.month is not None and mention.day is not None:
        return _resolve_day(mention, anchor, future)
    if mention.month is not None:
        return _resolve_month(mention, anchor, future)
    if mention.year is not None:
        return _narrow(year_days(mention.year, mention.last_year), mention.part)
    return None


def _resolve_weekday(mention: DateMention, anchor: date, future: bool) -> Days | None:
    assert mention.weekday is not None  # noqa: S101 - by kind
    back = (anchor.weekday() - mention.weekday) % 7
    if mention.shift == -1:
        day = anchor - timedelta(days=back or 7)
    elif future or mention.shift == 1:
        day = anchor + timedelta(days=(-back) % 7)
    else:
        day = anchor - timedelta(days=back)
    return (day, day)


def _resolve_day(mention: DateMention, anchor: date, future: bool) -> Days | None:
    assert mention.month is not None  # noqa: S101 - by caller
    assert mention.day is not None  # noqa: S101 - by caller
    if mention.year is not None:
        years = [mention.year]
    else:
        # News names the year of a day that is more than about ten months gone or two ahead.
        years = [anchor.year + step for step in ((0, 1) if future else (-1, 0, 1))]
    days = [d for year in years if (d := day_of(year, mention.month, mention.day)) is not None]
    if mention.year is None:
        low, high = (0, 366) if future else (-305, 60)
        days = [d for d in days if low <= (d - anchor).days <= high] or days
    if not days:
        return None
    first = min(days, key=lambda d: abs((d - anchor).days))
    last = day_of(first.year, mention.month, mention.last_day) if mention.last_day else None
    return (first, last if last and last > first else first)


def _resolve_month(mention: DateMention, anchor: date, future: bool) -> Days:
    assert mention.month is not None  # noqa: S101 - by caller
    year = mention.year
    if year is None:
        year = anchor.year
        if future or mention.shift == 1:
            year += mention.month < anchor.month
        elif mention.shift == -1:
            year -= mention.month >= anchor.month
        elif mention.shift == 0:
            # 'This November' is of the year, before or after; 'this December' said in January is gone.
            year -= mention.month - anchor.month > MOST_MONTHS_AHEAD
        else:
            year -= mention.month > anchor.month
    return _narrow(month_days(year, mention.month), mention.part)


def _resolve_season(mention: DateMention, anchor: date, future: bool) -> Days:
    assert mention.season is not None  # noqa: S101 - by caller
    first_month, months = SEASONS[mention.season]

    def days(year: int) -> Days:
        first = date(year, first_month, 1)
        return first, add_months(first, months) - timedelta(days=1)

    if mention.year is not None:
        return days(mention.year)
    years = [days(year) for year in range(anchor.year - 2, anchor.year + 2)]
    if future or mention.shift == 1:
        return next(pair for pair in years if pair[0] > anchor or pair == years[-1])
    past = [pair for pair in years if (pair[1] < anchor if mention.shift == -1 else pair[0] <= anchor)]
    return past[-1]


def _resolve_shift(mention: DateMention, anchor: date) -> Days | None:
    shift = mention.shift or 0
    if mention.unit == "day":
        day = anchor + timedelta(days=shift)
        return (day, day)
    if mention.unit == "month":
        moved = add_months(anchor, shift)
        return month_days(moved.year, moved.month)
    if mention.unit == "year":
        year = anchor.year + shift
        return year_days(year) if FIRST_YEAR <= year <= LAST_YEAR else None
    if mention.part == "ago":  # 'two weeks ago' is seldom meant to the day
        middle = anchor + timedelta(weeks=shift)
        return (middle - timedelta(days=3), middle + timedelta(days=3))
    monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=shift)
    if mention.unit == "weekend":
        monday += timedelta(weeks=1 if shift == -1 and anchor.weekday() >= 6 else 0)
        return (monday + timedelta(days=5), monday + timedelta(days=6))
    return (monday, monday + timedelta(days=6))


def _narrow(days: Days, part: str | None) -> Days:
    """Keep the third of a month or year that 'early', 'mid' or 'late' leaves; the last for 'end'."""
    if part not in ("early", "mid", "late"):
        return days
    whole = (days[1] - days[0]).days + 1
    third = whole // 3
    if part == "early":
        return days[0], days[0] + timedelta(days=third)
    if part == "late":
        return days[1] - timedelta(days=third), days[1]
    return days[0] + timedelta(days=third), days[1] - timedelta(days=third)
