"""Likeness of wordings, and edits from one to the other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.text.quotation.wordings import edit_script, score_within, stem, words_of


def replay(base: str, wording: str) -> str:
    """Take the words of `base` from left to right, each edit where it falls."""
    out, at = [], 0
    to = 0
    for edit in edit_script(base, wording):
        ahead = base.index(edit.from_, at) - at if edit.from_ else wording.index(edit.to, to) - to
        out += [base[at : at + ahead], " ", edit.to, " "]
        at, to = at + ahead + len(edit.from_), to + ahead + len(edit.to)
    return " ".join("".join([*out, base[at:]]).split())


@given(*[st.lists(st.sampled_from(["one", "two", "six"]), max_size=6).map(" ".join)] * 2)
def test_edits_name_what_goes_and_what_comes(base: str, wording: str) -> None:
    """The words that stay, with those that go or come, make up the two wordings."""
    edits = edit_script(base, wording)
    gone = sum(len(edit.from_.split()) for edit in edits)
    come = sum(len(edit.to.split()) for edit in edits)
    assert len(base.split()) - gone == len(wording.split()) - come


def test_edits_replay() -> None:
    """A reader can follow the edits from one wording to the other."""
    assert replay("we left the old town", "we quickly left the town") == "we quickly left the town"


def test_case_and_marks_are_no_edit() -> None:
    """A capital at the start and another style of apostrophe are the outlet's, not the speaker's."""
    assert edit_script("Don’t go there", "don't go there") == ()


@pytest.mark.parametrize(
    ("one", "other"), [("equipping", "equipment"), ("operation", "operations"), ("insurgent", "insurgents")]
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    """Translators change the form of a word before they change the word."""
    assert stem(one) == stem(other)


def test_a_part_scores_as_a_whole() -> None:
    """A shortened quotation is as good as the full one; another sentence is not."""
    long = words_of("the harbour was empty when the storm came in from the sea")
    assert score_within(words_of("when the storm came in"), long) == 1.0
    assert score_within(words_of("nobody expected a fire"), long) < 0.5
