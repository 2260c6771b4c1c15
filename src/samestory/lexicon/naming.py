"""What newsrooms know of names: titles, kinds of bodies, short names, countries and their people."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class NameWords:
    """Word lists by topic (`words["titles"]`) and, by topic, words that stand for another."""

    words: Mapping[str, frozenset[str]]
    stands_for: Mapping[str, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Territory:
    """A country or a US state: its name, other words for it, and where its middle lies."""

    name: str
    also: tuple[str, ...]
    latitude: float
    longitude: float


@cache
def load_name_words() -> NameWords:
    """Load titles, heads, nouns and short names, all in lower case.

    >>> words = load_name_words()
    >>> "sheriff" in words.words["titles"], words.stands_for["nicknames"]["bill"]
    (True, ('william',))
    """
    table = _read("names.toml")
    lists = {topic: frozenset(text.split()) for topic, text in table.items() if isinstance(text, str)}
    lists["given_names"] = _read_words("given_names.txt")
    maps = {topic: _turned(groups) for topic, groups in table.items() if not isinstance(groups, str)}
    return NameWords(lists, maps)


@cache
def load_known_names() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Load the organisations and states with several names: (type, names), the one to show first."""
    table = _read("organisations.toml")
    return tuple((kind, tuple(group)) for kind in table for group in table[kind]["groups"])


@cache
def load_countries() -> tuple[Territory, ...]:
    """Load the countries, each with the words for its people."""
    return tuple(
        Territory(n, tuple(c["people"]), *c["at"]) for n, c in _read("countries.toml")["countries"].items()
    )


@cache
def load_states() -> tuple[Territory, ...]:
    """Load the US states, each with its short forms."""
    return tuple(
        Territory(n, tuple(c["short"]), *c["at"]) for n, c in _read("countries.toml")["states"].items()
    )


def _read_words(name: str) -> frozenset[str]:
    text = files("samestory.lexicon").joinpath(name).read_text(encoding="utf-8")
    lines = (line.partition("#")[0] for line in text.splitlines())
    return frozenset(word for line in lines for word in line.split())


def _turned(groups: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Turn {first: 'other another'} about: from each other word to all that it stands for."""
    turned: dict[str, tuple[str, ...]] = {}
    for first, others in groups.items():
        for other in others.split():
            turned[other] = (*turned.get(other, ()), first)
    return turned


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("samestory.lexicon").joinpath(name).read_text(encoding="utf-8"))
