"""ROUGE-1, -2 and -L (Lin 2004) of a text against a reference: F of shared words, pairs, and order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq


@dataclass(frozen=True, slots=True)
class Rouge:
    """F of single words, of pairs of words, and of the longest common subsequence, from 0 to 1."""

    one: float
    two: float
    longest: float


def score_rouge(text: str, reference: str) -> Rouge:
    """Score a text against a reference, by lower-case words without stemming.

    >>> score_rouge("the bridge fell", "the bridge has fallen")
    Rouge(one=0.5714285714285714, two=0.4, longest=0.5714285714285714)
    """
    said, wanted = read_words(text), read_words(reference)
    longest = LCSseq.similarity(said, wanted)
    return Rouge(
        _f_of_grams(said, wanted, 1), _f_of_grams(said, wanted, 2), _f(longest, len(said), len(wanted))
    )


def read_words(text: str) -> list[str]:
    """The lower-case words of a text, without marks."""
    return re.findall(r"[a-z0-9]+", text.lower())


def _f_of_grams(said: Sequence[str], wanted: Sequence[str], size: int) -> float:
    mine, theirs = (
        Counter(tuple(words[at : at + size]) for at in range(len(words) - size + 1))
        for words in (said, wanted)
    )
    return _f((mine & theirs).total(), mine.total(), theirs.total())


def _f(shared: int, said: int, wanted: int) -> float:
    return 2 * shared / (said + wanted) if said + wanted else 0.0
