"""What one report alone tells, and what it leaves out."""

from __future__ import annotations

from dataclasses import replace

from dossiers import make_story

from samestory.render.alone import list_alone


def test_own_statements_are_listed_by_report() -> None:
    """Each report has the statements that only it makes."""
    listed = {alone.report: [s.id for s in alone.alone] for alone in list_alone(make_story())}
    assert listed == {"r-two": ["t-built"], "r-three": ["t-gas"]}


def test_widely_told_is_missed_where_it_is_not_told() -> None:
    """A statement of three reports counts as left out by a fourth, one of two does not."""
    story = make_story()
    wider = replace(story, reports=(*story.reports, "r-four"))
    left_out = {alone.report: [s.id for s in alone.left_out] for alone in list_alone(wider)}
    assert left_out["r-four"] == ["t-dead"]
    assert left_out["r-two"] == []
