"""Words that matter to quotations: empty words, endings, and what stands before titles and nicknames."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class QuotingWords:
    """Word lists in lower case, in the order of the file."""

    empty: frozenset[str]
    endings: tuple[str, ...]
    small: frozenset[str]
    works: frozenset[str]
    naming: frozenset[str]


@cache
def load_quoting_words() -> QuotingWords:
    """Load the words.

    >>> "film" in load_quoting_words().works
    True
    """
    table = tomllib.loads(files("samestory.lexicon").joinpath("quoting.toml").read_text(encoding="utf-8"))
    sets = {topic: frozenset(table[topic].split()) for topic in ("empty", "small", "works", "naming")}
    return QuotingWords(endings=tuple(table["endings"].split()), **sets)
