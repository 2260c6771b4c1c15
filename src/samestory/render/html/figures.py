"""A difference between figures as bars from low to high, in percent of the chart's width."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samestory.records import Difference, Quantity, Value

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d{1,6})?")
# A chart of one lone mark says nothing; one of very many values cannot be read.
MIN_BARS, MAX_BARS = 2, 12


@dataclass(frozen=True, slots=True)
class Bar:
    """A value as a bar; `open_low` and `open_high` say that the text leaves that side open."""

    x: float
    width: float
    open_low: bool
    open_high: bool


@dataclass(frozen=True, slots=True)
class FigureChart:
    """Bars on one scale from `least` to `most`, one for each value; None where a value has no figure."""

    bars: tuple[Bar | None, ...]
    least: str
    most: str


def draw_figures(difference: Difference, quantities: Sequence[Quantity]) -> FigureChart | None:
    """Chart a difference whose values are figures; None where fewer than two can be read."""
    if difference.kind not in ("quantity", "scope"):
        return None
    read = [(value, _range_of(value, quantities)) for value in difference.values]
    known = [span for _, span in read if span is not None]
    ends = [end for span in known for end in span if end is not None]
    if not MIN_BARS <= len(known) <= MAX_BARS or min(ends) == max(ends):
        return None
    low, high = (0.0 if min(ends) > 0 and min(ends) < max(ends) * 0.7 else min(ends)), max(ends)
    bars = tuple(None if span is None else _bar(span, low, high) for _, span in read)
    return FigureChart(bars, _tell(low), _tell(high))


def _bar(span: tuple[float | None, float | None], low: float, high: float) -> Bar:
    # A tenth of the width is kept free on either side, where bars that are open run out.
    scale = 80 / (high - low)
    start = 10 + ((span[0] if span[0] is not None else low) - low) * scale
    end = 10 + ((span[1] if span[1] is not None else high) - low) * scale
    if span[0] is None:
        start = 0
    if span[1] is None:
        end = 100
    return Bar(round(start, 2), round(end - start, 2), span[0] is None, span[1] is None)


def _range_of(value: Value, quantities: Sequence[Quantity]) -> tuple[float | None, float | None] | None:
    """Take the figure found where the value stands, else the digits in its words."""
    for span in value.spans:
        for quantity in quantities:
            inside = quantity.report == span.report and max(quantity.start, span.start) < min(
                quantity.end, span.end
            )
            short = span.end - span.start <= 2 * (quantity.end - quantity.start) + 12
            if inside and short and (quantity.low is not None or quantity.high is not None):
                return (_number(quantity.low), _number(quantity.high))
    digits = [float(found.replace(",", "")) for found in _NUMBER.findall(value.value)[:2]]
    return (min(digits), max(digits)) if digits else None


def _number(figure: object) -> float | None:
    return None if figure is None else float(str(figure))


def _tell(number: float) -> str:
    return f"{number:,.0f}" if number == int(number) else f"{number:,g}"


def chart_differences(
    differences: Iterable[Difference], quantities: Sequence[Quantity]
) -> dict[Difference, FigureChart]:
    """Chart every difference that can be charted."""
    charts = {difference: draw_figures(difference, quantities) for difference in differences}
    return {difference: chart for difference, chart in charts.items() if chart is not None}
