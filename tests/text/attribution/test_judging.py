"""The judge of frames."""

from __future__ import annotations

from samestory.text.attribution.judging import Judge, load_judge


def test_a_feature_that_is_not_known_counts_nothing() -> None:
    """Unknown features leave the chance as it is."""
    judge = Judge({"a": 1.0}, frozenset(), 0.2, 0.4)
    assert judge.score_frame(["a", "zzz"]) == judge.score_frame(["a"]) > 0.5


def test_extreme_sums_stay_between_nought_and_one() -> None:
    """A hostile weight overflows nothing."""
    judge = Judge({"a": 1e6, "b": -1e6}, frozenset(), 0.2, 0.4)
    assert 0.0 <= judge.score_frame(["b"]) < 0.001
    assert 0.999 < judge.score_frame(["a"]) <= 1.0


def test_the_shipped_table_is_small_and_sane() -> None:
    """The table asks more of a stance than of a saying, and holds weights that a reader can question."""
    judge = load_judge()
    assert 0 < judge.floor <= judge.stance_floor < 1
    assert 500 < len(judge.weights) < 20_000
    assert all(abs(weight) < 10 for weight in judge.weights.values())
    assert "VERB want" in judge.stances
