"""Provisional."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samestory.records import *  # noqa


def date_report(report: Report, cleaning: Cleaning) -> Published:
    return Published(None, None)


def date_story(reports: Sequence[Report], cleanings: Mapping[str, Cleaning], dates: Mapping[str, Published]) -> Mapping[str, Published]:
    return {}
