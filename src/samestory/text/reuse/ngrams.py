"""Characters as sparse vectors: the n-grams of each word, weighed by how rare they are.

Light rewording leaves most of a word's inside as it was ('equipping', 'equipment'), which is why
characters beat words on copies and on translations of one text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

SHORTEST, LONGEST = 3, 5


def weigh_ngrams(texts: Sequence[str]) -> Any:
    """Weigh the character n-grams of `texts` by TF-IDF (Salton and Buckley 1988), sublinear in count.

    Args:
        texts: n texts; rarity is that among them.

    Returns:
        A SciPy CSR matrix of shape (n, terms). Rows have unit length, so that the product of two is
        their cosine; the row of a text without words is zero.

    >>> matrix = weigh_ngrams(["more equipment", "more equipping", "nothing"])
    >>> (matrix @ matrix.T).toarray().round(1).tolist()[0]
    [1.0, 0.4, 0.0]
    """
    from scipy import sparse

    columns: dict[str, int] = {}
    inside: dict[str, tuple[int, ...]] = {}
    indices: list[int] = []
    counts: list[int] = []
    ends = [0]
    for text in texts:
        found: Counter[int] = Counter()
        for word in text.lower().split():
            if word not in inside:
                grams = list_ngrams(word)
                inside[word] = tuple(columns.setdefault(gram, len(columns)) for gram in grams)
            found.update(inside[word])
        indices.extend(found.keys())
        counts.extend(found.values())
        ends.append(len(indices))
    terms = np.asarray(indices, dtype=np.int64)
    seen = np.bincount(terms, minlength=len(columns))
    rarity = np.log((1 + len(texts)) / (1 + seen)) + 1
    weights = (1 + np.log(np.asarray(counts, dtype=np.float64))) * rarity[terms]
    matrix = sparse.csr_matrix((weights, terms, ends), shape=(len(texts), max(1, len(columns))))
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    matrix.data /= np.repeat(np.maximum(lengths, 1e-9), np.diff(matrix.indptr))
    return matrix


def list_ngrams(word: str) -> list[str]:
    """List the n-grams of one word, three to five characters long, its borders marked by spaces.

    >>> list_ngrams("two")
    [' tw', 'two', 'wo ', ' two', 'two ', ' two ']
    """
    padded = f" {word} "
    lengths = range(SHORTEST, min(LONGEST, len(padded)) + 1)
    return [padded[at : at + length] for length in lengths for at in range(len(padded) - length + 1)]
