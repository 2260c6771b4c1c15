"""Words that a period shortens, so that it ends no sentence."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def load_abbreviations() -> frozenset[str]:
    """Load the abbreviations, folded, without their periods.

    >>> "mme" in load_abbreviations(), "fire" in load_abbreviations()
    (True, False)
    """
    text = files("samestory.lexicon").joinpath("abbreviations.txt").read_text(encoding="utf-8")
    lines = (line.partition("#")[0] for line in text.splitlines())
    return frozenset(word for line in lines for word in line.split())
