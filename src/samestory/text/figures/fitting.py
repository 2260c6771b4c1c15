"""Figures beside one another: can two of them be true of one thing, and how do they differ?"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Literal

from samestory.records import Quantity

Fit = Literal["same", "rounded", "within", "overlap", "apart"]

# 'About 1,000' may be 950 or 1,080: within a tenth the writer has only rounded.
ROUNDING = Decimal("0.1")
# Round numbers end in two noughts or more, and are so near to what they round.
ROUND_STEP = Decimal(100)
ROUND_GAP = Decimal("0.02")
# One unit of each sort, and what the others come to in it. 'inche' is what is left of 'inches'.
_BASES = {
    "metres": {
        "m": "1", "metre": "1", "meter": "1", "km": "1000", "kilometre": "1000", "kilometer": "1000",
        "mile": "1609", "foot": "0.3048", "feet": "0.3048", "ft": "0.3048", "yard": "0.9144",
        "inch": "0.0254", "inche": "0.0254",
    },
    "km/h": {"kph": "1", "km/h": "1", "kmh": "1", "mph": "1.609", "knot": "1.852", "kt": "1.852"},
    "kilograms": {
        "kg": "1", "kilo": "1", "kilogram": "1", "pound": "0.4536", "lb": "0.4536", "ton": "1000",
        "tonne": "1000",
    },
    "minutes": {"minute": "1", "min": "1", "second": "0.016667", "hour": "60", "hr": "60"},
    "days": {"day": "1", "week": "7", "fortnight": "14"},
    "months": {"month": "1", "year": "12", "yr": "12", "decade": "120"},
}  # fmt: skip
_BASE_UNITS = {
    spelling: (base, Decimal(factor))
    for base, units in _BASES.items()
    for unit, factor in units.items()
    for spelling in (unit, unit + "s")
}


def fit_figures(a: Quantity, b: Quantity) -> Fit:
    """Compare what two figures allow.

    `same`: equal bounds. `rounded`: one is approximate and the other lies within a tenth of it, or one is
    the other in round hundreds.
    `within`: one allows more and takes the other in ('dozens' and '51'). `overlap`: both allow
    some of the same. `apart`: no number satisfies both.
    """
    if (a.low, a.high) == (b.low, b.high):
        return "same"
    if ((a.approximate or b.approximate) and _is_near(a, b)) or _is_round_of(a, b) or _is_round_of(b, a):
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
    a, b = in_base_unit(a), in_base_unit(b)
    if a.kind in ("money", "measure") and a.unit.rstrip("s") != b.unit.rstrip("s"):
        return False
    return fit_figures(a, b) != "apart"


def is_exact(quantity: Quantity) -> bool:
    """Tell whether a figure gives one number, and not about it."""
    return quantity.low == quantity.high and quantity.low is not None and not quantity.approximate


def in_base_unit(quantity: Quantity) -> Quantity:
    """Bring a measure to one unit of its sort, so that miles and kilometres can be compared.

    A converted figure is approximate: whoever wrote it has rounded. Others are left as they are.
    """
    unit = quantity.unit.lower()
    if quantity.kind != "measure" or unit not in _BASE_UNITS:
        return quantity
    base, factor = _BASE_UNITS[unit]
    low, high = (None if x is None else x * factor for x in (quantity.low, quantity.high))
    return replace(quantity, low=low, high=high, unit=base, approximate=quantity.approximate or factor != 1)


def _is_near(a: Quantity, b: Quantity) -> bool:
    ends = [x for x in (a.low, a.high, b.low, b.high) if x is not None]
    points = len(ends) == 4 and a.low == a.high and b.low == b.high
    return points and max(ends) - min(ends) <= max(ends) * ROUNDING


def _is_round_of(a: Quantity, b: Quantity) -> bool:
    """'The 2,400-page charter' has 2,411 pages: in hundreds or more, and hardly another number."""
    if a.low is None or b.low is None or a.low != a.high or b.low != b.high or a.low % ROUND_STEP:
        return False
    step = ROUND_STEP
    while a.low and a.low % (step * 10) == 0:
        step *= 10
    gap = abs(a.low - b.low)
    return gap <= step / 2 and gap <= ROUND_GAP * a.low


def _holds(wide: Quantity, narrow: Quantity) -> bool:
    """Tell whether every number that `narrow` allows is allowed by `wide`."""
    floor = wide.low is None or (narrow.low is not None and narrow.low >= wide.low)
    ceiling = wide.high is None or (narrow.high is not None and narrow.high <= wide.high)
    return floor and ceiling
