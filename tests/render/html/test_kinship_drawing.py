"""The drawing of the family tree."""

from __future__ import annotations

from dataclasses import replace

from dossiers import make_dossier

from samestory.records import Lineage, Pair, Passage
from samestory.render.html.kinship_drawing import KinshipDrawing, draw_kinship
from samestory.render.kinship import draw_families
from samestory.render.shelf import shelve


def drawing_of(
    *pairs: Pair, families: tuple[tuple[str, ...], ...] = (("r-one", "r-two"),)
) -> KinshipDrawing:
    """Draw the three reports with this lineage."""
    dossier = make_dossier()
    shelf = shelve(dossier)
    story = replace(dossier.stories[0], lineage=Lineage(pairs, families))
    return draw_kinship(story, draw_families(story, shelf), shelf)


def pair(relation: str, direction: str = "unknown", b: str = "r-two") -> Pair:
    """Make a pair of the first report and another that share a passage."""
    shared = (Passage((0, 5), (0, 5), "verbatim", 1.0),)
    return Pair("r-one", b, relation, 0.5, direction, "", shared)  # type: ignore[arg-type]


def test_arrow_only_where_the_direction_is_known() -> None:
    """A tie has an arrow, at the report that took, only if it is known which one did."""
    known = [edge for edge in drawing_of(pair("copy", "b-from-a")).edges if edge.kind == "copy"]
    unknown = [edge for edge in drawing_of(pair("copy")).edges if edge.kind == "copy"]
    third = [edge for edge in drawing_of(pair("copy", "both-from-a-third")).edges if edge.kind == "copy"]
    assert [edge.arrow for edge in (*known, *unknown, *third)] == [True, False, False]
    assert "from a third" in third[0].label


def test_arrow_ends_at_the_taker() -> None:
    """Turning the direction turns the path."""
    forth = next(e for e in drawing_of(pair("copy", "b-from-a")).edges if e.kind == "copy").path
    back = next(e for e in drawing_of(pair("copy", "a-from-b")).edges if e.kind == "copy").path
    nodes = {node.number: node for node in drawing_of(pair("copy", "b-from-a")).nodes}
    assert forth.endswith(f"{nodes[2].y:.1f}")
    assert back != forth


def test_unsure_ties_cross_families() -> None:
    """A tie that is unsure is drawn between families, as its own kind, and ties no family."""
    drawn = drawing_of(pair("unsure", b="r-three"))
    assert "unsure" in drawn.kinds
    assert [band.name for band in drawn.bands] == ["Line A", "Line B"]


def test_agency_not_held_is_a_node_without_number() -> None:
    """The agency that a report credits and nobody holds stands above its family."""
    drawn = drawing_of(pair("copy"))
    assert [node.name for node in drawn.nodes if node.number is None] == ["Ferrywire"]
    assert "credit" in drawn.kinds


def test_summary_tells_the_families() -> None:
    """The description for those who do not see the drawing names every family."""
    assert drawing_of(pair("copy")).summary == "Line A: reports 1, 2. Line B: report 3."


def test_days_run_from_left_to_right() -> None:
    """An earlier report stands further left."""
    nodes = {node.number: node for node in drawing_of(pair("copy")).nodes if node.number}
    assert nodes[1].x < nodes[2].x == nodes[3].x
