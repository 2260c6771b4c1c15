"""Words too common to show anything when two texts share them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def load_common_words() -> frozenset[str]:
    """Load the list of common English words, folded.

    >>> "the" in load_common_words(), "caliphate" in load_common_words()
    (True, False)
    """
    text = files("samestory.lexicon").joinpath("common_words.txt").read_text(encoding="utf-8")
    lines = (line.partition("#")[0] for line in text.splitlines())
    return frozenset(word for line in lines for word in line.split())
