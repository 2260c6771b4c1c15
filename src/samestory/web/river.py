"""The river of stories: how many began on each day, week or month, as bars that lead to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samestory.library import DayCount
from samestory.render.wording import count, tell_interval

WIDTH, HEIGHT = 1200.0, 88.0
# A few days are no towers.
WIDEST = 36.0
# A bar stays wide enough to be hit: longer times are told in weeks, then in months, then in years.
MAX_BARS = 130
# Rare days of long ago or still to come (a date misread, an old report) would press all others together: so
# much of the stories may lie outside, before the first bar or after the last.
OUTSIDE = 0.01


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch of days; heights are in the drawing's own measure."""

    since: date
    until: date
    label: str
    x: float
    width: float
    y_all: float
    height_all: float
    y_shared: float
    height_shared: float


@dataclass(frozen=True, slots=True)
class River:
    """The drawing, and what it shows in words."""

    bars: tuple[Bar, ...]
    summary: str
    step: str
    first: str
    last: str
    width: float = WIDTH
    height: float = HEIGHT


def draw_river(days: Sequence[DayCount]) -> River:
    """Draw how many stories began when; no bars where there are none."""
    kept = _without_outliers(sorted(days, key=lambda each: each.day))
    if not kept:
        return River((), "No story has a date.", "", "", "")
    step_name, stretches = _stretches(kept[0].day, kept[-1].day)
    sums = _sum_up(kept, stretches)
    most = max(stories for stories, _ in sums.values())
    step = WIDTH / len(stretches)
    bars = []
    for at, (since, until) in enumerate(stretches):
        stories, shared = sums.get(since, (0, 0))
        height, inner = HEIGHT * stories / most, HEIGHT * shared / most
        label = f"{tell_interval(since, until)}: {count(stories, 'story', 'stories')}, {shared} shared"
        bars.append(
            Bar(
                since, until, label, round(at * step, 2), round(min(step * 0.86, WIDEST), 2),
                round(HEIGHT - height, 2), round(height, 2), round(HEIGHT - inner, 2), round(inner, 2),
            )
        )  # fmt: skip
    total = sum(each.stories for each in kept)
    first, last = tell_interval(kept[0].day, kept[0].day), tell_interval(kept[-1].day, kept[-1].day)
    summary = f"{count(total, 'story', 'stories')} from {first} to {last}"
    return River(tuple(bars), summary, step_name, first, last)


def _without_outliers(days: Sequence[DayCount]) -> list[DayCount]:
    """Leave out the few days far before or after, where without them the time is less than half as long."""
    allowed = OUTSIDE * sum(each.stories for each in days)
    kept = list(days)
    # Late ones twice: beside a year misread as 1931 one misread as 2050 looks near.
    for turned in (-1, 1, -1):
        inner = kept[::turned][_skip(kept[::turned], allowed) :][::turned]
        if inner and (inner[-1].day - inner[0].day) * 2 < kept[-1].day - kept[0].day:
            kept = inner
    return kept


def _skip(days: Sequence[DayCount], allowed: float) -> int:
    """Count the days at the head that together hold no more stories than are allowed."""
    seen = 0
    for at, each in enumerate(days):
        seen += each.stories
        if seen > allowed:
            return at
    return 0


def _stretches(first: date, last: date) -> tuple[str, list[tuple[date, date]]]:
    """Part the time into days, weeks, months or years, whichever gives few enough bars."""
    days = (last - first).days + 1
    if days <= MAX_BARS:
        return "day", [(day, day) for day in (first + timedelta(at) for at in range(days))]
    if days <= MAX_BARS * 7:
        monday = first - timedelta(first.weekday())
        weeks = (last - monday).days // 7 + 1
        return "week", [(monday + timedelta(7 * at), monday + timedelta(7 * at + 6)) for at in range(weeks)]
    months = days / 30.4 <= MAX_BARS
    stretches: list[tuple[date, date]] = []
    start = date(first.year, first.month if months else 1, 1)
    while start <= last:
        after = _next_month(start) if months else date(start.year + 1, 1, 1)
        stretches.append((start, after - timedelta(1)))
        start = after
    return "month" if months else "year", stretches


def _next_month(start: date) -> date:
    return date(start.year + start.month // 12, start.month % 12 + 1, 1)


def _sum_up(
    days: Sequence[DayCount], stretches: Sequence[tuple[date, date]]
) -> Mapping[date, tuple[int, int]]:
    sums: dict[date, tuple[int, int]] = {}
    place = iter(stretches)
    since, until = next(place)
    for each in days:
        while each.day > until:
            since, until = next(place)
        stories, shared = sums.get(since, (0, 0))
        sums[since] = (stories + each.stories, shared + each.shared)
    return sums
