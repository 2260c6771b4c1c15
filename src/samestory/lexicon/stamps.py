"""Words of bylines and stamps, loaded once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from samestory.lexicon.months import MONTHS, WEEKDAYS


@dataclass(frozen=True, slots=True)
class StampWords:
    """What opens a byline (`by`) or a stamp (`cues`), and what may stand in them."""

    by: frozenset[str]
    cues: frozenset[str]
    time: frozenset[str]
    beside: frozenset[str]
    months: frozenset[str]
    calendar: frozenset[str]


@cache
def load_stamp_words() -> StampWords:
    """Load the words of stamps.

    >>> "updated" in load_stamp_words().cues
    True
    """
    data = tomllib.loads(files("samestory.lexicon").joinpath("stamps.toml").read_text(encoding="utf-8"))
    by, cues, time, beside = (frozenset(data[key]) for key in ("by", "cues", "time", "beside"))
    months = tomllib.loads(files("samestory.lexicon").joinpath("months.toml").read_text(encoding="utf-8"))
    named = frozenset(
        word.lower().rstrip(".") for key in ("months", "short_months") for word in months[key]
    )
    days = frozenset(word.lower() for word in months["weekdays"]) | frozenset(WEEKDAYS)
    return StampWords(by, cues, time, beside, named | frozenset(MONTHS), named | frozenset(MONTHS) | days)
