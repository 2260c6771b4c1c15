"""Characters as sparse vectors."""

import numpy as np

from samestory.text.reuse.ngrams import list_ngrams, weigh_ngrams


def test_rows_have_unit_length_and_empty_texts_none() -> None:
    """A product of two rows is a cosine; a text without words is like nothing."""
    matrix = weigh_ngrams(["the ferry ran aground", "the ferry ran aground", "  "])
    alike = (matrix @ matrix.T).toarray()
    np.testing.assert_allclose(np.diag(alike), [1.0, 1.0, 0.0], atol=1e-12)
    np.testing.assert_allclose(alike[0, 1], 1.0)


def test_what_all_texts_share_counts_for_less() -> None:
    """Two texts that share a rare word are more alike than two that share the common one."""
    texts = ["said harbour", "said harbour", "said quarry", "said orchard", "said lantern"]
    alike = (weigh_ngrams(texts) @ weigh_ngrams(texts).T).toarray()
    assert alike[0, 1] > 0.99
    assert alike[0, 2] < 0.3


def test_no_texts_give_an_empty_matrix() -> None:
    """A story without an English sentence stops nothing."""
    assert weigh_ngrams([]).shape[0] == 0


def test_short_words_have_ngrams_too() -> None:
    """One letter and its borders are one n-gram."""
    assert list_ngrams("a") == [" a "]
