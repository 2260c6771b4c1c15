"""How likely two clauses of two reports say the same: features that can be read, and a weight for each."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from samestory.text.propositions.spaces import Array, Spaces, Weighed, multiply_rows
from samestory.text.propositions.units import Unit

Index = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Reach:
    """Which pairs are looked at closely."""

    # Pairs less alike than this by characters, words and sense together were hardly ever judged the same.
    min_mixed: float = 0.35
    # A clause is compared closely with so many others, and with more where more reports tell the story.
    neighbours: int = 60
    neighbours_per_report: int = 1
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


def choose_pairs(spaces: Spaces, reach: Reach = REACH) -> Pairs:
    """Choose the pairs worth a close look: the nearest of each clause by a rough measure."""
    accounts = np.array([unit.account for unit in spaces.units], dtype=np.int64)
    opens = np.r_[True, np.diff(accounts) != 0]
    bounds, segment = np.flatnonzero(opens), np.cumsum(opens) - 1
    wanted = max(reach.neighbours, reach.neighbours_per_report * len(bounds))
    found: dict[tuple[int, int], float] = {}
    for start in range(0, len(accounts), reach.block):
        rows = slice(start, min(start + reach.block, len(accounts)))
        mixed = _mix(spaces, rows)
        lag = np.maximum.reduceat(mixed, bounds, axis=1)[:, segment] - mixed
        mixed[accounts[rows][:, None] == accounts[None, :]] = -1.0
        for row, columns in enumerate(_nearest(mixed, wanted, reach.min_mixed), start):
            for column in columns.tolist():
                pair = (min(row, column), max(row, column))
                found[pair] = max(found.get(pair, 0.0), float(lag[row - start, column]))
    ordered = sorted(found)
    return Pairs(
        np.array([i for i, _ in ordered], dtype=np.int64),
        np.array([j for _, j in ordered], dtype=np.int64),
        np.array([-found[pair] for pair in ordered]),
    )


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
    order = np.argsort(-mixed, axis=1, kind="stable")[:, :wanted]
    return [columns[row[columns] >= least] for row, columns in zip(mixed, order, strict=True)]


def measure_pairs(spaces: Spaces, pairs: Pairs) -> dict[str, Array]:
    """Measure every pair by every feature, each an array over the pairs.

    `characters`, `sense`, `covered` and `around_words` are likeness from 0 to 1, of the clauses or of
    the sentences around them; `shared`, `links` and `rarest` count what both have by its rarity;
    `anchors` counts most what each report says once. `fates` and `counts` are of figures that count
    the same: the killed, and as many. `other_times`: both tell a time, and no part of it is the same.
    """
    i, j = pairs.first, pairs.second
    si, sj = spaces.sentence[i], spaces.sentence[j]
    shared = spaces.terms.overlap(i, j)
    around, sizes = spaces.sentence_terms.overlap(si, sj), spaces.sentence_terms.sizes
    times = spaces.times.overlap(i, j)
    links = spaces.links.overlap(i, j)
    flags = _flags(spaces, i, j)
    return {
        "characters": multiply_rows(spaces.characters, i, j),
        "sense": np.einsum("ij,ij->i", spaces.sense[i], spaces.sense[j]),
        "around_characters": multiply_rows(spaces.sentence_characters, si, sj),
        "around_sense": np.einsum("ij,ij->i", spaces.sentence_sense[si], spaces.sentence_sense[sj]),
        "around_words": around / np.maximum(1.0, sizes[si] + sizes[sj] - around),
        "around_shared": around,
        "around_anchors": multiply_rows(spaces.sentence_anchors, si, sj),
        "covered": shared / _lesser(spaces.terms, i, j),
        "shared": shared,
        "rarest": spaces.terms.rarest(i, j),
        "anchors": multiply_rows(spaces.anchors, i, j),
        "links": links,
        "links_covered": links / _lesser(spaces.links, i, j),
        "same_names": _of_both(spaces.names, i, j),
        "figures": np.minimum(spaces.figures.overlap(i, j), 2.0),
        "fates": np.minimum(spaces.fates.overlap(i, j), 1.0),
        "counts": np.minimum(spaces.counts.overlap(i, j), 1.0),
        "times": np.minimum(times, 2.0),
        "other_times": ((times == 0) & (_lesser(spaces.times, i, j, least=0.0) > 0)).astype(np.float64),
        "best": pairs.best,
        **flags,
    }


def _flags(spaces: Spaces, i: Index, j: Index) -> dict[str, Array]:
    """What the two clauses are: headlines, quotations, mere frames of what somebody says."""

    def flag(read: Callable[[Unit], bool]) -> Array:
        return np.array([read(unit) for unit in spaces.units], dtype=np.float64)

    title, framing = flag(lambda u: u.kind != "body"), flag(lambda u: u.framing)
    heading, quoted = flag(lambda u: u.kind in ("caption", "heading")), flag(lambda u: u.quoted)
    negated = flag(lambda u: u.negated)
    predicates = np.unique([unit.predicate for unit in spaces.units], return_inverse=True)[1]
    return {
        "predicate": (predicates[i] == predicates[j]).astype(np.float64),
        "titles": title[i] * title[j],
        "headings": heading[i] + heading[j],
        "framing": framing[i] + framing[j],
        "quoted": quoted[i] * quoted[j],
        "negation": np.abs(negated[i] - negated[j]),
    }


def _lesser(weighed: Weighed, i: Index, j: Index, least: float = 1.0) -> Array:
    sizes = weighed.sizes
    lesser: Array = np.maximum(least, np.minimum(sizes[i], sizes[j]))
    return lesser


def _of_both(names: Weighed, i: Index, j: Index) -> Array:
    """How far the names of one clause are the other's; a little under 0 where one names nobody."""
    sizes = names.sizes
    both = np.minimum(sizes[i], sizes[j]) > 0
    share: Array = np.where(both, names.overlap(i, j) / _lesser(names, i, j), -0.3)
    return share


@cache
def load_weights() -> Mapping[str, float]:
    """Load the weight of each feature, and of 'constant', as training/likeness.py wrote them."""
    text = files("samestory.text.propositions").joinpath("likeness.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text)["weights"])


def score_pairs(features: Mapping[str, Array], weights: Mapping[str, float]) -> Array:
    """Score every pair from 0 to 1: logistic regression over the features."""
    total = np.full(len(features["characters"]), weights["constant"])
    for name, values in features.items():
        total = total + weights[name] * values
    scores: Array = np.round(1.0 / (1.0 + np.exp(-np.clip(total, -30.0, 30.0))), 9)
    return scores
