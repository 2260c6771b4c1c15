"""Who quotes what another report tells in its own voice."""

from __future__ import annotations

import pytest

from samestory.records import Account, Pair, Passage
from samestory.stages.passages import align_accounts
from samestory.text.propositions.borrowing import find_borrowing
from tests.conftest import AccountMaker

ESSAY = (
    "Why the harbour must close\n\nSix winters running, the council has promised dredging and delivered leaflets. "
    "A harbour that cannot take a loaded coaster at low water is a museum with seagulls. Close it, sell the "
    "cranes, and spend the money on the railway that the valley was promised."
)
REPORT = (
    "Shipowner calls for harbour to close\n\nThe shipowner Vilde Aase called for the harbour to close, writing in "
    "{where}.\n\n“A harbour that cannot take a loaded coaster at low water is a museum with seagulls,” Aase wrote. "
    "“Close it, sell the cranes, and spend the money on the railway that the valley was promised.”\n\n"
    "The council did not answer questions on Sunday."
)


def told(account_of: AccountMaker, text: str, outlet: str) -> Account:
    """Read a report of an outlet."""
    return account_of(text, source=f"{outlet}.txt", outlet=outlet)


def pair_of(a: Account, b: Account) -> Pair:
    """Pair two reports with the passages that they share, quoted ones too."""
    ((ids, passages),) = align_accounts([a, b]).items()
    return Pair(*ids, "shared-quotes", 0.1, "unknown", "", tuple(passages))


@pytest.mark.parametrize(("where", "named"), [("the Fjord Herald", True), ("a newspaper", False)])
def test_a_report_that_quotes_an_essay_borrows_from_it(
    account_of: AccountMaker, where: str, *, named: bool
) -> None:
    """The essay is the source, its writer the speaker; the outlet is named or not."""
    essay = told(account_of, ESSAY, "Fjord Herald")
    report = told(account_of, REPORT.format(where=where), "Coast Post")
    found = find_borrowing(pair_of(report, essay), report, essay)
    assert found is not None
    assert (found.teller, found.source, found.named) == (report.id, essay.id, named)
    assert all("aase" in speaker for speaker in found.speakers)
    assert found.speakers


def test_two_reports_that_quote_one_speaker_borrow_nothing(account_of: AccountMaker) -> None:
    """Both heard her; neither has it from the other."""
    one = told(account_of, REPORT.format(where="a letter"), "Coast Post")
    other = told(account_of, REPORT.format(where="an open letter"), "Fjord Herald")
    shared = Pair(one.id, other.id, "shared-quotes", 0.5, "unknown", "", (Passage((130, 216), (138, 224), "verbatim", 1.0),))  # fmt: skip
    assert find_borrowing(shared, one, other) is None
