"""Which clauses of a story are compared closely: the nearest of each by a rough measure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samestory.text.propositions.contexts import Array
from samestory.text.propositions.spaces import Spaces

Index = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Reach:
    """Which pairs are looked at closely."""

    # Pairs less alike than this by characters, words and sense together were hardly ever judged the same.
    min_mixed: float = 0.24
    # A clause is compared closely with so many others, and with more where more reports tell the story.
    neighbours: int = 60
    neighbours_per_report: int = 1
    # Beyond this even a fact that all reports tell is held together by those most alike.
    most_neighbours: int = 120
    # Clauses that are compared with all others at a time: bounds the memory, not the result.
    block: int = 256


REACH = Reach()


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of clauses of different reports, `first` < `second`.

    `best` says how far each pair lies under the best match that either clause has in the other's
    report, by the rough measure: 0 where they are each other's best.
    """

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    best: Array

    def take(self, places: Index) -> Pairs:
        """Keep the pairs at some places."""
        return Pairs(self.first[places], self.second[places], self.best[places])


def choose_pairs(spaces: Spaces, reach: Reach = REACH) -> Pairs:
    """Choose the pairs worth a close look: the nearest of each clause by a rough measure."""
    accounts = np.array([unit.account for unit in spaces.units], dtype=np.int64)
    opens = np.r_[True, np.diff(accounts) != 0]
    bounds, segment = np.flatnonzero(opens), np.cumsum(opens) - 1
    wanted = min(reach.most_neighbours, max(reach.neighbours, reach.neighbours_per_report * len(bounds)))
    keys: list[Index] = []
    lags: list[Array] = []
    for start in range(0, len(accounts), reach.block):
        rows = slice(start, min(start + reach.block, len(accounts)))
        mixed = _mix(spaces, rows)
        lag = np.maximum.reduceat(mixed, bounds, axis=1)[:, segment] - mixed
        mixed[accounts[rows][:, None] == accounts[None, :]] = -1.0
        for row, columns in enumerate(_nearest(mixed, wanted, reach.min_mixed), start):
            keys.append(np.minimum(row, columns) * len(accounts) + np.maximum(row, columns))
            lags.append(lag[row - start, columns])
    return _join(np.concatenate(keys), np.concatenate(lags), len(accounts))


def _join(keys: Index, lags: Array, size: int) -> Pairs:
    """Make pairs of their keys, each once, with the greater lag of those that either clause gave."""
    order = np.lexsort((-lags, keys))
    once = order[np.r_[True, np.diff(keys[order]) != 0]] if len(order) else order
    return Pairs(keys[once] // size, keys[once] % size, -lags[once])


def _mix(spaces: Spaces, rows: slice) -> Array:
    """The rough measure of some clauses with all: characters, sense, the terms of the lesser."""
    sizes = np.maximum(1.0, spaces.terms.sizes)
    weighted = spaces.terms.rows[rows].multiply(spaces.terms.rarity[None, :]).tocsr()
    mixed: Array = (spaces.characters[rows] @ spaces.characters.T).toarray()
    mixed += 0.7 * (spaces.sense[rows] @ spaces.sense.T)
    shared = (weighted @ spaces.terms.rows.T).toarray()
    mixed += 0.5 * shared / np.minimum(sizes[rows][:, None], sizes[None, :])
    # Rounded, so that what is equally alike is so on every machine, and the order of reading decides.
    return np.round(mixed, 9)


def _nearest(mixed: Array, wanted: int, least: float) -> list[NDArray[np.int64]]:
    """The columns of each row's greatest measures, those equally great in the order of reading."""
    if wanted < mixed.shape[1]:
        bars = np.partition(mixed, -wanted, axis=1)[:, -wanted]
    else:
        bars = np.full(len(mixed), least)
    found = []
    for row, bar in zip(mixed, bars, strict=True):
        columns = np.flatnonzero(row >= max(bar, least))
        found.append(columns[np.argsort(-row[columns], kind="stable")][:wanted])
    return found
