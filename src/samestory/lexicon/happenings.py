"""Words for single facts of a happening: what happens, where, who ends it, what persons do."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class HappeningWords:
    """Lemmas. `slayers` maps a noun to the sort of who shoots, `one_post` a post to its first word."""

    happening: frozenset[str]
    occurs: frozenset[str]
    at: frozenset[str]
    wide: frozenset[str]
    called: frozenset[str]
    aftermath: frozenset[str]
    no_streets: frozenset[str]
    slaying: frozenset[str]
    slayers: Mapping[str, str]
    posts: frozenset[str]
    plain_posts: frozenset[str]
    one_post: Mapping[str, str]
    media: frozenset[str]
    one_doer: frozenset[str]


@cache
def load_happening_words() -> HappeningWords:
    """Load the lists of happenings.toml.

    >>> load_happening_words().slayers["officer"], load_happening_words().one_post["spokeswoman"]
    ('police', 'spokesperson')
    """
    text = files("samestory.lexicon").joinpath("happenings.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    happening, slayers, posts = table["happening"], table["slayers"], table["posts"]
    return HappeningWords(
        happening=frozenset(happening["words"]),
        occurs=frozenset(happening["occurs"]),
        at=frozenset(happening["at"]),
        wide=frozenset(happening["wide"]),
        called=frozenset(happening["called"]),
        aftermath=frozenset(happening["aftermath"]),
        no_streets=frozenset(happening["no_streets"]),
        slaying=frozenset(slayers["verbs"]),
        slayers={word: sort for sort, words in slayers.items() if sort != "verbs" for word in words},
        posts=frozenset(posts["more"]),
        plain_posts=frozenset(posts["plain"]),
        one_post={word: group[0] for group in posts["same"] for word in group},
        media=frozenset(table["media"]["words"]),
        one_doer=frozenset(table["one_doer"]["verbs"]),
    )
