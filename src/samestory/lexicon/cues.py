"""Words by which news hands on what somebody says: verbs, nouns and prepositions of attribution."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class CueWords:
    """Lemmas by the construction in which they bring what is said; a verb may stand in several."""

    saying: frozenset[str]
    manner: frozenset[str]
    thinking: frozenset[str]
    naming: frozenset[str]
    announcing: frozenset[str]
    directing: frozenset[str]
    prepositional: frozenset[str]
    showing: frozenset[str]
    prepositions: frozenset[str]
    nouns: frozenset[str]
    documents: frozenset[str]
    channels: frozenset[str]
    hearers: frozenset[str]
    heralds: frozenset[str]
    hearsay: frozenset[str]

    @property
    def verbs(self) -> frozenset[str]:
        """Every verb that can be a cue where no quotation stands beside it."""
        return self.saying | self.thinking | self.naming | self.announcing | self.directing | self.showing


@cache
def load_cue_words() -> CueWords:
    """Load the cue words.

    >>> words = load_cue_words()
    >>> "tweet" in words.saying, "smile" in words.verbs, "smile" in words.manner
    (True, False, True)
    """
    table = tomllib.loads(files("samestory.lexicon").joinpath("cues.toml").read_text(encoding="utf-8"))
    return CueWords(**{topic: _words(entry) for topic, entry in table.items()})


def _words(entry: str | list[str]) -> frozenset[str]:
    return frozenset(entry.split() if isinstance(entry, str) else entry)
