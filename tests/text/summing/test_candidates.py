"""The sentences that could stand in a brief."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from samestory.records import Account, Citation, Statement, Support
from samestory.text.summing.candidates import Candidate, find_candidates

AccountMaker = Callable[..., Account]


def candidates_of(account: Account) -> list[Candidate]:
    """Find the candidates of a report all of whose sentences tell one statement."""
    support = tuple(Support(account.id, s.start, s.end) for s in account.annotation.sentences)
    return find_candidates([Statement("t-1", "x", support)], [account], {})


@pytest.mark.parametrize(
    "sentence",
    [
        "He was the owner of the old mill in Esk for years.",
        "Is this the end of the old mill in Esk, people ask?",
        "Here are five things to know about the old mill in Esk.",
        "If you have found this page, read of the old mill in Esk.",
        "BREAKING STORY UPDATED ABOUT the old mill in Esk that burned.",
        "Sep 8, 2018; Esk, Norway; The old mill burns on Tuesday night.",
        "The owner of the old mill (not pictured) talks to the press.",
        "The mill burned.",
    ],
)
def test_what_is_no_sentence_of_a_report_by_itself_is_left_out(
    account_of: AccountMaker, sentence: str
) -> None:
    """What leans, asks, speaks to the reader, shouts or is too short cannot stand in a brief."""
    account = account_of(f"Mill burns\n\n{sentence}\nThe old mill of Esk burned down on Tuesday night.\n")
    assert [c.text for c in candidates_of(account)] == ["The old mill of Esk burned down on Tuesday night."]


def test_somebody_may_speak_of_himself_in_quotation_marks(account_of: AccountMaker) -> None:
    """'I' is the speaker's there, not the writer's."""
    account = account_of('Mill burns\n\nThe owner said of the old mill: "I have lost all I had".\n')
    assert len(candidates_of(account)) == 1


def test_a_sentence_about_it_does_not_lead(account_of: AccountMaker) -> None:
    """'A woman saw it …' may stand in a brief, but not open it."""
    account = account_of(
        "Cup found\n\nA woman from the next village saw it under the bridge on Friday morning.\n"
        "The golden cup of Esk has been found after a week of searching.\n"
    )
    assert [c.leads for c in candidates_of(account)] == [False, True]


def test_a_candidate_knows_what_it_holds(account_of: AccountMaker) -> None:
    """A place counts in the sentence where it stands, and in no other report."""
    account = account_of("Mill burns\n\nThe old mill of Esk burned down on Tuesday night.\n")
    (candidate,) = candidates_of(account)
    at = account.report.text.index("old mill")
    assert candidate.holds([Citation(account.id, at, at + 8)])
    assert not candidate.holds([Citation("r-other", at, at + 8)])
    assert not candidate.holds([Citation(account.id, 0, 4)])
