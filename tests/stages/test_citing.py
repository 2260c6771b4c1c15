"""Citing: what is cited for a statement is enough to judge it by."""

from __future__ import annotations

from samestory.records import Citation, Difference, Statement, Support, Value
from samestory.stages.citing import cite_sentences

ONE = """Ferry sinks

A ferry sank near Bergen on Friday, police said. \
Divers from three countries will go down to look at the wreck once the storm has passed over the coast, \
said the harbour master, whose brother owned the ferry.
"""
TWO = """Ferry lost

Police said that a ferry had sunk near Bergen. It was Friday.
"""


def support(account, phrase):
    """Cite a phrase of a report."""
    start = account.report.text.index(phrase)
    return Support(account.id, start, start + len(phrase))


def cited(accounts, statement):
    """The words that a statement cites after widening."""
    texts = {account.id: account.report.text for account in accounts}
    (after,) = cite_sentences([statement], accounts)
    return [texts[s.report][s.start : s.end].replace("\n", " ") for s in after.support]


def test_most_of_a_sentence_is_cited_as_the_sentence(account_of):
    """The place cited says who says it; twice the same sentence is cited once."""
    accounts = [account_of(ONE, source="a"), account_of(TWO, source="b")]
    places = [(0, "A ferry sank near"), (0, "near Bergen on Friday"), (1, "a ferry had sunk near Bergen")]
    shared = Statement("t-1", "", tuple(support(accounts[a], phrase) for a, phrase in places))
    assert cited(accounts, shared) == [
        "A ferry sank near Bergen on Friday, police said.",
        "Police said that a ferry had sunk near Bergen.",
    ]


def test_a_small_part_of_a_long_sentence_is_cited_by_itself(account_of):
    """What the sentence says besides is not cited for it; nor is a lone statement widened."""
    accounts = [account_of(ONE, source="a"), account_of(TWO, source="b")]
    owner = support(accounts[0], "whose brother owned the ferry")
    shared = Statement("t-1", "", (owner, support(accounts[1], "It was Friday")))
    assert cited(accounts, shared)[0] == "whose brother owned the ferry"
    alone = Statement("t-2", "", (support(accounts[0], "A ferry sank near Bergen"),))
    assert cited(accounts, alone) == ["A ferry sank near Bergen"]


def test_a_conflict_is_told_once_and_a_refinement_beside_both(account_of):
    """Of two statements that cite the same places the wider has all that differs; neither is lost."""
    first, second = differing(
        account_of, sides=("A ferry sank near Bergen", "a ferry had sunk near Bergen")
    )
    assert [d.status for d in first.differences] == ["conflict", "refinement"]
    assert first.verdict == "disputed"
    assert [d.status for d in second.differences] == ["refinement"]


def test_a_conflict_stays_where_both_its_sides_are_cited(account_of):
    """A statement of the same places that does not cite one side is not where a reader would look."""
    first, second = differing(account_of, sides=("A ferry sank near Bergen", "It was Friday"))
    assert [d.status for d in first.differences] == ["refinement"]
    assert [d.status for d in second.differences] == ["conflict", "refinement"]


def differing(account_of, sides):
    """Two statements that cite the same places, the narrower with a conflict and a refinement."""
    accounts = [account_of(ONE, source="a"), account_of(TWO, source="b")]
    wide = (support(accounts[0], "A ferry sank near Bergen"), support(accounts[1], "a ferry had sunk near"))
    narrow = (
        support(accounts[0], "sank near Bergen on Friday"),
        support(accounts[1], "ferry had sunk near"),
    )
    places = [support(account, side) for account, side in zip(accounts, sides, strict=True)]
    values = tuple(Value("", (p.report,), (Citation(p.report, p.start, p.end),)) for p in places)
    differences = tuple(Difference("time", "", status, "", values) for status in ("conflict", "refinement"))
    return cite_sentences(
        [Statement("t-1", "", wide), Statement("t-2", "", narrow, differences=differences)], accounts
    )
