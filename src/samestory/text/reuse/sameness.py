"""How likely two reports are to tell of one happening: small trees over what they share.

The trees (gradient boosting, Friedman 2001) were learnt from pairs of reports whose stories are known
(training/sameness.py). They take up what a weighted sum cannot: four shared names say much of reports
a day apart and little of reports a year apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from samestory.text.reuse.comparing import FEATURES, compare_pairs
from samestory.text.reuse.shelves import Floats, Ints, Shelf, Traits, fill_shelf, find_candidates, is_near

# Pairs less likely than this are not kept, and count as 0 in averages.
FLOOR = 0.1
_TOPS = FEATURES.index("tops")


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """One tree: what each node asks (a feature, a bound), where it leads, and what it is worth.

    A leaf leads to itself, so that all pairs can take the same number of steps.
    """

    feature: Ints
    bound: Floats
    low: Ints
    high: Ints
    value: Floats
    steps: int


@dataclass(frozen=True, slots=True, eq=False)
class Likelihoods:
    """The pairs of a shelf that may be of one story, and how likely each is, from 0 to 1."""

    first: Ints
    second: Ints
    score: Floats


@cache
def load_trees() -> tuple[float, tuple[Tree, ...]]:
    """Load the constant and the trees that are added to it."""
    table = json.loads(files("samestory.text.reuse").joinpath("sameness.json").read_text(encoding="utf-8"))
    if tuple(table["features"]) != FEATURES:
        raise ValueError("sameness.json was learnt on other features: run training/sameness.py")
    return table["constant"], tuple(map(_make_tree, table["trees"]))


def _make_tree(rows: Iterable[tuple[int, float, int, int]]) -> Tree:
    """Make a tree of rows: feature, bound, low, high; for a leaf -1 and its value."""
    nodes = list(rows)
    depth = [0] * len(nodes)
    feature, low, high = (np.zeros(len(nodes), np.int64) for _ in range(3))
    bound, value = np.zeros(len(nodes)), np.zeros(len(nodes))
    for place, (asked, number, *ways) in enumerate(nodes):
        if asked < 0:
            value[place], low[place], high[place] = number, place, place
            continue
        feature[place], bound[place], (low[place], high[place]) = asked, number, ways
        for way in ways:
            depth[way] = depth[place] + 1
    return Tree(feature, bound, low, high, value, max(depth))


def score_pairs(features: Floats) -> Floats:
    """Say of each row of features how likely it is that the two reports tell of one happening."""
    constant, trees = load_trees()
    total = np.full(len(features), constant)
    columns = np.ascontiguousarray(features.T).ravel()
    rows = np.arange(len(features))
    for tree in trees:
        node = np.zeros(len(features), dtype=np.int64)
        for _ in range(tree.steps):
            asked = columns[tree.feature[node] * len(rows) + rows]
            node = np.where(asked <= tree.bound[node], tree.low[node], tree.high[node])
        total += tree.value[node]
    likely: Floats = 1 / (1 + np.exp(-total))
    return likely


def liken_reports(shelf: Shelf, *, late: int = 0) -> Likelihoods:
    """Find the pairs of reports on a shelf that may be of one story.

    Whether a pair is found, and its score, depend on the two reports alone. With `late`, only pairs are
    found of which one stands at `late` or after it.
    """
    first, second = find_candidates(shelf, late=late)
    features = compare_pairs(shelf, first, second)
    near = is_near(shelf, (first, second), features[:, _TOPS])
    first, second, features = first[near], second[near], features[near]
    # To nine digits: sums in the last bits may differ from machine to machine.
    score = np.round(score_pairs(features), 9)
    kept = score >= FLOOR
    return Likelihoods(first[kept], second[kept], score[kept])


def score_two(a: Traits, b: Traits) -> float | None:
    """Say how likely two reports are to be of one story; None where they are not worth comparing."""
    shelf = fill_shelf([a, b])
    first, second = np.array([0]), np.array([1])
    features = compare_pairs(shelf, first, second)
    if not is_near(shelf, (first, second), features[:, _TOPS])[0]:
        return None
    return round(float(score_pairs(features)[0]), 9)


def list_scores(found: Likelihoods) -> Iterator[tuple[int, int, float]]:
    """List the pairs with their scores."""
    return zip(found.first.tolist(), found.second.tolist(), found.score.tolist(), strict=True)
