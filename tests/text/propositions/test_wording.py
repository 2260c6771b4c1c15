"""The wording that stands for a statement."""

from __future__ import annotations

from collections.abc import Callable

from samestory.records import Account
from samestory.text.propositions.units import read_units
from samestory.text.propositions.wording import rank_wordings, weigh_terms


def _rank(accounts: list[Account], *wanted: str) -> list[str]:
    units = read_units(accounts)
    members = [u for u in units if accounts[u.account].report.text[u.start : u.end] in wanted]
    assert len(members) == len(wanted)
    return rank_wordings(accounts, members, weigh_terms(units))


def test_what_all_say_comes_first(account_of: Callable[[str], Account]) -> None:
    """A wording with much beside what the others say comes after one that says it alone."""
    bare = "The ferry sank off Lervik"
    more = "The ferry sank off Lervik while a choir rehearsed old hymns below the kitchen"
    again = "A ferry sank near Lervik"
    accounts = [account_of(f"{text}.") for text in (more, bare, again)]
    assert _rank(accounts, more, bare, again)[-1] == more


def test_unpaired_marks_come_last(account_of: Callable[[str], Account]) -> None:
    """Of two alike wordings the one with an unpaired mark comes last."""
    units = [
        account_of("The old bridge (closed in March fell."),
        account_of("The old bridge fell in March."),
    ]
    texts = rank_wordings(units, read_units(units), weigh_terms(read_units(units)))
    assert "(" not in texts[0]
