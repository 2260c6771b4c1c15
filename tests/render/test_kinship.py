"""Families as trees."""

from __future__ import annotations

from dataclasses import replace

from dossiers import make_dossier

from samestory.records import Credit, Lineage, Pair
from samestory.render.kinship import draw_families
from samestory.render.shelf import shelve


def pair(a: str, b: str, relation: str = "copy", share: float = 0.5, direction: str = "unknown") -> Pair:
    """Make a pair without passages."""
    return Pair(a, b, relation, share, direction, "", ())  # type: ignore[arg-type]


def families_of(*pairs: Pair, families: tuple[tuple[str, ...], ...]) -> list:
    """Draw the families of the three reports with this lineage."""
    dossier = make_dossier()
    story = replace(dossier.stories[0], lineage=Lineage(pairs, families))
    return list(draw_families(story, shelve(dossier)))


def test_every_report_stands_in_one_family() -> None:
    """A report that no family names is a family of its own, and none is shown twice."""
    drawn = families_of(families=(("r-one", "r-two"), ("r-two",)))
    assert [family.reports for family in drawn] == [("r-one", "r-two"), ("r-three",)]


def test_giver_is_the_root() -> None:
    """Whoever is known to give stands above whoever takes, whatever the order of names."""
    drawn = families_of(pair("r-one", "r-two", direction="a-from-b"), families=(("r-one", "r-two"),))
    assert drawn[0].trunk.report == "r-two"
    assert [branch.report for branch in drawn[0].trunk.below] == ["r-one"]


def test_only_the_strongest_ties_are_drawn() -> None:
    """Of three ties among three reports the weakest is left out."""
    everyone = ("r-one", "r-two", "r-three")
    weak = pair("r-one", "r-three", "common-source", 0.9)
    drawn = families_of(pair("r-one", "r-two"), pair("r-two", "r-three"), weak, families=(everyone,))
    assert [family.reports for family in drawn] == [everyone]
    assert weak not in drawn[0].ties
    assert len(drawn[0].ties) == 2


def test_of_ties_alike_the_one_to_the_parent_is_drawn() -> None:
    """Two that both have it from a third hang from it, though they share more with one another."""
    ties = [
        pair("r-one", "r-two", "edited-copy", 0.5, "b-from-a"),
        pair("r-one", "r-three", "edited-copy", 0.5, "b-from-a"),
        pair("r-two", "r-three", "edited-copy", 0.9, "both-from-a-third"),
    ]
    drawn = families_of(*ties, families=(("r-one", "r-two", "r-three"),))
    assert drawn[0].trunk.report == "r-one"
    assert sorted(branch.report for branch in drawn[0].trunk.below) == ["r-three", "r-two"]


def test_agency_not_held_is_named() -> None:
    """An agency is listed with the reports that credit it unless its own report is held."""
    drawn = families_of(families=(("r-one", "r-two"),))
    assert [(a.name, a.reports) for a in drawn[0].agencies] == [("Ferrywire", ("r-one",))]


def test_agency_whose_report_is_held_is_not_missing() -> None:
    """An agency credited by its initials counts as held when its own report is."""
    dossier = make_dossier()
    entries = tuple(replace(entry, outlet="Ferry Wire Agency") for entry in dossier.reports[2:])
    credited = replace(dossier.reports[0], agencies=(Credit("FWA", 0, 3),))
    held = shelve(replace(dossier, reports=(credited, dossier.reports[1], *entries)))
    assert draw_families(dossier.stories[0], held)[0].agencies == ()
