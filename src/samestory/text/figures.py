"""Figures beside one another: can two of them be true of one thing, and how do they differ?"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from samestory.records import Quantity

Fit = Literal["same", "rounded", "within", "overlap", "apart"]

# 'About 1,000' may be 950 or 1,080: within a tenth the writer has only rounded.
ROUNDING = Decimal("0.1")


def fit_figures(a: Quantity, b: Quantity) -> Fit:
    """Compare what two figures allow.

    `same`: equal bounds. `rounded`: one is approximate and the other lies within a tenth of it.
    `within`: one allows more and takes the other in ('dozens' and '51'). `overlap`: both allow
    some of the same. `apart`: no number satisfies both.
    """
    if (a.low, a.high) == (b.low, b.high):
        return "same"
    if (a.approximate or b.approximate) and _is_near(a, b):
        return "rounded"
    if _holds(a, b) or _holds(b, a):
        return "within"
    low = max(x for x in (a.low, b.low, Decimal(0)) if x is not None)
    high = min((x for x in (a.high, b.high) if x is not None), default=None)
    return "overlap" if high is None or low <= high else "apart"


def figures_compatible(a: Quantity, b: Quantity) -> bool:
    """Tell whether two figures can be the same one: what they allow meets, or one is the other rounded.

    Figures of different kinds, units of measure or fates never are. Where a report may count a part
    ('two Americans') of what the other counts ('ten people'), the two are not one figure.
    """
    if a.kind != b.kind or (a.role and b.role and a.role != b.role):
        return False
    if a.kind in ("money", "measure") and a.unit.rstrip("s") != b.unit.rstrip("s"):
        return False
    return fit_figures(a, b) != "apart"


def is_exact(quantity: Quantity) -> bool:
    """Tell whether a figure gives one number, and not about it."""
    return quantity.low == quantity.high and quantity.low is not None and not quantity.approximate


def _is_near(a: Quantity, b: Quantity) -> bool:
    ends = [x for x in (a.low, a.high, b.low, b.high) if x is not None]
    points = len(ends) == 4 and a.low == a.high and b.low == b.high
    return points and max(ends) - min(ends) <= max(ends) * ROUNDING


def _holds(wide: Quantity, narrow: Quantity) -> bool:
    """Tell whether every number that `narrow` allows is allowed by `wide`."""
    floor = wide.low is None or (narrow.low is not None and narrow.low >= wide.low)
    ceiling = wide.high is None or (narrow.high is not None and narrow.high <= wide.high)
    return floor and ceiling
