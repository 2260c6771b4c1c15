"""Nouns for those who speak: persons, bodies, outlets."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class RoleWords:
    """Nouns in base form, in lower case, by what can take them up."""

    persons: frozenset[str]
    men: frozenset[str]
    women: frozenset[str]
    bodies: frozenset[str]
    outlets: frozenset[str]
    anybody: frozenset[str]
    companies: frozenset[str]
    issued: frozenset[str]
    given_men: frozenset[str]
    given_women: frozenset[str]
    kindred: Mapping[str, tuple[str, ...]]
    abbreviated: Mapping[str, str]


@cache
def load_role_words() -> RoleWords:
    """Load the nouns for speakers.

    >>> words = load_role_words()
    >>> "spokeswoman" in words.women, "ministry" in words.bodies
    (True, True)
    """
    table = tomllib.loads(files("samestory.lexicon").joinpath("roles.toml").read_text(encoding="utf-8"))
    kindred = {word: tuple(others.split()) for word, others in table.pop("kindred").items()}
    abbreviated = dict(table.pop("abbreviated"))
    plain = {topic: frozenset(text.split()) for topic, text in table.items()}
    return RoleWords(**plain, kindred=kindred, abbreviated=abbreviated)
