"""What happens to the people whom reports count: words for each role, and words for people."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class CasualtyWords:
    """Roles by word. Keys are lemmas for the two sets of verbs, folded words elsewhere.

    `persons` are words for people and for one person by kin or calling; other nouns with one of
    `person_endings` are persons too, unless they are `no_persons`. `phrases` and `tolls` hold runs of
    words, the longest first, each with its role.
    """

    suffered: Mapping[str, str]
    undergone: Mapping[str, str]
    states: Mapping[str, str]
    nouns: Mapping[str, str]
    tolls: tuple[tuple[str, str], ...]
    phrases: tuple[tuple[str, str], ...]
    deadly: frozenset[str]
    people: frozenset[str]
    persons: frozenset[str]
    doers: frozenset[str]
    person_endings: tuple[str, ...]
    no_persons: frozenset[str]


@cache
def load_casualty_words() -> CasualtyWords:
    """Load the lists of casualties.toml.

    >>> load_casualty_words().suffered["wound"], load_casualty_words().states["dead"]
    ('injured', 'killed')
    """
    text = files("samestory.lexicon").joinpath("casualties.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return CasualtyWords(
        suffered=_by_word(table["suffered"]),
        undergone=_by_word(table["undergone"]),
        states=_by_word(table["states"]),
        nouns=_by_word(table["nouns"]),
        tolls=_longest_first(table["tolls"]),
        phrases=_longest_first(table["phrases"]),
        deadly=frozenset(table["deadly"]["words"]),
        people=frozenset(table["people"]["words"]),
        persons=frozenset((*table["people"]["words"], *table["people"]["one"])),
        doers=frozenset(table["people"]["doers"]),
        person_endings=tuple(table["people"]["endings"]),
        no_persons=frozenset(table["people"]["no_persons"]),
    )


def _by_word(roles: Mapping[str, list[str]]) -> dict[str, str]:
    return {word: role for role, words in roles.items() for word in words}


def _longest_first(roles: Mapping[str, list[str]]) -> tuple[tuple[str, str], ...]:
    pairs = _by_word(roles).items()
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))
