"""The clauses of a story in every measure: one row each in characters, sense, terms and what they name."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samestory.text.propositions.units import Unit
from samestory.text.reuse.ngrams import weigh_ngrams

Array = NDArray[np.float64]
Index = NDArray[np.int64]
Encode = Callable[[Sequence[Sequence[str]]], list[NDArray[np.float32]]]
Read = Callable[[Unit], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Weighed:
    """Which rows have which terms (0 or 1, sparse), and how rare each term is."""

    rows: Any
    rarity: Array

    def overlap(self, i: Any, j: Any) -> Array:
        """What rows i and j share, pair by pair, counted by rarity."""
        return _row_sums(self.rows[i].multiply(self.rows[j]).multiply(self.rarity[None, :]))

    def rarest(self, i: Any, j: Any) -> Array:
        """The rarity of the rarest term that rows i and j share."""
        common = self.rows[i].multiply(self.rows[j]).multiply(self.rarity[None, :]).tocsr()
        return np.asarray(common.max(axis=1).toarray(), dtype=np.float64).ravel()

    @property
    def sizes(self) -> Array:
        """The rarity of all terms of a row, added up."""
        return _row_sums(self.rows.multiply(self.rarity[None, :]))


@dataclass(frozen=True, slots=True)
class Context:
    """What each telling word of a clause means in its sentence: unit vectors, and the word's rarity.

    The words of clause i are the rows `bounds[i]` to `bounds[i + 1]`.
    """

    vectors: NDArray[np.float32]
    rarity: NDArray[np.float32]
    bounds: NDArray[np.int64]

    def meet(self, i: Index, j: Index) -> Array:
        """How far the words of two clauses meet others of the same sense, pair by pair.

        Each word has the best of the other clause (Zhang and others, BERTScore, 2020). The columns are
        the lesser and the greater of the two means, weighed by rarity, and the best pair by rarity.
        """
        met = np.zeros((len(i), 3))
        sizes = np.diff(self.bounds)
        told = np.flatnonzero((sizes[i] > 0) & (sizes[j] > 0))
        told = told[np.argsort(i[told], kind="stable")]
        # All pairs of one clause at a time: one product instead of hundreds of small ones.
        for same in np.split(told, np.flatnonzero(np.diff(i[told])) + 1):
            if len(same):
                met[same] = self._meet_one(int(i[same[0]]), j[same], sizes)
        # Rounded, for a product's last digits hang on what else is in it.
        return np.round(met, 5)

    def _meet_one(self, clause: int, others: Index, sizes: Index) -> Array:
        mine = slice(self.bounds[clause], self.bounds[clause + 1])
        opens = np.cumsum(sizes[others]) - sizes[others]
        theirs = np.arange(sizes[others].sum()) + np.repeat(self.bounds[others] - opens, sizes[others])
        a, b = self.rarity[mine], self.rarity[theirs]
        alike = self.vectors[mine] @ self.vectors[theirs].T
        of_mine = a @ np.maximum.reduceat(alike, opens, axis=1) / a.sum()
        of_theirs = np.add.reduceat(alike.max(axis=0) * b, opens) / np.add.reduceat(b, opens)
        rarest = np.maximum.reduceat((alike * np.minimum(a[:, None], b)).max(axis=0), opens)
        return np.stack([np.minimum(of_mine, of_theirs), np.maximum(of_mine, of_theirs), rarest], axis=1)


@dataclass(frozen=True, slots=True)
class Spaces:
    """Every measure of a story's clauses; `sentence` leads from a clause to the row of its sentence."""

    units: Sequence[Unit]
    characters: Any
    sense: Array
    context: Context
    terms: Weighed
    names: Weighed
    links: Weighed
    figures: Weighed
    times: Weighed
    days: Weighed
    fates: Weighed
    counts: Weighed
    anchors: Any
    sentence: NDArray[np.int64]
    sentence_characters: Any
    sentence_sense: Array
    sentence_terms: Weighed
    sentence_anchors: Any


def embed_units(
    units: Sequence[Unit], sentences: Sequence[Sequence[str]], rows: Sequence[int], encode: Encode | None
) -> Spaces:
    """Measure every clause; `rows[i]` is the sentence, among `sentences`, in which unit i stands.

    Rarity is counted over the sentences of the story: what every sentence of it names tells nothing.
    Without an encoder sense is nothing, and characters and words decide.
    """
    characters = weigh_ngrams([*(unit.text for unit in units), *map(" ".join, sentences)])
    terms = _weigh(units, lambda unit: unit.terms)
    rarity = dict(zip(_vocabulary(units, lambda unit: unit.terms), terms.rarity.tolist(), strict=True))
    read = _read_in_context(sentences, encode)
    names = _incidence([unit.names for unit in units], rarity)
    gathered: list[set[str]] = [set() for _ in sentences]
    for unit, row in zip(units, rows, strict=True):
        gathered[row].update(unit.terms)
    return Spaces(
        units=units,
        characters=characters[: len(units)],
        sense=_mean_sense([read[row][list(unit.words)] for unit, row in zip(units, rows, strict=True)]),
        context=_context(units, [read[row] for row in rows], rarity),
        terms=terms,
        names=Weighed(names, terms.rarity),
        links=_weigh(units, lambda unit: unit.links),
        figures=_count(units, lambda unit: unit.figures),
        times=_count(units, lambda unit: unit.times),
        days=_count(units, lambda unit: [time for time in unit.times if time.endswith("day")]),
        fates=_count(units, lambda unit: unit.fates),
        counts=_count(units, lambda unit: unit.counts),
        anchors=_anchors(units, rarity, range(len(units))),
        sentence=np.array(rows, dtype=np.int64),
        sentence_characters=characters[len(units) :],
        sentence_sense=_mean_sense(read),
        sentence_terms=Weighed(_incidence([sorted(g) for g in gathered], rarity), terms.rarity),
        sentence_anchors=_anchors(units, rarity, rows),
    )


def multiply_rows(matrix: Any, i: Any, j: Any) -> Array:
    """The dot product of rows i and j of a sparse matrix, pair by pair."""
    return _row_sums(matrix[i].multiply(matrix[j]))


def _row_sums(matrix: Any) -> Array:
    return np.asarray(matrix.sum(axis=1), dtype=np.float64).ravel()


def _read_in_context(sentences: Sequence[Sequence[str]], encode: Encode | None) -> list[Any]:
    if encode is None:
        return [np.zeros((len(words), 1), np.float32) for words in sentences]
    # Reports repeat one another, and themselves: each sentence is read once.
    once = {words: place for place, words in enumerate(dict.fromkeys(map(tuple, sentences)))}
    read = encode(list(once))
    return [read[once[tuple(words)]] for words in sentences]


def _mean_sense(rows: Sequence[Any]) -> Array:
    """The mean of each row's words, off the mean of all: what the whole story is about tells nothing."""
    means = np.array([words.mean(axis=0) for words in rows], dtype=np.float64)
    return _to_unit_length(means - means.mean(axis=0)) if len(means) else means


def _to_unit_length(vectors: Any) -> Any:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def _context(units: Sequence[Unit], read: Sequence[Any], rarity: Mapping[str, float]) -> Context:
    bounds = np.cumsum([0, *(len(unit.telling) for unit in units)], dtype=np.int64)
    vectors = np.concatenate(
        [words[[place for place, _ in unit.telling]] for unit, words in zip(units, read, strict=True)]
    )
    weights = [rarity[term] for unit in units for _, term in unit.telling]
    mean = vectors.mean(axis=0) if len(vectors) else 0.0
    return Context(_to_unit_length(vectors - mean), np.array(weights, np.float32), bounds)


def _vocabulary(units: Sequence[Unit], read: Read) -> list[str]:
    return sorted({term for unit in units for term in read(unit)})


def _weigh(units: Sequence[Unit], read: Read) -> Weighed:
    sentences: dict[tuple[int, int], set[str]] = {}
    for unit in units:
        sentences.setdefault((unit.account, unit.sentence), set()).update(read(unit))
    seen = Counter(term for terms in sentences.values() for term in terms)
    vocabulary = _vocabulary(units, read)
    rarity = [math.log(1 + len(sentences) / seen[term]) for term in vocabulary]
    rows = _incidence([read(unit) for unit in units], dict.fromkeys(vocabulary, 0.0))
    return Weighed(rows, np.array(rarity or [0.0]))


def _count(units: Sequence[Unit], read: Read) -> Weighed:
    vocabulary = dict.fromkeys(_vocabulary(units, read), 0.0)
    rows = _incidence([read(unit) for unit in units], vocabulary)
    return Weighed(rows, np.ones(rows.shape[1]))


def _incidence(lists: Sequence[Sequence[str]], vocabulary: Mapping[str, float]) -> Any:
    from scipy import sparse

    column = {term: place for place, term in enumerate(vocabulary)}
    cells = [
        (row, place) for row, terms in enumerate(lists) for place in sorted({column[t] for t in terms})
    ]
    at = ([row for row, _ in cells], [place for _, place in cells])
    return sparse.csr_matrix((np.ones(len(cells)), at), shape=(len(lists), max(1, len(column))))


def _anchors(units: Sequence[Unit], rarity: Mapping[str, float], rows: Sequence[int]) -> Any:
    """Weigh each term by its rarity in the story over the sentences of its own report that have it.

    What two reports each say once is an anchor; what one of them says in every paragraph is not.
    """
    from scipy import sparse

    places: dict[tuple[int, str], set[int]] = {}
    for unit in units:
        for term in unit.terms:
            places.setdefault((unit.account, term), set()).add(unit.sentence)
    column = {term: place for place, term in enumerate(rarity)}
    cells = {
        (row, column[term]): math.sqrt(rarity[term]) / len(places[unit.account, term])
        for row, unit in zip(rows, units, strict=True)
        for term in sorted(set(unit.terms))
    }
    at = ([row for row, _ in cells], [place for _, place in cells])
    return sparse.csr_matrix(
        (list(cells.values()), at), shape=(max(rows, default=-1) + 1, max(1, len(column)))
    )
