"""A name in the form in which it is compared: folded words without accents, marks and case."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Protocol

Form = tuple[str, ...]
"""A name as folded words: ('syrian', 'democratic', 'forces')."""


class WordLists(Protocol):
    """Word lists by topic and, by topic, the words that a word stands for."""

    @property
    def words(self) -> Mapping[str, frozenset[str]]:
        """Words by topic, in lower case."""
        ...

    @property
    def stands_for(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """Other words by topic, and what each may stand for."""
        ...


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Take off case and accents, for comparing only.

    >>> fold("São João")
    'sao joao'
    """
    plain = unicodedata.normalize("NFKD", text.replace("ø", "o").replace("ł", "l").replace("Ø", "O"))
    return "".join(mark for mark in plain if not unicodedata.combining(mark)).lower()


@lru_cache(maxsize=65536)
def form_of(text: str) -> Form:
    """Fold a name into words: no article before it, no possessive, full stops or marks.

    >>> form_of("The U.S. Army's"), form_of("Jo'Ann O’Neal-Smith")
    (('us', 'army'), ('joann', 'oneal', 'smith'))
    """
    plain = re.sub(r"['’`]s\b(?!\w)", "", fold(text)).replace("&", " and ")
    plain = re.sub(r"\.(?=\w\b)|(?<=\b\w)\.", "", plain)
    words = re.findall(r"\w+", re.sub(r"['’`]", "", plain))
    while len(words) > 1 and words[0] in ("the", "a", "an"):
        words = words[1:]
    return tuple(words)


def is_acronym(text: str) -> bool:
    """Tell whether a word is written as initials: 'SDF', 'U.N.', 'DoJ', not 'S' nor 'SAN'-long words.

    >>> is_acronym("SDF"), is_acronym("DoJ"), is_acronym("Sdf"), is_acronym("CALIFORNIA")
    (True, True, False, False)
    """
    letters = text.replace(".", "")
    capitals = sum(letter.isupper() for letter in letters)
    return (
        2 <= len(letters) <= 6
        and letters.isalnum()
        and letters[0].isupper()
        and capitals >= max(2, len(letters) - 1)
    )


SMALL_WORDS = frozenset(
    {"of", "the", "and", "for", "in", "on", "de", "la", "del", "et", "des", "du", "y", "to"}
)


def initials(form: Form) -> frozenset[str]:
    """Give the initials of a name, with and without its small words.

    >>> sorted(initials(("bureau", "of", "land", "management")))
    ['blm', 'bolm']
    """
    return frozenset({"".join(w[0] for w in form), "".join(w[0] for w in form if w not in SMALL_WORDS)})
