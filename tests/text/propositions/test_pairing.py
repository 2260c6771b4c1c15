"""Which clauses are looked at closely."""

from __future__ import annotations

import numpy as np
import pytest

from samestory.text.propositions.pairing import _nearest


@pytest.mark.parametrize("wanted", [1, 2, 3, 9])
def test_the_nearest_are_those_of_a_whole_sort_in_the_order_of_reading(wanted: int) -> None:
    """Whatever is equally near is taken from the left, and nothing that is too far."""
    mixed = np.round(np.random.default_rng(5).random((20, 8)), 1)
    whole = [[c for c in np.argsort(-row, kind="stable")[:wanted] if row[c] >= 0.3] for row in mixed]
    assert [columns.tolist() for columns in _nearest(mixed, wanted, 0.3)] == whole


def test_few_clauses_are_all_near() -> None:
    """A row shorter than what is wanted is taken whole, the nearest first."""
    (columns,) = _nearest(np.array([[0.2, 0.9, 0.4]]), 12, 0.3)
    assert columns.tolist() == [1, 2]
