"""Differences whose two sides never meet in one statement."""

from __future__ import annotations

from samestory.records import Account, Statement, Support
from samestory.stages.differences import compare_statements
from tests.conftest import AccountMaker


def statement_of(*parts: tuple[Account, str]) -> Statement:
    """Make a statement whose supports are the given words of each report."""
    supports = []
    for account, words in parts:
        start = account.report.text.index(words)
        supports.append(Support(account.id, start, start + len(words)))
    return Statement("t-1", "…", tuple(supports))


def test_a_count_is_held_against_what_stands_outside_the_statement(account_of: AccountMaker) -> None:
    """'124 firefighters' told in another connexion makes 'more than 120 firefighters' more exact."""
    a = account_of("More than 120 firefighters fought the flames.", source="a.txt")
    b = account_of("The flames were fought by more than 120 firefighters.", source="b.txt")
    c = account_of("Of 124 firefighters, eight went home with burns.", source="c.txt")
    statement = statement_of((a, "More than 120 firefighters fought"), (b, "more than 120 firefighters"))
    (compared,) = compare_statements([statement], [a, b, c], ())
    (difference,) = compared.differences
    assert (difference.kind, difference.status) == ("quantity", "refinement")
    assert [value.reports for value in difference.values] == [(a.id, b.id), (c.id,)]


def test_a_small_number_outside_proves_nothing(account_of: AccountMaker) -> None:
    """Two boats here and three boats there may be any boats."""
    a = account_of("At least two boats sank.", source="a.txt")
    b = account_of("Two boats or more sank.", source="b.txt")
    c = account_of("He owns three boats.", source="c.txt")
    statement = statement_of((a, "At least two boats sank"), (b, "Two boats or more sank"))
    (compared,) = compare_statements([statement], [a, b, c], ())
    assert not any(c.id in value.reports for d in compared.differences for value in d.values)


def test_the_toll_of_the_whole_story_is_never_a_conflict(account_of: AccountMaker) -> None:
    """Without one statement that holds the counts together, two counts of one day are only unsure."""
    a = account_of("Thirteen people were injured in the panic.", source="a.txt", day="2020-03-01")
    b = account_of("The mayor spoke. Thirteen people were injured.", source="b.txt", day="2020-03-01")
    c = account_of("The crush left eleven people injured.", source="c.txt", day="2020-03-01")
    statement = statement_of((a, "Thirteen people were injured"), (b, "Thirteen people were injured"))
    (compared,) = compare_statements([statement], [a, b, c], ())
    assert [d.status for d in compared.differences] == ["unsure"]
