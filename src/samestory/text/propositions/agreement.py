"""Whether words say what other words say: how far their terms are the same ones, the rare ones first."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from samestory.text.propositions.units import Unit

# What a name counts beside another word: one town and one mayor stand in many things that are told.
WEIGHT_OF_NAME = 0.3
# A clause is in a statement if its words agree so far on average with those of the other reports there.
# On stories left out precision rose from .718 to .726 at .003 less recall; at .1 recall falls by .025.
MIN_AGREEMENT = 0.05


def weigh(terms: Sequence[str], names: frozenset[str], rarity: Mapping[str, float]) -> dict[str, float]:
    """Weigh terms by rarity, squared: what every sentence of a story tells shows nothing."""
    return {
        term: rarity.get(term, 1.0) ** 2 * (WEIGHT_OF_NAME if term in names else 1.0)
        for term in sorted(set(terms))
    }


def agree(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The cosine of two stretches' terms, 0 to 1.

    >>> agree({"ferry": 1.0, "sink": 3.0}, {"ferry": 1.0, "sail": 3.0})
    0.25
    """
    shared = math.fsum(min(weight, other[term]) for term, weight in one.items() if term in other)
    sizes = math.fsum(one.values()) * math.fsum(other.values())
    return shared / math.sqrt(sizes) if sizes else 0.0


def leave_out_strangers(
    units: Sequence[Unit], group: Sequence[int], rarity: Mapping[str, float]
) -> tuple[int, ...]:
    """Keep of a group the clauses whose words agree with those of the other reports; none if one is left.

    Likeness sees what clauses mean and where they stand; of two that tell of one happening it can be
    sure though one tells who was hurt and the other who came. Then they have hardly a rare word in common.
    """
    weighed = {i: weigh(units[i].terms, frozenset(units[i].names), rarity) for i in group}

    def belongs(i: int) -> bool:
        others = [m for m in group if units[m].account != units[i].account]
        agreed = math.fsum(agree(weighed[i], weighed[m]) for m in others)
        return round(agreed, 9) >= MIN_AGREEMENT * len(others)

    kept = tuple(i for i in group if belongs(i))
    return kept if len({units[i].account for i in kept}) > 1 else ()
