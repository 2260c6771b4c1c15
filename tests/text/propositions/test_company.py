"""Company: what the rest of a story says of a pair."""

from __future__ import annotations

import numpy as np
import pytest

from samestory.text.propositions.company import weigh_company
from samestory.text.propositions.pairing import Pairs
from samestory.text.propositions.units import Unit


def unit(account: int, sentence: int, start: int = 0, end: int = 40) -> Unit:
    """A clause of which only the place matters."""
    return Unit(
        account, f"r-{account}", start, end, sentence, None, "body", "x" * (end - start), (), (), (), (), "",
        False, False, False, (), (), (),
    )  # fmt: skip


def weigh(units, scores):
    """Weigh pairs given as {(i, j): likely}; returns the features by pair."""
    order = sorted(scores)
    pairs = Pairs(
        np.array([i for i, _ in order]), np.array([j for _, j in order]), np.zeros(len(order), np.float64)
    )
    features = weigh_company(units, pairs, np.array([scores[pair] for pair in order]))
    return {pair: {name: values[k] for name, values in features.items()} for k, pair in enumerate(order)}


def test_a_third_report_that_goes_with_both_speaks_for_a_pair():
    """Of two like pairs the one with a third clause beside it is in better company."""
    units = [unit(0, 0), unit(1, 0), unit(2, 0), unit(0, 1), unit(1, 1)]
    found = weigh(units, {(0, 1): 0.5, (0, 2): 0.6, (1, 2): 0.6, (3, 4): 0.5})
    assert found[0, 1]["third"] > 0
    assert found[3, 4]["third"] == 0


def test_a_pair_behind_a_better_one_in_the_same_report_is_told_so():
    """A clause that has a surer partner in the other report leaves the second behind."""
    found = weigh([unit(0, 0), unit(1, 0), unit(1, 1)], {(0, 1): 0.9, (0, 2): 0.3})
    assert found[0, 1]["behind"] == pytest.approx(0)
    assert found[0, 2]["behind"] < 0


def test_sentences_that_follow_one_another_in_both_speak_for_each_other():
    """Reports that tell two things in one order likely tell them alike."""
    found = weigh([unit(0, 0), unit(0, 1), unit(1, 4), unit(1, 5)], {(0, 2): 0.4, (1, 3): 0.9})
    assert found[0, 2]["beside"] == pytest.approx(np.sqrt(0.9))


def test_a_clause_inside_another_lends_it_its_partner():
    """What a part of the clause matches is known to the whole."""
    units = [unit(0, 0, 0, 80), unit(0, 0, 40, 80), unit(1, 0)]
    found = weigh(units, {(0, 2): 0.2, (1, 2): 0.8})
    assert found[0, 2]["overlapping"] > found[1, 2]["overlapping"] > -3
