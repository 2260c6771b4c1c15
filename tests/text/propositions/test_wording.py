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


def test_a_whole_clause_stands_for_a_statement_before_a_stump(account_of: Callable[[str], Account]) -> None:
    """'when a mill burned …' is shown only where no report says it in a clause of its own."""
    stump = "when an old mill burned down in Esk on Tuesday"
    accounts = [
        account_of(f"Three brothers lost their work {stump}."),
        account_of("An old mill in Esk burned down on Tuesday, and nobody was hurt."),
    ]
    units = [u for u in read_units(accounts) if "burned" in u.text]
    assert len(units) >= 2
    assert not rank_wordings(accounts, units, weigh_terms(units))[0].startswith("when")


def test_the_sentence_around_a_stump_can_stand_for_it(account_of: Callable[[str], Account]) -> None:
    """Where every report says it in half a clause, the sentence that holds the best half is shown."""
    first = "The mayor spoke of the old mill that had burned down in Esk."
    second = "Two men were at the old mill that had burned down in Esk."
    accounts = [account_of(first), account_of(second)]
    texts = [a.report.text for a in accounts]
    units = [u for u in read_units(accounts) if texts[u.account][u.start : u.end].startswith("that had")]
    assert len(units) == 2
    assert rank_wordings(accounts, units, weigh_terms(units))[0] + "." in {first, second}


def test_what_one_report_alone_says_is_not_widened(account_of: Callable[[str], Account]) -> None:
    """A sentence would say more than the one statement, and the others of it by the same words."""
    account = account_of("The mayor spoke of the old mill that had burned down in Esk.")
    units = [u for u in read_units([account]) if account.report.text[u.start :].startswith("that had")]
    assert rank_wordings([account], units, weigh_terms(units)) == ["that had burned down in Esk"]


def test_a_sentence_is_read_on_over_a_rank(account_of: Callable[[str], Account]) -> None:
    """'Sgt.' ends no sentence, whatever the parser makes of it, and no wording ends in it."""
    account = account_of("The widow of Tom Berg, Esk police Sgt. Anna Berg, told the Echo of the old mill.")
    other = account_of("Anna Berg told the Echo of the old mill.")
    units = [u for u in read_units([account, other]) if "Berg" in u.text]
    ranked = rank_wordings([account, other], units, weigh_terms(units))
    assert not ranked[0].endswith(("Sgt", "Sgt."))
