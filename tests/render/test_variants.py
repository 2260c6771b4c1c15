"""The wordings of a quotation."""

from __future__ import annotations

from dataclasses import replace

from dossiers import make_dossier

from samestory.records import QuoteVariant
from samestory.render.edits import Piece
from samestory.render.shelf import shelve
from samestory.render.variants import list_wordings, shorten_omissions

SHELF = shelve(make_dossier())
QUOTE = make_dossier().stories[0].quotes[0]


def test_a_comma_inside_the_marks_is_no_other_wording() -> None:
    """House style at the end of a quotation does not count as a change."""
    first = QUOTE.variants[0]
    shorter = QuoteVariant(first.report, first.start, first.end - 1, "direct", None, None, "r-one", ())
    (wording,) = list_wordings(replace(QUOTE, variants=(first, shorter)), SHELF)
    assert len(wording.variants) == 2


def test_a_changed_wording_shows_its_change_alone() -> None:
    """What came in is marked; the closing punctuation is not."""
    changed = list_wordings(QUOTE, SHELF)[1]
    assert [p for p in changed.pieces if p.op != "same"] == [Piece("ins", "whole ")]


def test_only_omissions_are_shortened() -> None:
    """What a wording has is shown in full, however long."""
    long = " ".join(["word"] * 40)
    kept, gone = shorten_omissions([Piece("same", long), Piece("del", long + " ")])
    assert kept.text == long
    assert len(gone.text.split()) == 11
    assert gone.text.endswith(" ")
