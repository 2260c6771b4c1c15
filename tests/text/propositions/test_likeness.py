"""Likeness: what says the same scores above what shares only words."""

from __future__ import annotations

import numpy as np
import pytest

from samestory.text.propositions.comparison import (
    compare_clauses,
    look_again,
    look_first,
    score_comparison,
)
from samestory.text.propositions.contexts import Context
from samestory.text.propositions.likeness import load_weights

FIRST = """Bridge closes after crash

The old bridge over the Wye was closed on Monday after a lorry hit a pillar.
Two drivers were treated for minor injuries. The council promised a report by Easter.
"""
SECOND = """Lorry hits bridge

A lorry struck a pillar of the old bridge over the Wye on Monday and the bridge was closed.
The council has promised a report by Easter. Shopkeepers fear for their trade.
"""


@pytest.fixture
def comparison(account_of):
    """Two reports of one crash, compared."""
    return compare_clauses([account_of(FIRST, source="a"), account_of(SECOND, source="b")], None)


def test_weights_and_features_have_the_same_names(comparison):
    """Every feature of either look has a weight, and no weight is left over."""
    weights = load_weights()
    assert set(weights.first) == {"constant", *comparison.features}
    again = look_again(comparison, look_first(comparison, weights.first))
    assert set(weights.second) == {"constant", *again}


def test_the_first_look_leaves_out_what_is_unlikely(account_of):
    """Pairs that the weights given find unlikely are not kept, and the others keep all features."""
    accounts = [account_of(FIRST, source="a"), account_of(SECOND, source="b")]
    weights = load_weights().first
    kept = compare_clauses(accounts, None, first=weights)
    assert {len(values) for values in kept.features.values()} == {len(kept.pairs.first)}
    assert compare_clauses(accounts, None, first={**weights, "constant": -99.0}).features == {}


def test_words_of_one_sense_meet_where_they_share_no_letters(account_of):
    """A reader that puts 'lorry' and 'truck' in one place makes the clauses more alike."""
    accounts = [
        account_of("Crash\n\nA lorry struck the old gate on Monday.\n", source="a"),
        account_of("Crash\n\nOn Monday a truck struck the old gate.\n", source="b"),
    ]

    def read(sentences):
        words = sorted({word.lower() for sentence in sentences for word in sentence} - {"truck"})
        place = {word: number for number, word in enumerate(words)} | {"truck": words.index("lorry")}
        return [
            np.eye(len(words), dtype=np.float32)[[place[word.lower()] for word in sentence]]
            for sentence in sentences
        ]

    with_sense, without = compare_clauses(accounts, read), compare_clauses(accounts, None)
    assert with_sense.features["met_most"].max() > without.features["met_most"].max() == 0


def test_pairs_are_of_different_reports_and_in_order(comparison):
    """A pair is looked at once, from the earlier report to the later."""
    units, pairs = comparison.units, comparison.pairs
    for i, j in zip(pairs.first.tolist(), pairs.second.tolist(), strict=True):
        assert i < j
        assert units[i].account != units[j].account


def test_the_same_proposition_scores_highest(comparison):
    """The council's promise is nearer to itself than to the bridge's closing."""
    scores = score_comparison(comparison, load_weights())
    assert np.all((scores >= 0) & (scores <= 1))
    pairs = zip(comparison.pairs.first.tolist(), comparison.pairs.second.tolist(), strict=True)
    promised = [("report by Easter" in comparison.units[i].text) +
                ("report by Easter" in comparison.units[j].text) for i, j in pairs]  # fmt: skip
    both = [score for score, sides in zip(scores.tolist(), promised, strict=True) if sides == 2]
    one = [score for score, sides in zip(scores.tolist(), promised, strict=True) if sides == 1]
    assert both
    assert min(both) > max(one, default=0.0)


def test_one_report_is_compared_with_nothing(account_of):
    """There are no pairs within a report."""
    assert compare_clauses([account_of(FIRST)], None).features == {}


def test_where_clauses_stand_is_measured_within_their_reports(comparison):
    """The two first sentences stand high, and no pair stands lower than at the end."""
    features, units = comparison.features, comparison.units
    pairs = zip(comparison.pairs.first.tolist(), comparison.pairs.second.tolist(), strict=True)
    titles = [k for k, (i, j) in enumerate(pairs) if units[i].kind == units[j].kind == "title"]
    assert [features["lower"][k] for k in titles] == [0.0] * len(titles) != []
    assert np.all(features["apart"] == features["lower"] - features["higher"])
    assert np.all(features["lower"] < 1.0)


def test_words_meet_pair_by_pair_as_they_do_in_one_product():
    """The best word of the other clause counts, by rarity; a clause without telling words meets nothing."""
    vectors = np.array([[1, 0], [0, 1], [1, 0], [0.6, 0.8]], np.float32)
    context = Context(vectors, np.array([[2], [1], [1], [3]], np.float32), np.array([0, 2, 2, 3, 4]))
    met = context.meet(np.array([0, 1, 0]), np.array([2, 2, 3]))
    assert met[0] == pytest.approx([2 / 3, 1.0, 1.0], abs=1e-4)
    assert met[1] == pytest.approx([0.0, 0.0, 0.0])
    assert met[2] == pytest.approx([2 / 3, 0.8, 1.2], abs=1e-4)


def test_a_word_is_weighed_by_its_rarity_in_the_story_and_in_news():
    """Three columns for each way of weighing: where a word is rare decides how much it counts."""
    vectors = np.array([[1, 0], [0, 1], [1, 0]], np.float32)
    context = Context(vectors, np.array([[1, 3], [3, 1], [1, 3]], np.float32), np.array([0, 2, 3]))
    met = context.meet(np.array([0]), np.array([1]))
    assert met[0] == pytest.approx([1 / 4, 1.0, 1.0, 3 / 4, 1.0, 3.0], abs=1e-4)


def test_what_the_whole_story_is_about_counts_plainly(account_of):
    """Words that every sentence of the story has are nothing off its mean, and something as read."""
    accounts = [
        account_of(f"Ferry strike\n\nThe ferry strike ended on {day}.\n", source=day)
        for day in ("Monday", "Friday")
    ]

    def read(sentences):
        return [np.ones((len(sentence), 2), np.float32) for sentence in sentences]

    features = compare_clauses(accounts, read).features
    assert np.all(features["sense"] == 0.0)
    assert features["plain_sense"] == pytest.approx(1.0)


def test_a_pair_of_long_reports_has_more_clauses(account_of):
    """The feature is of the two reports that a pair is of, whatever else the story has."""
    comparison = compare_clauses(
        [account_of(FIRST, source="a"), account_of(SECOND, source="b"), account_of(FIRST * 3, source="c")],
        None,
    )
    units, pairs, clauses = comparison.units, comparison.pairs, comparison.features["clauses"]
    of = {account: sum(unit.account == account for unit in units) for account in range(3)}
    for k, (i, j) in enumerate(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True)):
        both = of[units[i].account] * of[units[j].account]
        assert clauses[k] == pytest.approx(np.log(both) / 2)
