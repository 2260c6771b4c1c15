"""Words that make a figure: numerals, scales, vague counts, bounds, units, and what is no figure."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureWords:
    """Folded words and phrases. `bounds` maps a phrase to least, most, about or plain.

    `bounds` stand before a figure, `bounds_after` behind it. `vague` gives the least that a vague
    count can mean; `exact` are those of them that mean that very number. `money_of` are the words
    before the name of a money ('Swiss francs'), `money_suffixes` the scales written onto digits that
    a money sign stands before ('$5m').
    """

    numerals: Mapping[str, int]
    scales: Mapping[str, int]
    suffixes: Mapping[str, int]
    vague: Mapping[Phrase, int]
    exact: frozenset[Phrase]
    shares: Mapping[Phrase, Fraction]
    bounds: Mapping[Phrase, str]
    bounds_after: Mapping[Phrase, str]
    measures: Mapping[str, str]
    money_signs: Mapping[str, str]
    money_names: frozenset[str]
    money_of: frozenset[str]
    money_suffixes: Mapping[str, int]
    percent: frozenset[Phrase]
    durations: frozenset[str]
    months: frozenset[str]
    clock: frozenset[str]
    labels: frozenset[str]
    streets: frozenset[str]
    aged: frozenset[str]
    one_counts: frozenset[str]

    @property
    def longest_bound(self) -> int:
        """The most words that a bound has."""
        return max(len(phrase) for phrase in self.bounds)


@cache
def load_figure_words() -> FigureWords:
    """Load the lists of figures.toml.

    >>> load_figure_words().bounds[("at", "least")], load_figure_words().vague[("dozens",)]
    ('least', 24)
    """
    text = files("samestory.lexicon").joinpath("figures.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    bounds = table["bounds"]
    signs = table["money"]["signs"]
    return FigureWords(
        numerals=table["numerals"],
        scales=table["scales"],
        suffixes=table["suffixes"],
        vague={_phrase(key): value for key, value in table["vague"].items()},
        exact=frozenset(_phrase(words) for words in table["exact"]["words"]),
        shares={_phrase(key): Fraction(*value) for key, value in table["shares"].items()},
        bounds=_bounds(bounds, ("least", "most", "about", "plain"), ""),
        bounds_after=_bounds(bounds, ("least", "most", "about"), "_after"),
        measures={name: kind for kind, unit in table["units"].items() for name in unit["names"]},
        money_signs={sign: table["money"]["sign_names"].get(sign, sign) for sign in signs},
        money_names=frozenset(table["money"]["names"]),
        money_of=frozenset(table["money"]["of"]),
        money_suffixes=table["money"]["suffixes"],
        percent=frozenset(_phrase(words) for words in table["percent"]["names"]),
        durations=frozenset(table["durations"]["names"]),
        months=frozenset(table["calendar"]["months"]),
        clock=frozenset(table["calendar"]["clock"]),
        labels=frozenset(table["labels"]["before"]),
        streets=frozenset(table["labels"]["streets"]),
        aged=frozenset(table["joined"]["old"]),
        one_counts=frozenset(table["one"]["nouns"]),
    )


def _phrase(words: str) -> Phrase:
    return tuple(words.split())


def _bounds(table: Mapping[str, list[str]], kinds: tuple[str, ...], ending: str) -> dict[Phrase, str]:
    return {_phrase(words): kind for kind in kinds for words in table[kind + ending]}
