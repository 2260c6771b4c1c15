"""The repaired view and its way back."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from samestory.records import Repair, Span
from samestory.text.reading import read_span, read_stretches


def test_a_repair_maps_back_to_all_it_replaced() -> None:
    """Each character that a repair makes stands for the whole broken stretch."""
    text = "says â € œhello"
    view = read_span(text, Span(0, len(text)), [Repair(5, 10, "“", "mojibake")])
    assert view.text == 'says "hello'
    assert view.source_span(5, 6) == Span(5, 10)
    assert view.source_span(6, 11) == Span(10, 15)


def test_a_repair_may_delete() -> None:
    """A soft hyphen is read as nothing, and what follows keeps its place."""
    view = read_span("in\u00adside", Span(0, 7), [Repair(2, 3, "", "soft hyphen")])
    assert view.text == "inside"
    assert view.source_span(0, 6) == Span(0, 7)


@given(st.text(max_size=60), st.data())
def test_without_repairs_offsets_run_in_step(text: str, data: st.DataObject) -> None:
    """Plain forms never change a length."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    view = read_span(text, Span(start, end))
    assert len(view.text) == end - start
    if view.text:
        assert view.source_span(0, len(view.text)) == Span(start, end)


@given(st.text("ab “\t\u00a0", min_size=12, max_size=12), st.lists(st.integers(0, 12), max_size=8))
def test_stretches_read_as_views_do(text: str, cuts: list[int]) -> None:
    """The quick reading gives the very words of the careful one, whatever is repaired and wherever it is cut."""
    edges = sorted({0, *cuts, 12})
    repairs = [Repair(at, at + 2, "’x", "mojibake") for at in range(1, 11, 3)]
    spans = [Span(start, end) for start, end in itertools.pairwise(edges)]
    careful = [read_span(text, span, repairs).text for span in spans]
    assert read_stretches(text, spans, repairs) == careful
