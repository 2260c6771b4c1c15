"""What pages carry beside their reports: phrases by reason, loaded once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from samestory.lexicon.page_words import load_page_words
from samestory.lexicon.phrases import Phrases

HEAD_CHARS = 2
"""So many letters of a line choose the openings that it can have."""


@dataclass(frozen=True, slots=True)
class FurnitureWords:
    """Phrases of furniture, each with its reason, folded; '#' stands for a number.

    `lines` are whole lines, `openings` begin one (by their first letters), `inline` may stand
    anywhere, `site` are words of the site itself that need an address to the reader beside them;
    `mastheads` are words of which papers and stations make their names, `menu` the sections of menus;
    `rights` say in other languages that all rights are reserved. `phrases` looks for inline and site
    phrases and the heads of prompts at once; `heads` gives for a phrase the head with which it begins.
    """

    lines: dict[str, str]
    openings: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    inline: Mapping[str, str]
    site: Mapping[str, str]
    phrases: Phrases
    verbs: frozenset[str]
    pronouns: frozenset[str]
    news: frozenset[str]
    mastheads: frozenset[str]
    menu: frozenset[str]
    rights: tuple[str, ...]
    heads: Mapping[str, str]


@cache
def load_furniture_words() -> FurnitureWords:
    """Load the phrases of furniture.

    >>> load_furniture_words().lines["skip to content"]
    'navigation'
    """
    data, more, foreign = (_read(f"furniture{part}.toml") for part in ("", "_more", "_languages"))

    def pairs(table: str) -> tuple[tuple[str, str], ...]:
        tables = (foreign.get(table, {}), more.get(table, {}), data[table])
        found = [
            (phrase, reason) for each in tables for reason, phrases in each.items() for phrase in phrases
        ]
        return tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair[0])))

    address = data["address"]
    heads, promises = load_page_words().prompt_heads, load_page_words().promises
    anywhere = {phrase for table in ("inline", "site") for phrase, _ in pairs(table)} | promises
    sought = anywhere | heads
    return FurnitureWords(
        lines=dict(pairs("lines")),
        openings=_by_head(pairs("openings")),
        inline=dict(pairs("inline")),
        site=dict(pairs("site")),
        phrases=Phrases(anywhere, sought),
        verbs=frozenset(address["verbs"]),
        pronouns=frozenset(address["pronouns"]),
        news=frozenset(address["news"]),
        mastheads=frozenset(data["names"]["mastheads"]),
        menu=frozenset(data["names"]["menu"]),
        rights=tuple(foreign["rights"]["phrases"]),
        heads={phrase: head for phrase in sought if (head := _head_of(phrase, heads))},
    )


def _head_of(phrase: str, heads: Iterable[str]) -> str | None:
    """Give the longest head of a prompt that a phrase is or begins with."""
    fitting = (head for head in heads if phrase == head or phrase.startswith(f"{head} "))
    return max(fitting, key=len, default=None)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("samestory.lexicon").joinpath(name).read_text(encoding="utf-8"))


def _by_head(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Put phrases under their first letters: all of one head side by side, and their reasons."""
    heads: dict[str, list[tuple[str, str]]] = {}
    for phrase, reason in pairs:
        heads.setdefault(phrase[:HEAD_CHARS], []).append((phrase, reason))
    return {head: (tuple(p for p, _ in found), tuple(r for _, r in found)) for head, found in heads.items()}
