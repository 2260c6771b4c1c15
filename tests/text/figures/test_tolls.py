"""What whole reports count as killed and hurt."""

from __future__ import annotations

from decimal import Decimal

import pytest

from samestory.text.figures.toll_verdicts import compare_tolls
from samestory.text.figures.tolls import count_toll, count_tolls
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


@pytest.mark.parametrize(
    ("text", "killed", "hurt"),
    [
        ("A father and two children were found dead in Milltown.", 3, None),
        ("Three men and a woman were wounded at a bar in Milltown.", None, 4),
        ("Two people were critically injured and six others were injured in the fire.", None, 8),
        ("Three people were killed and another was injured in the fire.", 3, 1),
        ("Three other people were injured, including a sailor who died on Saturday.", 1, 2),
        ("Detectives opened a triple homicide investigation in Milltown.", 3, None),
        ("A third victim has died of his wounds, the hospital said.", 3, None),
        ("A man wounded at the game where two people were killed died on Monday.", 3, None),
        ("One person inside the shop was not injured.", None, None),
        ("Eight people were injured, none fatally.", None, 8),
        ("Two boys were killed. A man shot two boys, the police said.", 2, None),
        ("Five people were struck by gunfire outside the club.", None, 5),
        ("The deceased man was one of six others standing there.", 1, None),
    ],
)
def test_reads_counts_that_are_told_in_parts(
    account_of: AccountMaker, text: str, killed: int | None, hurt: int | None
) -> None:
    """Parts of a sentence are added up, and what is denied is not counted."""
    toll = count_toll(account_of(text))
    assert [c[0].low if c else None for c in (toll.killed, toll.hurt)] == [killed, hurt]


def test_those_told_one_by_one_are_implied(account_of: AccountMaker) -> None:
    """Names of the dead are as good as a count, but only as the least there were."""
    toll = count_toll(account_of("Ann Lee was killed at the scene. Bo Diaz also died, the sheriff said."))
    assert toll.killed[0].implied
    assert toll.killed[0].low == Decimal(2)


def test_a_doubt_is_no_death(account_of: AccountMaker) -> None:
    """'Whether he was killed' says that nobody knows."""
    assert count_toll(account_of("It was unclear whether he was killed in the fire.")).killed == ()


def test_a_roundup_is_read_where_it_tells_the_same_happening(account_of: AccountMaker) -> None:
    """The count of a whole weekend gives way to that of the happening which others report."""
    alone = account_of("Two people were killed at the Lindqvist bakery on Orchard Street.", source="a")
    roundup = account_of(
        "Nine people were killed in shootings across Milltown over the weekend. "
        "On Friday four men were killed in a boathouse by the river. Officers found no weapon there. "
        "A dog was unharmed. Neighbours heard nothing. "
        "On Saturday two people were killed at the Lindqvist bakery on Orchard Street.",
        source="b",
    )
    toll = count_tolls([alone, roundup])[1]
    assert toll.killed[0].low == Decimal(2)


@pytest.mark.parametrize(
    ("a", "b", "what", "verdict"),
    [
        ("Two women were killed.", "Three people died. The gunman shot himself.", "killed", "compatible"),
        (
            "Six people were injured.",
            "Eight people were injured, two of them by flying glass.",
            "hurt",
            "compatible",
        ),
        (
            "Two people were killed and two injured.",
            "Three people were killed and one injured.",
            "hurt",
            "update",
        ),
        (
            "Four people were injured.",
            "Three people were hurt. Police first reported four injured.",
            "hurt",
            "agree",
        ),
    ],
)
def test_two_counts_of_one_day_may_both_be_right(
    account_of: AccountMaker, a: str, b: str, what: str, verdict: str
) -> None:
    """What explains the gap between two exact counts keeps them from being a conflict."""
    tolls = count_tolls([account_of(t, source=t[:9], day="2020-03-01") for t in (a, b)])
    assert compare_tolls(tolls, "killed" if what == "killed" else "hurt")[0] == verdict


@pytest.mark.parametrize(
    ("text", "killed", "hurt"),
    [
        ("The shots left Jon Holm and Ann Varde dead.", 2, None),
        ("He opened fire, wounding his girlfriend and her son.", None, 2),
        ("One of the five people injured in the crash has died.", None, 4),
        ("A man broke into the house and killed a young couple.", 2, None),
    ],
)
def test_reads_those_told_by_other_words(
    account_of: AccountMaker, text: str, killed: int | None, hurt: int | None
) -> None:
    """A pair that is left dead, kin that 'and' joins, one of several who died since, a couple."""
    toll = count_toll(account_of(text))
    assert killed in (None, toll.killed and toll.killed[0].low)
    assert hurt in (None, toll.hurt and toll.hurt[0].low)
