"""What pages carry beside their reports: phrases by reason, loaded once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class FurnitureWords:
    """Phrases of furniture, each with its reason, folded; '#' stands for a number.

    `lines` are whole lines, `openings` begin one, `inline` may stand anywhere, `site` are words of
    the site itself that need an address to the reader beside them; `mastheads` are words of which
    papers and stations make their names, `menu` the sections that menus list.
    """

    lines: dict[str, str]
    openings: tuple[tuple[str, str], ...]
    inline: tuple[tuple[str, str], ...]
    site: tuple[tuple[str, str], ...]
    verbs: frozenset[str]
    pronouns: frozenset[str]
    news: frozenset[str]
    mastheads: frozenset[str]
    menu: frozenset[str]


@cache
def load_furniture_words() -> FurnitureWords:
    """Load the phrases of furniture.

    >>> load_furniture_words().lines["skip to content"]
    'navigation'
    """
    data = tomllib.loads(files("samestory.lexicon").joinpath("furniture.toml").read_text(encoding="utf-8"))

    def pairs(table: str) -> tuple[tuple[str, str], ...]:
        found = [(phrase, reason) for reason, phrases in data[table].items() for phrase in phrases]
        return tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair[0])))

    address = data["address"]
    return FurnitureWords(
        lines=dict(pairs("lines")),
        openings=pairs("openings"),
        inline=pairs("inline"),
        site=pairs("site"),
        verbs=frozenset(address["verbs"]),
        pronouns=frozenset(address["pronouns"]),
        news=frozenset(address["news"]),
        mastheads=frozenset(data["names"]["mastheads"]),
        menu=frozenset(data["names"]["menu"]),
    )
