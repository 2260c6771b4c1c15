"""Words that news uses of one thing, brought to one term: kin words, peoples and countries, numerals."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

# Endings that change a word's class and not what it is about, the longest first.
_ENDINGS = (
    "ational", "ization", "isation", "iveness", "fulness", "ations", "ation", "ators", "ments", "ation",
    "ator", "ment", "ings", "ions", "ness", "ance", "ence", "ible", "able", "ing", "ion", "ers", "ors",
    "ity", "ies", "ive", "ous", "ist", "ism", "ed", "er", "or", "es", "ly", "al", "ic", "s", "e", "y",
)  # fmt: skip
# A shorter stem would bring strangers together: 'nation' and 'native'.
_MIN_STEM_CHARS = 4
_LARGER = {"thirty": "30", "forty": "40", "fifty": "50", "hundred": "100", "dozen": "12"}


def stem_word(word: str) -> str:
    """Cut the endings off a folded word, so that 'investigators' and 'investigating' meet.

    >>> stem_word("investigators") == stem_word("investigation"), stem_word("dead")
    (True, 'dead')
    """
    for _ in range(2):
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= _MIN_STEM_CHARS:
                word = word[: -len(ending)]
                break
    return word


@lru_cache(maxsize=2**16)
def read_term(word: str) -> str:
    """Bring a folded word or lemma to the term under which its kin are compared.

    >>> read_term("deadly") == read_term("killed"), read_term("twelve"), read_term("french")
    (True, '12', 'france')
    """
    groups = _load_groups()
    stem = stem_word(word)
    return groups.get(word) or groups.get(stem) or groups.get("~" + stem, stem)


@cache
def load_calendar_words() -> frozenset[str]:
    """Load the words that tell when, folded and without points.

    >>> "noon" in load_calendar_words(), "may" in load_calendar_words()
    (True, False)
    """
    return frozenset(_load()["calendar"].split())


@cache
def _load() -> dict[str, Any]:
    return tomllib.loads(files("samestory.lexicon").joinpath("kindred.toml").read_text(encoding="utf-8"))


@cache
def _load_groups() -> dict[str, str]:
    """Load word → first word of its group; a stem stands under '~' unless two groups claim it."""
    groups = [group.split() for group in _load()["groups"]]
    text = files("samestory.lexicon").joinpath("countries.toml").read_text(encoding="utf-8")
    countries: dict[str, dict[str, list[str]]] = tomllib.loads(text)["countries"]
    for name, facts in countries.items():
        if name not in ("United States", "United Kingdom"):  # these two have more words, in kindred.toml
            people = [word.lower().split()[-1] for word in facts.get("people", [])]
            groups.append([name.lower().split()[-1], *people])
    found = {word: str(number) for number, word in enumerate(_load()["numerals"].split())} | _LARGER
    stems: dict[str, set[str]] = {}
    for first, *rest in groups:
        for word in (first, *rest):
            found.setdefault(word, first)
            stems.setdefault(stem_word(word), set()).add(found[word])
    return found | {"~" + stem: min(heads) for stem, heads in stems.items() if len(heads) == 1}
