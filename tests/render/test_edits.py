"""Two wordings as one line."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from samestory.records import Edit
from samestory.render.edits import Piece, show_edits

WORDS = st.lists(st.sampled_from(["a", "b", "C", "c", ",", "whole", "hall"]), max_size=12).map(" ".join)


@given(WORDS, WORDS)
def test_both_wordings_can_be_read_back(base: str, wording: str) -> None:
    """Leaving out what goes gives the new wording, leaving out what comes gives the old one."""
    pieces = show_edits(base, wording, ())
    assert "".join(p.text for p in pieces if p.op != "del") == wording
    assert "".join(p.text for p in pieces if p.op != "ins").casefold() == base.casefold()


def test_edits_are_shown_as_given() -> None:
    """Edits that lead from one wording to the other are what is shown."""
    pieces = show_edits("a partial exit", "a full exit", [Edit("replace", "partial exit", "full exit")])
    assert pieces == (Piece("same", "a "), Piece("del", "partial exit"), Piece("ins", "full exit"))


def test_edits_that_do_not_fit_give_way() -> None:
    """Where the edits do not lead to the wording, the words are compared instead."""
    pieces = show_edits("we lost it", "we kept it", [Edit("replace", "won", "drew")])
    assert [p.op for p in pieces] == ["same", "del", "ins", "same"]


def test_repetition_is_cheap() -> None:
    """A wording that repeats itself to slow a comparison down is compared as fast as any other."""
    started = time.perf_counter()
    show_edits("a " * 590, "b " * 590, ())
    assert time.perf_counter() - started < 1


def test_neighbouring_changes_are_one() -> None:
    """Words replaced one after the other are shown as one phrase replaced."""
    pieces = show_edits("even though it fell", "despite losing it fell", ())
    assert pieces[:2] == (Piece("del", "even though"), Piece("ins", "despite losing"))
