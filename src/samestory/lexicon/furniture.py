"""What pages carry beside their reports: phrases by reason, loaded once."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

Gated = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""Phrases with their reasons, under a word that all of a group share: where it is not, none of them is."""

# Shorter words than this stand in every text, and no group is gathered under them.
_MIN_GATE_CHARS = 4
_EVERYWHERE = frozenset(
    ("news", "this", "time", "read", "have", "like", "again", "month", "story", "most", "full")
)


@dataclass(frozen=True, slots=True)
class FurnitureWords:
    """Phrases of furniture, each with its reason, folded; '#' stands for a number.

    `lines` are whole lines, `openings` begin one (`heads` are their words alone), `inline` may stand
    anywhere, `site` are words of the site itself that need an address to the reader beside them;
    `mastheads` are words of which papers and stations make their names, `menu` the sections of menus;
    `rights` say in other languages that all rights are reserved.
    """

    lines: dict[str, str]
    openings: tuple[tuple[str, str], ...]
    heads: tuple[str, ...]
    inline: Gated
    site: Gated
    verbs: frozenset[str]
    pronouns: frozenset[str]
    news: frozenset[str]
    mastheads: frozenset[str]
    menu: frozenset[str]
    rights: tuple[str, ...]


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
    return FurnitureWords(
        lines=dict(pairs("lines")),
        openings=pairs("openings"),
        heads=tuple(phrase for phrase, _ in pairs("openings")),
        inline=_gate(pairs("inline")),
        site=_gate(pairs("site")),
        verbs=frozenset(address["verbs"]),
        pronouns=frozenset(address["pronouns"]),
        news=frozenset(address["news"]),
        mastheads=frozenset(data["names"]["mastheads"]),
        menu=frozenset(data["names"]["menu"]),
        rights=tuple(foreign["rights"]["phrases"]),
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("samestory.lexicon").joinpath(name).read_text(encoding="utf-8"))


def _gate(pairs: Iterable[tuple[str, str]]) -> Gated:
    """Gather phrases under the word that most of them share, so that few words are looked for."""
    waiting = list(pairs)
    gated: list[tuple[str, tuple[tuple[str, str], ...]]] = []
    while waiting:
        counts = Counter(word for phrase, _ in waiting for word in _parts(phrase))
        word = min(counts, key=lambda word: (-counts[word], -len(word), word))
        gated.append((word, tuple(pair for pair in waiting if word in pair[0])))
        waiting = [pair for pair in waiting if word not in pair[0]]
    return tuple(gated)


def _parts(phrase: str) -> Iterator[str]:
    """List the words of a phrase that can stand for it, or the whole of it."""
    words = {word for word in phrase.split() if len(word) >= _MIN_GATE_CHARS and word not in _EVERYWHERE}
    yield from sorted(words or {phrase})


def find_phrases(folded: str, gated: Gated) -> Iterator[tuple[int, int, str]]:
    """Find every place of every phrase: start, end, reason.

    >>> list(find_phrases("click here", (("click", (("click here", "read also"),)),)))
    [(0, 10, 'read also')]
    """
    for word, pairs in gated:
        if word not in folded:
            continue
        for phrase, reason in pairs:
            at = folded.find(phrase)
            while at >= 0:
                yield at, at + len(phrase), reason
                at = folded.find(phrase, at + len(phrase))
