"""Likeness: what says the same scores above what shares only words."""

from __future__ import annotations

import numpy as np
import pytest

from samestory.text.propositions.comparison import compare_clauses
from samestory.text.propositions.likeness import load_weights, score_pairs

FIRST = """Bridge closes after crash

The old bridge over the Wye was closed on Monday after a lorry hit a pillar.
Two drivers were treated for minor injuries. The council promised a report by Easter.
"""
SECOND = """Lorry hits bridge

A lorry struck a pillar of the old bridge over the Wye on Monday and the bridge was closed.
The council has promised a report by Easter. Shopkeepers fear for their trade.
"""


@pytest.fixture
def comparison(account_of):
    """Two reports of one crash, compared."""
    return compare_clauses([account_of(FIRST, source="a"), account_of(SECOND, source="b")], None)


def test_weights_and_features_have_the_same_names(comparison):
    """Every feature has a weight, and no weight is left over."""
    assert set(load_weights()) == {"constant", *comparison.features}


def test_pairs_are_of_different_reports_and_in_order(comparison):
    """A pair is looked at once, from the earlier report to the later."""
    units, pairs = comparison.units, comparison.pairs
    for i, j in zip(pairs.first.tolist(), pairs.second.tolist(), strict=True):
        assert i < j
        assert units[i].account != units[j].account


def test_the_same_proposition_scores_highest(comparison):
    """The council's report is nearer to itself than to the shopkeepers."""
    scores = score_pairs(comparison.features, load_weights())
    assert np.all((scores >= 0) & (scores <= 1))
    best = int(np.argmax(scores))
    i, j = int(comparison.pairs.first[best]), int(comparison.pairs.second[best])
    assert "report" in comparison.units[i].text
    assert "report" in comparison.units[j].text


def test_one_report_is_compared_with_nothing(account_of):
    """There are no pairs within a report."""
    assert compare_clauses([account_of(FIRST)], None).features == {}
