"""How rare words are in English news: counted once over many reports, shipped, and the same for everyone.

A likeness that rests on these does not change with what else lies in a folder or a library.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

# Of a word that the table does not have: rarer than nearly all that it has.
UNSEEN = 135
# Steps to one power of e.
STEPS = 16


@cache
def load_rarity() -> Mapping[str, int]:
    """Load how rare each word is: minus the logarithm of its share of reports, in sixteenths.

    >>> table = load_rarity()
    >>> table["president"] < table["harbor"] < table.get("norvik", UNSEEN)
    True
    """
    text = files("samestory.lexicon").joinpath("rarity.txt").read_text(encoding="utf-8")
    rows = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return {word: int(step) for step, *words in rows for word in words}
