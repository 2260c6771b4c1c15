"""What the words of clauses mean in their sentences, and how far those of two clauses meet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samestory.lexicon.rarity import STEPS, UNSEEN, load_rarity
from samestory.text.propositions.units import Unit

Array = NDArray[np.float64]
Index = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Context:
    """What each telling word of a clause means in its sentence: unit vectors, and how rare the word is.

    The words of clause i are the rows `bounds[i]` to `bounds[i + 1]`. `rarity` has a column for each way
    of weighing words: by how rare they are in the story, and in all news. What a story is about is in each
    of its sentences; in the one way it counts little, in the other it counts.
    """

    vectors: NDArray[np.float32]
    rarity: NDArray[np.float32]
    bounds: NDArray[np.int64]

    def meet(self, i: Index, j: Index) -> Array:
        """How far the words of two clauses meet others of the same sense, pair by pair.

        Each word has the best of the other clause (Zhang and others, BERTScore, 2020). Three columns for
        each way of weighing: the lesser and the greater of the two means, and the best pair by rarity.
        """
        met: Array = np.zeros((len(i), 3 * self.rarity.shape[1]))
        sizes = np.diff(self.bounds)
        told = np.flatnonzero((sizes[i] > 0) & (sizes[j] > 0))
        told = told[np.argsort(i[told], kind="stable")]
        # All pairs of one clause at a time: one product instead of hundreds of small ones.
        for same in np.split(told, np.flatnonzero(np.diff(i[told])) + 1):
            if len(same):
                met[same] = self._meet_one(int(i[same[0]]), j[same], sizes)
        # Rounded, for a product's last digits hang on what else is in it.
        return met.round(5)

    def _meet_one(self, clause: int, others: Index, sizes: Index) -> Array:
        mine = slice(self.bounds[clause], self.bounds[clause + 1])
        opens = np.cumsum(sizes[others]) - sizes[others]
        theirs = np.arange(sizes[others].sum()) + np.repeat(self.bounds[others] - opens, sizes[others])
        alike = self.vectors[mine] @ self.vectors[theirs].T
        best, best_of_theirs = np.maximum.reduceat(alike, opens, axis=1), alike.max(axis=0)
        columns = []
        for a, b in zip(self.rarity[mine].T, self.rarity[theirs].T, strict=True):
            of_mine = a @ best / a.sum()
            of_theirs = np.add.reduceat(best_of_theirs * b, opens) / np.add.reduceat(b, opens)
            rarest = np.maximum.reduceat((alike * np.minimum(a[:, None], b)).max(axis=0), opens)
            columns += [np.minimum(of_mine, of_theirs), np.maximum(of_mine, of_theirs), rarest]
        return np.stack(columns, axis=1)


def read_contexts(
    units: Sequence[Unit],
    sentences: Sequence[Sequence[str]],
    read: Sequence[Any],
    rarity: Mapping[str, float],
) -> Context:
    """Gather the telling words of each unit: `sentences` and `read` are of the sentence that it stands in.

    `rarity` says how rare each term is in the story.
    """
    bounds = np.cumsum([0, *(len(unit.telling) for unit in units)], dtype=np.int64)
    vectors = np.concatenate(
        [words[[place for place, _ in unit.telling]] for unit, words in zip(units, read, strict=True)]
    )
    known = load_rarity()
    weights = [
        (rarity[term], known.get(words[place].lower(), UNSEEN) / STEPS)
        for unit, words in zip(units, sentences, strict=True)
        for place, term in unit.telling
    ]
    mean = vectors.mean(axis=0) if len(vectors) else 0.0
    return Context(to_unit_length(vectors - mean), np.array(weights, np.float32).reshape(-1, 2), bounds)


def to_unit_length(vectors: Any) -> Any:
    """Bring each row to the length of one; a row of noughts stays so."""
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
