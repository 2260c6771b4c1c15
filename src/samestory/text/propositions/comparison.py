"""The clauses of a story compared: which pairs were looked at, and how likely each says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from samestory.records import Account
from samestory.text.propositions.company import weigh_company
from samestory.text.propositions.contexts import Array
from samestory.text.propositions.likeness import Weights, measure_pairs, score_pairs
from samestory.text.propositions.pairing import Pairs, choose_pairs
from samestory.text.propositions.spaces import Encode, Spaces, embed_units
from samestory.text.propositions.units import Unit, read_units

# Pairs that are measured together: bounds the memory, not the result.
BLOCK = 16_384
# A pair that the first look finds less likely than this is not looked at again.
LEAST_LIKELY = 0.01


@dataclass(frozen=True, slots=True)
class Comparison:
    """The clauses of a story, the pairs of them that were looked at, and their features."""

    units: Sequence[Unit]
    pairs: Pairs
    features: Mapping[str, Array]


def compare_clauses(
    accounts: Sequence[Account], encode: Encode | None, *, first: Mapping[str, float] | None = None
) -> Comparison:
    """Measure how alike the clauses of different reports are; without two reports nothing is.

    With the weights of the first look only the pairs that may say the same are kept.
    """
    units = read_units(accounts)
    none = Pairs(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    if len({unit.account for unit in units if unit.terms}) < 2:
        return Comparison(units, none, {})
    places = sorted({(unit.account, unit.sentence) for unit in units})
    row = {place: index for index, place in enumerate(places)}
    sentences = [_sentence_words(accounts[account], sentence) for account, sentence in places]
    spaces = embed_units(units, sentences, [row[unit.account, unit.sentence] for unit in units], encode)
    pairs = choose_pairs(spaces)
    if not len(pairs.first):
        return Comparison(units, pairs, {})
    return Comparison(units, *_measure(spaces, pairs, first))


def look_first(comparison: Comparison, weights: Mapping[str, float]) -> Array:
    """Score each pair by itself."""
    return score_pairs(comparison.features, weights) if comparison.features else np.zeros(0)


def look_again(comparison: Comparison, likely: Array) -> Mapping[str, Array]:
    """Add to each pair's features those of its company, as the first look saw it."""
    return {**comparison.features, **weigh_company(comparison.units, comparison.pairs, likely)}


def score_comparison(comparison: Comparison, weights: Weights) -> Array:
    """Score every pair, 0 to 1: by itself first, and then in the light of the others."""
    if not comparison.features:
        return np.zeros(0)
    likely = look_first(comparison, weights.first)
    return score_pairs(look_again(comparison, likely), weights.second)


def _measure(
    spaces: Spaces, pairs: Pairs, first: Mapping[str, float] | None
) -> tuple[Pairs, Mapping[str, Array]]:
    kept: list[Pairs] = []
    measured: list[dict[str, Array]] = []
    for start in range(0, len(pairs.first), BLOCK):
        block = pairs.take(np.arange(start, min(start + BLOCK, len(pairs.first))))
        features = measure_pairs(spaces, block)
        if first is not None:
            likely = np.flatnonzero(score_pairs(features, first) >= LEAST_LIKELY)
            block = block.take(likely)
            features = {name: values[likely] for name, values in features.items()}
        kept.append(block)
        measured.append(features)
    columns = {name: np.concatenate([features[name] for features in measured]) for name in measured[0]}
    first_, second, best = (np.concatenate([getattr(k, name) for k in kept]) for name in
                            ("first", "second", "best"))  # fmt: skip
    if not len(first_):
        return Pairs(first_, second, best), {}
    return Pairs(first_, second, best), columns


def _sentence_words(account: Account, index: int) -> tuple[str, ...]:
    sentence = account.annotation.sentences[index]
    return tuple(token.text for token in account.annotation.tokens[sentence.first : sentence.last])
