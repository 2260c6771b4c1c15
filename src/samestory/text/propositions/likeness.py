"""How likely two clauses of two reports say the same: features that can be read, and a weight for each."""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samestory.records import Lineage
from samestory.text.propositions.units import Unit

Array = NDArray[np.float64]
Encode = Callable[[Sequence[str]], NDArray[np.float32]]
# Rows that are compared with all others at a time: bounds the memory, not the result.
BLOCK_ROWS = 256


@dataclass(frozen=True, slots=True)
class Reach:
    """Which pairs are looked at closely."""

    # Pairs less alike than this by characters, words and sense together were never judged the same.
    min_mixed: float = 0.35
    # A clause is compared closely with so many others at least, and with more where more reports tell the story.
    neighbours: int = 60
    neighbours_per_report: int = 4


REACH = Reach()


@dataclass(frozen=True, slots=True)
class Spaces:
    """The clauses of a story in every measure, one row each; `sentence` leads to the rows of sentences."""

    units: Sequence[Unit]
    characters: Any
    sense: Array
    terms: Any
    rarity: Array
    names: Any
    figures: Any
    times: Any
    subjects: Any
    links: Any
    link_rarity: Array
    fates: Any
    counts: Any
    known: Any
    known_rarity: Array
    anchors: Any
    link_anchors: Any
    sentence: NDArray[np.int64]
    sentence_characters: Any
    sentence_sense: Array
    sentence_terms: Any
    sentence_anchors: Any


def embed_units(units: Sequence[Unit], sentences: Sequence[str], rows: Sequence[int], encode: Encode | None) -> Spaces:
    """Measure every clause; `rows[i]` is the sentence, among `sentences`, in which unit i stands.

    Rarity is counted over the sentences of the story: what every sentence of it names tells nothing.
    Without an encoder sense is nothing, and characters and words decide.
    """
    rarity = _rarity(units, lambda unit: unit.terms)
    links, known = _rarity(units, lambda unit: unit.links), _rarity(units, lambda unit: unit.known)
    vocabulary = {term: column for column, term in enumerate(sorted(rarity))}
    both = _by_characters([*(unit.text for unit in units), *sentences])
    return Spaces(
        units=units,
        characters=both[: len(units)],
        sense=_by_sense([unit.text for unit in units], encode),
        terms=_incidence([unit.terms for unit in units], vocabulary),
        rarity=np.array([rarity[term] for term in sorted(rarity)]),
        names=_incidence([unit.names for unit in units], vocabulary),
        figures=_incidence([unit.figures for unit in units]),
        times=_incidence([unit.times for unit in units]),
        subjects=_incidence([unit.subject for unit in units], vocabulary),
        links=_incidence([unit.links for unit in units]),
        link_rarity=np.array([links[link] for link in sorted(links)] or [0.0]),
        fates=_incidence([unit.fates for unit in units]),
        counts=_incidence([unit.counts for unit in units]),
        known=_incidence([unit.known for unit in units]),
        known_rarity=np.array([known[name] for name in sorted(known)] or [0.0]),
        anchors=_anchors(units, lambda unit: unit.terms, rarity),
        link_anchors=_anchors(units, lambda unit: unit.links, links),
        sentence=np.array(rows, dtype=np.int64),
        sentence_characters=both[len(units) :],
        sentence_sense=_by_sense(sentences, encode),
        sentence_terms=_incidence(_gathered(units, rows, len(sentences)), vocabulary),
        sentence_anchors=_anchors(units, lambda unit: unit.terms, rarity, rows),
    )


def _rarity(units: Sequence[Unit], read: Callable[[Unit], Sequence[str]]) -> dict[str, float]:
    sentences: dict[tuple[int, int], set[str]] = {}
    for unit in units:
        sentences.setdefault((unit.account, unit.sentence), set()).update(read(unit))
    seen = Counter(term for terms in sentences.values() for term in sorted(terms))
    return {term: math.log(1 + len(sentences) / count) for term, count in seen.items()}


def _gathered(units: Sequence[Unit], rows: Sequence[int], count: int) -> list[list[str]]:
    """Gather the terms of each sentence from its clauses."""
    found: list[set[str]] = [set() for _ in range(count)]
    for unit, row in zip(units, rows, strict=True):
        found[row].update(unit.terms)
    return [sorted(terms) for terms in found]


def _anchors(
    units: Sequence[Unit],
    read: Callable[[Unit], Sequence[str]],
    rarity: Mapping[str, float],
    rows: Sequence[int] | None = None,
) -> Any:
    """Weigh each term by its rarity in the story over the sentences of its own report that have it.

    What two reports each say once is an anchor; what one of them says in every paragraph is not.
    """
    from scipy import sparse

    places: dict[tuple[int, str], set[int]] = {}
    for unit in units:
        for term in read(unit):
            places.setdefault((unit.account, term), set()).add(unit.sentence)
    column = {term: place for place, term in enumerate(sorted(rarity))}
    rows = range(len(units)) if rows is None else rows
    cells = {
        (row, column[term]): rarity[term] ** 0.5 / len(places[unit.account, term])
        for row, unit in zip(rows, units, strict=True)
        for term in sorted(set(read(unit)))
    }
    at = ([row for row, _ in cells], [place for _, place in cells])
    return sparse.csr_matrix((list(cells.values()), at), shape=(max(rows, default=-1) + 1, max(1, len(column))))


def _anchored(anchors: Any, i: Any, j: Any) -> Array:
    return np.asarray(anchors[i].multiply(anchors[j]).sum(axis=1), dtype=np.float64).ravel()


def _rarest(terms: Any, rarity: Array, i: Any, j: Any) -> Array:
    """The rarity of the rarest term that two clauses share."""
    common = terms[i].multiply(terms[j]).multiply(rarity[None, :]).tocsr()
    return np.asarray(common.max(axis=1).toarray(), dtype=np.float64).ravel()


def _by_characters(texts: Sequence[str]) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True).fit_transform(texts).tocsr()


def _by_sense(texts: Sequence[str], encode: Encode | None) -> Array:
    if encode is None:
        return np.zeros((len(texts), 1))
    return np.asarray(encode(texts), dtype=np.float64)


def _incidence(lists: Sequence[Sequence[str]], vocabulary: Mapping[str, int] | None = None) -> Any:
    from scipy import sparse

    if vocabulary is None:
        every = sorted({item for items in lists for item in items})
        vocabulary = {item: column for column, item in enumerate(every)}
    cells = [(row, column) for row, items in enumerate(lists) for column in sorted({vocabulary[i] for i in items})]
    rows, columns = [row for row, _ in cells], [column for _, column in cells]
    shape = (len(lists), max(1, len(vocabulary)))
    return sparse.csr_matrix((np.ones(len(cells)), (rows, columns)), shape=shape)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of clauses of different reports, `first` < `second`, and how near each is to the best match."""

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    best: Array


def choose_pairs(spaces: Spaces, reach: Reach = REACH) -> Pairs:
    """Choose the pairs worth a close look: the nearest of each clause by a rough measure."""
    accounts = np.array([unit.account for unit in spaces.units], dtype=np.int64)
    count = len(accounts)
    bounds = np.flatnonzero(np.r_[True, np.diff(accounts) != 0]) if count else np.zeros(0, dtype=np.int64)
    segment = np.cumsum(np.r_[True, np.diff(accounts) != 0]) - 1 if count else bounds
    wanted = max(reach.neighbours, reach.neighbours_per_report * len(bounds))
    weighted = spaces.terms.multiply(spaces.rarity[None, :]).tocsr()
    weight = np.maximum(1.0, np.asarray(weighted.sum(axis=1)).ravel())
    found: dict[tuple[int, int], float] = {}
    for start in range(0, count, BLOCK_ROWS):
        rows = slice(start, min(start + BLOCK_ROWS, count))
        mixed = (spaces.characters[rows] @ spaces.characters.T).toarray()
        mixed += 0.7 * (spaces.sense[rows] @ spaces.sense.T)
        shared = (weighted[rows] @ spaces.terms.T).toarray()
        mixed += 0.5 * shared / np.minimum(weight[rows][:, None], weight[None, :])
        lag = np.maximum.reduceat(mixed, bounds, axis=1)[:, segment] - mixed
        mixed[accounts[rows][:, None] == accounts[None, :]] = -1.0
        for row, columns in enumerate(_nearest(mixed, wanted, reach.min_mixed)):
            for column in columns.tolist():
                key = (start + row, column) if start + row < column else (column, start + row)
                found[key] = max(found.get(key, 0.0), float(lag[row, column]))
    ordered = sorted(found)
    return Pairs(
        np.array([i for i, _ in ordered], dtype=np.int64),
        np.array([j for _, j in ordered], dtype=np.int64),
        np.array([-found[pair] for pair in ordered]),
    )


def _nearest(mixed: Array, wanted: int, least: float) -> list[NDArray[np.int64]]:
    if mixed.shape[1] > wanted:
        # Rounded, so that equal likeness is equal on every machine, and the order of columns decides.
        order = np.argsort(-np.round(mixed, 9), axis=1, kind="stable")[:, :wanted]
    else:
        order = np.broadcast_to(np.arange(mixed.shape[1]), mixed.shape)
    return [columns[row[columns] >= least] for row, columns in zip(mixed, order, strict=True)]


def measure_pairs(spaces: Spaces, pairs: Pairs, lineage: Lineage) -> dict[str, Array]:
    """Measure every pair by every feature, each an array over the pairs.

    `characters`, `sense`, `words` and `covered` are likeness from 0 to 1 of the clauses, `around_…` of
    their sentences; `shared` and `shared_names` count by rarity; `passage` is how far an aligned
    passage of the two reports leads from one clause to the other.
    """
    units, i, j = spaces.units, pairs.first, pairs.second
    si, sj = spaces.sentence[i], spaces.sentence[j]
    shared, size = _overlap(spaces.terms, i, j, spaces.rarity)
    named, names = _overlap(spaces.names, i, j, spaces.rarity)
    figured, figures = _overlap(spaces.figures, i, j)
    timed, times = _overlap(spaces.times, i, j)
    around, around_size = _overlap(spaces.sentence_terms, si, sj, spaces.rarity)
    links, linked = _overlap(spaces.links, i, j, spaces.link_rarity)
    fates, _ = _overlap(spaces.fates, i, j)
    counts, _ = _overlap(spaces.counts, i, j)
    known, _ = _overlap(spaces.known, i, j, spaces.known_rarity)
    bare, bare_size = _overlap(spaces.terms, i, j)
    anch = np.asarray(spaces.anchors.multiply(spaces.anchors).sum(axis=1)).ravel()
    framing = np.array([unit.framing for unit in units], dtype=float)
    heading = np.array([unit.kind in ("caption", "heading") for unit in units], dtype=float)
    quoted = np.array([unit.quoted for unit in units], dtype=float)
    subjects, _ = _overlap(spaces.subjects, i, j, spaces.rarity)
    length = np.array([len(unit.text.split()) for unit in units], dtype=np.float64)
    less, more = np.minimum(size[i], size[j]), np.maximum(size[i], size[j])
    title = np.array([unit.kind != "body" for unit in units], dtype=bool)
    both_named = np.minimum(names[i], names[j]) > 0
    return {
        "characters": _cosine(spaces.characters, i, j),
        "sense": np.einsum("ij,ij->i", spaces.sense[i], spaces.sense[j]),
        "around_characters": _cosine(spaces.sentence_characters, si, sj),
        "around_sense": np.einsum("ij,ij->i", spaces.sentence_sense[si], spaces.sentence_sense[sj]),
        "words": shared / np.maximum(1.0, size[i] + size[j] - shared),
        "covered": shared / np.maximum(1.0, less),
        "covered_longer": shared / np.maximum(1.0, more),
        "figures": np.minimum(figured, 2.0),
        "other_figures": ((figured == 0) & (np.minimum(figures[i], figures[j]) > 0)).astype(float),
        "shared_names": named,
        "same_names": np.where(both_named, named / np.maximum(1.0, np.minimum(names[i], names[j])), -0.3),
        "predicate": np.array([float(units[a].predicate == units[b].predicate) for a, b in zip(i, j, strict=True)]),
        "predicate_told": np.array([_told(units[a], units[b]) for a, b in zip(i, j, strict=True)]),
        "subject": subjects,
        "length": np.minimum(length[i], length[j]) / np.maximum(1.0, np.maximum(length[i], length[j])),
        "shorter": np.minimum(length[i], length[j]),
        "longer": np.maximum(length[i], length[j]),
        "titles": (title[i] & title[j]).astype(float),
        "one_title": (title[i] ^ title[j]).astype(float),
        "best": pairs.best,
        "passage": _passages(units, pairs, lineage),
        "negation": np.array([float(units[a].negated != units[b].negated) for a, b in zip(i, j, strict=True)]),
        "times": np.minimum(timed, 2.0),
        "other_times": ((timed == 0) & (np.minimum(times[i], times[j]) > 0)).astype(float),
        "shared": shared,
        "shared_bare": bare,
        "covered_bare": bare / np.maximum(1.0, np.minimum(bare_size[i], bare_size[j])),
        "links": links,
        "links_covered": links / np.maximum(1.0, np.minimum(linked[i], linked[j])),
        "linked": (links > 0).astype(float),
        "around_shared": around,
        "around_words": around / np.maximum(1.0, around_size[si] + around_size[sj] - around),
        "around_anchors": _anchored(spaces.sentence_anchors, si, sj),
        "anchors": _anchored(spaces.anchors, i, j),
        "link_anchors": _anchored(spaces.link_anchors, i, j),
        "anchored": np.minimum(1.0, _anchored(spaces.anchors, i, j) / np.maximum(1.0, np.minimum(anch[i], anch[j]))),
        "rarest": _rarest(spaces.terms, spaces.rarity, i, j),
        "fates": np.minimum(fates, 1.0),
        "counts": np.minimum(counts, 1.0),
        "known": known,
        "framing": framing[i] + framing[j],
        "headings": heading[i] + heading[j],
        "quoted": quoted[i] * quoted[j],
    }


def _overlap(matrix: Any, i: Any, j: Any, weights: Array | None = None) -> tuple[Array, Array]:
    """What two rows share by weight, for each pair, and the weight of every row."""
    weighted = matrix if weights is None else matrix.multiply(weights[None, :]).tocsr()
    shared = np.asarray(weighted[i].multiply(matrix[j]).sum(axis=1), dtype=np.float64).ravel()
    return shared, np.asarray(weighted.sum(axis=1), dtype=np.float64).ravel()


def _cosine(matrix: Any, i: Any, j: Any) -> Array:
    return np.asarray(matrix[i].multiply(matrix[j]).sum(axis=1), dtype=np.float64).ravel()


def _told(a: Unit, b: Unit) -> float:
    """Whether each tells, in any role, the other's predicate: 'the crash' and 'it crashed'."""
    return 0.5 * (a.predicate in b.terms) + 0.5 * (b.predicate in a.terms)


def _passages(units: Sequence[Unit], pairs: Pairs, lineage: Lineage) -> Array:
    aligned = {frozenset((pair.a, pair.b)): pair for pair in lineage.pairs if pair.passages}
    found = np.zeros(len(pairs.first))
    for place, (i, j) in enumerate(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True)):
        pair = aligned.get(frozenset((units[i].report, units[j].report)))
        if pair is not None:
            a, b = (units[i], units[j]) if pair.a == units[i].report else (units[j], units[i])
            found[place] = max(_leads(a, b, passage.a, passage.b) for passage in pair.passages)
    return found


def _leads(a: Unit, b: Unit, side_a: tuple[int, int], side_b: tuple[int, int]) -> float:
    """How far a passage, laid evenly over both sides, brings two clauses to the same place."""
    within = [
        (min(unit.end, side[1]) - max(unit.start, side[0])) / max(1, unit.end - unit.start)
        for unit, side in ((a, side_a), (b, side_b))
    ]
    if min(within) < 0.3:
        return 0.0
    (start_a, end_a), (start_b, end_b) = (
        ((unit.start - side[0]) / (side[1] - side[0]), (unit.end - side[0]) / (side[1] - side[0]))
        for unit, side in ((a, side_a), (b, side_b))
    )
    shared = min(end_a, end_b) - max(start_a, start_b)
    return max(0.0, min(1.0, shared / max(1e-6, min(end_a - start_a, end_b - start_b))))


@cache
def load_weights() -> Mapping[str, float]:
    """Load the weight of each feature, and of 'constant', as training/likeness.py wrote them."""
    text = files("samestory.text.propositions").joinpath("likeness.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text)["weights"])


def score_pairs(features: Mapping[str, Array], weights: Mapping[str, float]) -> Array:
    """Score every pair from 0 to 1: logistic regression over the features."""
    total = np.full(len(next(iter(features.values()))), weights["constant"])
    for name, values in features.items():
        total = total + weights.get(name, 0.0) * values
    scores: Array = 1.0 / (1.0 + np.exp(-np.clip(total, -30.0, 30.0)))
    return scores
