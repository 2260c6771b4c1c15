"""The clauses of a story compared: which pairs were looked at, and what was measured of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from samestory.records import Account
from samestory.text.propositions.likeness import Pairs, choose_pairs, measure_pairs
from samestory.text.propositions.spaces import Array, Encode, embed_units
from samestory.text.propositions.units import Unit, read_units


@dataclass(frozen=True, slots=True)
class Comparison:
    """The clauses of a story, the pairs of them that were looked at, and their features."""

    units: Sequence[Unit]
    pairs: Pairs
    features: Mapping[str, Array]


def compare_clauses(accounts: Sequence[Account], encode: Encode | None) -> Comparison:
    """Measure how alike the clauses of different reports are; without two reports nothing is."""
    units = read_units(accounts)
    none = Pairs(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    if len({unit.account for unit in units if unit.terms}) < 2:
        return Comparison(units, none, {})
    places = sorted({(unit.account, unit.sentence) for unit in units})
    row = {place: index for index, place in enumerate(places)}
    sentences = [_sentence_text(accounts[account], sentence) for account, sentence in places]
    spaces = embed_units(units, sentences, [row[unit.account, unit.sentence] for unit in units], encode)
    pairs = choose_pairs(spaces)
    return Comparison(units, pairs, measure_pairs(spaces, pairs) if len(pairs.first) else {})


def _sentence_text(account: Account, index: int) -> str:
    sentence = account.annotation.sentences[index]
    return " ".join(token.text for token in account.annotation.tokens[sentence.first : sentence.last])
