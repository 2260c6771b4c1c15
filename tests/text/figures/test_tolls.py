"""What whole reports count as killed and hurt."""

from __future__ import annotations

from decimal import Decimal

import pytest

from samestory.text.figures.tolls import compare_tolls, count_toll
from tests.conftest import AccountMaker


def test_the_hurt_are_the_shot_less_the_dead(account_of: AccountMaker) -> None:
    """Six shot of whom two died leave four hurt."""
    toll = count_toll(account_of("Six people were shot, two fatally, outside a club in Milltown."))
    assert (toll.killed[0].low, toll.hurt[0].low) == (Decimal(2), Decimal(4))


@pytest.mark.parametrize(
    ("a", "b", "days", "verdict"),
    [
        ("Two people were killed.", "The fire killed two people.", (1, 1), "agree"),
        ("At least two people were killed.", "Four people were killed.", (1, 1), "refinement"),
        ("Two people were killed.", "Three people were killed.", (1, 2), "update"),
        ("Two people were killed.", "The town mourned.", (1, 1), "silent"),
        ("Five people were killed.", "Six people were killed, including the gunman.", (1, 1), "compatible"),
    ],
)
def test_judges_whether_tolls_agree(
    account_of: AccountMaker, a: str, b: str, days: tuple[int, int], verdict: str
) -> None:
    """The verdict is the same whichever report comes first."""
    tolls = [
        count_toll(account_of(text, source=f"{text[:3]}.txt", day=f"2020-03-0{day}"))
        for text, day in zip((a, b), days, strict=True)
    ]
    assert compare_tolls(tolls, "killed")[0] == compare_tolls(tolls[::-1], "killed")[0] == verdict


def test_two_settled_counts_of_one_day_conflict(account_of: AccountMaker) -> None:
    """Nothing explains 13 hurt and 11 hurt of the same day."""
    a = count_toll(account_of("Thirteen people were injured in the panic.", source="a", day="2020-03-01"))
    b = count_toll(account_of("Eleven people were injured in the panic.", source="b", day="2020-03-01"))
    assert compare_tolls([a, b], "hurt")[0] == "conflict"
