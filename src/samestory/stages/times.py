"""Provisional."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samestory.records import *  # noqa


def find_times(report: Report, annotation: Annotation, published: Published) -> tuple[TimeExpression, ...]:
    return ()
