"""The calendar of stories."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from samestory.library import DayCount
from samestory.web.river import HEIGHT, MAX_BARS, WIDTH, draw_river

MAY = date(2031, 5, 1)


def spread(days: int, every: int = 1) -> list[DayCount]:
    """A story a day, told by two outlets on every third."""
    return [DayCount(MAY + timedelta(at), 1, int(at % 3 == 0)) for at in range(0, days, every)]


def test_nothing_dated_gives_no_bars() -> None:
    """An empty library has an empty river, and says so."""
    assert draw_river([]).bars == ()


def test_quiet_days_stand_between_busy_ones() -> None:
    """A day without a story is a bar without height: time is not squeezed."""
    river = draw_river([DayCount(MAY, 2, 1), DayCount(MAY + timedelta(3), 4, 0)])
    assert [bar.height_all for bar in river.bars] == [HEIGHT / 2, 0, 0, HEIGHT]


@pytest.mark.parametrize("days", [1, 5, MAX_BARS, MAX_BARS + 1, 800, 4_000, 20_000])
def test_bars_stay_few_and_lose_nothing(days: int) -> None:
    """However long the time, the bars can be hit, follow one another and hold every story."""
    river = draw_river(spread(days))
    assert len(river.bars) <= MAX_BARS + 2
    assert all(a.until + timedelta(1) == b.since for a, b in zip(river.bars, river.bars[1:], strict=False))
    assert river.bars[0].since <= MAY
    assert river.bars[-1].until >= MAY + timedelta(days - 1)
    assert river.bars[-1].x + river.bars[-1].width <= WIDTH


def test_one_misread_year_does_not_press_all_others_to_the_edge() -> None:
    """A hundredth of the stories may lie before the first bar, and as many after the last."""
    river = draw_river([DayCount(date(1931, 5, 1), 1, 0), *spread(200)])
    assert river.bars[0].since.year == 2031
    river = draw_river([DayCount(date(1931, 5, 1), 1, 0), *spread(200), DayCount(date(2050, 1, 1), 1, 0)])
    assert {bar.since.year for bar in river.bars} == {2031}
