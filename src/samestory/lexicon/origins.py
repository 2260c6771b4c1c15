"""Phrases by which pages say where their text comes from and what kind of page they are, loaded once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class OriginWords:
    """`first` precede the name of who had the text; `live` stand in headlines; the rest are sections."""

    first: tuple[str, ...]
    live: tuple[str, ...]
    opinion: frozenset[str]
    letters: frozenset[str]


@cache
def load_origin_words() -> OriginWords:
    """Load the phrases.

    >>> "originally published by" in load_origin_words().first
    True
    """
    data = tomllib.loads(files("samestory.lexicon").joinpath("origins.toml").read_text(encoding="utf-8"))
    live = tuple(dict.fromkeys(data["live"]))
    return OriginWords(tuple(data["first"]), live, frozenset(data["opinion"]), frozenset(data["letters"]))
