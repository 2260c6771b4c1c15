"""Whether words say what other words say."""

from __future__ import annotations

import pytest

from samestory.text.propositions.agreement import agree, leave_out_strangers, weigh
from samestory.text.propositions.units import Unit


def unit(account: int, *terms: str, names: tuple[str, ...] = ()) -> Unit:
    """Make a clause of some terms in a report."""
    return Unit(
        account, f"r{account}", 0, 10, 0, None, "body", " ".join(terms), (*terms, *names), names,
        (), (), "", False, False, False, (), (), (),
    )  # fmt: skip


RARITY = {"storm": 0.5, "roof": 3.0, "school": 3.0, "tear": 3.0, "stand": 3.0, "election": 3.0, "holm": 1.0}


def test_rare_words_agree_and_common_ones_hardly() -> None:
    """What every sentence of a story tells shows nothing."""
    one = weigh(("storm", "roof"), frozenset(), RARITY)
    assert agree(one, weigh(("roof", "school"), frozenset(), RARITY)) > 0.5
    assert agree(one, weigh(("storm", "election"), frozenset(), RARITY)) < 0.05


def test_a_name_counts_less_than_a_word() -> None:
    """One mayor says and does many things."""
    named, plain = (weigh(("holm", "roof"), names, RARITY) for names in (frozenset({"holm"}), frozenset()))
    assert named["holm"] < plain["holm"]
    assert named["roof"] == plain["roof"]


def test_nothing_agrees_with_nothing() -> None:
    """A clause of grammar alone agrees with none."""
    assert agree({}, {}) == agree({"roof": 1.0}, {}) == 0.0


@pytest.mark.parametrize(
    ("stranger", "kept"),
    [
        (unit(2, "stand", "election", names=("holm",)), (0, 1)),
        (unit(2, "tear", "roof", names=("holm",)), (0, 1, 2)),
    ],
)
def test_a_clause_that_only_names_the_same_man_leaves_the_group(
    stranger: Unit, kept: tuple[int, ...]
) -> None:
    """However alike it was found: a reader who looks there finds nothing of what the others say."""
    units = [
        unit(0, "tear", "roof", "school", names=("holm",)),
        unit(1, "roof", "school", names=("holm",)),
        stranger,
    ]
    assert leave_out_strangers(units, (0, 1, 2), RARITY) == kept


def test_a_group_of_one_report_is_none() -> None:
    """If all that is left is in one report, nothing is told by several."""
    units = [unit(0, "roof", "school"), unit(1, "stand", "election")]
    assert leave_out_strangers(units, (0, 1), RARITY) == ()
