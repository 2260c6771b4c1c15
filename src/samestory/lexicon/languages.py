"""Function words and scripts by which a language shows, loaded once."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Script:
    """A range of letters outside Latin and the language taken for it; `marks` overrule that language."""

    name: str
    first: int
    last: int
    language: str
    marks: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Languages:
    """`weights`: a folded word to its weight for each language that has it; 1 where only one has it."""

    weights: Mapping[str, Mapping[str, float]]
    scripts: tuple[Script, ...]


@cache
def load_languages() -> Languages:
    """Load the word lists and scripts."""
    data = tomllib.loads(files("samestory.lexicon").joinpath("languages.toml").read_text(encoding="utf-8"))
    lists = {language: frozenset(words.split()) for language, words in data["words"].items()}
    shared = Counter(word for words in lists.values() for word in words)
    weights: dict[str, dict[str, float]] = {}
    for language, words in lists.items():
        for word in sorted(words):
            weights.setdefault(word, {})[language] = 1 / shared[word]
    scripts = (
        Script(name, **found, marks=_marks(data["marks"], name)) for name, found in data["scripts"].items()
    )
    return Languages(weights, tuple(scripts))


def _marks(marks: Mapping[str, Mapping[str, str]], script: str) -> dict[str, frozenset[str]]:
    return {
        language: frozenset(found["letters"])
        for language, found in marks.items()
        if found["script"] == script
    }
