"""How spans are counted against PolNeAR."""

from __future__ import annotations

from eval.polnear import match, outermost
from eval.scoring import Tally


def test_nested_spans_are_left_out_of_the_flat_reading() -> None:
    """A span within another of its role counts in one reading alone."""
    assert outermost({(0, 9), (0, 4), (2, 5), (9, 12), (10, 12)}) == {(0, 9), (9, 12)}


def test_a_span_that_begins_right_and_ends_wrong_is_half_a_match() -> None:
    """It counts where the beginning is judged, not where both borders are."""
    exact, begun = Tally(), Tally()
    match({(0, 9), (20, 30)}, {(0, 8), (20, 30)}, exact, begun)
    assert (exact.f1, begun.f1) == (0.5, 1.0)
