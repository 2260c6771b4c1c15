"""Runs of shared words, and the stretches they make."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from samestory.text.reuse.alignment import Stretch, align_words, chain_runs, find_runs
from samestory.text.reuse.fingerprints import find_ngrams

A = [
    "the",
    "old",
    "bridge",
    "over",
    "the",
    "river",
    "fell",
    "at",
    "dawn",
    "when",
    "a",
    "lorry",
    "crossed",
    "it",
]


def align(a: list[str], b: list[str], *, max_gap: int = 8) -> list[Stretch]:
    """Find the stretches that two texts share."""
    runs = find_runs(a, b, (find_ngrams(a, 4), find_ngrams(b, 4)), 4)
    return align_words(a, b, chain_runs(runs, max_gap=max_gap))


def test_a_copied_run_is_found_whole() -> None:
    """A run of shared words is one stretch, from its first word to its last."""
    assert align(["x", *A, "y"], ["p", "q", *A]) == [Stretch(1, 15, 2, 16, 14)]


def test_an_edit_within_a_run_does_not_break_it() -> None:
    """One word for another leaves one stretch with a lower likeness."""
    b = ["collapsed" if word == "fell" else word for word in A]
    (stretch,) = align(A, b)
    assert (stretch.a_first, stretch.a_last, stretch.matched) == (0, 14, 13)
    assert 0.9 < stretch.likeness < 1


def test_moved_blocks_are_found_in_any_order() -> None:
    """A text whose two halves change places is still shared."""
    other = ["police", "closed", "the", "road", "until", "engineers", "had", "seen", "the", "pillars"]
    found = align([*A, *other], [*other, *A])
    assert sorted(stretch.matched for stretch in found) == [len(other), len(A)]


def test_a_word_stands_in_one_stretch_only() -> None:
    """A sentence that one text repeats is matched once."""
    found = align(A, [*A, "and", "then", *A])
    assert len(found) == 1


def test_a_refrain_does_not_break_a_long_run() -> None:
    """Where a phrase comes again and again no anchor is set, and the run goes on through it."""
    a = " ".join(f"name{i} is charged with assault in aid of gain" for i in range(8)).split()
    (stretch,) = align(a, a)
    assert stretch.matched == len(a)


def test_strangers_share_nothing() -> None:
    """Two texts without four words in a row in common have no stretch."""
    assert align(A, ["a", "lorry", "fell", "into", "the", "river", "at", "night"]) == []


@given(
    st.lists(st.sampled_from("abcd"), max_size=60),
    st.lists(st.sampled_from("abcd"), max_size=60),
)
def test_stretches_lie_in_their_texts_and_apart(a: list[str], b: list[str]) -> None:
    """Whatever the texts, stretches lie inside them and no word is in two."""
    found = align(a, b)
    for first, last, length in (("a_first", "a_last", len(a)), ("b_first", "b_last", len(b))):
        ranges = sorted((getattr(s, first), getattr(s, last)) for s in found)
        assert all(0 <= low < high <= length for low, high in ranges)
        assert all(before[1] <= after[0] for before, after in itertools.pairwise(ranges))
