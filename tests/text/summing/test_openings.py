"""How well each sentence tells what the reports of a story open with."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from samestory.records import Account
from samestory.text.summing.openings import SETTINGS, weigh_openings

AccountMaker = Callable[..., Account]

ONE = """Old mill burns down in Esk

An old mill burned down in Esk on Tuesday and nobody was hurt.
The weather had been dry for a week, farmers in the valley said.
"""
TWO = """Mill lost to fire

Rain is expected in the valley before the end of the week.
The old mill of Esk burned down on Tuesday, but nobody was hurt.
"""


@pytest.fixture
def accounts(account_of: AccountMaker) -> list[Account]:
    """Two reports of one fire."""
    return [account_of(ONE, source="a.txt"), account_of(TWO, source="b.txt")]


def test_what_the_others_open_with_weighs_most(accounts: list[Account]) -> None:
    """The fire outweighs the weather, also where a report tells of the weather first."""
    first, second = weigh_openings(accounts, {})
    assert first[0] > first[1]
    assert second[1] > second[0]


def test_a_line_of_many_reports_speaks_once(account_of: AccountMaker, accounts: list[Account]) -> None:
    """Copies of a text do not outvote the others on what the story opens with."""
    copies = [account_of(ONE, source=f"copy-{n}.txt") for n in range(3)]
    lines = {account.id: 0 for account in (accounts[0], *copies)}
    alone = weigh_openings(accounts, {})[1]
    among = weigh_openings([*accounts, *copies], lines)[1]
    assert among[1] - among[0] == pytest.approx(alone[1] - alone[0], abs=0.05)


def test_reports_of_one_line_are_compared_all_the_same(account_of: AccountMaker) -> None:
    """Where there is no other line, the reports of it are what there is."""
    accounts = [account_of(ONE, source="a.txt"), account_of(ONE, source="b.txt")]
    weights = weigh_openings(accounts, {account.id: 0 for account in accounts})
    assert weights[0] == pytest.approx(weights[1])
    assert weights[0][0] > weights[0][1]


def test_only_first_sentences_are_weighed(account_of: AccountMaker) -> None:
    """A long report has as many weights as the settings let it have; a report of no words has none."""
    long = account_of("Mill burns\n\n" + "The old mill of Esk burned down on Tuesday night. " * 40)
    assert [len(weights) for weights in weigh_openings([long, account_of("")], {})] == [
        SETTINGS.sentences,
        0,
    ]
