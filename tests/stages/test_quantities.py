"""Figures are found with their bounds, what they count and what became of it; the rest is left alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from samestory.records import Annotation, Quantity, Report
from samestory.stages.quantities import find_quantities

CASES = Path(__file__).parent.parent / "cases" / "quantities"
Annotate = Callable[[str], tuple[Report, Annotation]]


def load(name: str) -> list[dict[str, Any]]:
    """Read a table of cases."""
    cases: list[dict[str, Any]] = json.loads((CASES / name).read_text(encoding="utf-8"))
    return cases


def number(value: int | None) -> Decimal | None:
    """A bound as the records hold it."""
    return None if value is None else Decimal(value)


@pytest.mark.parametrize("case", load("synthetic.json"), ids=lambda case: str(case["text"][:40]))
def test_finds_every_figure_with_bounds_unit_and_role(annotate: Annotate, case: dict[str, Any]) -> None:
    """Span, low, high, unit and role are those of the table, and there is no other figure."""
    report, annotation = annotate(case["text"])
    found = find_quantities(report, annotation)
    assert [(report.text[q.start : q.end], q.low, q.high, q.unit, q.role) for q in found] == [
        (f["words"], number(f["low"]), number(f["high"]), f["unit"], f["role"]) for f in case["figures"]
    ]


@pytest.mark.parametrize("case", load("negative.json"), ids=lambda case: str(case["text"][:40]))
def test_refuses_what_only_looks_like_a_figure(annotate: Annotate, case: dict[str, Any]) -> None:
    """Dates, clock times, ordinals, scores, addresses and names hold no figure."""
    assert find_quantities(*annotate(case["text"])) == ()


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize("case", load("known_failures.json"), ids=lambda case: str(case["text"][:40]))
def test_known_failures(annotate: Annotate, case: dict[str, Any]) -> None:
    """What is known to be missed, until it is not."""
    assert [q.low for q in find_quantities(*annotate(case["text"]))] == [Decimal(case["low"])]


def kinds(found: tuple[Quantity, ...]) -> list[str]:
    """The kinds of figures, in order."""
    return [quantity.kind for quantity in found]


def test_tells_counts_money_measures_shares_and_ages_apart(annotate: Annotate) -> None:
    """The kind says what a figure can be compared with."""
    text = "Ann Bell, 34, paid $20 for 3 boats, 5 miles and 10 percent."
    assert kinds(find_quantities(*annotate(text))) == ["age", "money", "count", "measure", "percent"]


def test_a_report_without_tokens_has_no_figures() -> None:
    """Languages without a parser are left alone."""
    report = Report("r-1", "a.txt", "Sept personnes", "x")
    assert find_quantities(report, Annotation("r-1", (), (), ())) == ()


def test_offsets_point_into_the_untouched_text(annotate: Annotate) -> None:
    """Odd spaces are read as plain ones and cited as they stand."""
    report, annotation = annotate("Police said that at\u00a0least\u00a0seven people were killed.")
    (figure,) = find_quantities(report, annotation)
    assert report.text[figure.start : figure.end] == "at\u00a0least\u00a0seven people"


def test_a_sentence_may_end_in_percent(annotate: Annotate) -> None:
    """A headline without a full stop ends in its last figure."""
    (quantity,) = find_quantities(*annotate("Prices fall by five percent"))
    assert (quantity.kind, quantity.low) == ("percent", Decimal(5))
