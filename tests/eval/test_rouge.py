"""ROUGE: what two texts share, counted as usual."""

from __future__ import annotations

import pytest

from eval.brief_rouge import compare_scores, rank_sentences
from eval.rouge import Rouge, score_rouge


def test_the_same_words_score_one_and_strangers_nought():
    """Case and marks do not count."""
    same = score_rouge("The bridge, it fell.", "the bridge it fell")
    assert (same.one, same.two, same.longest) == (1, 1, 1)
    other = score_rouge("nothing here", "the bridge fell")
    assert (other.one, other.two, other.longest) == (0, 0, 0)


def test_order_counts_for_the_longest_subsequence_only():
    """The same words turned round share all words and one pair less of order."""
    turned = score_rouge("fell the bridge", "the bridge fell")
    assert turned.one == pytest.approx(1)
    assert turned.longest == pytest.approx(2 / 3)


def test_textrank_puts_the_sentence_like_the_others_first():
    """What shares words with both others is the centre."""
    sentences = ["The cat slept well.", "The mill burned and the bridge fell.", "The mill burned at night."]
    sentences.append("The bridge fell at noon.")
    assert rank_sentences(sentences)[0] == "The mill burned and the bridge fell."


def test_a_gain_is_told_with_its_interval():
    """The mean lies in the interval, which is a point where every story gains the same."""
    scores = [Rouge(0.5, 0.2, 0.4), Rouge(0.3, 0.2, 0.2)]
    others = [Rouge(0.4, 0.1, 0.4), Rouge(0.4, 0.1, 0.1)]
    (gain, low, high), (_, *pairs), _ = compare_scores(scores, others)
    assert gain == pytest.approx(0)
    assert (low, high) == pytest.approx((-0.1, 0.1))
    assert pairs == pytest.approx([0.1, 0.1])
