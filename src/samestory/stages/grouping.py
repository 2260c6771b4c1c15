"""Provisional."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samestory.records import *  # noqa


def group_reports(reports: Sequence[Report], cleanings: Mapping[str, Cleaning], dates: Mapping[str, Published]) -> tuple[Group, ...]:
    return tuple(Group(content_id("s", r.id), (r.id,)) for r in reports)
