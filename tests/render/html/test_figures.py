"""Figures as bars."""

from __future__ import annotations

from dossiers import make_story

from samestory.records import Difference, Value
from samestory.render.html.figures import draw_figures


def difference_of(*values: str, kind: str = "quantity") -> Difference:
    """Make a difference between values, each in a report of its own."""
    return Difference(kind, "x", "conflict", "", tuple(Value(v, (v,), ()) for v in values))  # type: ignore[arg-type]


def test_digits_in_the_words_make_a_bar() -> None:
    """A range is a bar from low to high; a single figure a mark at its place."""
    chart = draw_figures(difference_of("14,000 to 18,000", "18,000"), ())
    assert chart
    assert (chart.least, chart.most) == ("14,000", "18,000")
    assert [(bar.x, bar.width) for bar in chart.bars if bar] == [(10.0, 80.0), (90.0, 0.0)]


def test_found_figures_are_preferred() -> None:
    """Figures in words are drawn by the quantities found where they stand."""
    story = make_story()
    chart = draw_figures(story.statements[0].differences[0], story.quantities)
    assert chart
    assert len([bar for bar in chart.bars if bar]) == 2


def test_nothing_to_chart() -> None:
    """Words without figures, one value alone, or equal values make no chart."""
    assert draw_figures(difference_of("most", "all"), ()) is None
    assert draw_figures(difference_of("5", "many"), ()) is None
    assert draw_figures(difference_of("5", "5"), ()) is None
    assert draw_figures(difference_of("5", "7", kind="actor"), ()) is None
