"""Words by which two tellings of one thing may differ: places, scope, opposites, saying, counsel."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class ContrastWords:
    """Folded words; `scope` maps a word to how much it takes in, `opposites` holds both orders.

    `alike` maps a noun to the groups of words for the same that it is in.
    """

    places: frozenset[str]
    prepositions: frozenset[str]
    afar: frozenset[str]
    scope: Mapping[str, str]
    opposites: frozenset[tuple[str, str]]
    negations: frozenset[str]
    saying: frozenset[str]
    against: frozenset[str]
    counsel: frozenset[str]
    offices: frozenset[str]
    honours: frozenset[str]
    standing: frozenset[str]
    sole: frozenset[str]
    denying: frozenset[str]
    goes_on: frozenset[str]
    over: frozenset[str]
    alike: Mapping[str, frozenset[int]]
    bodies: frozenset[str]


@cache
def load_contrast_words() -> ContrastWords:
    """Load the lists of contrasts.toml.

    >>> ("fall", "rise") in load_contrast_words().opposites
    True
    """
    text = files("samestory.lexicon").joinpath("contrasts.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    pairs = [tuple(pair) for pair in table["opposites"]["pairs"]]
    return ContrastWords(
        places=frozenset(table["places"]["words"]),
        prepositions=frozenset(table["places"]["prepositions"]),
        afar=frozenset(table["places"]["afar"]),
        scope={word: extent for extent, words in table["scope"].items() for word in words},
        opposites=frozenset((a, b) for x, y in pairs for a, b in ((x, y), (y, x))),
        negations=frozenset(table["opposites"]["negations"]),
        saying=frozenset(table["saying"]["verbs"]),
        against=frozenset(table["against"]["words"]),
        counsel=frozenset(table["against"]["counsel"]),
        offices=frozenset(table["offices"]["words"]),
        honours=frozenset(table["offices"]["kept"]),
        standing=frozenset(table["standing"]["verbs"]),
        sole=frozenset(table["sole"]["verbs"]),
        denying=frozenset(table["denying"]["verbs"]),
        goes_on=frozenset(table["course"]["goes_on"]),
        over=frozenset(table["course"]["over"]),
        alike=_groups(table["alike"]["groups"]),
        bodies=frozenset(table["bodies"]["words"]),
    )


def _groups(groups: list[list[str]]) -> dict[str, frozenset[int]]:
    words = {word for group in groups for word in group}
    return {
        word: frozenset(at for at, group in enumerate(groups) if word in group) for word in sorted(words)
    }
