"""Provisional."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samestory.records import *  # noqa


def find_clauses(report: Report, annotation: Annotation, attributions: Sequence[Attribution]) -> tuple[Clause, ...]:
    return tuple(Clause(report.id, s.start, s.end, i, tuple(range(s.first, s.last))) for i, s in enumerate(annotation.sentences))
