"""Reports under their numbers, read at their places."""

from __future__ import annotations

from dataclasses import replace

import pytest
from dossiers import make_dossier, place_of

from samestory.records import Citation, Repair
from samestory.render.shelf import name_report, shelve, usable_repairs


def test_numbers_follow_the_stories() -> None:
    """Reports are numbered from 1, those of one story together."""
    assert shelve(make_dossier()).numbers == {"r-one": 1, "r-two": 2, "r-three": 3}


@pytest.mark.parametrize(
    ("outlet", "url", "name"),
    [("The Post", None, "The Post"), ("www.post.example", None, "post.example"),
     (None, "https://www.a.example/x", "a.example"), (None, None, "r-one"), (None, "http://[", "r-one")],
)  # fmt: skip
def test_names(outlet: str | None, url: str | None, name: str) -> None:
    """A report goes by its outlet, else by its host, else by its file."""
    assert name_report(replace(make_dossier().reports[0], outlet=outlet, url=url)) == name


def test_places_are_read_repaired() -> None:
    """What is read at a place has its repairs made, also where only a part of one lies inside."""
    shelf = shelve(make_dossier())
    at = place_of("r-one", "â€œthree townsâ€ fought")
    assert shelf.read(at) == "“three towns” fought"
    assert shelf.read(Citation(at.report, at.start + 1, at.start + 8)) == "“three"


def test_overlapping_repairs_are_left_out() -> None:
    """Of two repairs of the same characters the first one counts."""
    entry = replace(make_dossier().reports[0], repairs=(Repair(5, 9, "x", ""), Repair(2, 6, "y", "")))
    assert [repair.to for repair in usable_repairs(entry)] == ["y"]


def test_same_words_are_folded() -> None:
    """Places of one report that read the same are shown as one."""
    shelf = shelve(make_dossier())
    five, again = place_of("r-one", "Five people"), place_of("r-one", "Five people")
    other = place_of("r-two", "Five people")
    assert shelf.fold_places([five, other, again]) == [[five, again], [other]]
    assert shelf.one_each([other, five, Citation("r-one", 0, 2)]) == [five, other]
