"""Floors only rise, and a figure under its floor is told."""

import pytest

from eval.stories import lift, print_table


def test_a_floor_is_never_lowered() -> None:
    """Where smaller is better, the smaller figure is the higher floor."""
    floors = {"lineage.f1": 0.9, "statement_fragments": 1.5}
    assert lift({"lineage.f1": 0.8, "statement_fragments": 2.0}, floors) == floors
    assert lift({"lineage.f1": 0.95, "statement_fragments": 1.2}, floors) == {
        "lineage.f1": 0.95,
        "statement_fragments": 1.2,
    }


@pytest.mark.parametrize(
    ("figures", "fails"),
    [
        ({"a.f1": 0.80}, False),
        ({"a.f1": 0.797}, False),
        ({"a.f1": 0.78}, True),
        ({}, True),
    ],
)
def test_a_loss_or_a_missing_figure_fails(figures: dict[str, float], fails: bool) -> None:
    """A figure that is no longer measured fails too, or a floor could be dodged."""
    assert print_table("pool", figures, {"a.f1": 0.8}) is fails
