"""Where a difference of figures stands among statements that overlap."""

from __future__ import annotations

from samestory.records import Difference, Statement, Support, Value
from samestory.records.dossier import Citation
from samestory.text.contrasts.homes import settle_figures
from tests.conftest import AccountMaker


def test_a_difference_of_figures_stands_where_most_supports_give_one(account_of: AccountMaker) -> None:
    """The statement about the toll keeps it, not the one that tells the toll in passing."""
    a = account_of("Five people were killed when the ferry sank.", source="a.txt")
    b = account_of("Seven people were killed when the ferry sank.", source="b.txt")
    c = account_of("The ferry sank. Seven people were killed.", source="c.txt")
    whole = [Support(x.id, 0, len(x.report.text)) for x in (a, b)]
    passing = Statement("t-1", "the ferry sank", (*whole, Support(c.id, 0, 15)))
    about = Statement("t-2", "the toll", (*whole, Support(c.id, 16, len(c.report.text))))
    values = tuple(
        Value(words, (x.id,), (Citation(x.id, 0, len(words)),))
        for x, words in ((a, "Five people"), (b, "Seven people"))
    )
    difference = Difference("quantity", "how many were killed", "conflict", "…", values)
    accounts = {x.id: x for x in (a, b, c)}
    statements = (Statement("t-1", "…", passing.support, differences=(difference,)), about)
    settled = settle_figures(statements, accounts)
    assert [s.differences for s in settled] == [(), (difference,)]
