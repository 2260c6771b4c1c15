"""A second look at each pair of clauses, in the light of what the first look said of all others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np

from samestory.text.propositions.contexts import Array
from samestory.text.propositions.pairing import Index, Pairs
from samestory.text.propositions.units import Unit, overlaps

# Pairs less likely than this are no company: leaving them out bounds the work in a story of many reports.
LEAST_LIKELY = 0.01
# A clause counts as told by another report if one of its clauses is this likely the same.
TOLD = 0.15
# Pairs that are looked at together: bounds the memory, not the result.
BLOCK = 4096
# Clauses over one that are looked at: no sentence that people wrote had more than twelve.
MOST_OVER = 12


def weigh_company(units: Sequence[Unit], pairs: Pairs, likely: Array) -> dict[str, Array]:
    """Measure each pair by the company that it keeps; `likely` is the first look, from 0 to 1.

    `likely`: the first look itself, in logits. `behind`: how far the pair lies behind the best that
    either has in the other's report. `third`, `thirds`: whether a clause of a third report goes with
    both, and in how many reports one does. `overlapping`: the best pair of clauses that overlap these
    two. `company`: how much either is like anything. `told`: the share of reports that have the
    lesser told of the two. `beside`: whether the sentences before or after go together. `sentences`:
    the best pair of the two sentences. `unequal`: how unequal the two are in length.
    """
    i, j = pairs.first, pairs.second
    account = np.array([unit.account for unit in units])
    reports = int(account.max()) + 1
    near = _near(len(units), pairs, likely)
    best = _best_by_report(near, account, reports)
    company = np.asarray(near.sum(axis=1), dtype=np.float64).ravel()
    told = (best > TOLD).sum(axis=1)
    third, thirds = _thirds(near, i, j, account, reports)
    beside, sentences = _sentences(units, pairs, likely)
    length = np.log([max(1, len(unit.text)) for unit in units])
    return {
        "likely": _logit(likely),
        "behind": _logit(likely) - _logit(np.maximum(best[i, account[j]], best[j, account[i]])),
        "third": np.sqrt(third),
        "thirds": np.sqrt(thirds / max(1, reports - 2)),
        "overlapping": _overlapping(units, pairs, likely),
        "company": np.log1p(np.maximum(0.0, company[i] + company[j] - 2 * likely)),
        "told": np.sqrt(np.minimum(told[i], told[j]) / reports),
        "beside": np.sqrt(beside),
        "sentences": _logit(sentences),
        "unequal": np.abs(length[i] - length[j]),
    }


def _logit(likely: Array) -> Array:
    kept = np.clip(likely, 1e-4, 1 - 1e-4)
    logits: Array = np.log(kept / (1 - kept))
    return logits


def _near(size: int, pairs: Pairs, likely: Array) -> Any:
    """Every clause's likely partners, as a sparse and symmetrical matrix."""
    from scipy import sparse

    kept = likely >= LEAST_LIKELY
    i, j, score = pairs.first[kept], pairs.second[kept], likely[kept]
    cells = (np.r_[score, score], (np.r_[i, j], np.r_[j, i]))
    return sparse.csr_matrix(cells, shape=(size, size))


def _best_by_report(near: Any, account: Any, reports: int) -> Array:
    best = np.zeros((near.shape[0], reports))
    cells = near.tocoo()
    np.maximum.at(best, (cells.row, account[cells.col]), cells.data)
    return best


def _thirds(near: Any, i: Any, j: Any, account: Any, reports: int) -> tuple[Array, Array]:
    """The best clause of a third report that goes with both, and the sum of each report's best."""
    third, thirds = np.zeros(len(i)), np.zeros(len(i))
    for start in range(0, len(i), BLOCK):
        rows = slice(start, start + BLOCK)
        both = near[i[rows]].minimum(near[j[rows]]).tocoo()
        best = np.zeros((both.shape[0], reports))
        np.maximum.at(best, (both.row, account[both.col]), both.data)
        third[rows], thirds[rows] = best.max(axis=1), best.sum(axis=1)
    return third, thirds


def _overlapping(units: Sequence[Unit], pairs: Pairs, likely: Array) -> Array:
    """The best pair, other than this, of clauses that overlap these two in their sentences."""
    i, j = pairs.first, pairs.second
    over = _over(units)
    sizes = np.array([len(o) for o in over])
    members, opens = np.concatenate(over), np.cumsum(sizes) - sizes
    best = _Best(i * len(units) + j, likely)
    found = np.zeros(len(likely))
    for nth, mth in list(product(range(int(sizes.max())), repeat=2))[1:]:
        # The nth clause over the first with the mth over the second, for all pairs that have them.
        have = np.flatnonzero((sizes[i] > nth) & (sizes[j] > mth))
        a, b = members[opens[i[have]] + nth], members[opens[j[have]] + mth]
        found[have] = np.maximum(found[have], best.at(a * len(units) + b))
    return np.where(found >= LEAST_LIKELY, _logit(np.maximum(found, 1e-3)), -3.0)


def _over(units: Sequence[Unit]) -> list[list[int]]:
    """Each clause, and after it those that overlap it in its sentence."""
    inside: dict[tuple[int, int], list[int]] = defaultdict(list)
    for place, unit in enumerate(units):
        inside[unit.account, unit.sentence].append(place)
    return [
        [place, *(k for k in inside[u.account, u.sentence] if k != place and overlaps(units[k], u))][
            : 1 + MOST_OVER
        ]
        for place, u in enumerate(units)
    ]


def _sentences(units: Sequence[Unit], pairs: Pairs, likely: Array) -> tuple[Array, Array]:
    """The best pair of the sentences beside these two on the same side, and of the two sentences."""
    # One number a sentence, so that the next is one more and the last of a report has no neighbour.
    length = 2 + max(unit.sentence for unit in units)
    spot = np.array([1 + unit.account * length + unit.sentence for unit in units])
    size = 2 + int(spot.max())
    i, j = spot[pairs.first], spot[pairs.second]
    best = _Best(i * size + j, likely)
    after, before = best.at((i + 1) * size + j + 1), best.at((i - 1) * size + j - 1)
    return np.maximum(after, before), best.at(i * size + j)


class _Best:
    """The greatest score of each key; 0 for a key that has none."""

    def __init__(self, keys: Index, scores: Array) -> None:
        self._keys, place = np.unique(keys, return_inverse=True)
        self._scores = np.zeros(len(self._keys))
        np.maximum.at(self._scores, place, scores)

    def at(self, keys: Index) -> Array:
        """The score of each of some keys."""
        place = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return np.where(self._keys[place] == keys, self._scores[place], 0.0)
