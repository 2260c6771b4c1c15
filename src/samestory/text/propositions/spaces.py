"""The clauses of a story in every measure: one row each in characters, sense, terms and what they name."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samestory.text.propositions.contexts import Array, Context, read_contexts, to_unit_length
from samestory.text.propositions.units import Unit
from samestory.text.reuse.ngrams import weigh_ngrams

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
class Spaces:
    """Every measure of a story's clauses; `sentence` leads from a clause to the row of its sentence.

    `sense` is off the mean of the story, `plain_sense` as it was read.
    """

    units: Sequence[Unit]
    characters: Any
    sense: Array
    plain_sense: Array
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
    sentence_plain_sense: Array
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
    senses = _mean_sense([read[row][list(unit.words)] for unit, row in zip(units, rows, strict=True)])
    sentence_senses = _mean_sense(read)
    names = _incidence([unit.names for unit in units], rarity)
    gathered: list[set[str]] = [set() for _ in sentences]
    for unit, row in zip(units, rows, strict=True):
        gathered[row].update(unit.terms)
    return Spaces(
        units=units,
        characters=characters[: len(units)],
        sense=_off_the_mean(senses),
        plain_sense=to_unit_length(senses),
        context=read_contexts(units, [sentences[row] for row in rows], [read[row] for row in rows], rarity),
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
        sentence_sense=_off_the_mean(sentence_senses),
        sentence_plain_sense=to_unit_length(sentence_senses),
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
    """The mean of each row's words."""
    return np.array([words.mean(axis=0) for words in rows], dtype=np.float64)


def _off_the_mean(means: Array) -> Array:
    """Take off the mean of all: what the whole story is about tells nothing."""
    off: Array = to_unit_length(means - means.mean(axis=0)) if len(means) else means
    return off


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
