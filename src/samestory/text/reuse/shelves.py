"""The terms of many reports side by side, and which pairs of reports are worth comparing.

A pair is worth it or not whatever else is on the shelf: that is what lets a library be grouped
piece by piece, in any order, over any partition by day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samestory.text.reuse.telling import TERM, raise_rarity

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
UNKNOWN = 10**9
"""Beyond any day: the open side of an interval."""

# Interval in days from which on a date says too little to part two reports: 'not before 2014'.
VAGUE_DAYS = 15


@dataclass(frozen=True, slots=True)
class Reach:
    """Which pairs of reports are looked at at all. What is not looked at is not alike."""

    # The cosine that the weightiest terms must bring, after something is taken off for days apart.
    # Lowered, twice as many pairs are compared for one in fifty that is of one story.
    ranks: int = 30
    least: float = 0.03
    # Pairs further apart are not looked at, which keeps the cost of a report from growing with the years.
    days: int = 120
    early_penalty: float = 0.035
    early_days: float = 5.0
    late_penalty: float = 0.15
    late_days: float = 40.0
    # Taken off where the day of one report is unknown or vague.
    vague_penalty: float = 0.025


REACH = Reach()
# A product of sparse matrices sums in another order than `comparing`: it may differ in the last bits.
_ROUNDING = 1e-6
_BLOCK = 1000

# The powers of rarity that terms are weighed by, a step each.
_RAISED = np.array([raise_rarity(step) for step in range(256)])


@dataclass(frozen=True, slots=True)
class Traits:
    """What a report is compared by: its packed terms, the days on which it can have appeared, its outlet.

    Days are ordinals of the proleptic calendar; minus and plus `UNKNOWN` leave a side open.
    """

    terms: bytes
    earliest: int
    latest: int
    outlet: str


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """Terms of n reports: those of report r stand from `starts[r]` to `starts[r + 1]`, by hash."""

    starts: Ints
    term: NDArray[np.uint32]
    weight: Floats
    rarity: Floats
    zones: NDArray[np.uint8]
    rank: NDArray[np.uint8]
    earliest: Floats
    latest: Floats
    outlet: Ints

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def owner(self) -> Ints:
        """The report that each term belongs to."""
        return np.repeat(np.arange(len(self)), np.diff(self.starts))


def fill_shelf(reports: Sequence[Traits]) -> Shelf:
    """Put reports side by side, in the order given."""
    sizes = np.array([len(report.terms) for report in reports], dtype=np.int64) // TERM.itemsize
    terms = np.frombuffer(b"".join(report.terms for report in reports), dtype=TERM)
    outlets: dict[str, int] = {}
    return Shelf(
        starts=np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)]),
        term=np.ascontiguousarray(terms["term"]),
        weight=terms["weight"].astype(np.float64),
        rarity=_RAISED[terms["rarity"]],
        zones=np.ascontiguousarray(terms["zones"]),
        rank=np.ascontiguousarray(terms["rank"]),
        earliest=np.array([report.earliest for report in reports], dtype=np.float64),
        latest=np.array([report.latest for report in reports], dtype=np.float64),
        outlet=np.array(
            [
                outlets.setdefault(r.outlet, len(outlets)) if r.outlet else -1 - n
                for n, r in enumerate(reports)
            ],
            dtype=np.int64,
        ),
    )


def list_days_apart(shelf: Shelf, first: Ints, second: Ints) -> Floats:
    """Count the days that lie between two reports at least, 0 where they can be of one day."""
    early, late = shelf.earliest, shelf.latest
    apart: Floats = np.maximum(early[first] - late[second], early[second] - late[first])
    return np.maximum(0.0, apart)


def find_candidates(shelf: Shelf, *, late: int = 0, reach: Reach = REACH) -> tuple[Ints, Ints]:
    """Find the pairs that share enough of their weightiest terms and are not too many days apart.

    A few pairs too many may be found, those on the very bound: `is_near` decides.

    Args:
        shelf: the reports.
        late: only pairs are found of which the second is this report or one after it on the shelf.
        reach: what is enough.

    Returns:
        The first and the second report of each pair, the first before the second.
    """
    first, second, cosine = cross_terms(shelf, late=late, reach=reach)
    good = is_near(shelf, (first, second), cosine + _ROUNDING, reach)
    return first[good], second[good]


def cross_terms(shelf: Shelf, *, late: int = 0, reach: Reach = REACH) -> tuple[Ints, Ints, Floats]:
    """Find the pairs whose weightiest terms have a cosine of `reach.least` or more, and the cosine."""
    from scipy import sparse

    firsts, seconds = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    cosines = [np.zeros(0)]
    kept = shelf.rank < reach.ranks
    if kept.any():
        _, column = np.unique(shelf.term[kept], return_inverse=True)
        shape = (len(shelf), int(column.max()) + 1)
        matrix = sparse.csr_matrix((shelf.weight[kept], (shelf.owner[kept], column)), shape)
        turned = matrix.T.tocsr()
        for start in range(late, len(shelf), _BLOCK):
            block = (matrix[start : start + _BLOCK] @ turned).tocoo()
            second, first = block.row.astype(np.int64) + start, block.col.astype(np.int64)
            good = (first < second) & (block.data >= reach.least)
            firsts.append(first[good])
            seconds.append(second[good])
            cosines.append(block.data[good])
    return np.concatenate(firsts), np.concatenate(seconds), np.concatenate(cosines)


def is_near(
    shelf: Shelf, pairs: tuple[Ints, Ints], cosine: Floats, reach: Reach = REACH
) -> NDArray[np.bool_]:
    """Say which pairs are looked at, by the cosine of their weightiest terms and their days apart."""
    first, second = pairs
    apart = list_days_apart(shelf, first, second)
    vague = shelf.latest - shelf.earliest > VAGUE_DAYS
    penalty = reach.late_penalty * (1 - np.exp(-apart / reach.late_days))
    penalty += reach.early_penalty * (1 - np.exp(-apart / reach.early_days))
    unknown = vague[first] | vague[second]
    penalty = np.where(unknown, reach.vague_penalty, penalty)
    near: NDArray[np.bool_] = (cosine - penalty >= reach.least) & (unknown | (apart <= reach.days))
    return near
