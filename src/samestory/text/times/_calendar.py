"""Days, months and years: the arithmetic of the calendar, as intervals of days."""

from __future__ import annotations

import calendar
import re
from datetime import date

Days = tuple[date, date]
"""The first and the last day of a stretch, both included."""


def month_days(year: int, month: int) -> Days:
    """Give the first and the last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def year_days(first: int, last: int | None = None) -> Days:
    """Give the first day of a year and the last day of it or of a later one."""
    return date(first, 1, 1), date(last or first, 12, 31)


def years_with(month: int, day: int, weekday: int, *, within: tuple[int, int]) -> tuple[int, ...]:
    """List the years, both bounds included, in which a day of a month falls on a weekday.

    >>> years_with(8, 6, 1, within=(2010, 2026))
    (2013, 2019, 2024)
    """
    years = range(within[0], within[1] + 1)
    return tuple(y for y in years if (d := day_of(y, month, day)) is not None and d.weekday() == weekday)


def day_of(year: int, month: int, day: int) -> date | None:
    """Make a date, None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def add_months(day: date, months: int) -> date:
    """Move a day by months, to the last day of the month where it is shorter."""
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def read_slashes(raw: str) -> Days | None:
    """Read 26/8/2019 or 8/26/2019; both days where day and month could be exchanged."""
    match = re.search(r"(?<!\d)(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d\d)(?!\d)", raw)
    if not match:
        return None
    a, b, year = (int(part) for part in match.groups())
    days = [day for day in (day_of(year, a, b), day_of(year, b, a)) if day is not None]
    return (min(days), max(days)) if days else None
