"""Forming: statements that reports share, each told once, and what one report has alone."""

from __future__ import annotations

import numpy as np
import pytest

from samestory.text.propositions.comparison import Comparison
from samestory.text.propositions.forming import form_groups
from samestory.text.propositions.likeness import Weights
from samestory.text.propositions.pairing import Pairs
from samestory.text.propositions.units import Unit

TERMS = ("ferry", "strike", "end")


def unit(account: int, start: int, end: int, cited: tuple[int, int]) -> Unit:
    """Make a clause that stands somewhere in a report, and is cited there."""
    return Unit(
        account, f"r-{account}", start, end, 0, None, "body", "", TERMS, (), (), (), "",
        False, False, False, (), (), (), cited=cited,
    )  # fmt: skip


def form(units: list[Unit], likely: dict[tuple[int, int], float], monkeypatch) -> list[tuple[int, ...]]:
    """Form groups where each pair is as likely as is said."""
    first, second = (np.array([pair[side] for pair in likely], np.int64) for side in (0, 1))
    comparison = Comparison(units, Pairs(first, second, np.zeros(len(likely))), {})
    scores = np.array(list(likely.values()))
    monkeypatch.setattr("samestory.text.propositions.forming.score_comparison", lambda *_: scores)
    return [group for group in form_groups(comparison, Weights({}, {})) if len(group) > 1]


def test_two_statements_of_the_same_sentences_are_one(monkeypatch):
    """Both halves of a sentence meet both halves of another: a reader is sent to the two sentences once."""
    whole = (0, 100)
    units = [unit(0, 0, 50, whole), unit(0, 50, 100, whole), unit(1, 0, 50, whole), unit(1, 50, 100, whole)]
    assert form(units, {(0, 2): 0.9, (1, 3): 0.8}, monkeypatch) == [(0, 2)]


@pytest.mark.parametrize("other", [(100, 200), (50, 100)])
def test_statements_of_other_places_stay_two(monkeypatch, other):
    """What another place says besides is told beside it."""
    units = [
        unit(0, 0, 50, (0, 50)),
        unit(0, 50, 100, other),
        unit(1, 0, 50, (0, 50)),
        unit(1, 50, 100, other),
    ]
    assert form(units, {(0, 2): 0.9, (1, 3): 0.8}, monkeypatch) == [(0, 2), (1, 3)]
