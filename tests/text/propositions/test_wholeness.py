"""Whether words can be read by themselves."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from samestory.records import Annotation, Report
from samestory.text.propositions.wholeness import has_pairs, is_cut_off, leans, skip_dateline, tells_clause

Annotate = Callable[[str], tuple[Report, Annotation]]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("The old mill burned down on Tuesday.", True),
        ("Nobody has been found in the ruins.", True),
        ("The old mill that burned down on Tuesday.", False),
        ("Taken against the will of the council.", False),
    ],
)
def test_a_clause_has_a_finite_verb_with_its_own_subject(
    annotate: Annotate, text: str, whole: bool
) -> None:
    """A noun with a relative clause is none, nor is a participle."""
    _, annotation = annotate(text)
    assert tells_clause(annotation.tokens, 0, len(annotation.tokens)) is whole


def test_a_relative_clause_by_itself_is_no_clause(annotate: Annotate) -> None:
    """'which had stood empty' has a subject that stands in for one outside."""
    _, annotation = annotate("Fire took the mill, which had stood empty for years.")
    first = next(i for i, token in enumerate(annotation.tokens) if token.text == "which")
    assert not tells_clause(annotation.tokens, first, len(annotation.tokens))


def test_no_words_tell_nothing() -> None:
    """An empty stretch is no clause."""
    assert not tells_clause((), 0, 0)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("LIMA, Peru (AP) — A bridge fell.", "A bridge fell."),
        ("WASHINGTON – A bridge fell.", "A bridge fell."),
        ("A bridge fell — again.", "A bridge fell — again."),
    ],
)
def test_a_dateline_is_skipped(text: str, rest: str) -> None:
    """What an agency set before the first sentence does not belong to it."""
    assert text[skip_dateline(text) :] == rest


def test_marks_rank_and_pointing_words_are_seen() -> None:
    """Unpaired marks, a 'sentence' that ends in a title, and one that points back."""
    assert has_pairs("He said “yes” (twice)")
    assert not has_pairs("He said “yes")
    assert is_cut_off("The widow, police Sgt.")
    assert not is_cut_off("The widow left.")
    assert leans("He left at noon.")
    assert leans("The other was hurt in the hand.")
    assert not leans("Heavy rain fell.")
