"""Provisional."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samestory.records import *  # noqa


def trace_lineage(accounts: Sequence[Account], passages: Mapping[tuple[str, str], Sequence[Passage]], quotes: Sequence[QuoteGroup]) -> Lineage:
    return Lineage((), ())
