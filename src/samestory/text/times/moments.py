"""Moments with their zones, as metadata writes them, and the day that they are elsewhere."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from samestory.text.times._calendar import Days

_MOMENT = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)[T ](?P<hour>\d\d:\d\d)(?::\d\d(?:\.\d{1,9})?)?\s?(?P<zone>Z|[+-]\d\d:?\d\d)"
)


def say_universal_day(raw: str, days: Days) -> str:
    """Say which day a moment is by universal time, where its zone makes that another than the one written.

    >>> from datetime import date
    >>> say_universal_day("2031-03-04T00:30:00+01:00", (date(2031, 3, 4), date(2031, 3, 4)))
    ' (2031-03-03 by universal time)'
    """
    match = _MOMENT.search(raw)
    if match is None:
        return ""
    zone = match["zone"].replace("Z", "+00:00")
    try:
        there = datetime.fromisoformat(f"{match['day']}T{match['hour']}{zone}").astimezone(UTC).date()
    except (ValueError, OverflowError):
        return ""
    return "" if there == days[0] else f" ({there} by universal time)"
