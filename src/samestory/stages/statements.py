"""Provisional."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samestory.records import *  # noqa
import numpy as np
from numpy.typing import NDArray
from typing import Protocol


class Encoder(Protocol):
    """Turns sentences into unit vectors, one row each, so that a dot product is a cosine."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode `texts` (n) as an array of shape (n, dimensions)."""
        ...


def group_statements(accounts: Sequence[Account], names: Sequence[Name], lineage: Lineage, *, encoder: Encoder | None) -> tuple[Statement, ...]:
    return tuple(Statement(content_id("t", c.report, c.start, c.end), a.report.text[c.start:c.end], (Support(c.report, c.start, c.end),)) for a in accounts for c in a.clauses)
