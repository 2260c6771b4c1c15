"""Which figures can be the same one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from samestory.records import Quantity
from samestory.text.figures.fitting import figures_compatible, fit_figures


def figure(low: int | None, high: int | None, unit: str = "people", **fields: object) -> Quantity:
    """A figure by hand."""
    bounds = (None if x is None else Decimal(x) for x in (low, high))
    return Quantity("r-1", 0, 1, *bounds, unit, "", **fields)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("a", "b", "fit"),
    [
        (figure(5, 5), figure(5, 5), "same"),
        (figure(24, None), figure(51, 51), "within"),
        (figure(15, None), figure(None, 16), "overlap"),
        (figure(5, 5), figure(7, 7), "apart"),
        (figure(1000, 1000, approximate=True), figure(1030, 1030), "rounded"),
    ],
)
def test_says_how_two_figures_fit(a: Quantity, b: Quantity, fit: str) -> None:
    """The fit is the same both ways round."""
    assert fit_figures(a, b) == fit_figures(b, a) == fit


def test_figures_of_different_fates_are_not_compatible() -> None:
    """Five killed are not the five injured."""
    assert not figures_compatible(figure(5, 5, role="killed"), figure(5, 5, role="injured"))


def test_measures_are_compared_across_units() -> None:
    """Sixty miles are about 97 kilometres."""
    miles, kilometres = (
        figure(60, 60, "miles", kind="measure"),
        figure(97, 97, "kilometres", kind="measure"),
    )
    assert figures_compatible(miles, kilometres)
    assert not figures_compatible(miles, figure(60, 60, "kilometres", kind="measure"))
