"""The words of which pages make their buttons, labels and calls, loaded once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class PageWords:
    """Sets of folded words; `sponsored` and `polls` are whole labels."""

    of_sites: frozenset[str]
    around: frozenset[str]
    advert: frozenset[str]
    go_on: frozenset[str]
    between: frozenset[str]
    sponsored: frozenset[str]
    calls: frozenset[str]
    numbers: frozenset[str]
    buttons: frozenset[str]
    things: frozenset[str]
    half_things: frozenset[str]
    heads: frozenset[str]
    head_glue: frozenset[str]
    label_cores: frozenset[str]
    label_capitals: frozenset[str]
    label_glue: frozenset[str]
    look_heads: frozenset[str]
    look_things: frozenset[str]
    stay_heads: frozenset[str]
    stay_goods: frozenset[str]
    promises: frozenset[str]
    other_heads: frozenset[str]
    says: frozenset[str]
    polls: tuple[str, ...]

    @property
    def prompt_heads(self) -> frozenset[str]:
        """All with which a prompt may begin, and what a newsroom promises after its name."""
        return self.look_heads | self.stay_heads | self.promises | self.other_heads


@cache
def load_page_words() -> PageWords:
    """Load the words of pages.

    >>> "newsletter" in load_page_words().of_sites
    True
    """
    data = tomllib.loads(files("samestory.lexicon").joinpath("page_words.toml").read_text(encoding="utf-8"))
    polls = tuple(sorted(data.pop("polls")))
    return PageWords(polls=polls, **{name: frozenset(words) for name, words in data.items()})
