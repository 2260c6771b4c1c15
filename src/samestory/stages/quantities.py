"""Provisional."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samestory.records import *  # noqa


def find_quantities(report: Report, annotation: Annotation) -> tuple[Quantity, ...]:
    return ()
