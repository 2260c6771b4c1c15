"""Gathering: groups grow from sure pairs and not by chains."""

from __future__ import annotations

from samestory.text.propositions.gathering import Limits, gather_units, temper
from samestory.text.propositions.units import Unit

PLAIN = Limits(company=0.0, found=0.5, join=0.4, adopt=0.4, shared=0.6, merge=0.5)


def unit(account: int, start: int = 0, end: int = 50) -> Unit:
    """Make a clause that stands somewhere in a report."""
    return Unit(
        account, f"r-{account}", start, end, start // 100, None, "body", "", (), (), (), (), "",
        False, False, False, (), (), (),
    )  # fmt: skip


def test_clauses_like_one_another_are_one_group():
    """Three reports, each like both others, are one group."""
    units = [unit(0), unit(1), unit(2)]
    assert gather_units(units, {(0, 1): 0.9, (0, 2): 0.8, (1, 2): 0.8}, PLAIN) == [(0, 1, 2)]


def test_a_chain_does_not_bring_strangers_together():
    """The third is like the second only: it makes a group with it, not with the first."""
    units = [unit(0), unit(1), unit(2)]
    groups = gather_units(units, {(0, 1): 0.75, (1, 2): 0.7}, PLAIN)
    assert groups == [(0, 1), (1, 2)]


def test_an_unsure_pair_founds_nothing():
    """Under the limit two clauses stay apart."""
    assert gather_units([unit(0), unit(1)], {(0, 1): 0.3}, PLAIN) == []


def test_a_group_holds_one_of_two_overlapping_clauses():
    """A sentence and the clause inside it are not both taken in."""
    units = [unit(0), unit(1, 0, 80), unit(1, 0, 50)]
    assert gather_units(units, {(0, 1): 0.9, (0, 2): 0.8}, PLAIN) == [(0, 1)]


def test_a_group_takes_in_a_clause_before_it_founds_another():
    """A clause that fits a group half-way joins it, so that one proposition is not scattered."""
    units = [unit(0), unit(1), unit(2)]
    likeness = {(0, 1): 0.9, (0, 2): 0.7, (1, 2): 0.02}
    limits = Limits(company=0.0, found=0.5, join=0.6, adopt=0.3)
    assert gather_units(units, likeness, limits) == [(0, 1, 2)]


def test_a_group_that_another_covers_is_dropped():
    """Every pair of the second group stands in the first: it says nothing more."""
    units = [unit(0), unit(1), unit(2)]
    limits = Limits(company=0.0, found=0.5, join=0.4, adopt=2.0)
    groups = gather_units(units, {(0, 1): 0.9, (0, 2): 0.5, (1, 2): 0.5}, limits)
    assert groups == [(0, 1, 2)]


def test_company_lowers_what_is_like_everything():
    """A clause with many other neighbours loses more than a pair that keep to themselves."""
    likeness = {(0, 1): 0.6, (2, 3): 0.6, (2, 4): 0.6, (2, 5): 0.6}
    tempered = temper(likeness, 1.0)
    assert tempered[0, 1] > tempered[2, 3]
    assert temper(likeness, 0.0) == likeness
